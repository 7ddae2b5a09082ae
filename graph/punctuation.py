"""Reads the western punctuation of Japanese texts (，．) as the usual (、。), character for character: places in a text stay what they are."""

import re

_COMMA = re.compile(r"(?<=[\u3041-\u9fff」』)]),(?=\s*(?:[\u3041-\u9fff「『(]|$))", re.MULTILINE)
_STOP = re.compile(r"(?<=[\u3041-\u9fff][\u3041-\u309f\u30fc\u3400-\u9fff」』])\.(?=\s|[\u3041-\u9fff「『()]|$)")
_ENDING = re.compile(r"[るたいだすんかうくつ]\.(?=\s|[\u3041-\u9fff「『(]|$)")
_FEW = 2


def has_points(text: str) -> bool:
    """Say whether the sentences of a text (NFKC) end in points rather than in 。: two or more predicates do, and more than end in that."""
    ends = len(_ENDING.findall(text)) if "." in text else 0
    return ends >= _FEW and ends > text.count("。")


def with_stops(words: str) -> str:
    """Return words whose sentences end in points with 。 in their place."""
    return _STOP.sub("。", words) if "." in words else words


def with_commas(words: str) -> str:
    """Return words with 、 for each comma between Japanese characters."""
    return _COMMA.sub("、", words) if "," in words else words
