"""What marks beside names mean, as a legend of the list says: (※はオンライン参加), ◎座長、＊オンラインでの参加, Ｗ：Ｗｅｂ出席."""

import re

from graph.parsing.directions import is_notice
from graph.parsing.parts import Section
from graph.parsing.people import ONLINE
from graph.parsing.roles import ABSENT, group_word

SIGNS = "※*★☆○〇◯●◎△▲◇◆□■†#"
_LONG = 600  # characters; a longer line is no legend
_ENTRY = re.compile(
    rf"[「『(]?(?P<mark>[{SIGNS}]{{1,2}})\s*[」』)]?\s*(?:印|を付した者|の者)?\s*(?P<apart>は、?|が|[:=…]|\.{{3}})?\s*"
    rf"(?P<meaning>[^\s{SIGNS}、,。;:()「」][^{SIGNS}、,。;()]{{0,30}})"
)
_TOOK_PART = re.compile(
    r"\S{0,12}(?:出席|参加|欠席|退席|代理|リモート|オンライン|[Ww][Ee][Bb]|ウェブ)(?:者|した者|された方|による.{0,8}|での.{0,6}|会議)?"
)
_EXPLAINED = re.compile(
    r"^[(〔\[]?\s*(?P<mark>[※*★○●◎△▲☆]+)\s*[)〕\]]?\s*(?:は|印は|:|=|…)\s*(?P<meaning>[^\s].{0,40})$|^[(〔\[]?\s*(?P<note>※+)\s*[)〕\]]?\s*(?P<says>[^\s].{0,40})$"
)
_PRESENCE = re.compile(
    r"(?P<mark>[A-Z○〇◯◎●×△▲☆★])\s*[:=…]\s*(?P<meaning>[^\s、,()]{0,10}(?:出席|参加|欠席))(?=[\s、,)]|$)"
)
_PRESENCE_FIRST = re.compile(r"(?P<meaning>出席|欠席|遅参|早退)\s*(?P<mark>[/○〇◯◎●×△▲☆★])(?=[\s、・,)]|$)")
"""What a mark says of somebody's coming, the word before it: (出席 ／・　欠席　△)."""
_MARKED_OUT = re.compile(r"^[◎○●★☆]\s*\S{1,5}(?:\s+\S{1,4}){1,4}\s+\(?\S{2,}|^[◎○●★☆][^\s、。は:=印]{2,9}、")
_COUNT = re.compile(
    r"^(?:(?:計|全|委員|構成員)?\s*\d{1,3}\s*[名人](?:中.{1,12}|出席)?|[百二三四五六七八九十]+[名人])\s*(?:\([^()]*\))?$|^なし$|^(?:記|記録|文責|作成)\s*[・:].*$|^[※*(〔]?[^。、]{2,24}の代理(?:出席)?[)〕]?$|^[※*][^。、]{2,40}は(?:御|ご)?欠席[)〕]?。?$|^\((?:敬称略|五十音順|順不同)[^()]*\)$|^(?:敬称略|五十音順|順不同).{0,12}$"
)
_COUNTED = re.compile(
    r"^[・*\-]?\s*(?:\w{1,12}\s)?\S{0,10}?(?:総数|申し?込み?|参加|出席|委任状|登録|定員|定数|会員|組合員|議決権)[^\s、\d]{0,6}\s*\d[\d,]*\s*[名人個]"
)
_FILL = re.compile(r"[\s、,。;:()〔〕\[\]・]|凡例|なお|印|である|です|を示す|委員|\d+名中?|うち|が出席|出席")
_SIGNED = re.compile(f"[{SIGNS}]")
_OPENING = frozenset("(〔[※*★○●◎△▲☆")
_HEADING_MARKS = frozenset("○〇◯●◇◆□■#*")


def legends_of(sections: list[Section]) -> dict[str, str]:
    """Return what a mark beside a name means, as a line of the lists, or what stands beside their labels, says."""
    loose: dict[str, str] = {}
    found: dict[str, str] = {}
    for section in sections:
        for body in (section.field.note, section.value, *(line.body for line in section.lines)):
            if body and len(body) <= _LONG:
                loose.update(_in_own_words(body))
                found.update(_entries(body.replace("**", "")))
    return loose | found


def legend_below(bodies: list[str]) -> dict[str, str]:
    """Return what marks mean, as a line in brackets right below the header says: (◎委員長　○副委員長)."""
    return {mark: meaning for body in bodies if body[:1] == "(" and is_legend(body) for mark, meaning in _entries(body).items()}


def _in_own_words(body: str) -> dict[str, str]:
    """Return the mark that a line explains in words of its own: ※印は説明補助者."""
    whole = None if _MARKED_OUT.match(body) else _EXPLAINED.match(body)
    meaning = (whole["meaning"] or whole["says"]) if whole else ""
    if whole is None or re.search(r"[,、]", meaning.split("。")[0]) or meaning.rstrip(")").endswith("の代理"):
        return {}
    return {whole["mark"] or whole["note"]: meaning}


def _entries(body: str) -> dict[str, str]:
    """Return the marks of which a line says what role or what way of taking part they mean."""
    found = {entry["mark"]: entry["meaning"] for pattern in (_PRESENCE, _PRESENCE_FIRST) for entry in pattern.finditer(body)}
    if _SIGNED.search(body) and not _heads(body):
        found.update((entry["mark"], entry["meaning"].strip()) for entry in _ENTRY.finditer(body) if _explains(entry))
    return found


def _explains(entry: re.Match[str]) -> bool:
    meaning = entry["meaning"].strip()
    return bool(_TOOK_PART.fullmatch(meaning)) or group_word(meaning) is not None or meaning in ABSENT


def _heads(body: str) -> bool:
    """Whether one mark before one role heads a group (○委員) rather than explains the mark."""
    if body.startswith("##"):
        return True
    found = _ENTRY.fullmatch(body)
    return found is not None and not found["apart"] and found["mark"] in _HEADING_MARKS and body[0] == found["mark"]


def is_legend(body: str) -> bool:
    """Say whether a line does nothing but explain marks: ◎座長、＊オンラインでの参加, (☆はオンライン参加。委員７名中６名が出席)."""
    if len(body) > _LONG or not _SIGNED.search(body):
        return False
    body = body.replace("**", "")
    found = [] if _heads(body) else [entry for entry in _ENTRY.finditer(body) if _explains(entry)]
    if not found:
        return False
    if re.fullmatch(r"[(〔\[].*[)〕\]]", body):
        return True
    rest = body
    for entry in found:
        rest = rest.replace(entry.group(), "")
    return len(_FILL.sub("", rest)) <= 4


def explains_sign(body: str) -> bool:
    """Say whether a line explains a mark in words of its own: ※印は説明補助者."""
    return body[:1] in _OPENING and bool(_EXPLAINED.match(body)) and not _MARKED_OUT.match(body)


_TOTAL = re.compile(r"[(〔](?:以上|合?計|総勢)?\s*\d{1,3}\s*[名人][)〕]|(?:以上|合?計|総勢)\s*\d{1,3}\s*[名人]")


def says_of_list(body: str) -> bool:
    """Say whether a line says something of the list itself: what marks mean, how many came, that titles are left out."""
    return explains_sign(body) or is_notice(body) or bool(_COUNT.match(body) or _COUNTED.match(body) or _TOTAL.fullmatch(body))


def signs_before(body: str, at: int, marks: dict[str, str]) -> tuple[list[str], int]:
    """Return the meanings of the explained marks that stand before a name from `at` on, and where the name begins."""
    meanings: list[str] = []
    while at < len(body) and (body[at] in marks or body[at].isspace() or body[at] in SIGNS):
        meanings += [marks[body[at]]] if body[at] in marks else []
        at += 1
    return meanings, at


def is_online(words: str) -> bool:
    """Say whether words head people who took part from elsewhere: オンライン参加, Ｗｅｂ出席者, online."""
    return bool(ONLINE.search(words)) and len(words) <= 16
