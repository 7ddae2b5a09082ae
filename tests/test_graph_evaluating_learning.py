"""Learning the weights of positions and of links from gold."""

import json
from pathlib import Path

import pytest

from graph.annotating import weights
from graph.annotating.candidates import POSITIONS, Shown
from graph.annotating.uptake import UPTAKES
from graph.annotating.weights import NONE, parsed
from graph.evaluating.learning import folded, learn, learnt_from_others
from graph.evaluating.lessons import SUBJECTS, Example, lesson_of
from graph.evaluating.measuring import gold_documents
from graph.iris import DEFAULT_BASE
from graph.pipeline.vocabularies import shipped

SIDES, TAKINGS = SUBJECTS
ROOT = Path(__file__).parent.parent
TYPICAL = Shown("", "proposal", "proposal True", "を", "policy", "noun", 3, 2, "制度", "を設", "を設ける", "設ける", "final", "を", "proposal final を", 2, "", "")
MINUTES = """第1回島の足を考える会 議事概要
日時:令和6年5月1日
○ 渡船予約システムを導入すべきである。
○ 入漁料の統一には反対である。
"""


def lesson(times: int) -> dict[str, list[Example]]:
    """Documents in which a side is taken on what を marks and on nothing that の marks."""
    taken, passed = Example(TYPICAL, "for"), Example(TYPICAL._replace(particle="の", mark="の"), NONE)
    return {f"d{number:02}": [taken, passed] for number in range(times)}


def gold_in(folder: Path, *names: str) -> None:
    opinions = [
        {"id": "O1", "text": "渡船予約システムを導入すべきである。", "positions": [{"target": "渡船予約システム", "polarity": "for"}]},
        {"id": "O2", "text": "入漁料の統一には反対である。", "positions": [{"target": "入漁料の統一", "polarity": "against"}]},
    ]
    for name in names:
        (folder / f"{name}.txt").write_text(MINUTES, encoding="utf-8")
        gold = {"document": f"{name}.txt", "opinions": opinions}
        (folder / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


def test_what_tells_one_side_from_none_weighs():
    learnt = learn(lesson(20), SIDES)
    none, for_it, against, mixed = learnt.chances(TYPICAL)
    assert none + for_it + against + mixed == pytest.approx(1)
    assert for_it > 0.5 > none
    assert learnt.chances(TYPICAL._replace(particle="の", mark="の"))[0] > 0.5
    assert learnt.learnt_from == {f"d{number:02}" for number in range(20)}


def test_a_value_that_was_never_seen_weighs_nothing():
    learnt = learn(lesson(20), SIDES)
    assert learnt.chances(TYPICAL._replace(tail="ゑゑ")) == pytest.approx(learnt.chances(TYPICAL._replace(tail="ヱヱ")))


def test_the_table_says_what_was_learnt():
    learnt = learn(lesson(20), SIDES)
    again = parsed(POSITIONS, learnt.written())
    assert again.learnt_from == learnt.learnt_from
    assert again.classes == learnt.classes
    assert again.chances(TYPICAL) == pytest.approx(learnt.chances(TYPICAL), abs=0.02)


def test_a_table_with_a_feature_that_nothing_shows_is_refused():
    with pytest.raises(ValueError, match="colour is no feature"):
        parsed(POSITIONS, "# learnt from: a\nfeature\tvalue\tfor\ncolour\tred\t1.00\n")


def test_each_document_is_judged_by_what_the_others_teach():
    left = folded(lesson(20), SIDES)
    assert all(name not in learnt.learnt_from for name, learnt in left.items())
    assert len(left) == 20
    assert folded(lesson(1), SIDES) == {}


def test_examples_say_which_side_gold_takes(tmp_path):
    gold_in(tmp_path, "a")
    (taught,) = lesson_of(SIDES, gold_documents(tmp_path), shipped(DEFAULT_BASE)).values()
    assert {example.label for example in taught if example.shown.rule} == {"for", "against"}


def test_documents_that_taught_nothing_need_no_other_weights(tmp_path):
    gold_in(tmp_path, "nobody-learnt-from-me", "nor-from-me")
    assert learnt_from_others(gold_documents(tmp_path), shipped(DEFAULT_BASE)) == {}


def test_the_shipped_weights_are_those_of_the_gold_that_is_here():
    golds = [gold for folder in ("tests", "seeds") for gold, _ in gold_documents(ROOT / folder / "gold")]
    labelled = {gold.name for gold in golds if any(opinion.positions for opinion in gold.opinions or ())}
    assert weights.shipped(POSITIONS).learnt_from == labelled, "run `make weights`"
    assert weights.shipped(UPTAKES).learnt_from == {gold.name for gold in golds if gold.links}, "run `make weights`"


def test_weights_are_exchanged_only_before_they_are_used():
    weights.shipped(POSITIONS)
    with pytest.raises(RuntimeError, match="in use"):
        weights.use({POSITIONS.file: ""})
