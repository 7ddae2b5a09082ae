"""The page of an opinion: its words and all that was found in them, its surroundings in the source, and how to cite it."""

import re
from dataclasses import asdict, replace
from typing import Any

from flask import render_template

from graph.analysis.documents import Document, documents_about
from graph.analysis.findings import Link, OpinionInFull, opinion_in_full
from graph.analysis.places import MentionPlace, OpinionPlace, places
from graph.analysis.views import View
from graph.store.interface import Iri
from service import wording
from service.application import service
from service.pages.frame import api, blueprint, one
from service.passages import Piece, parts, pieces

AROUND = 240
"""How many characters of the source stand before and behind an opinion."""
_BLANK = re.compile(r"[^\S\n]*\n\s*")
"""Blank lines, which the surroundings leave out; the page of the document has them."""


@blueprint.get("/opinions/<path:ident>")
def opinion(ident: str) -> str:
    """Show an opinion in full, with all that was found in it."""
    with service().views.open() as view:
        found = one(view, "opinion", ident, lambda view, iri: opinion_in_full(view, iri, service().originals.text))
        document = next(iter(documents_about(view, [Iri(found.opinion.document.iri)])), None)
        where = places(view.reader, found.opinion.document.iri)
        before, behind = _neighbours(view, where, found.opinion.iri)
    concepts = {mention.concept.iri: mention.concept for mention in found.mentions}
    marks = [MentionPlace(*mention.in_text, mention.concept.iri) for mention in found.mentions if mention.in_text]
    return render_template(
        "opinion.html",
        opinion=found.opinion,
        pieces=[
            {"text": part.text, "concept": concepts.get(part.concept or "")}
            for part in parts(found.opinion.text, marks)
        ],
        found=found,
        document=document,
        sentences=_sentences(found),
        relations=_quoted(found.opinion.text, found.relations),
        positions=_quoted(found.opinion.text, found.positions),
        links=_links(found.links),
        concepts=concepts.values(),
        surroundings=_surroundings(found, where),
        before=before,
        behind=behind,
        citation=citation(found, document),
        api=api("opinions", found.opinion.id),
    )


def citation(found: OpinionInFull, document: Document | None) -> str:
    """Return the words of an opinion with where they stand, as they are cited: title, date, publisher, permanent address."""
    said = found.opinion
    date = wording.date(said.meeting.date) if said.meeting.date else None
    publisher = document.publisher if document else None
    fiction = wording.translate("架空の例") if said.meeting.fictional else None
    where = [part for part in (said.document.label, date, publisher, fiction) if part]
    return f"「{said.text}」（{'、'.join(where)}）{said.iri}"


def _neighbours(view: View, where: list[OpinionPlace], iri: str) -> tuple[str | None, str | None]:
    """Return the ids of the opinions before and behind one in its document."""
    order = [place.opinion for place in where]
    at = order.index(iri) if iri in order else -1
    before = view.addresses.id(order[at - 1]) if at > 0 else None
    behind = view.addresses.id(order[at + 1]) if 0 <= at < len(order) - 1 else None
    return before, behind


def _surroundings(found: OpinionInFull, where: list[OpinionPlace]) -> list[Piece]:
    """Return the source around an opinion in pieces, empty where it is not kept here."""
    said = found.opinion
    text = service().originals.text(said.document.hash or "")
    if text is None or said.start is None or said.end is None:
        return []
    begin, end = max(said.start - AROUND, 0), min(said.end + AROUND, len(text))
    own = [place for place in where if place.opinion == said.iri]
    cut = list(pieces(text, own, [], begin, end))
    words = [_BLANK.sub("\n", piece.text) for piece in cut]
    words[0] = f"{'…' if begin else ''}{words[0].lstrip()}"
    words[-1] = f"{words[-1].rstrip()}{'…' if end < len(text) else ''}"
    return [replace(piece, text=each) for piece, each in zip(cut, words, strict=True)]


def _sentences(found: OpinionInFull) -> list[dict[str, Any]]:
    """Return the sentences of an opinion with their words."""
    return _quoted(found.opinion.text, found.sentences)


def _quoted(text: str, findings: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - sentences, positions or relations
    return [
        {**asdict(each), "text": text[slice(*each.in_text)] if each.in_text else ""} for each in findings
    ]


def _links(links: list[Link]) -> dict[tuple[str, str], list[Link]]:
    """Return links by their type and direction, agreement and disagreement first."""
    grouped: dict[tuple[str, str], list[Link]] = {}
    for key in wording.LINKS:
        chosen = [link for link in links if (link.type, link.direction) == key]
        if chosen:
            grouped[key] = chosen
    return grouped
