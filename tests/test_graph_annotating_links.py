"""Links between opinions that stand near each other: what takes up what, and how."""

import pytest

from graph.annotating import annotate
from graph.iris import DEFAULT_BASE
from graph.parsing import parse
from graph.pipeline.vocabularies import shipped
from graph.reading import read


def linked(*opinions: str) -> list[tuple[int, str, int]]:
    said = "".join(f"○ {opinion}\n" for opinion in opinions)
    minutes = parse(read("minutes.txt", f"例田市検討会　第1回　議事概要\n日時：令和5年5月1日\n【議題】\n{said}".encode()))
    assert len(minutes.utterances) == len(opinions)
    return [(link.source, link.type, link.target) for link in annotate(minutes, shipped(DEFAULT_BASE).vocabulary).links]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("予約配車システムに切り替えていただきたい。", "予約配車は空車を増やすだけである。導入には反対する。", "disagreesWith"),
        ("緊急通知アプリの導入は意義が大きい。", "緊急通知アプリを一律に求めることには反対である。", "disagreesWith"),
        ("完了率を指標とすべきである。", "完了率を指標とすることに異存はない。ただ、手続の種類ごとに目標値を設けるべきである。", "agreesWith"),
        ("料金は当面据え置けばよい。", "据え置きに賛成する。ただし、料金の差を残せば不公平感が広がる。", "agreesWith"),
        ("会費だけで賄うと参加を諦める家庭が出ないか心配である。", "私も同じ意見である。会費は町が負担すべきである。", "agreesWith"),
    ],
)
def test_the_later_opinion_takes_up_the_earlier_one(first: str, second: str, kind: str):
    assert linked(first, second) == [(1, kind, 0)]


def test_a_worry_about_something_else_is_no_objection():
    found = linked(
        "浄水場の統合を早く決めるべきではないか。",
        "統合によって職員を確保しやすくなる。小さな町では、職員の退職で運転管理が続けられなくなるおそれがある。",
    )
    assert "disagreesWith" not in [kind for _, kind, _ in found]


def test_agreeing_with_what_was_said_means_the_last_one_who_said_something():
    found = linked("窓口を一つにすべきである。", "受付は夜間も開けるべきである。", "今の御意見に賛成である。")
    assert found == [(2, "agreesWith", 1)]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("桟橋の改修を急ぐべきである。", "御趣旨は理解するが、漁期の間の工事は難しい。", "disagreesWith"),
        ("桟橋の改修を進めるべきである。", "ただし、漁期の間は工事を避けてほしい。", "elaborates"),
        ("料金を減らすべきである。", "減免だけでなく、道具を借りられるようにしてほしい。", "elaborates"),
    ],
)
def test_how_an_opinion_opens_says_how_it_takes_up_the_one_right_before(first: str, second: str, kind: str):
    assert linked(first, second) == [(1, kind, 0)]
