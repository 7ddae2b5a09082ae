"""What is shown of a quotation: all of a short one, and of a long speech what stands around its first mark."""

from hypothesis import given
from hypothesis import strategies as st

from service.passages import EXCERPT, LEAD, LONG, excerpt, quoted


@given(st.lists(st.tuples(st.text("発言。", max_size=400), st.booleans()), max_size=8))
def test_an_excerpt_is_one_stretch_of_the_text_with_its_first_mark_in_it(stretches):
    text = "".join(words for words, _ in stretches)
    shown = excerpt(stretches)
    words = "".join(piece for piece, _ in shown.pieces)
    assert shown.length == len(text)
    assert words in text
    assert (words == text) == (not shown.before and not shown.behind)
    if len(text) > LONG:
        assert len(words) <= EXCERPT
        marked = [piece for piece, mark in stretches if mark and piece]
        if marked:
            assert any(mark for _, mark in shown.pieces)


def test_a_long_speech_begins_with_the_sentence_of_its_first_mark():
    before, sentence = "前置きである。" * 60, "次に、船橋市の例を述べる。"
    shown = excerpt([(before + "次に、", False), ("船橋市", True), ("の例を述べる。" + "続きである。" * 90, False)])
    words = "".join(piece for piece, _ in shown.pieces)
    assert sentence in words
    assert words.index(sentence) <= LEAD
    assert words.startswith("前置きである。")
    assert (shown.before, shown.behind) == (True, True)


def test_a_short_opinion_is_shown_whole():
    shown = quoted("窓口を増やすべきである。")
    assert shown.pieces == [("窓口を増やすべきである。", False)]
    assert not shown.before
    assert not shown.behind
