"""The course of a concept with its denominators, the relations that are stated of it, where its names come from, and what words may mean."""

from collections import Counter
from collections.abc import Iterator

import pytest

from graph.analysis.concepts import concept_address
from graph.analysis.course import Step, course
from graph.analysis.issues import positions_on
from graph.analysis.marking import marked_places
from graph.analysis.opinions import Wanted, find_opinions
from graph.analysis.people import find_people, person_in_full
from graph.analysis.stated import other_names, stated_relations
from graph.analysis.suggesting import Suggestion, suggestions
from graph.analysis.views import View, Views
from graph.fulltext import FullText
from graph.iris import Iris
from graph.originals import Originals
from graph.pipeline.deriving import writing
from graph.store import Iri, Settings
from graph.store.following import FollowingReader


@pytest.fixture(scope="module")
def view(settings: Settings) -> Iterator[View]:
    following = FollowingReader(settings)
    with Views(following, settings).open() as opened:
        yield opened
    following.close()


def concept(view: View, name: str) -> Iri:
    found = concept_address(view, name)
    assert found is not None
    return found


def test_a_course_counts_what_is_said_of_a_concept_out_of_all_that_was_said(view: View):
    iri = concept(view, "gov-cloud")
    steps = course(view, iri)
    assert [step.date for step in steps] == sorted(step.date for step in steps)
    assert sum(step.spoken for step in steps) == view.catalogue.get(iri).opinions == 8
    for step in steps:
        said = find_opinions(view, Wanted(meetings=[Iri(step.meeting.iri)]), 200, 0)
        assert step.of == said.total
        assert 0 < step.spoken <= step.of
    assert sum(step.sides.total() for step in steps) == positions_on(view, iri, None, 1, 0).total


def test_a_long_course_is_counted_by_year(view: View, monkeypatch):
    iri = concept(view, "gov-cloud")
    meetings = course(view, iri)
    monkeypatch.setattr("graph.analysis.course.MOST", len(meetings) - 1)
    years: dict[str, list[Step]] = {}
    for step in meetings:
        years.setdefault(step.date[:4], []).append(step)
    assert [(step.label, step.meeting, step.meetings, step.of, step.acts, step.sides.total()) for step in course(view, iri)] == [
        (year, None, len(steps), sum(each.of for each in steps), sum((each.acts for each in steps), Counter()), sum(each.sides.total() for each in steps))
        for year, steps in years.items()
    ]
    monkeypatch.setattr("graph.analysis.course.MOST", 1)
    assert [step.label for step in course(view, iri)] == [max(years)]


def test_relations_say_which_opinions_state_them(view: View):
    found = stated_relations(view, concept(view, "共同化"), 10, 0)
    stated = {(each.subject.label, each.predicate, each.object.label): each for each in found.items}
    caused = stated["共同化", "causes", "ベンダーロックイン"]
    assert caused.stated == len(caused.opinions) == 1
    assert "ベンダーロックイン" in caused.opinions[0].text
    assert stated_relations(view, concept(view, "共同化"), 1, 1).items == found.items[1:2]


def test_names_that_the_vocabulary_knows_need_no_document(view: View):
    assert "ガバクラ" in {name.label for name in other_names(view, concept(view, "gov-cloud"))}
    assert all(not name.documents for name in other_names(view, concept(view, "gov-cloud")))  # the vocabulary knows them


def test_a_name_that_a_document_taught_leads_to_it(own_settings: Settings):
    graph = Iris(own_settings.base).document_graph(next(Originals(own_settings.home).path("").rglob("original")).parent.name)
    with writing(own_settings) as writer, writer.transaction() as transaction:
        transaction.update(
            f'INSERT DATA {{ GRAPH <{graph}> {{ <{own_settings.base}id/concept/gov-cloud> <http://www.w3.org/2004/02/skos/core#altLabel> "雲の上"@ja }} }}'
        )
    following = FollowingReader(own_settings)
    with Views(following, own_settings).open() as opened:
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


def test_suggestions_are_of_all_kinds_and_indifferent_to_width_case_and_kana(view: View, settings: Settings):
    index = FullText.reading(settings.home / "fulltext")

    def found(words: str, each: int = 5) -> list[Suggestion]:
        return suggestions(view, index, words, each)

    assert {each.kind for each in found("船橋")} == {"concept", "organisation"}
    assert [each.kind for each in found("第3回")][:2] == ["meeting", "meeting"]
    assert "person" in {each.kind for each in found("例田")}
    same = [[each.iri for each in found(words)] for words in ("RPA", "ｒｐａ", "Ｒｐａ")]
    assert same[0] == same[1] == same[2]
    assert [each.iri for each in found("べんだーろっくいん")] == [each.iri for each in found("ベンダーロックイン")]
    quoted = [each for each in found("には反対である") if each.kind == "opinion"]
    assert quoted
    assert all("には反対である" in each.label for each in quoted)
    assert found(" 　") == found("zzz\"\\'}") == []
    missing = FullText.reading(settings.home / "nothing")
    assert "concept" in {each.kind for each in suggestions(view, missing, "RPA", 3)}


def test_of_the_opinions_heard_only_those_that_documents_attribute_count_as_a_person_s(view: View):
    person = find_people(view, "仮野智子", 1, 0).items[0]
    found = person_in_full(view, Iri(person.iri))
    heard = sum(find_opinions(view, Wanted(meetings=[Iri(each.meeting.iri)]), 0, 0).total for each in found.attendances)
    assert (found.heard, found.attributable, found.opinions) == (heard, 2, 0)
