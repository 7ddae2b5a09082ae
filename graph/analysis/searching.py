"""Opinions found by their words: with the places to mark, and the values of each facet with their counts and names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.analysis.opinions import Opinion, opinions_about
from graph.analysis.tables import csv_rows, opinion_rows
from graph.analysis.views import Page, View
from graph.figures.evidence import called
from graph.fulltext import FullText, Search


@dataclass(frozen=True, slots=True)
class FoundOpinion:
    """An opinion that was found; `highlights` are the places [start, end) of the words in its `text`."""

    opinion: Opinion
    highlights: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, by what names it as a parameter, and how many opinions there would be with it; `date` is its meeting's."""

    id: str
    label: str
    opinions: int
    iri: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """The most frequent values of each facet, each counted as if nothing were chosen in its own; all years, the newest first."""

    act: list[FacetValue]
    concept: list[FacetValue]
    series: list[FacetValue]
    meeting: list[FacetValue]
    topic: list[FacetValue]
    role: list[FacetValue]
    year: list[FacetValue]


@dataclass(frozen=True, slots=True)
class FoundPage(Page[FoundOpinion]):
    """A part of what was found, and the facets of the whole."""

    facets: Facets


def search_opinions(view: View, index: FullText, search: Search, limit: int, offset: int, facets: int) -> FoundPage:
    """Return opinions that a search finds, and the `facets` most frequent values of each facet. Raises FullTextMissing, QueryError, StoreError."""
    found = index.search(search, limit, offset, facets)
    about = opinions_about(view, found.opinions)
    items = [
        FoundOpinion(about[iri], [(span.start, span.end) for span in search.words.marks(about[iri].text)])
        for iri in found.opinions
        if iri in about
    ]
    named = {
        iri: value
        for kind in ("series", "meeting", "topic")
        for iri, value in names(view, (iri for iri, _ in found.facets.get(kind, [])), kind).items()
    }

    def values(facet: str, name: Callable[[str], FacetValue] = lambda value: FacetValue(value, value, 0)) -> list[FacetValue]:
        return [_counted(name(value), count) for value, count in found.facets.get(facet, [])]

    return FoundPage(
        found.total,
        items,
        Facets(
            values("act"),
            values("concept", lambda iri: _concept(view, iri)),
            values("series", named.__getitem__),
            values("meeting", named.__getitem__),
            values("topic", named.__getitem__),
            values("role"),
            values("year"),
        ),
    )


def _counted(value: FacetValue, count: int) -> FacetValue:
    return FacetValue(value.id, value.label, count, value.iri, value.date)


def _concept(view: View, iri: str) -> FacetValue:
    entry = view.catalogue.get(iri)
    return FacetValue(entry.id, entry.label, 0, iri)


def names(view: View, things: Iterable[str], kind: str | None = None) -> dict[str, FacetValue]:
    """Return what meetings, series and topics (or things of one kind) are called, by their addresses, with the date of the meeting."""
    made = {}
    for iri in dict.fromkeys(things):
        label, date = called(view.figures, iri, kind)
        named = view.addresses.named(iri, label)
        made[str(iri)] = FacetValue(named.id, named.label, 0, str(iri), date)
    return made


def csv_of_found(view: View, index: FullText, search: Search, *, bom: bool = False) -> Iterator[bytes]:
    """Yield all that a search finds as CSV, the newest meeting's first, in the columns of the table of opinions.

    Raises FullTextMissing, QueryError, StoreError.
    """
    yield from csv_rows(opinion_rows(view, index.every(search)), bom=bom)
