"""The documents that a new graph starts from: unchanged, marked where fictional, and labelled rightly."""

import hashlib
import json
import re
import unicodedata
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"
DOCUMENTS = sorted(SEEDS.glob("*.txt"))
FICTIONAL = sorted(SEEDS.glob("example-*.txt"))
GOLD = sorted((SEEDS / "gold").glob("*.gold.json"))
MINISTRY_SHA256 = "a14d8c1ff3096ff5a93f336f8635d9618050be8ae0f41cdfe8e2cf72935a18cf"
NOTICE = "この文書はrontenの動作を示すための架空の例であり、実在の会議・人物・団体とは関係がない。"

ACTS = {"proposal", "concern", "support", "opposition", "question", "answer", "statement"}
TYPES = {
    "organisation", "actor", "system", "technology", "policy", "law", "activity",
    "indicator", "document", "place", "person", "event", "issue",
}  # fmt: skip
PREDICATES = {
    "causes", "enables", "hinders", "makesUnnecessary", "requires",
    "includes", "uses", "provides", "affects", "contrastsWith",
}  # fmt: skip
LINKS = {"agreesWith", "disagreesWith", "elaborates", "respondsTo"}

by_name = pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))


def squeeze(text: str) -> str:
    """NFKC without any white space: the form in which strings are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def origin_of(document: Path) -> dict:
    return load(document.with_suffix(".origin.json"))


def test_ministry_minutes_are_byte_for_byte_as_published():
    assert hashlib.sha256((SEEDS / "soumu-dx-3.txt").read_bytes()).hexdigest() == MINISTRY_SHA256
    assert not origin_of(SEEDS / "soumu-dx-3.txt").get("fictional")


def test_every_document_has_origin_and_gold():
    assert len(DOCUMENTS) == 5
    assert [path.name for path in DOCUMENTS] == [load(path)["document"] for path in GOLD]
    for document in DOCUMENTS:
        origin = origin_of(document)
        assert origin["publisher"]
        assert origin["note"]


@pytest.mark.parametrize("document", FICTIONAL, ids=lambda path: path.stem)
def test_fictional_ones_say_so_in_title_text_and_origin(document):
    head, _, body = squeeze(document.read_text(encoding="utf-8")).partition("※")
    assert "架空の例" in head
    assert body.startswith(NOTICE)
    origin = origin_of(document)
    assert origin["fictional"] is True
    assert origin["publisher"] == "ronten"
    assert "架空の例" in origin["title"]
    assert "架空の例" in load(SEEDS / "gold" / f"{document.stem}.gold.json")["meeting"]["title"]


def test_fictional_meetings_are_one_series_in_order():
    meetings = [load(SEEDS / "gold" / f"{path.stem}.gold.json")["meeting"] for path in FICTIONAL]
    assert [meeting["number"] for meeting in meetings] == [1, 2, 3, 4]
    assert len({meeting["series"] for meeting in meetings}) == 1
    dates = [meeting["date"] for meeting in meetings]
    assert dates == sorted(dates)
    assert [origin_of(path)["date"] for path in FICTIONAL] == dates


def test_fictional_meetings_dispute_the_same_concepts():
    polarities: dict[str, set[str]] = {}
    for path in FICTIONAL:
        for opinion in load(SEEDS / "gold" / f"{path.stem}.gold.json")["opinions"]:
            for position in opinion["positions"]:
                polarities.setdefault(position["target"], set()).add(position["polarity"])
    disputed = {concept for concept, found in polarities.items() if {"for", "against"} <= found}
    assert {"共同化", "Gov-Cloud", "RPA", "RPA導入団体数", "βモデル", "書かない窓口"} <= disputed


@by_name
def test_gold_text_stands_in_document(path):
    gold = load(path)
    rest = squeeze((SEEDS / gold["document"]).read_text(encoding="utf-8"))
    assert squeeze(gold["meeting"]["title"]) in rest
    for attendee in gold["attendees"]:
        assert attendee["name"] + squeeze(attendee["affiliation"]) in rest
    for opinion in gold["opinions"]:
        before, found, rest = rest.partition(squeeze(opinion["text"]))
        assert found, opinion["id"]
        assert opinion["speaker"] is None or before.endswith(f"({opinion['speaker']})")


@by_name
def test_gold_topics_are_headings(path):
    gold = load(path)
    text = squeeze((SEEDS / gold["document"]).read_text(encoding="utf-8"))
    assert all(f"【{squeeze(opinion['topic'])}】" in text for opinion in gold["opinions"])
    assert all(squeeze(item) in text for item in gold["agenda"])


@by_name
def test_gold_acts_follow_their_sentences(path):
    for opinion in load(path)["opinions"]:
        acts = [sentence["act"] for sentence in opinion["sentences"]]
        assert set(acts) <= ACTS
        assert "".join(sentence["text"] for sentence in opinion["sentences"]) == opinion["text"]
        assert opinion["act"] == next((act for act in reversed(acts) if act != "statement"), "statement")


@by_name
def test_gold_mentions_lie_where_they_say(path):
    for opinion in load(path)["opinions"]:
        text, mentions = opinion["text"], opinion["mentions"]
        assert text == unicodedata.normalize("NFKC", text)
        assert len({(mention["start"], mention["end"]) for mention in mentions}) == len(mentions)
        for mention in mentions:
            assert text[mention["start"] : mention["end"]] == mention["surface"], (opinion["id"], mention)
            assert mention["type"] in TYPES
            assert mention["tier"] in {"core", "opt"}
            inside = any(
                other["start"] <= mention["start"] and mention["end"] <= other["end"]
                for other in mentions
                if len(other["surface"]) > len(mention["surface"])
            )
            assert inside == mention["nested"], (opinion["id"], mention)


@by_name
def test_gold_statements_are_about_what_is_mentioned(path):
    for opinion in load(path)["opinions"]:
        concepts = {mention["concept"] for mention in opinion["mentions"]}
        for position in opinion["positions"]:
            assert position["target"] in concepts
            assert position["polarity"] in {"for", "against", "mixed"}
        for relation in opinion["relations"]:
            assert relation["predicate"] in PREDICATES
            for end in (relation["subject"], relation["object"]):
                assert end in concepts or end in opinion["text"], (opinion["id"], relation)


@by_name
def test_gold_links_join_opinions_of_the_document(path):
    gold = load(path)
    ids = [opinion["id"] for opinion in gold["opinions"]]
    assert ids == [f"O{number:02}" for number in range(1, len(ids) + 1)]
    for link in gold["links"]:
        assert link["type"] in LINKS
        assert ids.index(link["to"]) < ids.index(link["from"])


@by_name
def test_one_concept_has_one_type(path):
    kinds: dict[str, set[str]] = {}
    for opinion in load(path)["opinions"]:
        for mention in opinion["mentions"]:
            kinds.setdefault(mention["concept"], set()).add(mention["type"])
    assert {concept: types for concept, types in kinds.items() if len(types) > 1} == {}
