"""What Sudachi's dictionary lists: surnames, given names, and where the words of a compound end."""

from functools import cache, lru_cache
from itertools import accumulate

from sudachipy import Dictionary, SplitMode, Tokenizer
from sudachipy.errors import SudachiError

_SURNAME = ("人名", "姓")
_GIVEN = ("人名", "名")
_PLACE = "地名"
_REMEMBERED = 8192  # answers


@cache
def dictionary() -> Dictionary:
    """Return the dictionary, mapped once for each process; raises MemoryError where a bounded process cannot map it."""
    try:
        return Dictionary(dict="core")
    except SudachiError as error:
        if "allocate memory" in str(error):  # what a bounded process is told when it maps the dictionary
            raise MemoryError(str(error)) from error
        raise


@cache
def tokenizer() -> Tokenizer:
    """Return the tokenizer that joins compounds that the dictionary lists (split mode C)."""
    return dictionary().tokenizer(SplitMode.C)


def is_surname(word: str) -> bool:
    """Say whether the dictionary lists a word as a surname, whatever else it may be."""
    return _SURNAME in _kinds(word)


def is_given_name(word: str) -> bool:
    """Say whether the dictionary lists a word as a given name, whatever else it may be."""
    return _GIVEN in _kinds(word)


def is_place(word: str) -> bool:
    """Say whether the dictionary lists a word as the name of a place, whatever else it may be."""
    return any(kind == _PLACE for kind, _ in _kinds(word))


@lru_cache(maxsize=_REMEMBERED)
def _kinds(word: str) -> frozenset[tuple[str, str]]:
    return frozenset(entry.part_of_speech()[2:4] for entry in dictionary().lookup(word)) if word else frozenset()


@lru_cache(maxsize=_REMEMBERED)
def word_ends(words: str) -> tuple[int, ...]:
    """Return where each word of a compound ends, as the tokenizer parts it."""
    return tuple(accumulate(len(token.surface()) for token in tokenizer().tokenize(words)))
