"""Word lists by meaning, read from the files beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

EFFECTS = frozenset({"unnecessary", "hinder", "down", "sway", "up", "appear", "enable"})
"""The classes of predicates that tell what becomes of something."""


@dataclass(frozen=True, slots=True)
class VerbClass:
    """Predicates of one meaning and the particles of what they act on, the likeliest first."""

    name: str
    theme: tuple[str, ...]
    words: frozenset[str]


@cache
def read(name: str) -> dict[str, object]:
    """Return the content of lexicon/NAME.toml."""
    return tomllib.loads((files("graph.annotating") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


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
