"""Types a concept that no vocabulary has, by the word that it ends in, else by that word's form and part of speech."""

import re
from functools import cache, lru_cache

from graph.annotating.lexicons import read
from graph.annotating.morphology import Word, listed, morphemes

TYPES = (
    "activity",
    "actor",
    "document",
    "event",
    "indicator",
    "issue",
    "law",
    "organisation",
    "person",
    "place",
    "policy",
    "system",
    "technology",
)
"""The types; each has its heads in lexicon/kinds-TYPE.toml."""
_WITHIN = "within"
"""The key of the letters that tell a type as a word's last one, too: 館 in 郷土館, but not 法 in 手法."""
_LONE = {"国": "organisation", "電力": "issue"} | dict.fromkeys("県市町村区都府道省", "actor")
_CLASSES = frozenset({"委員", "教授", "准教授", "大臣", "知事", "市長", "町長", "村長", "区長", "首長", "議員"})
"""Titles that name a person only behind a name."""
_NAMES = {"人名": "person", "地名": "place", "一般": "organisation"}
_SOME_TOWN = re.compile(
    r"(?:^|[他各全両本当同隣模なのたい]|近隣|隣接|周辺|関係|参加|構成|先進|被災)(?:[都道府県市区町村]|市町|町村|市町村)$"
)
"""A town as one that acts, not as a place with a name: 各市, 小さな町."""
_INCORPORATED = re.compile(r"(?!.*税$)^(?:株式会社|有限会社|合同会社|(?:一般|公益)?(?:社団|財団)法人|.{0,8}法人)(?=.)")
_DEED = re.compile(r"[一-鿿々].{0,6}[いきぎしちにびみりえけげせてねべめれ]$")
"""A noun made of a verb: 切り分け, 乗換え."""
_PAIR = re.compile(r"[一-鿿々]{3,}$")
"""A word that may itself be a compound: 早期発見, 再提出."""
_FOREIGN = re.compile(r"[ァ-ヶーA-Za-z]{2,}$")


@cache
def _by_ending() -> dict[str, str]:
    return {
        ending: kind
        for kind in TYPES
        for key, endings in read(f"kinds-{kind}").items()
        if key != _WITHIN
        for ending in str(endings).split()
    }


@cache
def _by_letter() -> dict[str, str]:
    return {letter: kind for kind in TYPES for letter in str(read(f"kinds-{kind}").get(_WITHIN, "")).split()}


@lru_cache(maxsize=65536)
def kind_of(label: str) -> str:
    """Return the concept type that a label's ending shows, the longest ending first; of other verbal nouns activity, else `issue`."""
    if label in _LONE:
        return _LONE[label]
    if label in _CLASSES or _SOME_TOWN.search(label):
        return "actor"
    known = _by_ending()
    if label not in known and _INCORPORATED.search(label):
        return "organisation"
    longest = next((label[at:] for at in range(max(len(label) - 12, 0), len(label)) if label[at:] in known), "")
    if len(longest) > 1 or longest == label:
        return known[longest]
    if label.isascii():
        return "technology" if label.isupper() else "system"
    return _by_morphology(label, known.get(longest))


def _by_morphology(label: str, lone: str | None) -> str:
    """Return the type by the last word of a label; `lone`, the type of its last letter, counts where that is a word of its own."""
    words = morphemes(label)
    if not words:
        return "issue"
    last = words[len(words) - 1]
    if lone is not None and len(last.surface) == 1:
        return lone
    if last.pos[1] == "固有名詞":
        return _by_letter().get(last.surface[-1]) or _NAMES.get(last.pos[2], "organisation")
    letter = last.surface[-1] if len(last.surface) > 2 else ""
    return _verbal(last) or _by_letter().get(letter) or _by_form(last)


def _verbal(last: Word) -> str | None:
    """Return `activity` for a noun that する makes a verb, or that is itself a verb's stem."""
    return "activity" if last.pos[2] in {"サ変可能", "サ変形状詞可能"} or last.pos[0] == "動詞" else None


def _by_form(last: Word) -> str:
    """Return the type of a word that nothing lists: a count, a deed, or a name in foreign letters that the dictionary lacks."""
    if last.pos[1] == "数詞" or last.pos[2].startswith("助数詞"):
        return "indicator"
    if last.noun and last.pos[2] == "一般" and _DEED.search(last.surface):
        return "activity"
    if last.noun and _PAIR.search(last.surface) and _verbal(morphemes(last.surface[-2:])[0]):
        return "activity"
    return "system" if _FOREIGN.search(last.surface) and not listed(last.surface) else "issue"
