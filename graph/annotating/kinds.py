"""Types a concept that no vocabulary has, by the word that it ends in, else by that word's part of speech."""

from functools import cache, lru_cache

from graph.annotating.lexicons import read
from graph.annotating.morphology import Word, morphemes

_LONE = {"国": "organisation"} | dict.fromkeys("県市町村区都府道省", "actor")
_CLASSES = frozenset({"委員", "教授", "准教授", "大臣", "知事", "市長", "町長", "村長", "区長", "首長", "議員"})
"""Titles that name a person only behind a name."""
_NAMES = {"人名": "person", "地名": "place", "一般": "organisation"}


@cache
def _by_ending() -> dict[str, str]:
    return {ending: kind for kind, endings in read("kinds").items() for ending in str(endings).split()}


@lru_cache(maxsize=65536)
def kind_of(label: str) -> str:
    """Return the concept type that a label's ending shows, the longest ending first; of other verbal nouns activity, else `issue`."""
    if label in _LONE:
        return _LONE[label]
    if label in _CLASSES:
        return "actor"
    known = _by_ending()
    longest = next((label[at:] for at in range(max(len(label) - 12, 0), len(label)) if label[at:] in known), "")
    if len(longest) > 1 or longest == label:
        return known[longest]
    if label.isascii():
        return "technology" if label.isupper() else "system"
    return _by_morphology(label, known.get(longest))


def _by_morphology(label: str, fallback: str | None) -> str:
    """Return the type by the last word of a label; an ending of one character counts where it is a word or a suffix of its own."""
    words = morphemes(label)
    if not words:
        return "issue"
    last = words[len(words) - 1]
    if fallback is not None and len(last.surface) == 1:
        return fallback
    if last.surface in _by_ending():
        return _by_ending()[last.surface]
    if fallback == "place":
        return fallback
    if last.pos[1] == "固有名詞":
        return _NAMES.get(last.pos[2], "organisation")
    return _verbal(last) or fallback or "issue"


def _verbal(last: Word) -> str | None:
    """Return `activity` for a noun that する makes a verb, or that is itself a verb's stem."""
    return "activity" if last.pos[2] in {"サ変可能", "サ変形状詞可能"} or last.pos[0] == "動詞" else None
