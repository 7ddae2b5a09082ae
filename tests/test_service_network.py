"""The network view without a browser: what pyvis hands out, where nodes stand, and that hostile words stay words."""

import json
import re
import subprocess
import sys
from itertools import combinations
from urllib.parse import quote

import networkx as nx
import pytest
from flask.testing import FlaskClient

from service.drawing import GROUPS, TYPE_NAMES, draw, edge_width, extent, group_of, node_size, spread


@pytest.fixture(scope="module")
def drawing(app):
    return app.test_client().get("/network/data.json").json


def test_the_seeds_are_drawn_from_given_places(drawing):
    assert 30 <= len(drawing["nodes"]) <= 60
    assert all(isinstance(node["x"], float) and isinstance(node["y"], float) and node["physics"] is False for node in drawing["nodes"])
    assert "Gov-Cloud" in {node["label"] for node in drawing["nodes"]}
    ids = {node["id"] for node in drawing["nodes"]}
    assert all(edge["from"] in ids and edge["to"] in ids for edge in drawing["edges"])


def test_every_edge_rests_on_opinions(drawing):
    assert all(edge["opinions"] and edge["value"] >= len(edge["opinions"]) for edge in drawing["edges"])


def test_no_two_nodes_with_their_labels_overlap(drawing):
    boxes = [(node["x"], node["y"], *extent(node["short"] or node["label"], node["size"])) for node in drawing["nodes"]]
    for (x, y, wide, high), (other_x, other_y, other_wide, other_high) in combinations(boxes, 2):
        assert abs(x - other_x) > (wide + other_wide) / 2 - 2 or abs(y - other_y) > (high + other_high) / 2 - 2


def test_the_same_graph_is_drawn_the_same(client: FlaskClient):
    assert client.get("/network/data.json?concept=gov-cloud").data == client.get("/network/data.json?concept=gov-cloud").data


def test_a_concept_stands_in_the_middle_of_its_network(client: FlaskClient):
    found = client.get("/network/data.json?concept=gov-cloud").json
    assert found["centre"] == "gov-cloud"
    assert any("gov-cloud" in (edge["from"], edge["to"]) for edge in found["edges"])


def test_a_meeting_has_its_network(client: FlaskClient, drawing):
    meeting = next(node for node in drawing["nodes"] if node["kind"] == "meeting")
    found = client.get(f"/network/data.json?meeting={meeting['id']}").json
    assert {node["label"] for node in found["nodes"] if node["kind"] == "meeting"} == {meeting["label"]}


def test_what_is_not_there_is_not_found(client: FlaskClient):
    assert client.get("/network?concept=no-such-thing").status_code == 404
    assert client.get("/network/data.json?meeting=no-such-thing").status_code == 404


def test_a_meeting_that_is_not_among_the_newest_has_its_network(client: FlaskClient, monkeypatch):
    monkeypatch.setattr("service.network.CHOICES", 1)
    oldest = client.get("/api/v1/meetings?limit=50").json["items"][-1]
    page = client.get(f"/network?meeting={oldest['id']}").text
    assert f'<option value="{oldest["id"]}" selected>' in page
    assert page.count("<option value=") - client.get("/network").text.count("<option value=") == 1
    assert client.get(f"/network/data.json?meeting={oldest['id']}").json["nodes"]


def test_the_library_is_the_one_that_pyvis_ships(client: FlaskClient):
    with client.get("/network/vis-network.js") as answer:
        assert answer.mimetype == "text/javascript"
        assert b"vis-network" in answer.data[:400]


def test_the_page_has_nothing_inline_and_names_no_other_host(client: FlaskClient):
    page = client.get("/network").text
    assert not re.search(r"<script(?![^>]*(src=|application/json))|<style|\sstyle=|\son\w+=", page)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)


def test_the_file_to_keep_holds_everything(client: FlaskClient):
    answer = client.get("/network/download.html?concept=gov-cloud")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    page = answer.text
    assert not re.search(r"<(?:script|link|img)[^>]*(?:src|href)=", page)
    held = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])
    assert {opinion for edge in held["network"]["edges"] for opinion in edge["opinions"]} == set(held["opinions"])


def test_the_network_is_had_as_graphml_with_what_was_expanded(client: FlaskClient):
    answer = client.get("/network/download.graphml?concept=gov-cloud&limit=12")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    alone = nx.parse_graphml(answer.text)
    node = alone.nodes["http://127.0.0.1:8000/id/concept/gov-cloud"]
    assert (node["label"], node["kind"]) == ("Gov-Cloud", "concept")
    assert node["centrality"] > 0
    assert all(edge["reasons"].startswith("http://127.0.0.1:8000/id/opinion/") for _, _, edge in alone.edges(data=True))
    grown = nx.parse_graphml(client.get("/network/download.graphml?concept=gov-cloud&limit=12&expand=rpa&expand=nothing").text)
    assert set(grown) > set(alone)


def test_the_data_say_how_and_when_opinions_were_given(client: FlaskClient, drawing):
    named = {opinion for edge in drawing["edges"] for opinion in edge["opinions"]}
    assert drawing["facts"].keys() == named
    opinion = next(iter(sorted(named)))
    said = client.get(f"/api/v1/opinions/{opinion}").json
    assert drawing["facts"][opinion] == [
        said["act"], said["meeting"]["id"], said["meeting"]["date"], sorted({each["polarity"] for each in said["positions"]}),
    ]  # fmt: skip
    communities = {node["community"] for node in drawing["nodes"]} - {None}
    assert {int(number) for number in drawing["communities"]} == communities


def test_pyvis_is_not_imported_before_something_is_drawn():
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, service.network; print('pyvis' in sys.modules, 'IPython' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )
    assert loaded.stdout.split() == ["False", "False"]


def test_hostile_words_stay_words():
    hostile = "<img src=x onerror=alert(1)>"
    node = {"id": "a", "label": hostile, "kind": "concept", "type": "issue", "value": 1, "x": 0.0, "y": 0.0, "note": hostile}
    drawn, *_ = draw([node], []).get_network_data()
    assert drawn[0]["label"] == hostile
    assert "title" not in drawn[0]


def test_every_type_and_kind_has_a_group_that_shape_and_colour_tell_apart():
    assert {group_of("concept", each).name for each in TYPE_NAMES if each not in {"meeting", "topic", "opinion"}} == {
        "technology", "policy", "body", "activity", "issue", "thing",
    }
    assert [group_of(kind, None).name for kind in ("meeting", "topic", "opinion", "person")] == ["meeting", "topic", "opinion", "body"]
    assert len({(group.shape, group.hollow) for group in GROUPS.values()}) == len(GROUPS)
    assert len({group.colour for group in GROUPS.values()}) == len(GROUPS)


@pytest.mark.parametrize("count", [0, 1, 2, 40, 300])
def test_places_are_parted(count):
    places = [(0.0, 0.0)] * count if count < 40 else [((n * 7919) % 101 / 50, (n * 104729) % 103 / 50) for n in range(count)]
    extents = [(40.0 + n % 90, 40.0) for n in range(count)]
    found = spread(places, extents)
    assert found == spread(places, extents)
    for (one, size), (other, other_size) in combinations(zip(found, extents, strict=True), 2):
        assert abs(one[0] - other[0]) >= (size[0] + other_size[0]) / 2 - 2 or abs(one[1] - other[1]) >= (size[1] + other_size[1]) / 2 - 2


def test_more_evidence_is_drawn_larger_within_bounds():
    assert node_size(1, "concept") < node_size(9, "concept") <= node_size(10**6, "concept") <= 30
    assert edge_width(1) < edge_width(5) <= edge_width(10**6) <= 5


def test_addresses_in_the_data_lead_somewhere(client: FlaskClient, drawing):
    for node in drawing["nodes"]:
        if node["page"]:
            assert client.get(node["page"]).status_code == 200, node["page"]
        if node["quotations"]:
            assert client.get(node["quotations"]).json["total"] == node["opinions"], quote(node["quotations"])


def test_a_file_holds_what_the_page_says_that_it_shows_where_it_stands(client: FlaskClient, drawing):
    edge = drawing["edges"][0]
    shown = {"nodes": {edge["from"]: [1, 2], edge["to"]: [3.5, -4]}, "edges": [edge["id"], "no-such-edge"]}
    answer = client.post("/network/download.graphml", data={"shown": json.dumps(shown)})
    found = nx.parse_graphml(answer.text)
    assert sorted((node["x"], node["y"]) for node in found.nodes.values()) == [(1.0, 2.0), (3.5, -4.0)]
    assert found.number_of_edges() == 1
    page = client.post("/network/download.html", data={"shown": json.dumps(shown)}).text
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
    assert [each["id"] for each in data["network"]["edges"]] == [edge["id"]]


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"nodes": {"a": [1]}, "edges": []}', '{"nodes": [], "edges": []}', '{"nodes": {"a": ["x", "y"]}, "edges": []}', "{"])
def test_what_is_no_part_of_a_picture_is_refused(client: FlaskClient, words):
    assert client.post("/network/download.graphml", data={"shown": words}).status_code == 400
