"""The plain facts that figures and the full-text index are made from."""

import pytest

from graph.analysis.facts import concepts_by_iri, meetings_by_iri, opinions_of
from graph.pipeline.keeping import kept_documents
from graph.store import open_reader


@pytest.fixture(scope="module")
def reader(settings):
    made = open_reader(settings)
    yield made
    made.close()


@pytest.fixture(scope="module")
def opinions(settings, reader):
    return opinions_of(reader, [document.iri for document in kept_documents(settings)])


def test_every_opinion_comes_once_with_its_words_and_its_meeting(reader, opinions):
    counted = reader.select("PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT ?o { ?o a ronten:Opinion }")
    assert sorted(row["o"] for row in counted) == [each.iri for each in opinions]
    meetings = {meeting.iri for meeting in meetings_by_iri(reader)}
    assert all(each.text and each.meeting in meetings for each in opinions)


def test_who_spoke_and_in_which_role_is_said_only_where_the_document_says_so(reader, opinions):
    spoken = reader.select("PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT ?o ?p { ?o ronten:speaker ?p }")
    said = {row["o"]: row["p"] for row in spoken}
    assert {each.iri: each.speaker for each in opinions if each.speaker} == said
    assert all(each.speaker for each in opinions if each.group or each.speaker_name)


def test_positions_and_relations_are_of_concepts_that_have_a_type(reader, opinions):
    sides = [side for each in opinions for side in each.sides]
    stated = [relation for each in opinions for relation in each.relations]
    assert {side.polarity for side in sides} >= {"for", "against"}
    concepts = concepts_by_iri(reader, sorted({side.target for side in sides} | {each.object for each in stated}))
    assert all(concept.type and concept.labels for concept in concepts.values())
    assert {side.target for side in sides} <= set(concepts)


def test_some_concepts_are_told_as_among_all(reader, opinions):
    some = sorted({concept for each in opinions[:5] for concept in each.concepts})
    everything = concepts_by_iri(reader)
    assert concepts_by_iri(reader, some) == {iri: everything[iri] for iri in some if iri in everything}
    assert concepts_by_iri(reader, []) == {}


def test_a_meeting_has_its_series(reader):
    meetings = meetings_by_iri(reader)
    assert meetings
    assert all(meeting.series and meeting.series_label and meeting.date for meeting in meetings)


def test_an_opinion_has_a_group_only_where_its_document_says_who_spoke(opinions):
    assert {each.group for each in opinions if each.speaker is None} == {None}
