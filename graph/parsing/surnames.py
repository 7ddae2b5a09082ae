"""Parts a surname from the post that is set right behind it in a list of names: 例田予防接種課長、仮野予防接種課長補佐."""

import re
from itertools import combinations
from typing import NamedTuple

from graph.parsing.affiliation import ends_in_title
from graph.parsing.leads import without_others
from graph.parsing.offices import is_office_name

_POST = re.compile(
    r"(?P<words>[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff・]{3,30}?(?:事務局|センター|[課室係局部]))(?P<rest>[^\s]{1,20})"
)
_POST_ALONE = re.compile(
    r"(?:(?:学校|園|[市町村県]|事務局)[\s:]+)?(?:副?校長|副?園長|副?館長|副?所長|事務長|教頭|教務(?:主任)?|(?:教務|学年|生徒指導|研究)主任|(?:主幹|養護|栄養|担任)教諭|生徒指導主事|地域連携担当)"
)
"""A post that is no surname with a post behind it."""
_NOTES = re.compile(r"\([^()]*\)")
_LEAST = 4  # characters of a unit that two share; a shorter one may close two units' names: 海洋環境課, 陸上環境課
_LONGEST = 3  # characters of a surname


class Posted(NamedTuple):
    """A surname and the post set right behind it."""

    name: str
    post: str


def names_posts_only(parts: list[str]) -> bool:
    """Whether a list tells who came by post alone: 海事局長、大臣官房審議官(海事担当)、船員政策課長."""
    bare = [_NOTES.sub("", without_others(part.strip())) for part in parts]
    offices = [words for words in bare if _POST_ALONE.fullmatch(words) or (ends_in_title(words) and _of_office(words))]
    return len(offices) > 0.5 * len(parts)


def _of_office(words: str) -> bool:
    return not re.search(r"\s", words) and (is_office_name(words) or words.startswith("同"))


def shared_units(parts: list[str]) -> dict[str, Posted]:
    """Return the surnames and posts of a list's parts that name one unit behind different surnames, each with another post in it."""
    bare = [_NOTES.sub("", without_others(part.strip())) for part in parts]
    found = [(words, match) for words in bare if (match := _POST.match(words))]
    posted: dict[str, Posted] = {}
    for (one, first), (other, second) in combinations(found, 2):
        unit = _common_end(first["words"], second["words"])
        heads = [match["words"].removesuffix(unit) for match in (first, second)]
        if len(unit) < _LEAST or first["rest"] == second["rest"] or heads[0] == heads[1]:
            continue
        if all(1 <= len(head) <= _LONGEST and not is_office_name(head) for head in heads):
            posted |= {words: Posted(head, words[len(head) :]) for words, head in zip((one, other), heads, strict=True)}
    return posted


def _common_end(one: str, other: str) -> str:
    """Return the longest end that two words share."""
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return one[len(one) - count :]
