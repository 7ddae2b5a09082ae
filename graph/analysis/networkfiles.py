"""A neighbourhood as a networkx graph and as GraphML, for Gephi and its like."""

import io
from collections.abc import Iterable

import networkx as nx

from graph.analysis.conceptnetwork import origin_note
from graph.analysis.network import Network
from graph.analysis.views import View


def as_graph(networks: Iterable[Network]) -> "nx.Graph[str]":
    """Return what some neighbourhoods hold together as one graph; nodes are IRIs, and an edge's `reasons` are IRIs of opinions, a space between."""
    made: nx.Graph[str] = nx.Graph(name="ronten")
    for network in networks:
        names = {each.id: each.label for each in network.communities}
        iris = {node.id: node.iri for node in network.nodes}
        for node in network.nodes:
            if node.iri not in made:
                members = {"label": node.label, "kind": node.kind, "type": node.type, "opinions": node.opinions, "x": node.x, "y": node.y}
                standing = {"community": names.get(-1 if node.community is None else node.community), "centrality": node.centrality}
                made.add_node(node.iri, **{key: value for key, value in {**members, **standing}.items() if value is not None})
        for edge in network.edges:
            made.add_edge(iris[edge.source], iris[edge.target], kind=edge.kind, weight=float(edge.value), reasons=" ".join(edge.opinions))
    return made


def graphml(view: View, networks: Iterable[Network]) -> bytes:
    """Return neighbourhoods as GraphML, with where the data come from and under which terms. Raises QueryError, StoreError."""
    made = as_graph(networks)
    made.graph["description"] = origin_note(view)
    buffer = io.BytesIO()
    nx.write_graphml_xml(made, buffer, encoding="utf-8")
    return buffer.getvalue()
