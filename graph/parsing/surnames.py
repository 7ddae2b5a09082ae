"""Parts a surname from the post that is set right behind it in a list of names: 例田予防接種課長、仮野予防接種課長補佐."""

import re
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from graph.dictionary import is_given_name, is_place, word_ends
from graph.parsing.affiliation import ends_in_title, names_own_body, title_of
from graph.parsing.leads import UNLISTED_SURNAMES, is_listed_surname, without_others
from graph.parsing.offices import is_office_name
from graph.parsing.people import name_before_role

_POST = re.compile(
    r"(?P<words>[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff・]{3,30}?(?:事務局|センター|[課室係局部]))(?P<rest>[^\s]{1,20})"
)
_POST_ALONE = re.compile(
    r"(?:(?:学校|園|[市町村県]|事務局)[\s:]+)?(?:副?校長|副?園長|副?館長|副?所長|事務長|教頭|教務(?:主任)?|(?:教務|学年|生徒指導|研究)主任|(?:主幹|養護|栄養|担任)教諭|生徒指導主事|地域連携担当)"
)
"""A post that is no surname with a post behind it."""
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30ff]{2,4}")
_NOTES = re.compile(r"\([^()]*\)")
_LEAST = 4  # characters of a unit that two share; a shorter one may close two units' names: 海洋環境課, 陸上環境課
_LONGEST = 3  # characters of a surname
_WORDS = re.compile(r"[\u3400-\u9fff々ヶノ\u3041-\u309f\u30a1-\u30ff・]{4,24}")
_LONGEST_LISTED, _SHORTEST_LISTED = 5, 2  # characters of a surname that the dictionary lists
_LONG_POST = 4  # characters of a post behind a surname of one letter
_SIDES = frozenset("東西南北中上下大小本新前長町港")
"""Surnames of one letter that open the names of offices as well."""
_GIVEN_ENDS = re.compile(r"[^\u3041-\u309f]")
"""What may stand behind a given name: 大室|健幸づくり課長 has none."""
PUBLIC = re.compile("[都道府県市区町村国]立")
"""What stands before the name of a public institution."""
_ROLES = frozenset("会長 副会長 委員長 副委員長 部会長 副部会長 分会長 議長 座長 委員 監査委員 議員 運営委員長 実行委員長".split())
_OF_PLACE = re.compile(
    r"[都道府県市区町村港駅]|[小中大]学|高校|高等|支[店社部局所]|事務所|[分本]署|警察|消防|税務|労働|保健所|地[方検裁]|高[検裁]|運輸|整備局|空港|病院|工場|営業所|出張所|分館|図書館|公民館"
)
"""How words go on behind a place's name that may be a surname elsewhere: 高松|支店長, 千葉|県知事."""


class Posted(NamedTuple):
    """A surname and the post set right behind it."""

    name: str
    post: str


@lru_cache(maxsize=4096)
def surname_and_post(words: str) -> Posted | None:
    """Return the surname that the dictionary lists at the head of words and the post that is the rest of them, or None: 小早川|河畔管理課長."""
    if not _WORDS.fullmatch(words) or not ends_in_title(words) or is_office_name(words) or names_own_body(words) or PUBLIC.search(words):
        return None
    for end in range(min(_LONGEST_LISTED, len(words) - 2), 0, -1):
        name, post = words[:end], words[end:]
        if len(name) < _SHORTEST_LISTED and (name in _SIDES or len(post) < _LONG_POST):
            continue
        if is_listed_surname(name) and (end in word_ends(words) or name in UNLISTED_SURNAMES):
            given = next((at for at in word_ends(words) if end < at < len(words) - 1 and _GIVEN_ENDS.match(words, at) and is_given_name(words[end:at])), end)
            name, post = words[:given], words[given:]
            return None if _is_other(name, post) else Posted(name, post)
    return None


@lru_cache(maxsize=4096)
def is_listed_name(name: str) -> bool:
    """Say whether a name without spaces is a surname and a given name that the dictionary lists."""
    return any(is_given(name[at:]) and is_listed_surname(name[:at]) for at in range(1, min(len(name), 5)))


def has_role(words: str) -> bool:
    """Say whether words are a listed surname or name with a role in the meeting right behind it: 別役委員."""
    name = name_before_role(words)
    return name is not None and (is_listed_surname(name) or is_listed_name(name))


def is_given(word: str) -> bool:
    """Say whether a word is a given name, by the dictionary or by being written in a few letters of kana."""
    return is_given_name(word) or _KANA.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def is_somebody(words: str) -> bool:
    """Say whether words are a surname, or a name, that the dictionary lists and a post or a role right behind it: 別役委員, 司馬統括保健師."""
    return surname_and_post(words) is not None or has_role(words)


def _is_other(name: str, post: str) -> bool:
    """Whether what stands behind a surname is no post: a place's office, a given name before a post, a role in the meeting."""
    title = title_of(post)
    return not title or title in _ROLES or (is_place(name) and bool(_OF_PLACE.match(post)))


def names_posts_only(parts: list[str]) -> bool:
    """Whether a list tells who came by post alone: 海事局長、大臣官房審議官(海事担当)、船員政策課長; a unit before a colon is no part of a post."""
    bare = [_NOTES.sub("", without_others(part.strip())).rpartition(":")[2].lstrip() for part in parts]
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
