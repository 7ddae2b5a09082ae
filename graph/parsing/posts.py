"""Tells a role in the meeting from a post in the words that an assembly's list sets before a name."""

import re

from graph.parsing.affiliation import ends_in_title
from graph.parsing.roles import GROUPS

_OFFICES = frozenset(("書記", "主査", "主任", "職員"))  # a role, or a post where other posts stand beside it


_HELD = re.compile(r"(?P<role>委員|構成員|理事|会員|幹事)\((?P<inner>[^()\d]{2,8})\)")


def role_and_post(posts: list[str], *, among_posts: bool) -> tuple[str | None, str | None]:
    """Tell a role in the meeting (理事, 政府参考人) from a post in the words before a name; a post in brackets below a role is the post."""
    words = [part for word in posts if word for part in _role_apart(_closed_up(word))]
    group = next(
        (word for word in words if word in GROUPS and not (word in _OFFICES and among_posts and len(words) == 1)), None
    )
    rest = [re.sub(r"^\((.*)\)$", r"\1", word) for word in words if word != group]
    return group, _joined(rest) or None


def held_role(words: str) -> tuple[str, str] | None:
    """Return the role, and the post if any, of a role with brackets: 委員(委員長) is the chair, 委員(教育長) a member by that post; None of other words."""
    found = _HELD.fullmatch(words)
    if found is None:
        return None
    return (found["inner"], "") if found["inner"] in GROUPS else (found["role"], found["inner"])


def _role_apart(words: str) -> list[str]:
    """Part a role from the post behind it, or from the one in brackets that it holds: 書記 例田課主任, 委員(委員長), 委員(教育長)."""
    if held := held_role(words):
        return [part for part in held if part]
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
