"""Who came in another's place: the proxy's name, and the post that stands before it (代理出席：営業部　次長　例田　進, 代理：同部　課長　仮野　幸)."""

import re
from typing import NamedTuple

from graph.parsing.affiliation import ends_in_title, split_affiliation
from graph.parsing.lines import squeeze

_PROXY = re.compile(r"(?:代理出席者?|代理|代(?!理))\s*[(:]?\s*(?P<words>(?!出席|者|人$|で)[^()]+(?:\([^()]*\))?[^()]*)\)?")
_INSTEAD = re.compile(r"。[^。]*の代理(?:出席)?。?$")
_SAME = re.compile(
    r"同(?P<unit>協会|協議会|組合|法人|大学|学部|病院|[課室局部社係所会院校店署省庁市県町村])?(?P<rest>.*)"
)
_UNIT = re.compile(r".*[課室局部社係所会院校店署班省庁]")
_SECTION = re.compile(r".{1,9}[課室局部係科班]")
_LONGEST = 9  # characters of a name


class Proxy(NamedTuple):
    """The name of who came, and the words that tell the post, or nothing."""

    name: str
    post: str


def proxy_of(note: str) -> Proxy | None:
    """Return whom a note names as a proxy, or None."""
    found = _PROXY.fullmatch(note.strip()) if "代" in note else None
    if found is None:
        return None
    tokens = found["words"].split()
    at = 0
    while at < len(tokens) - 1 and _is_post(tokens[at]):
        at += 1
    end = len(tokens)
    while end - at > 1 and ends_in_title(tokens[end - 1]):
        end -= 1
    if len(squeeze("".join(tokens[at:end]))) > _LONGEST:
        end = at + 2
    return Proxy(" ".join(tokens[at:end]), " ".join([*tokens[:at], *tokens[end:]]))


def _is_post(word: str) -> bool:
    return ends_in_title(word) or bool(_SAME.fullmatch(word) or _UNIT.fullmatch(word))


def with_same(post: str, other: str | None) -> str:
    """Return a post with what 同 in it stands for: the other's organisation, or his words up to that unit (同部: 例田市総務部)."""
    found = _SAME.fullmatch(post)
    if found is None or not other:
        return post
    unit = found["unit"]
    ends = [place.end() for place in re.finditer(rf"{unit}(?!長)", other)] if unit else []
    ends = ends or ([place.end() for place in re.finditer(unit, other)] if unit else [])
    whole = other[: ends[-1]] if ends else split_affiliation(other)[0] or other
    return f"{whole} {found['rest'].strip()}".strip()


def post_of(proxy: Proxy, other: str | None) -> str | None:
    """Return where a proxy belongs, by the post that the note gives and the organisation of the one who did not come; None without a post."""
    if not proxy.post:
        return None
    if _SAME.fullmatch(proxy.post):
        return with_same(proxy.post, other)
    body = split_affiliation(other)[0] if other else None
    first = proxy.post.split()[0]
    inside = bool(_SECTION.fullmatch(first)) or split_affiliation(proxy.post)[0] is None
    return f"{body} {proxy.post}" if body and inside and not first.startswith(body) else proxy.post


def without_instead(affiliation: str) -> str:
    """Return the words behind a name without a sentence on whose place it was: ….例田委員の代理."""
    return _INSTEAD.sub("", affiliation) if affiliation.rstrip("。").endswith(("代理", "代理出席")) else affiliation
