"""Word lists by meaning, read from the files beside this module."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_PATTERNS = "acts"
"""The list that holds patterns, not words."""
EFFECTS = frozenset({"unnecessary", "hinder", "down", "sway", "up", "appear", "enable"})
"""The classes of predicates that tell what becomes of something."""


@dataclass(frozen=True, slots=True)
class VerbClass:
    """Predicates of one meaning and the particles of what they act on, the likeliest first."""

    name: str
    theme: tuple[str, ...]
    words: frozenset[str]


_left_out: set[str] = set()


def leave_out(words: Iterable[str]) -> None:
    """Read the lists without some words from now on; raises RuntimeError where a list has been read already."""
    if read.cache_info().currsize:
        raise RuntimeError("The lexicon is in use: leave words out in a process of its own, before anything is annotated.")
    _left_out.update(words)


def words() -> frozenset[str]:
    """Return all words of all lists; the acts' patterns are none."""
    folder = files("graph.annotating") / "lexicon"
    names = [file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")]
    return frozenset(
        word for name in names if name != _PATTERNS for told in _lists(_content(name)) for word in told.split()
    )


@cache
def read(name: str) -> dict[str, Any]:
    """Return the content of lexicon/NAME.toml, without the words that are left out."""
    content = _content(name)
    return content if name == _PATTERNS or not _left_out else _without(content)


def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((files("graph.annotating") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


def _lists(content: Mapping[str, Any]) -> Iterator[str]:
    for told in content.values():
        if isinstance(told, dict):
            yield from _lists(told)
        else:
            yield str(told)


def _without(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _without(told) if isinstance(told, dict) else " ".join(word for word in str(told).split() if word not in _left_out)
        for key, told in content.items()
    }


@cache
def word_list(name: str, key: str) -> frozenset[str]:
    """Return the words under a key of lexicon/NAME.toml."""
    return frozenset(str(read(name)[key]).split())


@cache
def verb_classes() -> dict[str, VerbClass]:
    """Return the classes of predicates by name."""
    return {
        name: VerbClass(name, tuple(str(entry["theme"]).split()), frozenset(str(entry["words"]).split()))
        for name, entry in read("predicates").items()
        if isinstance(entry, dict)
    }


@cache
def classes_of(word: str) -> frozenset[str]:
    """Return the names of the classes that a predicate's word belongs to."""
    return frozenset(name for name, entry in verb_classes().items() if word in entry.words)


@cache
def _endings() -> dict[str, str]:
    return {word: kind for kind, words in read("valence").items() for word in str(words).split()}


@cache
def valence(label: str) -> str | None:
    """Return `bad`, `good` or `measure` by the longest word that a label ends in; None where it ends in none."""
    endings = _endings()
    return next(
        (endings[label[at:]] for at in range(max(len(label) - 12, 0), len(label)) if label[at:] in endings), None
    )
