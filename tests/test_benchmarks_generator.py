"""The generator of large data: what it makes is like what documents are read into, in the right places, and always the same."""

import pytest

from benchmarks.generator import Describer, generate, known_concepts
from benchmarks.minutes import World
from graph.analysis.documents import find_documents
from graph.analysis.facts import opinions_of
from graph.analysis.views import Views
from graph.errors import StoreError
from graph.fulltext import FullText, Search, Words
from graph.iris import DEFAULT_BASE
from graph.originals import Originals
from graph.pipeline.vocabularies import shipped
from graph.store import Settings
from graph.store.following import FollowingReader


def test_the_same_seed_gives_the_same_triples_and_as_many_opinions_as_wanted():
    first, second, other = (Describer(seed, 130, DEFAULT_BASE).batch() for seed in (5, 5, 6))
    assert first == second
    assert first.graphs != other.graphs
    assert first.opinions == other.opinions == 130


def test_concepts_stand_where_they_are_said_to_and_shares_are_realistic():
    world = World(1, 2000, known_concepts(shipped(DEFAULT_BASE), DEFAULT_BASE))
    opinions = sentences = mentions = sides = 0
    for minutes, findings in world.minutes():
        assert 1 <= len(minutes.utterances) <= 60
        for utterance, finding in zip(minutes.utterances, findings.opinions, strict=True):
            span = utterance.passage.span
            assert minutes.text.kept[slice(*span)] == utterance.passage.text
            assert "".join(sentence.text for sentence in finding.sentences) == utterance.passage.text
            for mention in finding.mentions:
                assert minutes.text.kept[slice(*utterance.passage.place(mention.start, mention.end))] == mention.concept.label
            opinions, sentences = opinions + 1, sentences + len(finding.sentences)
            mentions, sides = mentions + len(finding.mentions), sides + len(finding.positions)
    assert opinions == 2000
    assert 2 < sentences / opinions < 3
    assert 4 < mentions / opinions < 7
    assert 0.5 < sides / opinions < 1.5


def test_a_store_is_grown_with_all_that_is_derived(tmp_path):
    settings = Settings(tmp_path / "home", DEFAULT_BASE)
    generate(settings, 90)
    following = FollowingReader(settings)
    with Views(following, settings).open() as view:
        documents = find_documents(view, 100, 0)
        opinions = opinions_of(view.reader, [document.iri for document in documents.items])
    following.close()
    assert len(opinions) == 90
    assert all(each.concepts and each.meeting and each.topic for each in opinions)
    texts = [Originals(settings.home).text(document.hash) for document in documents.items]
    assert all(any(each.text in (text or "") for text in texts) for each in opinions)
    word = Words.of("べきである")
    found = FullText.reading(settings.home / "fulltext").search(Search(word), 100)
    assert set(found.opinions) == {each.iri for each in opinions if word.found_in(each.text)} != set()
    with pytest.raises(StoreError, match="is not empty"):
        generate(settings, 90)
