"""Japanese morphemes: the one place that knows Sudachi."""

import re
from functools import cache
from typing import NamedTuple

from sudachipy import Dictionary, SplitMode, Tokenizer
from sudachipy import Morpheme as Token

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
_UNLISTED = 0xF0000000
"""Numbers from here on are not words of the dictionary."""
_BLANK = "空白"


def morphemes(text: str) -> list[Morpheme]:
    """Return the morphemes of a text in order, white space left out, their offsets into the text."""
    found: list[Morpheme] = []
    add, known, make = found.append, _WORDS.get, tuple.__new__
    for begin, end in _chunks(text):
        for token in _tokenizer().tokenize(text[begin:end] if begin or end < len(text) else text):
            number = token.word_id()
            start, stop = begin + token.begin(), begin + token.end()
            word = known(number) or _word(token, number)
            surface = text[start:stop]
            if word[1][0] != _BLANK and not (number >= _UNLISTED and surface.isspace()):
                add(make(Morpheme, (start, stop, surface, word[0], word[1], number < _UNLISTED)))
    return found


def _word(token: Token, number: int) -> tuple[str, tuple[str, ...]]:
    """Return dictionary form and part of speech of a token, and remember those of a word of the dictionary."""
    word = token.dictionary_form(), token.part_of_speech()
    if number < _UNLISTED:
        _WORDS[number] = word
    return word


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
