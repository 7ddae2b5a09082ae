"""Speakers' labels at the head of a line: `山田委員　…`, `【山田委員】`, `（事務局）…`, `委員：…`, `議長（吉野君）　…`, `**例田委員**：…`, `例田委員「…」`."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.parsing.lines import squeeze
from graph.parsing.roles import GROUPS, SPEAKING, is_body_label, is_role_label

_ENCLOSED = re.compile(
    r"(?P<open>[【\[〔(<《])\s*(?P<label>[^【】\[\]〔〕()<>《》。、:]{1,24}(?:\([^()]{1,20}\))?)\s*(?P<close>[】\]〕)>》])\s*:?\s*"
)
_COLON = re.compile(
    r"(?:\*\*)?(?P<label>[^\s。、::「」『』()*]{1,20}(?:\s{1,4}[^\s。、::「」『』()*]{1,10}){0,2}(?:\([^()]{1,24}\))?)(?:\*\*)?\s*:\s*(?:\*\*)?\s*(?!//)"
)
_CLOSED = re.compile(r"(?P<label>[^\s\d。、:「」『』()*A-Za-z][^\s。、:「」『』()*]{1,11})\)\s*(?=\S)")
_BOLD = re.compile(r"(?:\*\*|__)(?P<label>[^*_\s。、:「」]{1,14})(?:\*\*|__)\s*(?=[^\s:])")
_SEAT = re.compile(
    r"(?P<label>(?:\d{1,3}|[一二三四五六七八九十百]{1,5})\s?番(?:(?:議員|委員)(?=\s?\())?\s*(?:\([^()\s]{1,10}(?:\s[^()\s]{1,8})?\)|[^\s。、()「」]{1,10}(?:\s[^\s。、()「」]{1,8})?(?:君|議員|委員|氏|さん)))(?:\s*:\s*|\s*)(?=\S|$)"
)
_SEATED = re.compile(r"\d{1,3}番(?:委員|議員)?")
_BARE_SEAT = re.compile(r"(?P<label>\d{1,3}\s{0,4}番(?:\s{0,2}(?:委員|議員))?)(?:\s{2,}|\s*:\s*)(?=\S\S)")
_NAMED = re.compile(
    r"(?P<label>[^\s。、::「」『』()\d][^\s。、::「」『』()]{0,23}\s?\([^()。、:]{2,16}\))(?:\s*:\s*|\s*)(?=\S|$)"
)
_FULL = re.compile(
    r"(?P<label>[^\s。、:()「」『』]{1,5}\s[^\s。、:()「」『』]{1,12}?(?:\s?[^\s。、:()「」『』]{2,8})?)(?P<gap>\s+)(?=\S)"
)
_SPACED = re.compile(
    r"(?P<label>[^\s。、::「」『』()]{1,24}(?:\([^()]{1,24}\)[^\s。、::「」『』()]{0,8})?)(?P<gap>\s+)(?=\S)"
)
_STRETCHED = re.compile(r"(?P<label>[^\s\d。、:「」『』()](?:\s{1,4}[^\s\d。、:「」『』()]){1,3})(?P<gap>\s+)(?=\S\S)")
_QUOTED = re.compile(r"(?P<label>[^\s\d。、:「」『』()]{2,14}|\d{1,3}[組班区番][^\s\d。、:「」『』()]{1,10})\s{0,6}「(?=[^「」].*」$|[^」]*$)")
_LETTER = re.compile(
    r"(?P<label>[QAC]\d{0,2}|問\d{0,2}|答\d{0,2}|質問\d{0,2}|回答\d{0,2})\s*[.:、]\s*(?=\S)|"
    r"(?P<kind>要望|提案|感想|指摘|コメント|補足|対応(?:方針)?|(?:市|町|村|県|区|事務局)?の?考え方|(?:御?意見|答弁|質疑|問い?|答え?|[QAC])\s?\d{0,2})\s*[:)]\s*(?=\S)"
)
_KIND = re.compile(
    r"(?P<label>(?P<kind>質問|質疑|意見|要望|提案|指摘|感想|コメント|回答|答弁|説明|発言|補足|[QA])\s?\d{0,2}\s*\((?P<who>(?:[^()。]|\([^()]*\)){1,40})\))\s*:\s*(?=\S)"
)
_QUESTION = re.compile(
    r"[【\[(〔<](?P<label>(?:質問|回答|問い?|答え?|Q|A|御?意見|質疑|要望|提案|提言|感想|指摘|コメント|答弁)\s*\d{0,2})[】\])〕>]\s*:?\s*(?=\S)"
)
_PAIR = re.compile(
    r"(?P<label>(?P<kind>質問|回答|質疑|答弁|問い|答え|意見|要望|[問答QA])\s?\d{0,2}[.:、]?)\s*(?:\((?P<who>[^()。:]{1,14})\)\s*:?\s*(?=\S)|(?<=\s)(?=\S))"
)
_HANDLE = re.compile(r"(?P<label>[A-Za-z][\w.\-]{1,15}):\s+(?=[^\n]{0,60}[\u3040-\u30ff])", re.ASCII)
_NO_HANDLES = frozenset(
    "http https url note todo date time place title tags lang agenda memo ps log attendees attendee online cc re fyi mail tel fax web location".split()
)
_BRACED_LETTER = re.compile(r"[(【\[〔](?P<label>[A-Z]|[A-Z](?:委員|氏|さん|構成員))[)】\]〕]\s*:?\s*(?=\S)")
_NOT_LABELS = re.compile(
    r"^(?:注|※|資料|参考|別紙|図(?!書)|表|例(?:\d|$|えば)|第\d|平成|令和|以上|なお|また|次に|本日|日程|議案|議題)"
)
_REACH = 64  # characters; no label ends later
_BRACKETS = frozenset("【[〔(<《")
ASKING = _BRACKETS | frozenset("QAC問答質回意御要提指感コ補説発対考市町村県区事")
"""What the label of a question, of an answer, or of a person whose name is withheld begins with."""

_SIGN = re.compile(r"[*_\s:番【\[〔(<《)]")
_WIDEST = 24  # characters without space; no label that fills its line is longer
_NO_LABEL = re.compile(r"[。、?!「」『』\d]")
_CLOSING_UP = frozenset(("stretched", "bare seat"))
_SET = {"bold": "colon", "closed": "colon"}
_PLACED = frozenset(("colon", "enclosed"))
_ALIKE = frozenset(("full", "seat", "named"))
_STANCE = re.compile(r"(?P<who>[^\s。、]{1,10}?)(?:から)?の(?:考え方?|見解|回答|答弁|説明|対応方針|対応|方針)(?:\([^()]{1,10}\))?")
_HEARD = re.compile(r"(?:について|に関して|に対して|における|ための|とは|[はがをにで])$")

_LAST_BRACKETS = re.compile(r"\((?P<words>[^()]*)\)$")
_ANSWERING = re.compile(r"(?:課|係|局|当局|執行部|担当|センター|省|庁|(?<!会議)室|[市町村区県都府道国政校部]側)$")


class Label(NamedTuple):
    """A speaker's label as printed, how it is set (seat, enclosed, colon, named, quoted, spaced, full, alone, letter) and where the speech begins after it."""

    label: str
    style: str
    end: int
    answers: bool = False


def labels_at(body: str, at: int) -> tuple[Label, ...]:
    """Return the speakers' labels that may stand at body[at] by how they are set, the surest first."""
    reach = body[at : at + _REACH]
    quoted = "「" in reach[2:20]
    if not quoted and not _SIGN.search(reach):
        return ()
    labels = []
    for style, pattern in _dresses(reach):
        found = pattern.match(body, at)
        if not found or (style == "enclosed" and not _pairs(found["open"], found["close"])):
            continue
        label = found["label"].strip()
        if not _NOT_LABELS.match(label):
            word = squeeze(label) if style == "bare seat" else _closed_up(label)
            closed = style in _CLOSING_UP or (style == "full" and word != label)
            seated = style == "bare seat" and ":" in found.group()
            labels.append(Label(word, "colon" if seated else "spaced" if closed else _SET.get(style, style), found.end()))
    return tuple(labels)


def chosen(labels: tuple[Label, ...], known: frozenset[str] = frozenset()) -> Label | None:
    """Return the first label whose words make sense, or None; `known` are labels that other lines of the document have shown."""
    for label in labels:
        stance = _STANCE.fullmatch(label.label) if label.style in _PLACED else None
        if stance:
            return Label(stance["who"], label.style, label.end, answers=True)
        if label.label in known or _plausible(label.label, label.style):
            return Label(label.label, "spaced", label.end) if label.style in _ALIKE else label
    return None


def _dresses(reach: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the styles whose signs stand among the first characters of a line, the surest first: the others' patterns are spared."""
    if "番" in reach[:8]:
        yield "seat", _SEAT
        yield "bare seat", _BARE_SEAT
    if reach[:1] in _BRACKETS:
        yield "enclosed", _ENCLOSED
    if reach[:2] in {"**", "__"}:
        yield "bold", _BOLD
    if ":" in reach:
        yield "colon", _COLON
    if ")" in reach[2:14] and "(" not in reach[: reach.index(")")]:
        yield "closed", _CLOSED
    if "(" in reach:
        yield "named", _NAMED
    if "「" in reach[2:20]:
        yield "quoted", _QUOTED
    if reach[1:2].isspace():
        yield "stretched", _STRETCHED
    if len(reach.split(None, 1)) > 1:
        yield "full", _FULL
        yield "spaced", _SPACED


def _closed_up(label: str) -> str:
    """Return a label set in letters apart as one word: 会　長."""
    parts = label.split()
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else label


def stretched(label: Label, body: str) -> bool:
    """Say whether the letters of a label that opens a line are set apart: 会　　長　…."""
    return label.style == "spaced" and len(body[: label.end].rstrip()) > len(label.label) and body[1:2].isspace()


def label_alone(body: str, at: int, names: frozenset[str] = frozenset()) -> Label | None:
    """Return the label that fills the rest of the line (`○例田委員`, `例田 太郎 委員`), or None; `names` are people known to attend."""
    if body.endswith("。"):
        return None
    rest = body[at:].rstrip(": ")
    word = squeeze(rest[:_REACH])
    if len(word) > _WIDEST:
        return None
    word = squeeze(rest) if len(rest) > _REACH else word
    seat = "番" in word and _SEAT.fullmatch(rest)
    if not 1 < len(word) <= _WIDEST or (_NO_LABEL.search(word) and not seat) or _NOT_LABELS.match(word):
        return None
    stance = _STANCE.fullmatch(rest) if "の" in rest else None
    if stance and is_role_label(stance["who"]):
        return Label(stance["who"], "alone", len(body), answers=True)
    if word in names or seat or (_plausible(rest, "alone") and not _is_heading(word)):
        return Label(rest, "alone", len(body))
    return None


def _is_heading(word: str) -> bool:
    """Whether a word that ends like a role is a heading all the same: 関係者, 議決権者, 説明者の紹介."""
    return word.endswith(("者", "課", "室", "係", "省", "庁", "代表")) and word not in GROUPS


def question_label(body: str, at: int) -> Label | None:
    """Return the label of a question or an answer (`Q:`, `A：`, `問１`), or None."""
    if body[at : at + 1] not in ASKING:
        return None
    named = _KIND.match(body, at)
    if named:
        return Label(named["label"], "kind", named.end())
    found = _LETTER.match(body, at)
    if found:
        return Label(found["label"] or found["kind"], "letter", found.end())
    found = _QUESTION.match(body, at)
    return Label(found["label"], "letter", found.end()) if found else None


def pair_label(body: str, at: int) -> Label | None:
    """Return the label of a question or an answer that only space or the asker's name in brackets sets off (`問　…`, `Q（例田）…`), or None."""
    found = _PAIR.match(body, at) if body[at : at + 1] in ASKING else None
    if found is None:
        return None
    answers = found["kind"][0] in "答回A"
    if found["who"]:
        return Label(found["who"], "enclosed", found.end(), answers)
    return Label(found["label"].rstrip(), "letter", found.end(), answers)


def replies(label: Label) -> bool:
    """Say whether a label is that of whoever answers for the body: A:, the secretariat, a section or an agency rather than a person."""
    if label.answers:
        return True
    if label.style in {"letter", "kind"}:
        return label.label.startswith(("A", "答", "回答", "対応")) or label.label.endswith("考え方")
    return "事務局" in label.label or bool(_ANSWERING.search(label.label))


def handle_at(body: str, at: int) -> str | None:
    """Return the handle in Latin letters before a colon at body[at], words in Japanese behind it (`reiko: …`), or None."""
    head = body[at : at + 18]
    found = _HANDLE.match(body, at) if ":" in head and head[0].isascii() else None
    return found["label"] if found and found["label"].lower() not in _NO_HANDLES else None


def letter_label(body: str, at: int) -> Label | None:
    """Return the letter in brackets that stands for a person whose name is withheld (`（Ａ）　…`), or None."""
    found = _BRACED_LETTER.match(body, at) if body[at : at + 1] in _BRACKETS else None
    return Label(found["label"], "enclosed", found.end()) if found else None


def _pairs(opening: str, closing: str) -> bool:
    return "【[〔(<《".index(opening) == "】]〕)>》".index(closing)


@lru_cache(maxsize=8192)
def _plausible(label: str, style: str) -> bool:
    """Say whether the words of a label, set in that style, name a role, a body or a person with either."""
    word = squeeze(label)
    if style == "seat" or (style == "colon" and _SEATED.fullmatch(word)):
        return True
    if word in GROUPS or _HEARD.search(word):
        return word in SPEAKING and style != "full"
    return _names_speaker(word, style)


def _names_speaker(word: str, style: str) -> bool:
    inside = _LAST_BRACKETS.search(word) if word.endswith(")") else None
    bare = word[: inside.start()] if inside else word
    role = bare in GROUPS or is_role_label(bare)
    if style == "named":
        return role and len(bare) <= 20
    if role:
        return len(word) <= 30
    body = style == "enclosed" and len(word) <= 14 and is_body_label(word)
    if body or inside is None or not inside["words"]:
        return body
    before = word.split("(", maxsplit=1)[0]
    return is_role_label(before) or (len(before) <= 16 and is_body_label(before) and is_role_label(inside["words"]))
