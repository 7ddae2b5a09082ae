"""Endings of words are found as an expression that tries each of them in turn finds them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.parsing.endings import Endings

WORDS = st.text(alphabet="副部課長補佐", max_size=8)


@given(st.sets(WORDS.filter(bool)), WORDS)
def test_the_longest_ending_is_found(endings, words):
    found = re.search(f"(?:{'|'.join(map(re.escape, endings)) or '(?!)'})$", words)
    assert Endings(endings).of(words) == (found.group() if found else "")
