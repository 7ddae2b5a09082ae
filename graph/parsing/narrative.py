"""Paragraphs that report what was said without a mark (〜との意見があった。)."""

import re

_REPORTED = re.compile(
    r"(?:意見|指摘|質問|質疑|提案|発言|要望|コメント|懸念|声|回答|答弁|助言|補足)(?:など|等)?(?:が|も|は)?(?:あった|あり|出された|示された|寄せられた|なされた|述べられた|挙げられた|された|ありました|出されました)|"
    r"(?:回答|答弁)が?(?:あった|なされた|した)|との(?:意見|指摘|質問|提案|発言|回答|要望|懸念)|(?:と|旨)(?:述べた|発言した|指摘した|回答した|質問した|提案した)"
)
_PROCEDURE = re.compile(
    r"事務局(?:から|より).*(?:説明|報告)|以下のとおり|次のとおり|質疑応答が行われ|意見交換が行われ|意見交換を行った|(?:原案どおり|異議なく)(?:可決|承認|了承|決定)"
)
_SPOKEN = re.compile(r"(?:です|ます|ました|ません)(?:か|ね|よ)?。")
_SENTENCE = re.compile(r"(?:[^。(]|\([^()]*\)?)*。?")
_BY = re.compile(
    r"^(?P<who>[^\s、。]{1,12}(?:委員|構成員|座長|会長|委員長|議員|教授|事務局|参考人|オブザーバー|課長|局長|部長))(?:から|より)(?:は)?、?"
)


def is_report(body: str) -> bool:
    """Say whether a paragraph reports an opinion in the secretariat's words."""
    return bool(_REPORTED.search(body[-60:])) and not is_procedure(body) and not _SPOKEN.search(body)


def is_procedure(body: str) -> bool:
    """Say whether a paragraph tells of the meeting's course rather than of an opinion."""
    return bool(_PROCEDURE.search(body[:300])) and not _SPOKEN.search(body)


def reports_in(text: str) -> list[tuple[int, int]]:
    """Return where each reported opinion of a paragraph begins and ends: a sentence that does not report goes with the next one that does."""
    places, begin = [], 0
    for sentence in _SENTENCE.finditer(text):
        if _REPORTED.search(sentence.group()[-60:]):
            places.append((begin, sentence.end()))
            begin = sentence.end()
    if begin < len(text) and text[begin:].strip():
        places = [*places[:-1], (places[-1][0], len(text))] if places else [(0, len(text))]
    return places


def reported_by(body: str) -> str | None:
    """Return who is said to have given a reported opinion (例田委員から、…), or None."""
    found = _BY.match(body)
    return found["who"] if found else None
