"""Scoring: every field's figures by hand-counted numbers, gold files checked, intervals, baselines, and floors for our own gold."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from graph.annotating.lexicons import leave_out, valence
from graph.errors import GoldError
from graph.evaluating import load_gold, parse_gold, pool, score_document
from graph.evaluating.baselines import BASELINES
from graph.evaluating.checking import ACTS, GENRES, LINKS, POLARITIES, PREDICATES, TIERS, TYPES
from graph.evaluating.documenting import renewed
from graph.evaluating.figures import figures, main_figure
from graph.evaluating.intervals import intervals
from graph.evaluating.leaving import left_out, owned
from graph.evaluating.measuring import gold_documents, measure
from graph.evaluating.predicted import parse_prediction
from graph.evaluating.scorecard import scorecard
from graph.evaluating.tallies import Tally
from graph.iris import DEFAULT_BASE
from graph.pipeline.extracting import version
from graph.pipeline.vocabularies import shipped

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
TOLERANCE = 0.02
STALE = 0.1
AGAIN = "run `make scorecard`"

COUNTED = {
    "agenda": (2, 2, 3),
    "attendee affiliation": (2, 2, 2),
    "attendee group": (2, 3, 3),
    "attendee online": (1, 2, 2),
    "attendee organisation": (1, 2, 2),
    "attendee position": (0, 1, 1),
    "attendees": (2, 3, 3),
    "links": (1, 2, 2),
    "meeting date": (0, 1, 1),
    "meeting number": (1, 1, 1),
    "meeting place": (0, 1, 1),
    "meeting series": (1, 1, 1),
    "meeting start": (1, 1, 1),
    "meeting title": (1, 1, 1),
    "mention's concept": (1, 1, 1),
    "mention's type": (1, 1, 1),
    "mentions close": (4, 5, 5),
    "mentions exact": (3, 5, 5),
    "opinions close": (4, 5, 5),
    "opinions exact": (3, 5, 5),
    "positions": (1, 3, 3),
    "relations": (1, 3, 2),
    "relations, ends only": (2, 3, 2),
    "speaker": (4, 5, 5),
    "topic": (3, 4, 4),
}
"""Right, found and wanted in the small document, as the format's own scorer counts them."""


def small(kind: str) -> dict:
    return json.loads((HERE / f"test_graph_evaluating.{kind}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def score():
    return score_document(parse_gold("small", small("gold")), parse_prediction(small("found")))


def test_every_field_is_counted_as_by_hand(score):
    assert {field: (tally.hit, tally.found, tally.wanted) for field, tally in score.tallies.items()} == COUNTED


def test_figures_of_acts_to_the_last_digit(score):
    found = {field: figure.plain() for field, figure in figures(score).items()}
    assert found["opinion's act"]["accuracy"] == 0.5
    assert found["opinion's act"]["macro_f1"] == 0.5555555555555555
    assert found["sentence's act"]["accuracy"] == 0.4
    assert found["sentence's act"]["macro_f1"] == 0.4444444444444444
    third = {"p": 1.0, "r": 0.5, "f1": 0.6666666666666666, "gold": 2, "predicted": 1}
    assert found["sentence's act"]["each"] == {
        "answer": {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 1, "predicted": 0},
        "concern": third,
        "proposal": third,
    }
    assert found["mentions exact"] == {"p": 0.6, "r": 0.6, "f1": 0.6, "gold": 5, "predicted": 5}


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("agenda", "small missed バスの見直しについて"),
        ("attendees", "small extra  丙川誠"),
        ("meeting date", "small: want 2021-05-12 got 2021-05-13"),
        ("opinions exact", "small O04 missed 路線図を配ってほしい。"),
        ("mentions exact", "small O01 extra  導入"),
        ("positions", "small O02 missed against 予約の仕組み"),
        ("relations", "small O01 extra  オンデマンドバス affects 費用"),
        ("links", "small missed respondsTo O03 O01"),
        ("opinion's act", "small O01: want concern got proposal: …予約バスを導入すべき。費用が心配だ。"),
    ],
)
def test_errors_say_where_and_what(score, field, line):
    assert line in score.errors[field]


def test_nothing_found_is_nothing_right_and_nothing_wanted_is_all_right():
    gold = parse_gold("small", small("gold"))
    nothing = score_document(gold, parse_prediction({}))
    assert all(tally.hit == 0 for tally in nothing.tallies.values())
    assert nothing.tallies["opinions exact"] == Tally(0, 0, 5)
    none = figures(score_document(parse_gold("none", {"document": "none.txt", "opinions": []}), parse_prediction({})))
    assert none["opinions exact"].f1 == 1.0
    assert list(none) == ["opinions close", "opinions exact"]


def test_other_readings_of_people_and_of_the_meeting_are_as_right():
    gold = {
        "document": "many.txt",
        "meeting": {"place": "役場", "place_also": ["町の役場二階"], "start": "10:00"},
        "attendees": [{"name": "例田進", "group": "出席委員", "group_also": ["委員"], "position": "館長", "position_also": ["長"]}],
    }
    found = {"meeting": {"place": "町の役場二階", "start": "10:00"}, "attendees": [{"name": "例田進", "group": "委員", "position": "部長"}]}
    score = score_document(parse_gold("many", gold), parse_prediction(found))
    counted = {field: (tally.hit, tally.wanted) for field, tally in score.tallies.items()}
    assert counted == {
        "attendee group": (1, 1),
        "attendee position": (0, 1),
        "attendees": (1, 1),
        "meeting place": (1, 1),
        "meeting start": (1, 1),
    }
    with pytest.raises(GoldError, match=r"attendees\[0\].group_also must be a list"):
        parse_gold("many", gold | {"attendees": [{"name": "例田進", "group_also": "委員"}]})


def test_gold_against_itself_is_perfect_but_for_what_gold_leaves_open():
    data = {key: value for key, value in small("gold").items() if key != "opinions_optional"}
    data["opinions"] = [opinion for opinion in data["opinions"] if "text" in opinion]
    perfect = figures(score_document(parse_gold("small", data), parse_prediction(data)))
    assert {field: figure.f1 for field, figure in perfect.items() if figure.f1 != 1.0} == {}


def test_pooled_counts_are_sums(score):
    twice = pool([score, score])
    assert twice.tallies["positions"] == Tally(2, 6, 6)
    assert twice.choices["opinion's act"]["concern", "proposal"] == 2
    assert figures(twice)["opinion's act"].f1 == figures(score)["opinion's act"].f1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda gold: gold.pop("document"), "document must be text"),
        (lambda gold: gold.update(genre="poem"), "genre is “poem”; write summary or verbatim"),
        (lambda gold: gold.update(agenda="開会"), "agenda must be a list"),
        (lambda gold: gold["attendees"].append({"group": "委員"}), "attendees[3].name must be text"),
        (lambda gold: gold["opinions"][0].update(act="idea"), "opinions[0].act is “idea”"),
        (lambda gold: gold["opinions"][1].update(id="O01"), "two opinions have the id O01"),
        (lambda gold: gold["opinions"][4].pop("text_head"), "opinions[4] needs a text"),
        (lambda gold: gold["opinions"][4].update(act="answer"), "opinions[4] needs its whole text"),
        (lambda gold: gold["opinions"][0]["mentions"][0].update(end=3), "text[0:3] is “予約バ”, not “予約バス”"),
        (lambda gold: gold["opinions"][0]["mentions"][0].update(end=300), "start and end must be places"),
        (lambda gold: gold["opinions"][0]["positions"][0].update(polarity="yes"), "polarity is “yes”"),
        (lambda gold: gold["opinions"][0]["relations"].append("x"), "opinions[0].relations[1] must be an object"),
        (lambda gold: gold["links"][0].update(to="O99"), "links[0].to is “O99”, which is no opinion's id"),
        (lambda gold: gold.update(opinions=[3]), "opinions[0] must be an object"),
    ],
)
def test_a_wrong_gold_file_is_told_in_one_line(change, says):
    gold = small("gold")
    change(gold)
    with pytest.raises(GoldError, match=re.escape(says)) as caught:
        parse_gold("small", gold)
    assert str(caught.value).startswith("small.gold.json: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", ["", "[1, 2", "[]", "\ufeff{}", "[" * 100_000])
def test_what_is_no_gold_file_is_told_in_one_line(tmp_path, content):
    (tmp_path / "x.gold.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"^x\.gold\.json: [^\n]+$"):
        load_gold(tmp_path / "x.gold.json")


def test_documents_stand_beside_their_gold_or_one_folder_up(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    with pytest.raises(GoldError, match="no file NAME"):
        gold_documents(folder)
    with pytest.raises(GoldError, match="no such folder"):
        gold_documents(tmp_path / "absent")
    (folder / "a.gold.json").write_text('{"document": "a.txt"}', encoding="utf-8")
    with pytest.raises(GoldError, match="neither beside it nor one folder up"):
        gold_documents(folder)
    (tmp_path / "a.txt").touch()
    assert gold_documents(folder)[0][1] == (tmp_path / "a.txt").resolve()
    (folder / "a.txt").touch()
    assert gold_documents(folder)[0][1] == folder / "a.txt"
    (folder / "a.gold.json").write_text('{"document": "../a.txt"}', encoding="utf-8")
    with pytest.raises(GoldError, match="without its folder"):
        gold_documents(folder)


def test_intervals_hold_the_figure_and_are_the_same_each_time(score):
    gold = small("gold")
    other = score_document(parse_gold("other", gold), parse_prediction(gold))
    scores = [score, other, other, score]
    assert intervals(scores) == intervals(scores)
    pooled = figures(pool(scores))
    for field, interval in intervals(scores).items():
        assert interval.f1[0] <= pooled[field].f1 <= interval.f1[1], field
        assert 0 <= interval.f1[0] <= interval.f1[1] <= 1
    assert intervals(scores)["positions"].f1[0] < intervals(scores)["positions"].f1[1]
    assert intervals([score]) == {}


@pytest.fixture(scope="module")
def measured():
    return measure([*gold_documents(SEEDS / "gold"), *gold_documents(HERE / "gold")], shipped(DEFAULT_BASE))


@pytest.fixture(scope="module")
def card(measured):
    return scorecard(measured, version(), "v", dt.date(2021, 4, 20))


def test_a_scorecard_says_what_was_measured(card, measured):
    assert card["date"] == "2021-04-20"
    assert [each["name"] for each in card["documents"]] == [each.gold.name for each in measured]
    assert set(card["genres"]) == {"summary", "verbatim"}
    assert sum(card["genres"][genre]["opinions exact"]["gold"] for genre in card["genres"]) == card["all"]["opinions exact"]["gold"]
    assert set(card["each"]) == {each["name"] for each in card["documents"]}
    json.dumps(card, allow_nan=False)


def test_every_baseline_is_scored_and_beaten_where_it_says_something(card):
    reached = {field: plain["baseline"] for field, plain in card["all"].items() if "baseline" in plain}
    assert {base["rule"] for base in reached.values()} == {baseline.name for baseline in BASELINES}
    assert [field for field, base in reached.items() if main_figure(card["all"][field]) <= base["f1"]] == []


def test_no_figure_falls_below_its_floor(card):
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    now = {field: round(main_figure(plain), 4) for field, plain in card["all"].items()}
    fallen = {
        field: (floor, now.get(field)) for field, floor in floors.items() if now.get(field, 0) < floor - TOLERANCE
    }
    assert fallen == {}, "floor and figure; what was gained is lost again"
    assert set(now) == set(floors), "every field has a floor"


def test_the_shipped_scorecard_tells_the_truth(card):
    told = json.loads((SEEDS / "gold" / "scorecard.json").read_text(encoding="utf-8"))
    assert told["documents"] == card["documents"], AGAIN
    off = {}
    for field, plain in card["all"].items():
        said, now = main_figure(told["all"].get(field, {"f1": 0.0})), main_figure(plain)
        if said - now > TOLERANCE or now - said > STALE:
            off[field] = (said, round(now, 4))
    assert off == {}, f"the scorecard says the first, the extractor reaches the second: {AGAIN}"


def test_what_a_document_alone_bears_out_is_its_own():
    texts = ["LGWANの帯域が足りない。台所事情もある。", "LGWANを使う。", "RPAを使えば手間が減る。"]
    own = [(sorted(iri.rpartition("/")[2] for iri in concepts), words) for concepts, words in owned(texts, DEFAULT_BASE)]
    known = {label: shipped(DEFAULT_BASE).vocabulary.lookup(label).iri.rpartition("/")[2] for label in ("LGWAN", "RPA")}
    assert known["RPA"] in own[2][0]
    assert all(known["LGWAN"] not in concepts for concepts, _ in own)
    assert "手間" in own[2][1]
    assert "使う" not in own[1][1] | own[2][1], "two documents bear it out, in two forms"


def test_a_document_is_read_without_what_it_alone_bears_out(tmp_path):
    text = "第1回会議 議事概要\n日時:令和6年5月1日\n○ LGWANの帯域が足りない。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    mention = {"start": 0, "end": 5, "surface": "LGWAN", "concept": "総合行政ネットワーク", "type": "system", "tier": "core"}
    opinion = {"id": "O01", "speaker": None, "text": "LGWANの帯域が足りない。", "act": "concern", "mentions": [mention]}
    gold = {"document": "a.txt", "genre": "summary", "opinions": [opinion]}
    (tmp_path / "a.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    documents = gold_documents(tmp_path)
    whole = measure(documents, shipped(DEFAULT_BASE))
    left = left_out(whole, {"a": tmp_path / "a.txt"}, DEFAULT_BASE, {})
    concepts = [{found["concept"] for found in each.found["opinions"][0]["mentions"]} for each in (*whole, *left)]
    assert shipped(DEFAULT_BASE).vocabulary.lookup("LGWAN").label in concepts[0]
    assert "LGWAN" in concepts[1], "found all the same, as a concept that nobody has described"
    told = scorecard(whole, version(), "v", dt.date(2021, 4, 20), left)["all"]
    assert told["opinions exact"]["left_out"] == main_figure(told["opinions exact"]) == 1.0
    assert valence("手間") == "bad"
    with pytest.raises(RuntimeError, match="process of its own"):
        leave_out(["手間"])


def test_the_documented_table_is_the_scorecard_s():
    told = json.loads((SEEDS / "gold" / "scorecard.json").read_text(encoding="utf-8"))
    text = (HERE.parent / "docs" / "extraction.md").read_text(encoding="utf-8")
    assert all(f"| {field} |" in text for field in told["all"])
    assert renewed(text, told) == text, AGAIN
    assert renewed(text, {**told, "all": {}}) != text


def test_the_documented_example_is_a_gold_file():
    text = (HERE.parent / "docs" / "gold.md").read_text(encoding="utf-8")
    example = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    gold = parse_gold("example", json.loads(example[1]))
    assert gold.opinions[0].act == "concern"
    words = (*ACTS, *TYPES, *PREDICATES, *LINKS, *POLARITIES, *GENRES, *TIERS)
    assert [word for word in words if f"`{word}`" not in text] == []
