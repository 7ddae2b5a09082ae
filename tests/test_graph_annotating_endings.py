"""Only such expressions are tried as can reach the end of a text, and none is missed."""

import re

import pytest

from graph.annotating.acts import act_of
from graph.annotating.endings import Endings


@pytest.mark.parametrize(
    ("pattern", "text", "tried"),
    [
        ("べき", "進めるべき", True),
        ("べき", "進める", False),
        ("べき(?:である|だ)?", "進めるべきだ", True),
        ("べき(?:である|だ)?", "進めるのだ", False),
        ("の意を.{1,4}", "歓迎の意を表する", True),
        ("の意を.{1,4}", "歓迎の念を表した", False),
        ("[いる]が", "困るが", True),
        ("[いる]が", "困るか", False),
        ("a[bc]d", "acd", True),
        ("(?<=に)反対", "これに反対", True),
        ("ます*", "ますすす", True),
        ("", "何でも", True),
    ],
)
def test_an_expression_is_tried_where_its_end_can_stand(pattern, text, tried):
    assert Endings([("rule", pattern)]).at(text) == (["rule"] if tried else [])


def test_things_keep_their_order():
    assert Endings([("b", "い"), ("a", "ない"), ("c", "る")]).at("できない") == ["b", "a"]


@pytest.mark.parametrize("pattern", ["(?:x|y(?:z|)|[ab])?c", "a.{0,3}", "(?P<name>あ|い)う?$", "a(?:b{2}|c+)d?"])
@pytest.mark.parametrize("text", ["xc", "yzc", "yc", "bc", "c", "a", "abcd", "axx", "あ", "いう", "abb", "abbd", "accd"])
def test_whatever_matches_is_tried(pattern, text):
    if re.search(f"(?:{pattern})$", text):
        assert Endings([("rule", pattern)]).at(text)


def test_a_short_sentence_has_an_act():
    assert act_of("賛成").act == "support"
