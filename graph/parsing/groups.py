"""The groups of an attendance list: a role as heading, in brackets, in bold, in a column before the names or before a colon."""

import re
from functools import lru_cache

from graph.parsing.enumerations import split_outside
from graph.parsing.lines import squeeze
from graph.parsing.parts import Section
from graph.parsing.people import ONLINE, bare
from graph.parsing.roles import ABSENT, GROUPS, group_word

_BRACKETS = re.compile(
    r"^[○〇◯●◎◆◇■□・•*-]?\s*[【\[〔<(《]\s*(?P<word>[^【】\[\]〔〕<>()《》]{1,16}?|[^【】\[\]〔〕<>()《》、。]{1,24}?(?:委員|構成員|者|代表))\s*(?:\(敬称略\))?\s*[】\]〕>)》]\s*(?:\d+名)?$"
)
_SUBHEAD = re.compile(
    r"^(?:[○〇◯●◎◆◇■□]\s*)?(?:\(\d\)|\d[.)]|\d(?=\s)|[一二三四五六七八九十]{1,2}(?=[\s、.])[、.]?|[①-⑨ア-オ][.)]?)?\s*(?P<word>[^\s:](?:[^:()、。]{0,12}[^\s:()])??)\s*(?:\([^()]*\))?\s*(?:\d{1,3}[名人])?\s*:?$"
)
_ORDER = re.compile(r"(?:[、,・;]?(?:五十音順|50音順|アイウエオ順|敬称略|順不同|名簿順))+$")
_FROM_HERE = re.compile("^以下、?")
_DASHED = re.compile(r"[-―–—]\s*(?P<word>[^\s()―–—-]{1,16})\s*(?:\([^()]*\))?\s*[-―–—]")
"""A group between dashes: －委員－, －事務局(大臣官房)－."""
_BOLD = re.compile(r"^(?:#{1,6}\s+|[*+-]\s+)?(?:\*\*|__)?(?P<words>\S.*?):?(?:\*\*|__)?:?$")
_NAMED_GROUP = re.compile(r"^[・○〇◯●*:-]?\s*(?P<word>[^\s:、,()]{1,16})\s*(?:\([^()]{1,12}\))?\s*:\s*(?=\S)")
_ENCLOSED_GROUP = re.compile(r"^[○・]?\s*[(【\[〔<]\s*(?P<word>[^()【】\[\]〔〕<>]{1,10})\s*[)】\]〕>]\s*:?\s*(?=\S)")
_OWN_GROUP = re.compile(r"[^\s()、:・\d]{1,8}(?:委員|構成員|会員|理事|オブザーバー|関係者|出席者|協力者|局部|側|省|庁|市|町|村|区|県|府|都|当局)")
_GAP = re.compile(r"[\s:]+")
_DRESS = re.compile(r"^[○〇◯●◎◆◇■□・*:\s-]*|[【】\[\]〔〕()\s]")
_DITTO = re.compile(r"(?:〃|同上|″|//|々々|同)\s{1,}(?=\S)")
_SECTION_GROUPS = {"説明員": "説明員", "出席説明員": "説明員", "出席した説明員": "説明員", "事務局職員": "事務局"}
_OFFICE_SECTION = re.compile(r"(?:その他)?事務局(?:等|側)?の?(?:出席|参加)(?:した)?者|[^\s]{2,10}会事務局(?:職員)?$")
_OWN_MEMBERS = re.compile(r"(?:出席|欠席)(?:した)?(?P<word>\S{3,16}(?:委員|構成員|議員|会員))(?:の?(?:氏)?名)?")
_COUNTED = re.compile(r"(?P<group>[^\s\d、。()]{2,6})\s*\d{1,3}\s*[名人]")
"""A group and how many of it came, beside the label: 出席者　委員12名."""
_OWN_SECTION = re.compile(r"(?:説明のため|職務のため|(?:委員|議員|構成員)外)")
_BODY = re.compile(
    r"\s*(?:[(〔]\s*(?P<inside>[^\s()〔〕、]{1,14}?(?:省|庁|府|官房|院|本部|委員会|局|機構|協会|大学|[市区町村県都]))\s*[)〕]\s*:?|"
    r"(?P<before>[^\s():、]{1,14}?(?:省|庁|府|官房|院|本部|委員会|局|機構|協会|大学|[部課室係館]|センター|[市区町村県都]))\s*:)\s*(?=[^\s()])"
)
_OFFICERS = frozenset(("事務局", "庶務", "説明員", "説明者", "執行部", "当局", "市", "町", "県", "区"))
"""Groups whose people hold posts."""
_OPEN_TO_BODIES = frozenset(("事務局", "説明員", "説明者", "オブザーバー", "関係省庁", "関係府省", "関係者", "行政", "陪席", "陪席者", "庶務", "出席者"))
"""Groups whose people come from several bodies."""
_NO_NAMES = frozenset(
    (
        "topic",
        "subtopic",
        "topics",
        "agenda",
        "minutes",
        "log",
        "resolution",
        "action",
        "url",
        "note",
        "slides",
        "メモ",
        "記録",
        "作成",
        "文責",
    )
)
_TOTAL = re.compile(r"(?:以上|合?計|総勢)?\s*\d{1,3}\s*[名人]")
_NO_GROUP = frozenset(("者", "出席者", "参加者", "職員", "その他", "関係者"))


def section_group(section: Section) -> str | None:
    """Return the group that the section's label names (出席議員 → 議員), or None where it names none."""
    label = squeeze(section.field.label)
    if section.field.mark == "|" and (noted := group_word(section.field.note)) and noted not in ABSENT:
        return noted
    if _OWN_SECTION.match(label):
        return re.sub(r"の?(?:職・?)?(?:氏)?名?(?:・職名?)?(?:簿)?(?:\(\d+[名人]\))?$", "", label)
    known = "事務局" if _OFFICE_SECTION.match(label) else _SECTION_GROUPS.get(label) or _counted(section.value)
    if known:
        return known
    if own := _OWN_MEMBERS.fullmatch(label):
        return str(own["word"])
    word = re.sub(r"^(?:出席|欠席)(?:した)?|(?:出席|欠席)(?:状況|者)?(?:名簿)?$|の?出欠(?:状況)?$|等?の?(?:職・?)?(?:氏)?名(?:簿)?$", "", label)
    return word if word in GROUPS and word not in _NO_GROUP else None


def _counted(value: str) -> str | None:
    """Return the one group of which the words beside a label say how many came."""
    found = _COUNTED.match(value)
    several = found and re.search("[、,]|名.*(?:事務局|職員)", value)
    return group_word(found["group"]) if found and not several else None


@lru_cache(maxsize=4096)
def group_heading(body: str) -> str | None:
    """Return the group that a line heads, or None."""
    if len(body) > 60:
        return None
    found = _BRACKETS.match(body)
    if found and (_TOTAL.fullmatch(found["word"]) or (" " in found["word"] and squeeze(found["word"].split()[0]) in ABSENT)):
        return None  # (以上8名), (欠席 例田花子)
    if found and not ONLINE.search(found["word"]):
        word = _FROM_HERE.sub("", _ORDER.sub("", squeeze(found["word"])))
        return re.sub(r"^出席(?=.)", "", word) if word != "出席者" else word
    dashed = _DASHED.fullmatch(body)
    if dashed and (group_word(dashed["word"]) or _OWN_GROUP.fullmatch(dashed["word"])):
        return str(dashed["word"])
    bold = _BOLD.match(body.removeprefix("・").lstrip())
    spaced = group_word(bold["words"] if bold else body)
    if spaced:
        return spaced
    found = _SUBHEAD.match(bold["words"] if bold else body)
    return group_word(found["word"]) if found else None


def leading_group(body: str) -> tuple[str, int] | None:
    """Return a group word that stands in a column before the first name, and where the names begin."""
    enclosed = _ENCLOSED_GROUP.match(body)
    if enclosed and (group_word(enclosed["word"]) or _OWN_GROUP.fullmatch(squeeze(enclosed["word"]))):
        own = enclosed["word"] not in _OFFICERS  # (委員) 会長 例田: the role inside the group is the one's own; (事務局) 主査 例田: a post
        inner = leading_group(body[enclosed.end() :]) if own else None
        return (inner[0], enclosed.end() + inner[1]) if inner else (squeeze(enclosed["word"]), enclosed.end())
    for gap in reversed(list(_GAP.finditer(body, 1, 15))):
        end = gap.start()
        head = _DRESS.sub("", body[:end])
        if head not in GROUPS and head not in ABSENT:
            continue
        rest = _GAP.match(body, end)
        if len(head) > 1 or (rest and (len(rest.group()) >= 2 or ":" in rest.group())):
            return head, rest.end() if rest else end
    return None


def ditto(body: str) -> int | None:
    """Return where the names begin behind a mark that repeats the group above: 〃　例田　花子."""
    found = _DITTO.match(body)
    return found.end() if found else None


def named_group(body: str) -> tuple[str, int] | None:
    """Return a group that only this document has, before a colon and several names: 水辺課：例田、仮野."""
    found = _NAMED_GROUP.match(body)
    if found is None or re.search(r"\d", found["word"]) or found["word"].casefold() in _NO_NAMES:
        return None
    parts = split_outside(body[found.end() :])
    return (found["word"], found.end()) if all(len(bare(part)) <= 16 for part in parts) else None


def dress_of(body: str) -> str:
    """Return how a line sets the group that it opens with: an opening bracket, a colon, or nothing."""
    first = body.lstrip("○・")[:1]
    return first if first in {"(", "【", "[", "〔", "<"} else ":" if ":" in body[:16] else ""


def body_within(body: str, group: str | None, dress: str = "") -> tuple[str, int] | None:
    """Return the body of which those behind it are, and where their names begin, in a group open to several: 事務局: (内閣府)例田参事官.

    A body that is set as its group was is a group beside it: none.
    """
    open_to = group in _OPEN_TO_BODIES or (group is not None and group.startswith("説明のため"))
    found = _BODY.match(body) if open_to else None
    if found is None or (dress and dress == dress_of(body)):
        return None
    word = found["inside"] or found["before"]
    return None if group_word(word) and not word.endswith(("省", "庁", "官房")) else (word, found.end())
