"""The labels of known concepts, found in a text wherever they stand as words of their own."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from graph.annotating.morphology import Words
from graph.iris import label_key
from graph.model import Concept

_HYPHENS = re.compile("[‐‑‒–—―−]")
_key = lru_cache(maxsize=65536)(label_key)


class Match(NamedTuple):
    """A label found at text[start:end]; `concept` is None where several concepts carry the label and nothing tells which is meant."""

    start: int
    end: int
    concept: Concept | None


class Vocabulary:
    """Concepts by any of their labels; width, case, hyphens and white space do not matter."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_key: dict[str, list[Concept]] = defaultdict(list)
        self._concepts = list(concepts)
        for concept in self._concepts:
            for key in {label_key(label) for label in (concept.label, *concept.labels)}:
                if key:
                    self._by_key[key].append(concept)
        self._keys = list(self._by_key)
        self._automaton = CharwiseDoubleArrayAhoCorasick(self._keys) if self._keys else None

    def __len__(self) -> int:
        return len(self._concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts)

    def without(self, iris: Container[str | None]) -> "Vocabulary":
        """Return a vocabulary that lacks the concepts of some addresses."""
        return Vocabulary(concept for concept in self._concepts if concept.iri not in iris)

    def lookup(self, label: str) -> Concept | None:
        """Return the one concept that carries a label, or None where there is none or more than one."""
        found = self._by_key.get(_key(label), [])
        return found[0] if len(found) == 1 else None

    def knows(self, label: str) -> bool:
        """Say whether any concept carries the label."""
        return _key(label) in self._by_key

    def matches(self, text: str, boundaries: Container[int]) -> list[Match]:
        """Return the labels that begin and end at word boundaries of a text."""
        if self._automaton is None:
            return []
        folded, places = _fold(text)
        found = []
        for begin, end, number in self._automaton.find_overlapping(folded):
            start, stop = places[begin], places[end - 1] + 1
            if start in boundaries and stop in boundaries and _whole(text, start, stop):
                concepts = self._by_key[self._keys[number]]
                found.append(Match(start, stop, concepts[0] if len(concepts) == 1 else None))
        return found


def searchable(texts: Iterable[str]) -> str | None:
    """Return texts in the forms in which labels are sought, so that what `label_key` makes of a label is in it wherever a vocabulary could find the label.

    None where that cannot be said: of texts that are not in NFKC.
    """
    text = "\0".join(texts)
    if not unicodedata.is_normalized("NFKC", text):
        return None
    return f"{_fold(text)[0]}\0{label_key(text)}"


def word_boundaries(words: Words) -> frozenset[int]:
    """Return the offsets of a text at which a word begins or ends."""
    return frozenset(words.starts).union(words.ends)


@lru_cache(maxsize=8)
def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return a text as `label_key` would write it, character by character, with the place of each character."""
    text = _HYPHENS.sub("-", text)
    lower = text.lower()
    if len(lower) == len(text) == sum(map(len, lower.split())):
        return lower, range(len(text))
    characters, places = [], []
    for place, character in enumerate(text):
        if not character.isspace():
            lower = character.lower()
            characters.append(lower if len(lower) == 1 else character)
            places.append(place)
    return "".join(characters), places


def _whole(text: str, start: int, stop: int) -> bool:
    """Whether a match is no part of a longer ASCII word: AI in MAIL."""
    before = start > 0 and _ascii(text[start - 1]) and _ascii(text[start])
    after = stop < len(text) and _ascii(text[stop]) and _ascii(text[stop - 1])
    return not before and not after


def _ascii(character: str) -> bool:
    return character.isascii() and character.isalnum()
