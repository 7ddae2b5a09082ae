"""Paragraphs that report what was said without a mark (〜との意見があった。)."""

import re
from itertools import pairwise

from graph.parsing.roles import SPEAKING, is_role_label

_REPORTED = re.compile(
    r"(?:意見|指摘|質問|質疑|問い|提案|発言|要望|コメント|懸念|声|回答|答弁|助言|補足)(?:など|等)?(?:が|も|は)?(?:あった|多かった|多く聞かれた|多数あった|多数を占めた|大勢を占めた|相次いだ|聞かれた|上がった|あり|出された|示された|寄せられた|なされた|述べられた|挙げられた|された|ありました|出されました)|"
    r"(?:回答|答弁)が?、?(?:[^\s、。]{1,12}(?:から|より)、?)?(?:あった|なされた|した)|(?:意見|認識|見解)で(?:おおむね)?一致した|旨の?、?(?:[^\s、。]{1,12}(?:から|より)、?)?(?:説明|回答|答弁)が?(?:あった|なされた|された)|との(?:意見|指摘|質問|提案|発言|回答|要望|懸念)|との[一-龠]{1,6}(?:など|等)?(?:が|も|は)(?:、?[^、。]{1,12}(?:から|より)、?)?(?:あった|出た|出された|示された|述べられた|寄せられた|なされた|相次いだ|紹介された)|との[一-龠ぁ-ん]{1,6}?を(?:示した|示された|述べた|述べられた|表明した)|(?:と|旨)(?:述べた|発言した|指摘した|回答した|質問した|提案した|答えた|応じた|主張した|求めた|要望した|説明した|質した|ただした)"
)
_PROCEDURE = re.compile(
    r"事務局(?:から|より)(?!.*旨の?説明).*(?:説明|報告)|^[^。]{1,30}(?:から|より)、?(?![^。]*旨)[^。と]{0,60}(?:説明|報告|紹介|挨拶|あいさつ)が?(?:あった|行われた|なされた)。?$|(?:以下|次)の(?:とおり|ような|意見|発言|質疑|主な)|(?:意見|発言|質疑)は(?:以下|次)|質疑応答が行われ|(?:説明|報告)(?:を行った|があった|を受けた)後、?[^。]{0,20}(?:質疑|意見交換|審議|討議)|意見交換が行われ|意見交換を行った|^次回(?:\([^()]*\)|の?(?:会議|検討会|委員会|審議会|協議会|懇談会|研究会|部会))*(?:は|に?ついては)[^。]{0,60}(?:開催|日程|予定)|(?:原案(?:どおり|のとおり)|異議なく|満場一致で)、?(?:これを)?(?:可決|承認|了承|決定)|^(?:続いて、?|次に、?)?(?:議長|座長|委員長|会長|司会|理事長)(?:は|の指名により)、?.{0,80}(?:諮[っり]|採決|上程|宣[しす]|指名|読み上げ|説明を求め|説明した|報告し)|^採決の結果|^(?:審議|協議|検討|議論)の結果、|(?:こととなった|こととされた|ことが(?:決定|確認|了承)された|(?:全会一致で|異議なく)[^。]{0,20}(?:承認|了承|可決)された)。$|^以上をもって.{0,20}(?:終了|閉会|議事)"
)
_LEADS = re.compile(r"(?:意見|質疑|質問|発言|議論|概要|要旨|内容|やり取り)[^。]{0,12}(?:以下|次|下記)のとおり(?:である|です|であった|でした)?[。:.]?$")
_SPOKEN = re.compile(r"(?:です|ます|ました|ません)(?:か|ね|よ)?。")
_SENTENCE = re.compile(r"(?:[^。(]|\([^()]*\)?)*。?")
_COURSE = re.compile(r"(?:説明|報告|紹介|挨拶|あいさつ)が?(?:あった|行われた|なされた)。$")
_NEXT = re.compile(
    r"(?:意見|指摘|質問|提案|発言|要望|懸念)(?:があり|が出され|が示され)、(?=[^\s、。]{1,12}(?:から|より))"
)
_BY = re.compile(
    r"^(?:(?:これ|それ|この点|本件)に対し(?:て)?、?|また、?|さらに、?|なお、?|一方(?:で)?、?|続いて、?|次に、?|その後、?)?"
    r"(?P<who>[^\s、。「」]{1,16}?)(?:(?:から|より)(?:は)?、|は、?(?=.{4,400}と.{0,12}た。?$))"
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


def is_spoken(body: str) -> bool:
    """Say whether a paragraph is in the words of somebody who speaks, not in the secretariat's."""
    return len(_SPOKEN.findall(body)) >= 2 and not body.startswith(("(", "※"))


def leads_in(text: str) -> bool:
    """Say whether a marked paragraph only leads up to what was said (…発言の要旨は以下のとおり)."""
    return bool(_LEADS.search(text[-40:]))


def reports_in(text: str) -> list[tuple[int, int]]:
    """Return where each reported opinion of a paragraph begins and ends.

    A sentence that only leads up goes with the one behind it; what tells of the meeting's course is left out.
    """
    places: list[tuple[int, int]] = []
    begin, whole = 0, _one_voice(text)
    for sentence in _SENTENCE.finditer(text):
        reported = _REPORTED.search(sentence.group()[-60:])
        if is_procedure(sentence.group()) or (not reported and _COURSE.search(sentence.group())):
            begin = sentence.end()
        elif reported:
            if whole and places and reported_by(text[begin : sentence.end()].lstrip()) is None:
                places[-1] = (places[-1][0], sentence.end())
            else:
                places += _clauses(text, begin, sentence.end())
            begin = sentence.end()
    if begin < len(text) and text[begin:].strip() and places:
        places[-1] = (places[-1][0], len(text))
    return places or [(0, len(text))]


def _one_voice(text: str) -> bool:
    """Whether sentences that name nobody go on with the opinion before them: a paragraph that strings three or more together lists them."""
    reported = [sentence for sentence in _SENTENCE.findall(text) if _REPORTED.search(sentence[-60:])]
    return sum(reported_by(sentence.lstrip()) is None for sentence in reported) <= 2


def _clauses(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Part a sentence that reports what several people said (例田委員から…との指摘があり、｜仮野委員から…)."""
    cuts = [begin, *(found.end() for found in _NEXT.finditer(text, begin, end)), end]
    return list(pairwise(cuts))


def reported_by(body: str) -> str | None:
    """Return who is said to have given a reported opinion (例田委員から、…), or None."""
    found = _BY.match(body)
    if found and (found["who"] in SPEAKING or is_role_label(found["who"])):
        return found["who"]
    found = _ANSWERED.search(body[-60:])
    return found["who"] if found else None
