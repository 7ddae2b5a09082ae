"""What is for and against a concept, its course with its denominators, relations, who speaks of it, and what words may mean."""

from collections.abc import Iterator

import pytest

from graph.analysis.concepts import concept_address
from graph.analysis.course import MOST, course
from graph.analysis.marking import marked_places
from graph.analysis.opinions import Wanted, find_opinions
from graph.analysis.people import find_people, person_in_full
from graph.analysis.standing import disputed_concepts, find_stances, foremost
from graph.analysis.stated import other_names, speaking_series, stated_relations
from graph.analysis.suggesting import suggestions
from graph.analysis.views import View, Views
from graph.iris import Iris
from graph.originals import Originals
from graph.store import Iri, Settings, open_writer
from graph.store.following import FollowingReader


@pytest.fixture(scope="module")
def view(settings: Settings) -> Iterator[View]:
    following = FollowingReader(settings)
    with Views(following, settings.base).open() as opened:
        yield opened
    following.close()


def concept(view: View, name: str) -> Iri:
    found = concept_address(view, name)
    assert found is not None
    return found


def test_stances_are_parted_by_side_and_the_surest_come_first(view: View):
    iri = concept(view, "共同化")
    sides = foremost(view, iri, 2)
    assert {side: len(found) for side, found in sides.items()} == {"for": 2, "against": 2}
    everything = find_stances(view, iri, None, 50, 0)
    assert everything.total == len(everything.items) == 6
    against = find_stances(view, iri, "against", 50, 0).items
    assert [stance.confidence for stance in against] == sorted((stance.confidence for stance in against), reverse=True)
    assert sides["against"] == against[:2]
    assert find_stances(view, iri, "mixed", 50, 0).total == 0


def test_disputed_concepts_have_both_sides_and_the_most_disputed_stands_first(view: View):
    found = disputed_concepts(view, 50, 0)
    assert found.items[0].smaller == max(each.smaller for each in found.items)
    assert all((each.favour and each.against) or each.mixed for each in found.items)
    assert "共同化" in {each.concept.label for each in found.items}
    assert disputed_concepts(view, 2, 1).items == found.items[1:3]


def test_a_course_counts_what_is_said_of_a_concept_out_of_all_that_was_said(view: View):
    iri = concept(view, "gov-cloud")
    steps = course(view, iri)
    assert [step.date for step in steps] == sorted(step.date for step in steps)
    assert sum(step.spoken for step in steps) == view.catalogue.get(iri).opinions == 8
    for step in steps:
        said = find_opinions(view, Wanted(meetings=[Iri(step.meetings[0].iri)]), 200, 0)
        assert step.opinions == said.total
        assert 0 < step.spoken <= step.opinions
    assert sum(step.polarities.total() for step in steps) == find_stances(view, iri, None, 0, 0).total


def test_a_long_course_is_counted_by_year(own_settings: Settings):
    iris = Iris(own_settings.base)
    concept_iri, ns = f"{own_settings.base}id/concept/gov-cloud", "https://w3id.org/ronten/ns#"
    made = []
    for number in range(MOST + 1):
        meeting, opinion = f"{own_settings.base}id/meeting/x{number}", f"{own_settings.base}id/opinion/x{number}"
        made.append(
            f'<{meeting}> a <{ns}Meeting> ; <http://purl.org/dc/terms/date> "{2001 + number // 6}-0{1 + number % 6}-01"^^<http://www.w3.org/2001/XMLSchema#date> .'
            f'<{opinion}> a <{ns}Opinion> ; <{ns}text> "x"@ja ; <{ns}meeting> <{meeting}> ; <{ns}act> <{ns}concern> ; <{ns}mention> <{opinion}.m> .'
            f"<{opinion}.m> <{ns}concept> <{concept_iri}> ."
        )
    with open_writer(own_settings) as writer, writer.transaction() as transaction:
        transaction.update(f"INSERT DATA {{ GRAPH <{iris.graph('made')}> {{ {' '.join(made)} }} }}")
    following = FollowingReader(own_settings)
    with Views(following, own_settings.base).open() as opened:
        steps = course(opened, Iri(concept_iri))
    following.close()
    assert [(step.label, len(step.meetings), step.acts["concern"]) for step in steps[:3]] == [("2001", 6, 6), ("2002", 6, 6), ("2003", 5, 5)]
    assert [step.label for step in steps[3:]] == ["2020", "2021", "2022"]


def test_relations_say_which_opinions_state_them(view: View):
    found = stated_relations(view, concept(view, "共同化"), 10, 0)
    stated = {(each.subject.label, each.predicate, each.object.label): each for each in found.items}
    caused = stated["共同化", "causes", "ベンダーロックイン"]
    assert caused.stated == len(caused.opinions) == 1
    assert "ベンダーロックイン" in caused.opinions[0].text
    assert stated_relations(view, concept(view, "共同化"), 1, 1).items == found.items[1:2]


def test_bodies_and_other_names_come_with_their_evidence(view: View):
    bodies = speaking_series(view, concept(view, "gov-cloud"))
    assert sum(each.opinions for each in bodies) == 8
    assert "ガバクラ" in {name.label for name in other_names(view, concept(view, "gov-cloud"))}
    assert all(not name.documents for name in other_names(view, concept(view, "gov-cloud")))  # the vocabulary knows them


def test_a_name_that_a_document_taught_leads_to_it(own_settings: Settings):
    graph = Iris(own_settings.base).document_graph(next(Originals(own_settings.home).path("").rglob("original")).parent.name)
    with open_writer(own_settings) as writer, writer.transaction() as transaction:
        transaction.update(
            f'INSERT DATA {{ GRAPH <{graph}> {{ <{own_settings.base}id/concept/gov-cloud> <http://www.w3.org/2004/02/skos/core#altLabel> "雲の上"@ja }} }}'
        )
    following = FollowingReader(own_settings)
    with Views(following, own_settings.base).open() as opened:
        taught = {name.label: name.documents for name in other_names(opened, concept(opened, "gov-cloud"))}
    following.close()
    assert [document.iri.rsplit("/", 1)[1] for document in taught["雲の上"]] == [graph.rsplit("/", 1)[1]]
    assert taught["ガバクラ"] == []


def test_the_words_that_name_a_concept_are_found_in_the_opinion_s_own_text(view: View, settings: Settings):
    iri = concept(view, "gov-cloud")
    said = find_opinions(view, Wanted([iri]), 50, 0).items
    places = marked_places(view, said, [iri], Originals(settings.home).text)
    named = {opinion.text[place.start : place.end] for opinion in said for place in places[opinion.iri]}
    assert named == {"Gov-Cloud", "ガバメントクラウド"}


def test_suggestions_are_of_all_kinds_and_indifferent_to_width_case_and_kana(view: View):
    assert {each.kind for each in suggestions(view, "船橋", 5)} == {"concept", "organisation"}
    assert [each.kind for each in suggestions(view, "第3回", 5)] == ["meeting", "meeting"]
    assert "person" in {each.kind for each in suggestions(view, "例田", 5)}
    same = [[each.iri for each in suggestions(view, words, 3)] for words in ("RPA", "ｒｐａ", "Ｒｐａ")]
    assert same[0] == same[1] == same[2]
    assert suggestions(view, "ばーちゃる", 3) == suggestions(view, "バーチャル", 3)
    quoted = [each for each in suggestions(view, "には反対である", 3) if each.kind == "opinion"]
    assert quoted
    assert all("には反対である" in each.label for each in quoted)
    assert suggestions(view, " 　", 3) == suggestions(view, "zzz\"\\'}", 3) == []


def test_of_the_opinions_heard_only_those_that_documents_attribute_count_as_a_person_s(view: View):
    person = find_people(view, "仮野智子", 1, 0).items[0]
    found = person_in_full(view, Iri(person.iri))
    heard = sum(find_opinions(view, Wanted(meetings=[Iri(each.meeting.iri)]), 0, 0).total for each in found.attendances)
    assert (found.heard, found.attributable, found.opinions) == (heard, 2, 0)
