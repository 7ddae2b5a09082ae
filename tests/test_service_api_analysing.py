"""What the API answers about many opinions at once, on the seeds: related concepts, points at issue, how they moved, what connects two."""

from itertools import pairwise

import pytest

from graph.iris import search_key

SERIES = "霞浜県自治体業務デジタル化検討会"


@pytest.fixture
def get(client):
    def asked(path, status=200):
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == status, answer.text
        return answer.json

    return asked


def test_the_number_of_bodies_that_introduced_rpa_is_a_point_at_issue_with_its_two_quotations(get):
    found = {item["label"]: item for item in get("/issues")["items"]}
    point = found["RPA導入団体数"]
    assert point["for"] >= 1
    assert point["against"] >= 2
    assert 0 < point["score"] < 0.5
    quoted = {opposed[side]["opinion"]["text"] for opposed in point["pairs"] for side in ("for", "against")}
    assert any("RPAを活用することはあまり重要ではなくなる" in text or "不要となる" in text for text in quoted)
    assert any("引き続き" in text or "RPAを活用" in text for text in quoted)


def test_points_at_issue_have_both_sides_and_stand_by_their_score(get):
    page = get("/issues")
    assert page["total"] == len(page["items"]) > 3
    assert all(item["for"] and item["against"] and item["pairs"] for item in page["items"])
    scores = [item["score"] for item in page["items"]]
    assert scores == sorted(scores, reverse=True)
    assert get(f"/issues?limit=1&offset={page['total']}")["items"] == []


def test_points_at_issue_are_narrowed_by_type_series_and_meeting(get):
    assert {item["type"] for item in get("/issues?type=policy")["items"]} == {"policy"}
    whole = get("/issues")["total"]
    within = get(f"/issues?series={SERIES}")
    assert 0 < within["total"] <= whole
    for item in within["items"]:
        assert all(SERIES in opposed[side]["opinion"]["meeting"]["label"] for opposed in item["pairs"] for side in ("for", "against"))
    meeting = within["items"][0]["pairs"][0]["for"]["opinion"]["meeting"]["id"]
    narrow = get(f"/issues?meeting={meeting}&type=activity")
    assert narrow["total"] <= within["total"]
    assert get("/issues?series=nowhere") == {"total": 0, "limit": 50, "offset": 0, "items": []}


def test_positions_on_a_concept_are_counted_as_its_point_at_issue_says(get):
    point = get("/issues/rpa導入団体数")
    for side in ("for", "against", "mixed"):
        page = get(f"/concepts/rpa導入団体数/positions?polarity={side}")
        assert page["total"] == len(page["items"]) == point[side]
        assert {item["polarity"] for item in page["items"]} <= {side}
    everything = get("/concepts/rpa導入団体数/positions")
    assert everything["total"] == point["for"] + point["against"] + point["mixed"]
    beyond = get(f"/concepts/rpa導入団体数/positions?limit=2&offset={point['for'] - 1}")["items"]
    assert [item["iri"] for item in beyond] == [item["iri"] for item in everything["items"]][point["for"] - 1 : point["for"] + 1]


def test_a_concept_on_which_nobody_takes_a_side_is_no_point_at_issue(get):
    silent = next(item["id"] for item in get("/concepts?type=law")["items"] if not get(f"/concepts/{item['id']}/positions")["total"])
    assert get(f"/issues/{silent}", 404)["status"] == 404
    assert get("/issues/nothing-of-the-kind", 404)["status"] == 404


def test_over_time_the_shares_have_their_denominators(get):
    concept = get("/concepts/共同化")
    moments = get("/concepts/共同化/timeline")["items"]
    dates = [moment["meeting"]["date"] for moment in moments]
    assert dates == sorted(dates)
    assert sum(moment["opinions"] for moment in moments) == concept["opinions"]
    for moment in moments:
        assert sum(moment["acts"].values()) == moment["opinions"] <= moment["of"]
        assert moment["of"] == get(f"/opinions?meeting={moment['meeting']['id']}")["total"]
    point = get("/issues/共同化")
    for side in ("for", "against", "mixed"):
        assert sum(moment[side] for moment in moments) == point[side]


def test_bodies_that_speak_of_a_concept_are_told_with_all_they_said(get):
    found = get("/concepts/rpa/bodies")["items"]
    assert [item["opinions"] for item in found] == sorted((item["opinions"] for item in found), reverse=True)
    assert sum(item["opinions"] for item in found) == get("/concepts/rpa")["opinions"]
    assert all(0 < item["opinions"] <= item["of"] for item in found)
    assert SERIES in {item["series"]["label"] for item in found}


@pytest.mark.parametrize("measure", ["association", "likelihood", "pagerank"])
def test_related_concepts_give_their_reasons_by_every_measure(get, measure):
    page = get(f"/concepts/rpa/related?measure={measure}&limit=10")
    assert page["total"] >= len(page["items"]) == 10
    for item in page["items"]:
        together = get(f"/concepts/rpa/opinions?with={item['id']}")
        assert item["together"] == together["total"]
        assert {each["iri"] for each in item["opinions"]} <= {each["iri"] for each in together["items"]}
        assert 1 <= len(item["opinions"]) <= 2
    both = get(f"/concepts/rpa/related?measure={measure}&limit=4")["items"] + get(f"/concepts/rpa/related?measure={measure}&limit=6&offset=4")["items"]
    assert [item["iri"] for item in both] == [item["iri"] for item in page["items"]]


def test_two_concepts_are_connected_by_quotations_that_speak_of_both_ends_of_each_step(get):
    found = get("/path?from=rpa&to=lgwan")
    assert (found["from"]["id"], found["to"]["id"]) == ("rpa", "lgwan")
    steps = found["steps"]
    assert steps[0]["from"]["id"] == "rpa"
    assert steps[-1]["to"]["id"] == "lgwan"
    for one, other in pairwise(steps):
        assert one["to"] == other["from"]
    for step in steps:
        together = get(f"/concepts/{step['from']['id']}/opinions?with={step['to']['id']}")
        assert together["total"] == step["together"]
        assert {each["iri"] for each in step["opinions"]} <= {each["iri"] for each in together["items"]}


def test_a_concept_is_not_connected_with_itself_and_an_unknown_one_is_not_found(get):
    assert get("/path?from=rpa&to=rpa")["steps"] == []
    assert get("/path?from=rpa&to=nothing-of-the-kind", 404)["status"] == 404
    assert "from" in get("/path?to=rpa", 400)["detail"]


def test_the_graph_tells_the_same_figures(get, client):
    query = """PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT ?for ?against ?contention ?opinions ?meetings {
      GRAPH ?derived { ?concept ronten:forCount ?for ; ronten:againstCount ?against ; ronten:contention ?contention ; ronten:opinionCount ?opinions ;
        ronten:meetingCount ?meetings } ?derived a <http://www.w3.org/ns/prov#Entity> .
      ?concept <http://www.w3.org/2004/02/skos/core#prefLabel> ?label FILTER(STR(?label) = "共同化") }"""
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "application/sparql-results+json"})
    (row,) = answer.json["results"]["bindings"]
    point, concept = get("/issues/共同化"), get("/concepts/共同化")
    assert (int(row["for"]["value"]), int(row["against"]["value"])) == (point["for"], point["against"])
    assert float(row["contention"]["value"]) == pytest.approx(point["score"], abs=0.005)
    assert (int(row["opinions"]["value"]), int(row["meetings"]["value"])) == (concept["opinions"], concept["meetings"])


def test_the_graph_tells_which_concepts_are_spoken_of_together(get, client):
    query = """PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT ?label ?n {
      ?pair a ronten:CoOccurrence ; ronten:between ?rpa, ?other ; ronten:together ?n . FILTER(?rpa != ?other && STRENDS(STR(?rpa), "/concept/rpa"))
      ?other <http://www.w3.org/2004/02/skos/core#prefLabel> ?label FILTER(LANG(?label) = "ja") }"""
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "application/sparql-results+json"})
    told = {search_key(row["label"]["value"]): int(row["n"]["value"]) for row in answer.json["results"]["bindings"]}
    related = get("/concepts/rpa/related?limit=200")["items"]
    assert told == {search_key(item["label"]): item["together"] for item in related if item["together"] >= 5}
    assert told
