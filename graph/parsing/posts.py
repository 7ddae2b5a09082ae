"""Tells a role in the meeting from a post in the words that an assembly's list sets before a name."""

import re

from graph.parsing.affiliation import ends_in_title
from graph.parsing.roles import GROUPS

_OFFICES = frozenset(("書記", "主査", "主任", "職員"))  # a role, or a post where other posts stand beside it


def role_and_post(posts: list[str], *, among_posts: bool) -> tuple[str | None, str | None]:
    """Tell a role in the meeting (理事, 政府参考人) from a post in the words before a name; a post in brackets below a role is the post."""
    words = [_closed_up(word) for word in posts if word]
    group = next((word for word in words if word in GROUPS and not (word in _OFFICES and among_posts)), None)
    rest = [re.sub(r"^\((.*)\)$", r"\1", word) for word in words if word != group]
    return group, _joined(rest) or None


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
