"""How opinions take up those of earlier meetings of their series: the same target, for or against, in the last meeting that took a side on it."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from graph.analysis.addressing import local
from graph.analysis.asking import ask
from graph.store.interface import Iri, Reader

_SHARE = 0.8
"""How sure a link is, as a share of the less sure of the two positions: what was said meanwhile is not known."""


class SeriesLink(NamedTuple):
    """One opinion's link to an earlier meeting's: `agreesWith` or `disagreesWith`, addresses at both ends."""

    source: str
    type: str
    target: str
    confidence: float


class _Side(NamedTuple):
    meeting: str
    opinion: str
    target: str
    polarity: str
    confidence: float


def series_links(reader: Reader, series: str) -> list[SeriesLink]:
    """Return the links between opinions of different meetings of a series, undated ones left out. Raises QueryError, StoreError."""
    rows = ask(reader, "series-positions", series=Iri(series))
    return linked(
        [
            _Side(row["meeting"], row["opinion"], row["target"], local(row["polarity"]), float(row["confidence"]))
            for row in rows
        ]
    )


def linked(sides: Sequence[_Side]) -> list[SeriesLink]:
    """Return the surest agreement and the surest disagreement of each opinion with the last meeting before it that took a side on one of its targets."""
    before: dict[str, list[_Side]] = {}
    found: dict[tuple[str, str], SeriesLink] = {}
    for _, meeting in groupby(sides, key=attrgetter("meeting")):
        own = list(meeting)
        for side in own:
            for link in _links(side, before.get(side.target, [])):
                key = (link.source, link.type)
                if key not in found or link.confidence > found[key].confidence:
                    found[key] = link
        before |= {target: [side for side in own if side.target == target] for target in {side.target for side in own}}
    return sorted(found.values())


def _links(side: _Side, earlier: Iterable[_Side]) -> Iterable[SeriesLink]:
    for other in earlier:
        kind = "agreesWith" if other.polarity == side.polarity else "disagreesWith"
        confidence = round(_SHARE * min(side.confidence, other.confidence), 2)
        yield SeriesLink(side.opinion, kind, other.opinion, confidence)
