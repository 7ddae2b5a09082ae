"""The form in which texts are searched, and the way back from it to the characters of the text."""

import re
import unicodedata
from functools import lru_cache

from graph.iris import HIRAGANA, label_key
from graph.model import UNSEEN, Span

_DROPPED = re.compile(f"[\ud800-\udfff{''.join(sorted(UNSEEN))}]")
_FILLING = re.compile(r"(?<![0-9])[-・_.]|[-・_.](?![0-9])")
# Starters that compose with the character before them (Unicode: NFKC_Quick_Check=Maybe), the vowels and finals of Hangul among them.
_COMPOSING = re.compile(
    "[\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35\u1160-\u11ff]"
)


def fold(text: str) -> str:
    """Return the form in which texts are searched: NFKC, case folded, in hiragana, without white space and unseen characters.

    Hyphens, middle dots, points and underscores go as well unless they stand between digits.
    """
    return _FILLING.sub("", _plain(text))


def _plain(text: str) -> str:
    """Fold what folds a character at a time, whatever stands around it."""
    return _DROPPED.sub("", label_key(text)).translate(HIRAGANA)


def fold_with_places(text: str) -> tuple[str, list[Span]]:
    """Return the folded text and for each of its characters the stretch of the text that it was made of."""
    folded = fold(text)
    if len(folded) == len(text) and _one_to_one(text):
        return folded, [Span(at, at + 1) for at in range(len(text))]
    plain: list[str] = []
    places: list[Span] = []
    begin = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _follows(text[end]):
            continue
        folded = _plain(text[begin:end]) if end - begin > 1 else _plain_character(text[begin])
        plain.append(folded)
        places += [Span(begin, end)] * len(folded)
        begin = end
    whole = "".join(plain)
    kept = [True] * len(whole)
    for filling in _FILLING.finditer(whole):
        kept[filling.start()] = False
    return _FILLING.sub("", whole), [place for place, there in zip(places, kept, strict=True) if there]


def _one_to_one(text: str) -> bool:
    """Whether each character of a text folds by itself to one other: then nothing is dropped, melts or grows."""
    return (
        unicodedata.is_normalized("NFKC", text)
        and len(text.casefold()) == len(text)
        and not any(character.isspace() for character in text)
        and _DROPPED.search(text) is None
    )


@lru_cache(maxsize=65536)
def _plain_character(character: str) -> str:
    return _plain(character)


@lru_cache(maxsize=65536)
def _follows(character: str) -> bool:
    """Whether a character may become one with those before it when the text is folded."""
    first = unicodedata.normalize("NFKC", character)[:1]
    return not first or bool(unicodedata.combining(first)) or _COMPOSING.match(first) is not None
