"""The network of concepts as files for Gephi and its like: which are spoken of in the same opinions, and how often."""

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

import networkx as nx
import numpy as np

from graph.analysis.tables import documents_by_address
from graph.analysis.views import View
from graph.figures import pairs
from graph.figures.measures import association

NODES = 2000
"""How many concepts a network holds unless more are asked for: the most spoken of."""


def concept_network(view: View, limit: int = NODES) -> "nx.Graph[str]":
    """Return the concepts most spoken of, an edge between each two that meet, with origin and licence. Raises QueryError, StoreError."""
    catalogue = view.catalogue
    chosen = {entry.iri: entry for entry in catalogue.most_spoken(None, limit)[1]}
    made: nx.Graph[str] = nx.Graph(name="ronten", description=origin_note(view))
    for entry in chosen.values():
        made.add_node(
            entry.iri,
            label=entry.label,
            type=entry.type or "",
            provisional=entry.provisional,
            opinions=entry.opinions,
        )
    for one, other, together in sorted(_together(view, list(chosen))):
        counts = chosen[one].opinions, np.array([chosen[other].opinions])
        score = float(association(np.array([together]), *counts, catalogue.total)[0])
        made.add_edge(one, other, weight=float(together), together=together, score=round(score, 4))
    return made


def _together(view: View, chosen: list[str]) -> Iterator[tuple[str, str, int]]:
    """Yield each two of the chosen concepts that meet, and in how many opinions."""
    rows = {row.number: row.iri for row in map(view.figures.concept, chosen) if row}
    wanted = np.array(sorted(rows), dtype=np.int32)
    for number, iri in rows.items():
        counts = pairs.counted(*view.figures.together(number), wanted)
        for other, count in zip(wanted[counts > 0].tolist(), counts[counts > 0].tolist(), strict=True):
            if iri < rows[other]:
                yield iri, rows[other], count


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
