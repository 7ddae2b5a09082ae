"""What stands before a name: a post or an organisation (交通政策課　主事　例田　花子, 見本管理株式会社　仮野　進)."""

import re
from functools import lru_cache

from graph.dictionary import is_given_name, is_surname
from graph.parsing.affiliation import ends_in_title
from graph.parsing.lines import squeeze
from graph.parsing.people import AFFILIATION, without_honorific

_NAME = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff\U00020000-\U0003ffff]{2,8}$")
_WORD = re.compile(r"\S+")
_UNIT = re.compile(
    r"(?:課|室|係|局|部|班|科|会|社|所|店|院|校|園|センター|事務局|チーム|グループ|地区|支部|銀行|金庫|連盟|財団|放送|新聞|農協|漁協|生協|電力|電鉄|交通|バス|タクシー|製薬|神社)$"
)
SAME_UNIT = re.compile(r"同[課室局部所係班校園館]")
"""The unit of the person before."""
UNLISTED_SURNAMES = frozenset("長曽我部 長曾我部 香宗我部 采女部 久々部 小長谷部".split())
"""Surnames that end like a unit's name and that the dictionary does not list."""
_LONGEST_SURNAME = 4  # characters
_OTHERS = re.compile(
    r"(?:(?:\s+|(?<=[)〕\]]))(?:ほか|他|外|等)|(?<=[官長佐員査事任幹師監])(?:ほか|他))(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[名人]?|\s*[^\s()、]{2,14}\d{1,3}\s*[名人])?$|"
    r"\s+[(〔]?(?:合?計|以上|総勢)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,4})\s*[名人][)〕]?$"
)
_STARS = "*※★☆"
_LATIN = re.compile(r"[A-Z][a-z]+")
_APART = re.compile("[、:※*]")
_LAST = ("ほか", "他", "外", "等", "名", "人", "名)", "人)", "名〕", "人〕")
_BRACKETS = re.compile(r"\([^()]*\)$")


def lead_of(words: str) -> int | None:
    """Return where the name begins behind the posts and organisations that open the words, or None where the rest is no name."""
    tokens = list(_WORD.finditer(words))
    if (listed := _listed_name(words, tokens)) is not None:
        return listed
    count = 0
    while count < len(tokens) and is_lead(tokens[count].group()):
        if count == len(tokens) - 1 and is_surname(without_honorific(tokens[count].group())):
            break  # 安全委員会　別役委員
        count += 1
    if not 0 < count < len(tokens) or len(tokens) - count > 6:
        return None
    name = _BRACKETS.sub("", words[tokens[count].start() :].strip())
    bare = squeeze(without_honorific(name))
    return tokens[count].start() if _NAME.match(bare) and not AFFILIATION.search(bare) else None


def _listed_name(words: str, tokens: list[re.Match[str]]) -> int | None:
    """Return where a surname and a given name begin that the dictionary lists and that close words which tell of a body or a post, or None."""
    if len(tokens) < 3 or is_surname(tokens[0].group()) or len(tokens[-3].group()) == 1:
        return None  # 課長補佐　木　幡　久美: letters are set apart
    surname, given = tokens[-2].group(), _BRACKETS.sub("", tokens[-1].group()).rstrip(_STARS)
    lead = words[: tokens[-2].start()].strip()
    told = ends_in_title(lead) or AFFILIATION.search(lead)
    listed = (is_surname(surname) and is_given_name(given)) or bool(_LATIN.fullmatch(surname) and _LATIN.fullmatch(given))
    return tokens[-2].start() if told and listed and not _APART.search(lead) else None


@lru_cache(maxsize=4096)
def is_lead(word: str) -> bool:
    """Say whether a word is a post, an organisation or a part of one."""
    bare = _BRACKETS.sub("", word)
    if _UNIT.search(bare) and is_listed_surname(bare):
        return False
    if not 2 <= len(bare) <= 30 or re.search(r"[、。:|]", bare):
        return False
    in_charge = len(bare) >= 5 and bare.endswith("担当")
    return bool(in_charge or ends_in_title(bare) or SAME_UNIT.fullmatch(bare) or AFFILIATION.search(bare) or (len(bare) >= 3 and _UNIT.search(bare)))


def is_listed_surname(word: str) -> bool:
    """Say whether a word is a surname, by the dictionary or among those that end like a unit's name and that it lacks: 長谷部, 長曽我部."""
    return word in UNLISTED_SURNAMES or (len(word) <= _LONGEST_SURNAME and is_surname(word))


def without_others(words: str) -> str:
    """Return words without the note that more people came, or how many did: 例田　花子　ほか, 例田　花子　(計五名)."""
    return _OTHERS.sub("", words) if words.endswith(_LAST) else words
