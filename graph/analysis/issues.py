"""Points at issue: what opinions are for and against, with the strongest quotations of either side next to each other."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.addressing import Named
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.opinions import Opinion, opinions_about
from graph.analysis.views import Page, View
from graph.figures import evidence, spread
from graph.figures.evidence import Dispute
from graph.figures.measures import contention
from graph.store.interface import Iri

PAIRS = 2
"""How many pairs of quotations a point at issue is shown with; the strongest of the lesser side are among them."""
BODIES = 5


@dataclass(frozen=True, slots=True)
class Quotation:
    """An opinion that takes a side, and how sure that is (0 to 1)."""

    opinion: Opinion
    confidence: float


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two quotations, one for and one against."""

    pro: Quotation
    con: Quotation


@dataclass(frozen=True, slots=True)
class PointAtIssue:
    """A concept with how many opinions are for, against and mixed, in how many meetings of how many bodies, and how disputed it is (0 to 0.5)."""

    concept: ConceptEntry
    pro: int
    con: int
    mixed: int
    meetings: int
    bodies: int
    score: float
    pairs: list[Opposed]


@dataclass(frozen=True, slots=True)
class TakenSide:
    """An opinion, the side it takes on a concept, and how sure that is (0 to 1)."""

    opinion: Opinion
    polarity: str
    confidence: float


def points_at_issue(
    view: View, kind: str | None, series: Iri | None, meeting: Iri | None, limit: int, offset: int
) -> Page[PointAtIssue]:
    """Return the concepts that opinions are for and against, the most disputed first, within one series or meeting where one is given.

    Raises QueryError, StoreError.
    """
    within = ("iri", meeting) if meeting else ("series", series) if series else None
    if within is None:
        ranked = view.kept(("issues", kind), lambda: evidence.disputed(view.figures, kind))
        found = [evidence.dispute(view.figures, concept) for concept in ranked[offset : offset + limit]]
        total, chosen = len(ranked), [each for each in found if each]
    else:
        disputes = view.kept(("issues", within), lambda: _within(view, *within))
        if kind:
            known = view.catalogue.entries(each.concept for each in disputes)
            disputes = [each for each in disputes if known[each.concept].type == kind]
        total, chosen = len(disputes), disputes[offset : offset + limit]
    return Page(total, _points(view, chosen, within))


def _within(view: View, column: str, value: Iri) -> list[Dispute]:
    """Return how opinions stand to concepts within one meeting or series, the most disputed first."""
    sides: dict[int, Counter[str]] = defaultdict(Counter)
    spread: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for concept, polarity, opinions, meetings, bodies in evidence.sides_within(view.figures, column, value):
        sides[concept][polarity] += opinions
        spread[concept] = (max(spread[concept][0], meetings), max(spread[concept][1], bodies))
    made = []
    for concept, counts in sides.items():
        pro, con, mixed = (counts[side] for side in evidence.SIDES)
        made.append(Dispute(concept, pro, con, mixed, *spread[concept], contention(pro, con, mixed)))
    ties = view.figures.totals.ties
    return sorted((each for each in made if each.score), key=lambda each: (-each.score, int(ties[each.concept])))


def _points(view: View, disputes: Sequence[Dispute], within: tuple[str, Iri] | None) -> list[PointAtIssue]:
    entries = view.catalogue.entries(each.concept for each in disputes)
    sides = {
        (each.concept, polarity): evidence.strongest(view.figures, each.concept, polarity, PAIRS, within=within)
        for each in disputes
        for polarity in ("for", "against")
    }
    about = opinions_about(view, (iri for found in sides.values() for iri, _ in found))

    def quoted(concept: int, polarity: str) -> list[Quotation]:
        return [Quotation(about[iri], confidence) for iri, confidence in sides[concept, polarity] if iri in about]

    return [
        PointAtIssue(
            entries[each.concept],
            *each[1:],
            [Opposed(*pair) for pair in zip(quoted(each.concept, "for"), quoted(each.concept, "against"), strict=False)],
        )
        for each in disputes
    ]


def point_at_issue(view: View, iri: Iri) -> PointAtIssue | None:
    """Return how opinions stand to one concept, None where none takes a side on it. Raises QueryError, StoreError."""
    row = view.figures.concept(iri)
    found = evidence.dispute(view.figures, row.number) if row else None
    return _points(view, [found], None)[0] if found else None


def positions_on(view: View, iri: Iri, polarity: str | None, limit: int, offset: int) -> Page[TakenSide]:
    """Return the opinions that take a side (or one side) on a concept: for, against, mixed, the surest of each first. Raises QueryError."""
    row = view.figures.concept(iri)
    found = evidence.dispute(view.figures, row.number) if row else None
    if row is None or found is None:
        return Page(0, [])
    counts = dict(zip(evidence.SIDES, (found.pro, found.con, found.mixed), strict=True))
    wanted = [each for each in evidence.SIDES if polarity in {None, each}]
    chosen: list[tuple[str, str, float]] = []
    at = offset
    for side in wanted:
        if at < counts[side] and len(chosen) < limit:
            some = evidence.strongest(view.figures, row.number, side, limit - len(chosen), at)
            chosen += [(opinion, side, confidence) for opinion, confidence in some]
        at = max(0, at - counts[side])
    about = opinions_about(view, (opinion for opinion, _, _ in chosen))
    return Page(
        sum(counts[side] for side in wanted),
        [TakenSide(about[opinion], side, confidence) for opinion, side, confidence in chosen if opinion in about],
    )


@dataclass(frozen=True, slots=True)
class BodyShare:
    """A series of meetings (the body that meets) in which a concept is spoken of: in how many of its opinions, in how many meetings."""

    series: Named
    meetings: int
    opinions: int
    of: int


def bodies_on(view: View, iri: Iri, limit: int, offset: int) -> Page[BodyShare]:
    """Return the bodies that speak of a concept, those that do most first; `of` counts all opinions of the body. Raises QueryError."""
    row = view.figures.concept(iri)
    found = spread.bodies_of(view.figures, row.number) if row else []
    return Page(
        len(found),
        [
            BodyShare(view.addresses.named(series, label), meetings, opinions, spread.opinions_of_body(view.figures, series))
            for series, label, meetings, opinions in found[offset : offset + limit]
        ],
    )
