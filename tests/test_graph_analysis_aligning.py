"""From the kept text to an opinion's own text."""


from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.aligning import align
from graph.model import normal_form


def surface(text: str, kept: str, start: int, end: int) -> str | None:
    place = align(text, kept).place(start, end)
    return None if place is None else text[slice(*place)]


def test_full_width_letters_and_a_broken_word():
    text, kept = "LGWAN接続系の団体", "ＬＧＷＡ\n　Ｎ接続系の\r\n団体"
    assert surface(text, kept, 0, 7) == "LGWAN"
    assert surface(text, kept, 7, len(kept)) == "接続系の団体"


def test_a_page_number_between_two_lines_corresponds_to_nothing():
    text, kept = "標準化の前にRPAを導入する", "標準化の前に\n- 3 -\nＲＰＡを導入する"
    assert surface(text, kept, 7, 12) is None
    assert surface(text, kept, 13, 16) == "RPA"


def test_a_head_that_begins_like_the_text_is_left_out():
    text, kept = "第三者の点検が要る。第三者とは", "第三者の点検が要る。\n第３回検討会\n第三者とは"
    assert surface(text, kept, kept.rindex("第"), len(kept)) == "第三者とは"


def test_clusters_that_change_their_length():
    assert surface("株式会社の㌔".replace("㌔", "キロ"), "㍿の㌔", 0, 1) == "株式会社"
    assert surface("ガバメント", "ｶﾞﾊﾞﾒﾝﾄ", 0, 4) == "ガバ"
    assert surface("がく", "か\u3099く", 0, 2) == "が"


def test_ascii_words_are_apart_in_the_text():
    text, kept = "the open data", "the\nopen data"
    assert surface(text, kept, 4, 8) == "open"


WORDS = st.text(st.sampled_from("自治体のＲＰＡ導入ABc１ｶﾞ㌔。、（）か"), min_size=1, max_size=12)
FURNITURE = st.sampled_from(["", "", "", "- 3 -", "\f", "７／９頁", "　"])


@given(st.lists(st.tuples(WORDS, FURNITURE), min_size=1, max_size=8))
def test_every_character_that_was_kept_leads_to_its_normal_form(lines: list[tuple[str, str]]):
    kept, pieces, spans = "", [], []
    for words, furniture in lines:
        spans.append((len(kept), len(kept) + len(words)))
        kept += f"{words}\n{furniture}\n"
        pieces.append(normal_form(words))
    text = "".join(pieces)
    found = align(text, kept)
    at = 0
    for (start, end), piece in zip(spans, pieces, strict=True):
        assert found.place(start, end) == (at, at + len(piece))
        at += len(piece)
    assert found.text == sorted(found.text)


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_whatever_comes_places_stay_inside(text: str, kept: str, start: int, end: int):
    place = align(text, kept).place(start, end)
    assert place is None or 0 <= place[0] < place[1] <= len(text)
