"""Where opinions name certain concepts in their own texts: what a list of quotations marks."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from graph.analysis.aligning import Correspondence, align
from graph.analysis.asking import ask
from graph.analysis.opinions import Opinion
from graph.analysis.places import MentionPlace
from graph.analysis.views import View
from graph.store.interface import Iri


def marked_places(
    view: View, opinions: Iterable[Opinion], concepts: Sequence[Iri], kept_text: Callable[[str], str | None]
) -> dict[str, list[MentionPlace]]:
    """Return for each opinion (IRI) where it names some concepts in its text; `kept_text` leads from a document's hash to its text. Raises QueryError."""
    said = {opinion.iri: opinion for opinion in opinions}
    if not said:
        return {}
    aligned: dict[str, Correspondence | None] = {}
    found: dict[str, list[MentionPlace]] = defaultdict(list)
    for row in ask(view.reader, "opinions-naming", opinions=[Iri(iri) for iri in said], concepts=concepts):
        opinion = said[row["opinion"]]
        if opinion.iri not in aligned:
            aligned[opinion.iri] = _aligned(opinion, kept_text)
        correspondence, start = aligned[opinion.iri], opinion.start or 0
        place = correspondence.place(int(row["start"]) - start, int(row["end"]) - start) if correspondence else None
        if place is not None:
            found[opinion.iri].append(MentionPlace(*place, row["concept"]))
    for places in found.values():
        places.sort(key=lambda place: (place.start, -place.end))
    return dict(found)


def _aligned(opinion: Opinion, kept_text: Callable[[str], str | None]) -> Correspondence | None:
    text = kept_text(opinion.document.hash) if opinion.document.hash else None
    if text is None or opinion.start is None or opinion.end is None:
        return None
    return align(opinion.text, text[opinion.start : opinion.end])
