"""Tells a role in the meeting from a post in the words that an assembly's list sets before a name."""

import re

from graph.parsing.affiliation import ends_in_title
from graph.parsing.roles import GROUPS

_OFFICES = frozenset(("書記", "主査", "主任", "職員"))  # a role, or a post where other posts stand beside it


def role_and_post(posts: list[str], *, among_posts: bool) -> tuple[str | None, str | None]:
    """Tell a role in the meeting (理事, 政府参考人) from a post in the words before a name; a post in brackets below a role is the post."""
    words = [part for word in posts if word for part in _role_apart(_closed_up(word))]
    group = next(
        (word for word in words if word in GROUPS and not (word in _OFFICES and among_posts and len(words) == 1)), None
    )
    rest = [re.sub(r"^\((.*)\)$", r"\1", word) for word in words if word != group]
    return group, _joined(rest) or None


def _role_apart(words: str) -> list[str]:
    """Part a role from the post behind it: 書記 例田課主任."""
    first, _, rest = words.partition(" ")
    return [first, rest] if rest and first in GROUPS else [words]


def _closed_up(word: str) -> str:
    """Return a post without the space between its letters (区　長); words of two letters and more stay apart."""
    parts = word.split()
    return " ".join(parts) if len(parts) > 1 and all(len(part) > 1 for part in parts) else "".join(parts)


def _joined(posts: list[str]) -> str:
    """Join posts; one that a line broke off (総務省自治 | 行政局長) goes on without a mark."""
    words = ""
    for post in posts:
        words += ("・" if words and ends_in_title(words) else "") + post
    return words
