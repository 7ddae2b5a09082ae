"""The part of some networks that a reader sees, each node where it stands in the picture."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from graph.analysis.network import Network


def seen(networks: Iterable[Network], places: Mapping[str, tuple[float, float]], edges: Collection[str]) -> Network:
    """Return as one network the nodes whose ids have a place, put there, and the edges that are named by their ids and join two of those."""
    networks = list(networks)
    nodes = {node.id: node for network in networks for node in network.nodes if node.id in places}
    lines = {edge.id: edge for network in networks for edge in network.edges if edge.id in edges}
    communities = {each.id: each for network in networks for each in network.communities}
    return Network(
        [replace(node, x=places[node.id][0], y=places[node.id][1]) for node in nodes.values()],
        [edge for edge in lines.values() if edge.source in nodes and edge.target in nodes],
        next((network.centre for network in networks if network.centre in nodes), None),
        list(communities.values()),
    )
