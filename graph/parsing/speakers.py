"""Speakers' labels at the head of a line: `山田委員　…`, `【山田委員】`, `（事務局）…`, `委員：…`, `議長（吉野君）　…`, `**例田委員**：…`."""

import re
from dataclasses import dataclass

from graph.parsing.roles import GROUPS, is_body_label, is_role_label

_ENCLOSED = re.compile(r"(?P<open>[【\[〔(<《])\s*(?P<label>[^【】\[\]〔〕()<>《》。、:]{1,24}(?:\([^()]{1,20}\))?)\s*(?P<close>[】\]〕)>》])\s*:?\s*")
_COLON = re.compile(r"(?:\*\*)?(?P<label>[^\s。、::「」『』()*]{1,20}(?:\s[^\s。、::「」『』()*]{1,10}){0,2}(?:\([^()]{1,24}\))?)(?:\*\*)?\s*:\s*(?:\*\*)?\s*(?!//)")
_SPACED = re.compile(r"(?P<label>[^\s。、::「」『』()]{1,24}(?:\([^()]{1,24}\))?)(?P<gap>\s+)(?=\S)")
_LETTER = re.compile(r"(?P<label>[QAC]\d{0,2}|問\d{0,2}|答\d{0,2})\s*[.::．、]\s*(?=\S)")
_NOT_LABELS = re.compile(r"^(?:注|※|資料|参考|別紙|図|表|例|第\d|平成|令和|以上|なお|また|次に)")


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label as printed, how it is set (enclosed, colon, spaced) and where the speech begins after it."""

    label: str
    style: str
    end: int


def label_at(body: str, at: int, known: frozenset[str] = frozenset()) -> Label | None:
    """Return the speaker's label that stands at body[at], or None; `known` are labels that other lines of the document have shown."""
    for style, pattern in (("enclosed", _ENCLOSED), ("colon", _COLON), ("spaced", _SPACED)):
        found = pattern.match(body, at)
        if not found:
            continue
        label = found["label"].strip()
        if style == "enclosed" and not _pairs(found["open"], found["close"]):
            continue
        if _NOT_LABELS.match(label):
            continue
        if label in known or _plausible(label, style):
            return Label(label, style, found.end())
    return None


def question_label(body: str, at: int) -> Label | None:
    """Return the label of a question or an answer (`Q:`, `A：`, `問１`), or None."""
    found = _LETTER.match(body, at)
    return Label(found["label"], "letter", found.end()) if found else None


def _pairs(opening: str, closing: str) -> bool:
    return "【[〔(<《".index(opening) == "】]〕)>》".index(closing)


def _plausible(label: str, style: str) -> bool:
    word = re.sub(r"\s+", "", label)
    if word in GROUPS:
        return True
    if re.search(r"(?:について|に関して|に対して|における|ための|とは|[はがをにで])$", word):
        return False
    if is_role_label(re.sub(r"\([^()]*\)$", "", word)):
        return len(word) <= 30
    if re.search(r"\([^()]+\)$", word) and is_role_label(word.split("(")[0]):
        return True
    return style == "enclosed" and is_body_label(word) and len(word) <= 14
