"""Japanese morphemes: read by Sudachi."""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import cast

from sudachipy import Morpheme as Token
from sudachipy import MorphemeList

from graph.dictionary import tokenizer

_SENTENCE_END = re.compile(r"[。．?？!！]+[」』）)]*|\n")
_CHUNK = 12000
"""Sudachi takes at most 49,149 bytes at once; longer passages are cut at sentence ends below this many characters."""
_UNLISTED = 0xF0000000
"""Numbers from here on are not words of the dictionary."""
_MOST = 100_000
"""So many words outside the dictionary, and so many answers about words, are remembered at most."""
_BLANK = "空白"
COMMA, PARTICLE = ",", "j"
_SHAPES = {
    "名詞": "N",
    "接頭辞": "P",
    "接尾辞": "S",
    "代名詞": "D",
    "動詞": "V",
    "形容詞": "A",
    "形状詞": "K",
    "助動詞": "x",
    "助詞": PARTICLE,
    "副詞": "r",
    "接続詞": "c",
    "連体詞": "t",
    "感動詞": "i",
    "補助記号": "-",
    "記号": "M",
    _BLANK: " ",
}


class Word:
    """A word, made once however often it occurs: its dictionary form and part of speech (four levels of Sudachi's tag set, then conjugation)."""

    __slots__ = ("kind", "lemma", "noun", "pos", "shape", "stem", "surface")

    def __init__(self, surface: str, lemma: str, pos: tuple[str, ...]) -> None:
        self.surface, self.lemma, self.pos = surface, lemma, pos
        self.kind = pos[0]
        self.noun = pos[0] == "名詞"
        self.stem = pos[5].startswith("連用形")
        self.shape = COMMA if pos[1] == "読点" else " " if not surface.strip() else _SHAPES.get(pos[0], "?")


class Trait(dict[Word, bool]):
    """A question about words, `TRAIT[word]`, that is answered once for each."""

    def __init__(self, question: Callable[[Word], bool]) -> None:
        super().__init__()
        self._question = question

    def __missing__(self, word: Word) -> bool:
        if len(self) >= _MOST:
            self.clear()
        answer = self[word] = self._question(word)
        return answer


class Words:
    """The words of a text in order, white space left out: `words[at]` stands at text[starts[at]:ends[at]]; `shapes` has a letter for each."""

    __slots__ = ("ends", "items", "shapes", "starts")

    def __init__(self, items: list[Word], starts: list[int], ends: list[int]) -> None:
        self.items, self.starts, self.ends = items, starts, ends
        self.shapes = "".join([word.shape for word in items])

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int) -> Word:
        return self.items[at]

    def within(self, start: int, end: int) -> range:
        """Return the places of the words that begin in a stretch of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


_LISTED: dict[int, Word] = {}
"""The words met so far by Sudachi's number, each with the surface that it had last: reading them from the dictionary is what costs."""
_OTHER: dict[tuple[int, str], Word] = {}
"""Words outside the dictionary, and those of the dictionary that were met with several surfaces."""


def listed(word: str) -> bool:
    """Whether the dictionary has a word as it stands."""
    tokens = tokenizer().tokenize(word)
    return len(tokens) == 1 and not tokens[0].is_oov()


def morphemes(text: str) -> Words:
    """Return the words of a text in order, white space left out, with their places."""
    if len(text) <= _CHUNK:
        return _solid(*_read(text, tokenizer().tokenize(text)))
    items: list[Word] = []
    starts: list[int] = []
    ends: list[int] = []
    for begin, end in _chunks(text):
        piece = text[begin:end]
        more, first, last = _read(piece, tokenizer().tokenize(piece))
        items += more
        starts += [begin + at for at in first]
        ends += [begin + at for at in last]
    return _solid(items, starts, ends)


def _solid(items: list[Word], starts: list[int], ends: list[int]) -> Words:
    """Leave out white space, and words that stand on no character: Sudachi reads (J) from one character."""
    words = Words(items, starts, ends)
    if " " not in words.shapes:
        return words
    solid = [at for at, shape in enumerate(words.shapes) if shape != " "]
    return Words([items[at] for at in solid], [starts[at] for at in solid], [ends[at] for at in solid])


def _read(text: str, tokens: MorphemeList) -> tuple[list[Word], list[int], list[int]]:
    """Return the words of a text, their starts and their ends, asking Sudachi for no more than each word's number where that tells all."""
    listed = _LISTED.get
    met = [listed(token.word_id()) for token in tokens]
    items = [word or _word(tokens[at]) for at, word in enumerate(met)] if None in met else cast("list[Word]", met)
    surfaces = [word.surface for word in items]
    if "".join(surfaces) == text:
        ends = list(accumulate(map(len, surfaces)))
        return items, [0, *ends][: len(ends)], ends
    # Some word is written otherwise than where it was met last: Ai for AI.
    items = [_word(token) for token in tokens]
    return items, [token.begin() for token in tokens], [token.end() for token in tokens]


def _word(token: Token) -> Word:
    """Return the word of a token with the surface that it has here."""
    number, surface = token.word_id(), token.surface()
    word = _OTHER.get((number, surface))
    if word is None:
        word = Word(surface, token.dictionary_form(), token.part_of_speech())
        if len(_OTHER) >= _MOST:
            _OTHER.clear()
        _OTHER[number, surface] = word
    if number < _UNLISTED:
        _LISTED[number] = word
    return word


def _chunks(text: str) -> list[tuple[int, int]]:
    """Return stretches that Sudachi takes at once, cut behind a sentence where there is one."""
    chunks, begin = [], 0
    while begin < len(text):
        end = min(begin + _CHUNK, len(text))
        if end < len(text):
            ends = [found.end() for found in _SENTENCE_END.finditer(text, begin, end)]
            end = ends[-1] if ends else end
        chunks.append((begin, end))
        begin = end
    return chunks
