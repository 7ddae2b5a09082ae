"""Paragraphs that report what was said without a mark (〜との意見があった。)."""

import re
from itertools import pairwise

_REPORTED = re.compile(
    r"(?:意見|指摘|質問|質疑|問い|提案|発言|要望|コメント|懸念|声|回答|答弁|助言|補足)(?:など|等)?(?:が|も|は)?(?:あった|多かった|多く聞かれた|多数あった|多数を占めた|大勢を占めた|相次いだ|聞かれた|上がった|あり|出された|示された|寄せられた|なされた|述べられた|挙げられた|された|ありました|出されました)|"
    r"(?:回答|答弁)が?、?(?:[^\s、。]{1,12}(?:から|より)、?)?(?:あった|なされた|した)|(?:意見|認識|見解)で(?:おおむね)?一致した|旨の?、?(?:[^\s、。]{1,12}(?:から|より)、?)?(?:説明|回答|答弁)が?(?:あった|なされた|された)|との(?:意見|指摘|質問|提案|発言|回答|要望|懸念)|(?:と|旨)(?:述べた|発言した|指摘した|回答した|質問した|提案した)"
)
_PROCEDURE = re.compile(
    r"事務局(?:から|より)(?!.*旨の?説明).*(?:説明|報告)|(?:以下|次)の(?:とおり|ような|意見|発言|質疑|主な)|(?:意見|発言|質疑)は(?:以下|次)|質疑応答が行われ|意見交換が行われ|意見交換を行った|(?:原案どおり|異議なく)(?:可決|承認|了承|決定)"
)
_SPOKEN = re.compile(r"(?:です|ます|ました|ません)(?:か|ね|よ)?。")
_SENTENCE = re.compile(r"(?:[^。(]|\([^()]*\)?)*。?")
_COURSE = re.compile(r"(?:説明|報告|紹介|挨拶|あいさつ)が?(?:あった|行われた|なされた)。$")
_NEXT = re.compile(
    r"(?:意見|指摘|質問|提案|発言|要望|懸念)(?:があり|が出され|が示され)、(?=[^\s、。]{1,12}(?:から|より))"
)
_BY = re.compile(
    r"^(?P<who>事務局|[^\s、。]{1,12}(?:委員|構成員|座長|会長|委員長|議員|教授|参考人|オブザーバー|課長|局長|部長))(?:から|より)(?:は)?、?"
)
_ANSWERED = re.compile(
    r"(?:旨(?:の|を)?|との?|、)(?:、|回答が|説明が|答弁が)*(?P<who>事務局|当局|執行部)(?:から|より)、?(?:回答|説明|答弁|補足)?が?(?:あった|なされた|された|示された)。?$"
)


def is_report(body: str) -> bool:
    """Say whether a paragraph reports an opinion in the secretariat's words."""
    return not _SPOKEN.search(body) and any(
        _REPORTED.search(sentence[-60:]) and not is_procedure(sentence) for sentence in _SENTENCE.findall(body)
    )


def is_procedure(body: str) -> bool:
    """Say whether a paragraph tells of the meeting's course rather than of an opinion."""
    return bool(_PROCEDURE.search(body[:300])) and not _SPOKEN.search(body)


def reports_in(text: str) -> list[tuple[int, int]]:
    """Return where each reported opinion of a paragraph begins and ends.

    A sentence that only leads up goes with the one behind it; what tells of the meeting's course is left out.
    """
    places, begin = [], 0
    for sentence in _SENTENCE.finditer(text):
        reported = _REPORTED.search(sentence.group()[-60:])
        if is_procedure(sentence.group()) or (not reported and _COURSE.search(sentence.group())):
            begin = sentence.end()
        elif reported:
            places += _clauses(text, begin, sentence.end())
            begin = sentence.end()
    if begin < len(text) and text[begin:].strip() and places:
        places[-1] = (places[-1][0], len(text))
    return places or [(0, len(text))]


def _clauses(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Part a sentence that reports what several people said (例田委員から…との指摘があり、｜仮野委員から…)."""
    cuts = [begin, *(found.end() for found in _NEXT.finditer(text, begin, end)), end]
    return list(pairwise(cuts))


def reported_by(body: str) -> str | None:
    """Return who is said to have given a reported opinion (例田委員から、…), or None."""
    found = _BY.match(body) or _ANSWERED.search(body[-60:])
    return found["who"] if found else None
