"""Properties of reading and parsing: nothing crashes them, every character keeps its place, none is lost without a report."""

import contextlib
import re
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from graph.model import RADICALS, UNSEEN, normal_form
from graph.parsing import parse
from graph.reading import FORMATS, read
from graph.reading.normalising import normalise

PIECES = [
    "\n", "\n\n", "\r\n", "\f", "\u3000", " ", "\t", "。", "、", "（", "）", "(", "【", "】", "「", "」", "○", "〇", "◯", "●", "◎", "・", "→", "⇒", "－", "- ", "* ", "# ", "## ",
    "| ", "|", "：", ":", "※", "＝＝＝＝", "-----", "日時", "場所", "出席者", "欠席者", "議題", "議事概要", "議事録", "第３回", "第二回", "令和６年２月９日", "R6.2.9", "午後２時", "13:00～15:00",
    "例田委員", "仮野座長", "見本太郎", "雛　形　次　郎", "３番（例田太郎君）", "事務局", "（Ａ）", "Q:", "A:", "甲野会長　", "との意見があった。", "賛成です。", "課題である。", "検討会", "株式会社", "ﾌﾟｰﾙ", "か\u3099", "㍿", "①",
    "１", "(1)", "（２）について", "《", "》", "<", ">", "君", "\x00", "\ud800", "𠮷", "🌥", "〔拍手〕", "以上", "- 1 -", "\u2028", "\x85", "\u200b", "\ufeff", "葛\U000e0100", "\ufe0f", "\u00ad", "\u202e",
]
DOCUMENTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60).map("".join)
SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def folded(text: str) -> str:
    return re.sub(r"\s+", "", normal_form(text))


@SLOW
@given(DOCUMENTS)
def test_no_text_breaks_parsing_and_no_character_is_lost(kept):
    found = parse(normalise(kept))
    assert found.unaccounted() == []


@SLOW
@given(DOCUMENTS)
def test_every_passage_leads_to_its_place(kept):
    text = normalise(kept)
    for utterance in parse(text).utterances:
        passage = utterance.passage
        assert passage.text
        for at, character in enumerate(passage.text):
            place = passage.place(at, at + 1)
            assert folded(character) in folded(text.kept[slice(*place)]), (at, character)
        assert passage.span == passage.place(0, len(passage.text))


@SLOW
@given(st.text(max_size=200))
def test_normal_text_is_nfkc_and_leads_back(kept):
    text = normalise(kept)
    plain = re.sub("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", kept)
    folded = "\n".join(unicodedata.normalize("NFKC", line.translate(RADICALS)) for line in plain.split("\n"))
    assert text.normal == "".join(character for character in folded if character not in UNSEEN)
    assert text.place(0, len(text.normal)).end <= len(kept)


def test_unseen_characters_are_kept_but_not_in_the_normal_text():
    text = normalise("葛\U000e0100城\u200b委員、か\u3099ﾌﾟ\r\n\u200b\r\n")
    assert text.normal == "葛城委員、がプ\n\n"
    assert text.kept[slice(*text.place(0, 2))] == "葛\U000e0100城"
    assert text.kept[slice(*text.place(5, 7))] == "か\u3099ﾌﾟ"
    assert parse(text).unaccounted() == []


@SLOW
@given(st.sampled_from(sorted(FORMATS)), st.binary(max_size=400))
def test_any_bytes_give_a_text_or_one_sentence(suffix, data):
    said = f"minutes{suffix}: "
    with contextlib.suppress(DocumentError):
        try:
            parse(read(f"minutes{suffix}", data))
        except DocumentError as error:
            said = str(error)
            raise
    assert said.startswith(f"minutes{suffix}: ")
    assert "\n" not in said


@SLOW
@given(st.sampled_from([".html", ".htm"]), DOCUMENTS)
def test_any_markup_is_read(suffix, words):
    with contextlib.suppress(DocumentError):
        read(f"minutes{suffix}", f"<table><tr><td>{words}<td>a</tr></table><ul><li>{words}".encode("utf-8", "replace"))


LONG = ["。", "(", "、", "○", "○委員　あ。\n", "例田委員\nはい。\n", "出席者\n例田太郎 ", "\f1\n", "|", "=\n", "Q: あ\n", " ", "あ", "1番 例田太郎 ", "君", "（Ａ）あ。\n", "#a\n", "\u0301", "令和", "12:3 ", "(1)あ\n"]


@pytest.mark.parametrize("head", ["", "例田会（第１回）議事録\n日時：令和6年1月1日\n出席者\n"], ids=["bare", "header"])
@pytest.mark.parametrize("unit", LONG, ids=ascii)
def test_time_grows_with_length_only(head, unit):
    took = []
    for length in (10_000, 40_000):
        text = normalise(head + unit * (length // len(unit)))
        begin = time.perf_counter()
        assert parse(text).unaccounted() == []
        took.append(time.perf_counter() - begin)
    assert took[1] < 16 * took[0] + 0.5


@pytest.mark.soak
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("unit", LONG, ids=ascii)
def test_ten_megabytes_are_read(unit):
    length = 10 * 1024 * 1024 // len(unit.encode())
    begin = time.perf_counter()
    assert parse(read("minutes.txt", ("例田会議事録\n" + unit * length).encode())).unaccounted() == []
    assert time.perf_counter() - begin < 400
