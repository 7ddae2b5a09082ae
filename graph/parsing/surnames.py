"""Parts a surname from the post that is set right behind it in a list of names: 例田予防接種課長、仮野予防接種課長補佐."""

import re
from itertools import combinations
from typing import NamedTuple

from graph.parsing.affiliation import ends_in_title
from graph.parsing.leads import without_others

_POST = re.compile(
    r"(?P<words>[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff・]{3,30}?(?:事務局|センター|[課室係局部]))(?P<rest>[^\s]{1,20})"
)
_NOTES = re.compile(r"\([^()]*\)")
_LEAST = 4  # characters of a unit that two share; a shorter one may close two units' names: 海洋環境課, 陸上環境課
_LONGEST = 3  # characters of a surname
_OFFICE = re.compile(
    r"(?:推進|政策|管理|振興|対策|計画|整備|保険|支援|危機|調整|指導|担当)$|^(?:市民|町民|区民|県民|住民|総務|企画|財政|財務|福祉|教育|健康|環境|建設|都市|産業|経済|観光|税務|人権|生活|農林|農政|商工|土木|水道|消防|学校|道路|住宅|人事|広報|文化|防災|保健|医療|介護|子育|生涯|社会教育|"
    r"大臣|長官|海事|海運|船員|港湾|鉄道|航空|河川|自動車|製造|素材|林政|林野|森林|水産|漁政|畜産|農村|農地|国際|情報|交通|物流|国土|地域|施設|研究|資源|電力|原子力|労働|雇用|職業|年金|食品|医薬|薬事|通商|貿易|統計|調達|法務|秘書|契約|会計|出納|下水|公園|緑地|廃棄|循環|気象|海洋|海上|地方|行政|選挙|議会)"
)


class Posted(NamedTuple):
    """A surname and the post set right behind it."""

    name: str
    post: str


def is_office(words: str) -> bool:
    """Whether words in the place of a surname are of an office's name: 市民|部長."""
    return bool(_OFFICE.search(words))


def names_posts_only(parts: list[str]) -> bool:
    """Whether a list tells who came by post alone: 海事局長、大臣官房審議官(海事担当)、船員政策課長."""
    bare = [_NOTES.sub("", without_others(part.strip())) for part in parts]
    offices = [words for words in bare if ends_in_title(words) and _OFFICE.match(words) and not re.search(r"\s", words)]
    return len(offices) > 0.5 * len(parts)


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
        if all(1 <= len(head) <= _LONGEST and not _OFFICE.match(head) for head in heads):
            posted |= {words: Posted(head, words[len(head) :]) for words, head in zip((one, other), heads, strict=True)}
    return posted


def _common_end(one: str, other: str) -> str:
    """Return the longest end that two words share."""
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return one[len(one) - count :]
