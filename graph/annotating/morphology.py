"""Japanese morphemes: the one place that knows Sudachi."""

import re
from dataclasses import dataclass
from functools import cache

from sudachipy import Dictionary, SplitMode, Tokenizer

_SENTENCE_END = re.compile(r"[。．?!？！]+[」』）)]*|\n")
_CHUNK = 12000
"""Sudachi takes at most 49,149 bytes at once; longer passages are cut at sentence ends below this many characters."""


@dataclass(frozen=True, slots=True)
class Morpheme:
    """One word: its place in the passage, dictionary form and part of speech (four levels of Sudachi's tag set, then conjugation)."""

    start: int
    end: int
    surface: str
    lemma: str
    pos: tuple[str, ...]
    known: bool

    @property
    def noun(self) -> bool:
        """Whether it is a noun."""
        return self.pos[0] == "名詞"


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary(dict="core").tokenizer(SplitMode.C)


def morphemes(text: str) -> list[Morpheme]:
    """Return the morphemes of a text in order, white space left out, their offsets into the text."""
    found: list[Morpheme] = []
    for begin, end in _chunks(text):
        for token in _tokenizer().tokenize(text[begin:end]):
            surface = token.surface()
            if surface.isspace():
                continue
            found.append(
                Morpheme(begin + token.begin(), begin + token.end(), surface, token.dictionary_form(), token.part_of_speech(), not token.is_oov())
            )
    return found


def _chunks(text: str) -> list[tuple[int, int]]:
    """Return stretches that Sudachi takes at once, cut behind a sentence where there is one."""
    if len(text) <= _CHUNK:
        return [(0, len(text))]
    chunks, begin = [], 0
    while begin < len(text):
        end = min(begin + _CHUNK, len(text))
        if end < len(text):
            ends = [found.end() for found in _SENTENCE_END.finditer(text, begin, end)]
            end = ends[-1] if ends else end
        chunks.append((begin, end))
        begin = end
    return chunks
