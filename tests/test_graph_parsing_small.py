"""The smallest minutes: a remark or two below a title, with nothing that recurs to tell marks and labels by."""

import pytest

from graph.parsing import parse
from graph.reading import read


def parsed(text: str):
    return parse(read("small.txt", text.encode()))


def said(text: str) -> list[str]:
    return [utterance.passage.text for utterance in parsed(text).utterances]


HEAD = "第1回会議 議事概要\n日時:令和6年5月1日\n場所:市役所\n"


def test_a_single_bullet_below_the_date_is_an_opinion():
    assert said("第1回会議 議事概要\n日時:令和6年5月1日\n○ 帯域が足りない。\n") == ["帯域が足りない。"]


def test_a_single_narrative_line_below_the_place_is_an_opinion():
    minutes = parsed(HEAD + "帯域が足りないとの意見があった。\n")
    assert [utterance.passage.text for utterance in minutes.utterances] == ["帯域が足りないとの意見があった。"]
    assert minutes.meeting.place == "市役所"


def test_sentences_below_the_items_of_an_agenda_are_what_was_said_of_them():
    minutes = parsed("議事要旨\n1 日時 令和6年5月1日\n2 議事\n(1) 共同化について\n  費用が下がるなら賛成である。\n  負担も考えるべき。\n")
    assert minutes.agenda == ["共同化について"]
    assert [(utterance.topic, utterance.passage.text) for utterance in minutes.utterances] == [
        ("共同化について", "費用が下がるなら賛成である。"),
        ("共同化について", "負担も考えるべき。"),
    ]


def test_two_sentences_without_any_header_are_opinions():
    assert said("令和6年度第1回推進会議\n\n共同調達を進めるべきである。\n標準化の遅れが心配である。\n") == [
        "共同調達を進めるべきである。",
        "標準化の遅れが心配である。",
    ]


def test_a_role_and_a_sentence_are_no_list_of_people():
    assert said("架空検討会議事録\n令和6年5月1日\n\n委員　帯域が足りない。\n事務局　検討する。\n") == [
        "委員 帯域が足りない。",
        "事務局 検討する。",
    ]


def test_the_order_of_the_day_is_no_part_of_the_title():
    assert parsed("第3回検討会 議事概要\n1. 開会\n2. 議事\n(1)標準化について\n○移行の期限が厳しい。\n").meeting.title == (
        "第3回検討会 議事概要"
    )


@pytest.mark.parametrize(
    "text",
    [
        "第1回会議 次第\n日時:令和6年5月1日\n場所:市役所\n傍聴の受付は午前九時に始まる。\n",
        HEAD + "傍聴を希望する方は事務局まで連絡してください。\n",
        HEAD + "※ 資料は会議の後に公表する。\n",
    ],
)
def test_a_notice_is_no_opinion_and_is_not_lost(text):
    minutes = parsed(text)
    assert minutes.utterances == []
    last = text.splitlines()[-1]
    told = [minutes.text.kept[role.span.start : role.span.end] for role in minutes.roles]
    left = [minutes.text.kept[unread.span.start : unread.span.end] for unread in minutes.unread]
    assert last in told + left
    assert last in left or last.startswith("※")
