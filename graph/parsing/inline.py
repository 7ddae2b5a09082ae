"""Reads lists that set posts and names in turn on one line: 会長　例田花子／会計　仮野進, 総務課長 例田(Teams)、委員長 仮野."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.leads import is_lead
from graph.parsing.lines import Line, squeeze
from graph.parsing.people import AFFILIATION, CHAIRS, State, person_of, with_affiliation, with_post, without_honorific
from graph.parsing.roles import group_word
from graph.parsing.surnames import is_somebody

_ENCLOSED = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"(?:\([^()]*\)|[^\s()])+|\(")
_NAME = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff・]{1,9}$")
_SAME = re.compile(r"^(?:同|〃|々)(?P<unit>[課室局部社係所会院校店署])?$")
_OFFICES = frozenset(
    (
        "会計 会計監査 庶務 書記 監査 監事 専務 常務 副校長 施工業者 工事業者 現場代理人 監理技術者 "
        "施工者 設計者 受託者 顧問弁護士 執行委員 書記長 書記次長"
    ).split()
)
_SITTING = frozenset(("委員", "構成員", "理事", "議員", "役員", "出席者", "参加者"))
_NUMBERS = re.compile(r"\S{0,8}\d+\s*[名人](?:中\s*\d+\s*[名人])?(?:出席|参加)?")
_JOINT = re.compile(r"(?<![^\s、,/;])(?P<post>[^\s、,/;・()]{2,8})・(?=\S)")
_SIGN = re.compile("[、,/;()]")
_LONG = 400  # characters of a line that are looked at
_FEW = 2  # people


class Named(NamedTuple):
    """A person of a line: what stands before the name, where the name begins, and the name with its notes."""

    lead: str
    at: int
    name: str


@lru_cache(maxsize=4096)
def stands_before_name(word: str) -> bool:
    """Say whether a word is a post, a role or a body that may stand before a name."""
    bare = _ENCLOSED.sub("", word)
    return (
        bare in _OFFICES
        or group_word(bare) is not None
        or bool(_SAME.match(bare))
        or ((is_lead(bare) or (len(bare) >= 2 and ends_in_title(bare))) and not is_somebody(bare))
    )


def named_in(words: str) -> list[Named]:
    """Return the people of words that hold nothing but posts with one name behind each, or nothing."""
    if len(words) > _LONG or "。" in words or ":" in words:
        return []
    people: list[Named] = []
    before = ""
    words = _spelt_out(words)
    for part in _parts(words):
        first = _WORD.search(words, *part)
        if first is None:
            continue
        if not before and not stands_before_name(first.group()):
            return []
        found = list(_walk(words, list(_WORD.finditer(words, *part)), before))
        if not found or found[-1].name == "":
            return []
        people += found
        before = people[-1].lead or before
    led = sum(bool(person.lead) for person in people)
    return people if led >= _FEW or (people and " " in people[0].lead) else []


def _spelt_out(words: str) -> str:
    """Return words of the same length in which space parts a post from its name (会長・例田), and numbers of people are left out."""
    if "名" in words or "人" in words:
        words = _NUMBERS.sub(lambda found: " " * len(found.group()), words)
    for found in _JOINT.finditer(words) if "・" in words else ():
        if stands_before_name(found["post"]):
            words = f"{words[: found.end() - 1]} {words[found.end() :]}"
    return words


def _parts(words: str) -> Iterator[tuple[int, int]]:
    """Return where the parts between commas and strokes that stand outside brackets begin and end."""
    depth = begin = 0
    for found in _SIGN.finditer(words):
        sign = found.group()
        depth += (sign == "(") - (sign == ")")
        if sign in "、,/;" and depth <= 0:
            yield begin, found.start()
            begin = found.end()
    yield begin, len(words)


def _walk(words: str, tokens: list[re.Match[str]], before: str) -> Iterator[Named]:
    """Return each name of one part with what leads it; a nameless one says that the part holds something else."""
    index = 0
    while index < len(tokens):
        leads = []
        while index < len(tokens) and stands_before_name(tokens[index].group()):
            leads.append(_ENCLOSED.sub("", tokens[index].group()))
            index += 1
        begin = index
        while index < len(tokens) and index - begin < _FEW and _is_name(tokens[index].group()):
            index += 1
        name = words[tokens[begin].start() : tokens[index - 1].end()] if index > begin else ""
        if not leads and name and index - begin <= _FEW and before and begin == 0:
            leads = [before] if group_word(before) else [""]  # 副会長 例田、仮野: a role holds for both, a post for one
        if not leads or len(squeeze(_ENCLOSED.sub("", name))) > 9:
            yield Named("", 0, "")
            return
        yield Named(_with_same(leads, before), tokens[begin].start() if name else 0, name)
        before = " ".join(leads) or before
        if not name:
            return


def _is_name(token: str) -> bool:
    bare = without_honorific(_ENCLOSED.sub("", token))
    somebody = is_somebody(_ENCLOSED.sub("", token))  # a name with its post is no name behind one
    return bool(_NAME.match(bare)) and not AFFILIATION.search(bare) and not stands_before_name(token) and not somebody


def _with_same(leads: list[str], before: str) -> str:
    """Return the words before a name; 同課 stands for the words of the person before up to that unit."""
    same = _SAME.match(leads[0])
    if same is None:
        return " ".join(leads)
    known = before.split()
    ends = [at for at, word in enumerate(known) if word.endswith(same["unit"] or ("課", "室", "局", "部", "社", "会"))]
    return " ".join([*(known[: ends[-1] + 1] if ends else known[:1]), *leads[1:]])


def inline_people(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the people of a line that sets posts and names in turn from `at` on, or nothing."""
    found = named_in(line.body[at:])
    if not found:
        return []
    posts = any(person.lead and group_word(person.lead) is None for person in found)
    people = [_person(text, line, at, person, state, posts=posts) for person in found]
    return [person for person in people if person]


def _person(text: Text, line: Line, at: int, named: Named, state: State, *, posts: bool) -> Attendee | None:
    """Make a person of a name and the words before it; a role is a post where the others bear posts or a group is named."""
    led = group_word(named.lead)
    person = person_of(text, line, at + named.at, named.name, None, replace(state, group=led or state.group))
    if person is None:
        return None
    noted = person.group if person.group not in {led, state.group} else None  # 委員 例田進(会長)
    person = replace(person, group=noted or state.group)
    first, _, rest = named.lead.partition(" ")
    if rest and group_word(first) and first not in _SITTING:  # 書記 例田課主任 仮野
        person, named = replace(person, group=first), named._replace(lead=rest)
    role = group_word(named.lead)
    if not named.lead:
        return person
    if role is None:
        post = " " not in named.lead and (named.lead in _OFFICES or ends_in_title(named.lead))
        return with_post(person, named.lead) if post else with_affiliation(person, named.lead)
    grouped = state.group is not None and state.group not in _SITTING and not CHAIRS.fullmatch(state.group)
    held = named.lead if (posts or grouped) and role not in _SITTING else None
    group = noted or (person.group if grouped else role)
    return replace(person, group=group, affiliation=person.affiliation or held, position=person.position or held)
