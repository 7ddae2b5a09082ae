"""Which encoding a text is in; a damaged one is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from graph.reading import read

WORDS = "例田検討会（第２回）議事録\r\n○仮野委員　賛成です。\r\n"


@pytest.mark.parametrize("encoding", ["iso2022_jp", "iso2022_jp_ext", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "utf-32"])
def test_text_in_any_encoding_that_minutes_come_in(encoding):
    assert read("a.txt", WORDS.encode(encoding)).kept == WORDS


def test_sentences_in_utf_16_without_mark_or_line_end():
    words = "例田検討会の議事録を作成した。" * 3
    assert [read("a.txt", words.encode(f"utf-16-{order}")).kept for order in ("le", "be")] == [words, words]


@pytest.mark.parametrize("words", ["①㈱髙﨑Ⅳ", "ﾌﾟｰﾙの件", "議事録", "賛成", "あ"])
def test_short_words_in_cp932(words):
    assert read("a.txt", words.encode("cp932")).kept == words


@pytest.mark.parametrize("words", ["ﾌﾟｰﾙの件", "議事録", "会議", "あ", "丂の件"])
def test_short_words_in_euc_jp(words):
    assert read("a.txt", words.encode("euc_jp")).kept == words


def test_the_rows_that_windows_adds_to_jis():
    assert read("a.txt", WORDS.encode("euc_jp") + b"\xad\xa1\xad\xea\xfc\xe2").kept == WORDS + "①㈱髙"
    assert read("a.txt", b"\x1b$B-!|b\x1b(B\r\n" + WORDS.encode("iso2022_jp")).kept == "①髙\r\n" + WORDS


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ((WORDS * 9).encode()[:-4], "utf-8 encoding at byte"),
        ((WORDS * 9).encode() + b"\xff" + WORDS.encode(), "utf-8 encoding at byte"),
        ((WORDS * 9).encode("cp932") + b"\x81\x0a", "cp932 encoding at byte"),
        (WORDS.encode("utf-16")[:-1], "utf-16-le encoding at byte"),
        (bytes(range(256)) * 4, "no text|binary"),
    ],
)
def test_a_damaged_encoding_is_named_and_its_place(data, said):
    with pytest.raises(UnreadableDocument, match=rf"^a\.txt: .*(?:{said}).*\.$"):
        read("a.txt", data)


def test_stray_control_characters_are_kept():
    assert read("a.txt", (WORDS + "\0" + WORDS).encode()).kept == WORDS + "\0" + WORDS




JAPANESE = st.lists(st.sampled_from(["例田委員", "議事録", "について", "ですが、", "賛成です。", "データ", "①", "ＤＸ", "2020-12", "\r\n", "　", "髙﨑", "㈱"]), min_size=1, max_size=40)


@given(JAPANESE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"]))
def test_sentences_come_back_from_any_encoding(pieces, encoding):
    words = "例田委員から意見があった。\r\n" + "".join(pieces)
    assert read("a.txt", words.encode(encoding)).kept == words
