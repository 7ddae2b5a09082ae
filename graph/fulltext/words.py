"""What somebody looks for: words that must all be there, phrases in quotes, words that must not be there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.fulltext.folding import fold, fold_with_places
from graph.model import Span

LONGEST = 400
"""How many characters of what somebody typed are looked for at most."""

_TERM = re.compile(
    r"""\s*(?P<minus>[-－−])?
    (?: ["＂“”](?P<straight>[^"＂“”]*)["＂“”]? | [「｢](?P<corner>[^」｣]*)[」｣]? | 『(?P<double>[^』]*)』?
      | (?P<word>[^\s"＂“”「｢『][^\s"＂“”]*) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words that a text must have, and such that it must not; `vacant` where something was typed and nothing of it can be looked for."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    vacant: bool = False

    @classmethod
    def of(cls, typed: str) -> "Words":
        """Return what a search's words mean: parted by white space, 「…」, 『…』 or "…" kept together, those behind - excluded.

        Only the first LONGEST characters count.
        """
        found = [(minus, fold(word)) for minus, word in _terms(typed[:LONGEST])]
        wanted = tuple(dict.fromkeys(word for minus, word in found if word and not minus))
        unwanted = tuple(dict.fromkeys(word for minus, word in found if word and minus))
        return cls(wanted, unwanted, vacant=bool(typed.strip()) and not wanted and not unwanted)

    def found_in(self, text: str) -> bool:
        """Whether a text has what is wanted and nothing that is not."""
        folded = fold(text)
        return (
            not self.vacant
            and all(word in folded for word in self.wanted)
            and not any(word in folded for word in self.unwanted)
        )

    def marks(self, text: str) -> list[Span]:
        """Return the places of the wanted words in a text, in order; those that overlap are one."""
        if not self.wanted:
            return []
        folded, places = fold_with_places(text)
        found = sorted(
            Span(places[at].start, places[at + len(word) - 1].end) for word in self.wanted for at in _all(word, folded)
        )
        joined: list[Span] = []
        for span in found:
            if joined and span.start < joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        return joined


def _terms(typed: str) -> Iterator[tuple[bool, str]]:
    """Yield each word or phrase, and whether it stands behind a minus."""
    for found in _TERM.finditer(typed):
        groups = found.groupdict()
        word = next((groups[name] for name in ("straight", "corner", "double", "word") if groups[name]), "")
        yield groups["minus"] is not None, word


def _all(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
