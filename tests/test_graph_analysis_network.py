"""Neighbourhoods as networks, and the places of their nodes."""

import time

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from graph.analysis.concepts import concept_address, concept_in_full
from graph.analysis.layout import box, part, place
from graph.analysis.meetings import find_meetings
from graph.analysis.network import Network, network
from graph.analysis.opinions import Wanted, find_opinions
from graph.analysis.views import View, Views
from graph.store import FollowingReader, Iri, Settings


@pytest.fixture(scope="module")
def view(settings: Settings):
    reader = FollowingReader(settings)
    with Views(reader, settings).open() as opened:
        yield opened
    reader.close()


def overlaps(places: np.ndarray, boxes: np.ndarray) -> int:
    apart = np.abs(places[:, None, :] - places[None, :, :])
    least = (boxes[:, None, :] + boxes[None, :, :]) / 2
    both = (apart < least - 0.2).all(axis=2)
    np.fill_diagonal(both, val=False)
    return int(both.sum())


def checked(found: Network, limit: int) -> Network:
    ids = {node.id for node in found.nodes}
    assert len(ids) == len(found.nodes) <= limit
    assert {end for edge in found.edges for end in (edge.source, edge.target)} <= ids
    assert len({edge.id for edge in found.edges}) == len(found.edges)
    assert all(edge.opinions for edge in found.edges)
    places = np.array([(node.x, node.y) for node in found.nodes])
    boxes = np.array([box(node.label) for node in found.nodes])
    assert overlaps(places, boxes) == 0
    return found


@pytest.mark.parametrize("limit", [2, 10, 100, 300])
def test_the_neighbourhood_of_a_concept(view: View, limit: int):
    found = checked(network(view, limit, concept=concept_address(view, "rpa")), limit)
    assert found.centre == "rpa"
    labels = {node.label for node in found.nodes}
    if limit >= 100:
        assert {"データ連携", "自動化", "Gov-Cloud", "AI・RPAについて"} <= labels
        assert {node.kind for node in found.nodes} == {"concept", "topic", "meeting"}


def test_weights_are_those_of_the_whole_and_nodes_know_their_groups(view: View):
    found = network(view, 60, concept=concept_address(view, "rpa"))
    iris = {node.id: Iri(node.iri) for node in found.nodes}
    together = [edge for edge in found.edges if edge.kind == "together"]
    for edge in together:
        said = find_opinions(view, Wanted([iris[edge.source]], also=[iris[edge.target]]), 200, 0)
        assert edge.value == said.total
        assert set(edge.opinions) <= {opinion.iri for opinion in said.items}
        assert len(edge.opinions) == min(edge.value, 20)
    named = {each.id: each for each in found.communities}
    for node in found.nodes:
        alone = concept_in_full(view, Iri(node.iri)) if node.kind == "concept" else None
        assert node.community == (alone.community.id if alone and alone.community else None)
        assert node.centrality == (alone.centrality if alone else None)
        assert alone is None or alone.community is None or named[alone.community.id] == alone.community


def test_the_neighbourhood_of_a_meeting(view: View):
    meeting = find_meetings(view, None, 50, 0).items[-1]
    found = checked(network(view, 100, meeting=Iri(meeting.iri)), 100)
    assert found.centre == meeting.id
    assert sum(node.kind == "topic" for node in found.nodes) == 4


def test_the_neighbourhood_of_a_search_and_of_all(view: View):
    assert "gov-cloud" in {node.id for node in checked(network(view, 100, text="ガバメント"), 100).nodes}
    assert network(view, 100, text="そんなことばはない") == Network([], [], None)
    assert len(checked(network(view, 300), 300).nodes) > 100


def test_the_picture_is_the_same_each_time(settings: Settings):
    pictures = []
    for _ in range(2):
        reader = FollowingReader(settings)
        with Views(reader, settings).open() as opened:
            pictures.append(network(opened, 60, concept=concept_address(opened, "rpa")))
        reader.close()
    assert pictures[0] == pictures[1]


@bounds(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.floats(-200, 200), st.floats(-200, 200), st.floats(10, 240)), min_size=1, max_size=40))
def test_no_two_boxes_overlap_wherever_they_were(given_boxes: list[tuple[float, float, float]]):
    places = np.array([(x, y) for x, y, _ in given_boxes])
    boxes = np.array([(width, 56.0) for _, _, width in given_boxes])
    assert overlaps(part(places, boxes), boxes) == 0


def test_three_hundred_nodes_are_placed_in_time():
    graph = nx.gnm_random_graph(300, 1000, seed=1)
    named = nx.relabel_nodes(graph, {node: str(node) for node in graph})
    started = time.process_time()
    places = place(named, dict.fromkeys(named, "情報システムの標準化"))
    assert time.process_time() - started < 2  # half a second on a machine with nothing else to do
    assert len(places) == 300
    assert place(nx.Graph(), {}) == {}
