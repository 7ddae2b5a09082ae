"""Japanese morphemes: the one place that knows Sudachi."""

import re
from functools import cache
from typing import NamedTuple

from sudachipy import Dictionary, SplitMode, Tokenizer

_SENTENCE_END = re.compile(r"[。．?!？！]+[」』）)]*|\n")
_CHUNK = 12000
"""Sudachi takes at most 49,149 bytes at once; longer passages are cut at sentence ends below this many characters."""


class Morpheme(NamedTuple):
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


_WORDS: dict[int, tuple[str, tuple[str, ...]]] = {}
"""Dictionary form and part of speech of the words met so far, by Sudachi's number: reading them from the dictionary is what costs."""


def morphemes(text: str) -> list[Morpheme]:
    """Return the morphemes of a text in order, white space left out, their offsets into the text."""
    found: list[Morpheme] = []
    for begin, end in _chunks(text):
        for token in _tokenizer().tokenize(text[begin:end] if begin or end < len(text) else text):
            start, stop = begin + token.begin(), begin + token.end()
            surface = text[start:stop]
            if surface.isspace():
                continue
            if token.is_oov():
                found.append(Morpheme(start, stop, surface, surface, token.part_of_speech(), known=False))
                continue
            number = token.word_id()
            word = _WORDS.get(number)
            if word is None:
                word = _WORDS[number] = token.dictionary_form(), token.part_of_speech()
            found.append(Morpheme(start, stop, surface, *word, known=True))
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
