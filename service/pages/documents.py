"""The page of a document: its kept text with what was read in it, and what could not be read."""

from collections import Counter

from flask import render_template

from graph.analysis.documents import document_in_full
from graph.analysis.opinions import Wanted, find_opinions
from graph.analysis.places import places
from graph.store.interface import Iri
from service.application import service
from service.pages.frame import api, blueprint, one
from service.passages import pieces

MOST = 200
"""How many opinions the contents of a document list."""


@blueprint.get("/documents/<path:ident>")
def document(ident: str) -> str:
    """Show a document: its kept text with the opinions and mentions in it, and what could not be read."""
    with service().views.open() as view:
        found = one(view, "document", ident, lambda view, iri: document_in_full(view, iri, service().originals.text))
        where = places(view.reader, found.document.iri)
        said = find_opinions(view, Wanted(documents=[Iri(found.document.iri)]), MOST, 0)
        ident_of = view.addresses.id
    text = service().originals.text(found.document.hash or "")
    unread = [(span.start, span.end) for span in found.unread]
    return render_template(
        "document.html",
        document=found.document,
        found=found,
        pieces=None if text is None else list(pieces(text, where, unread)),
        act_of={opinion.iri: opinion.act for opinion in said.items},
        act_counts=Counter(opinion.act for opinion in said.items),
        opinions=said,
        unread_share=100 * sum(end - start for start, end in unread) / len(text) if text else 0.0,
        spaced=text is not None and _blank(text) > 0.4,
        ident_of=ident_of,
        api=api("documents", found.document.id),
        citation=_citation(found.document.label, found.document.publisher, found.document.iri),
    )


def _blank(text: str) -> float:
    """Return the share of blank lines: some sources have one behind every line."""
    lines = text.splitlines() or [""]
    return sum(not line.strip() for line in lines) / len(lines)


def _citation(title: str, publisher: str | None, iri: str) -> str:
    return f"{publisher}「{title}」{iri}" if publisher else f"「{title}」{iri}"
