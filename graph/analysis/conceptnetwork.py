"""The network of concepts as files for Gephi and its like: which are spoken of in the same opinions, and how often."""

import io
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from xml.sax.saxutils import escape

import networkx as nx

from graph.analysis.asking import ask
from graph.analysis.related import association
from graph.analysis.tables import documents_by_address
from graph.analysis.views import View
from graph.store.interface import Iri

NODES = 2000
"""How many concepts a network holds unless more are asked for: the most spoken of."""


def concept_network(view: View, limit: int = NODES) -> "nx.Graph[str]":
    """Return the concepts most spoken of, an edge between each two that meet, with origin and licence. Raises QueryError, StoreError."""
    catalogue = view.catalogue
    chosen = {entry.iri: entry for entry in catalogue.by_count[:limit] if entry.opinions}
    made: nx.Graph[str] = nx.Graph(name="ronten", description=origin_note(view))
    for entry in chosen.values():
        made.add_node(
            entry.iri,
            label=entry.label,
            type=entry.type or "",
            provisional=entry.provisional,
            opinions=entry.opinions,
        )
    for (one, other), together in sorted(_together(view, set(chosen)).items()):
        score = association(together, chosen[one].opinions, chosen[other].opinions, catalogue.total)
        made.add_edge(one, other, weight=float(together), together=together, score=round(score, 4))
    return made


def _together(view: View, chosen: set[str]) -> Counter[tuple[str, str]]:
    """Count the opinions in which each two concepts meet, a document at a time."""
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents_by_address(view):
        spoken: dict[str, set[str]] = {}
        for row in ask(view.reader, "concepts-spoken", document=Iri(document)):
            if row["concept"] in chosen:
                spoken.setdefault(row["opinion"], set()).add(row["concept"])
        for concepts in spoken.values():
            counts.update(combinations(sorted(concepts), 2))
    return counts


def origin_note(view: View) -> str:
    """Return in one line where the data come from and under which terms: each document's own. Raises QueryError, StoreError."""
    documents = documents_by_address(view).values()
    licences, publishers = (
        ", ".join(sorted({row[key] for row in documents if row.get(key)})) or "none stated"
        for key in ("licence", "publisher")
    )
    return (
        f"Exported by ronten from {view.addresses.base} (state {view.version or 'unknown'}), read from {len(documents)} documents. "
        "Each document states its own licence (dcterms:license) and origin (dcterms:source, dcterms:publisher). "
        f"Licences: {licences}. Publishers: {publishers}."
    ).replace("\n", " ")


def network_file(view: View, form: str, limit: int = NODES) -> Iterator[bytes]:
    """Yield the network of concepts as `graphml` or `gexf`. Raises QueryError, StoreError."""
    made = concept_network(view, limit)
    if form == "graphml":
        buffer = io.BytesIO()
        nx.write_graphml_xml(made, buffer, encoding="utf-8")
        yield buffer.getvalue()
        return
    for line in nx.generate_gexf(made):
        yield f"{_with_note(line, made.graph['description'])}\n".encode()


def _with_note(line: str, note: str) -> str:
    """Put the note where GEXF has a place for it."""
    if line.strip().startswith("<creator>"):
        return f"{line}<description>{escape(note)}</description>"
    return line
