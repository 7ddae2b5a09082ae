"""Reads a line of a list of people by the names that the dictionary lists, whatever stands between them: 東地区　木　戸　康　弘　　西地区　平　賀　美由紀."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title, is_title
from graph.parsing.leads import is_lead, is_listed_surname
from graph.parsing.lines import Line
from graph.parsing.offices import is_office_name
from graph.parsing.people import (
    AFFILIATION,
    State,
    bare,
    person_of,
    sits,
    with_affiliation,
    with_post,
    without_honorific,
)
from graph.parsing.roles import group_word
from graph.parsing.surnames import has_role, is_given, is_listed_name, is_somebody

_WORD = re.compile(r"(?:\([^()]*\)|[^\s()])+|[()]")
_PLACED = re.compile(r"\S{1,8}(?:地区|支部|区|班|組|部会|番)|\d{1,3}番?")
_LETTERS = re.compile(r"[\u3400-\u9fff々〆ヶノ\u3041-\u309f\u30a1-\u30ff]{1,4}")
_APART = re.compile("[、,:;/。|]")
_MOST = 6  # words of a name whose letters are set apart
_LONG = 40  # words of a line that are looked at
_SHORT = 2  # characters of a part of a word whose letters are set apart
_HONORIFICS = ("君", "氏", "様")
_ALONE = 2  # words and a name
_WHOLE = 3  # characters of most names without a space, and words of a line that may hold several
_LONGEST = 8  # characters of a name


class Item(NamedTuple):
    """Where a name of a line begins and ends, or a word that is none."""

    begin: int
    end: int
    word: str


_END = Item(0, 0, "")
"""What stands behind the last one."""


class Entry(NamedTuple):
    """A name of a line, where it begins and ends, and the words before it or, where the line opens with a name, behind it."""

    begin: int
    end: int
    words: tuple[str, ...]


def people_listed(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the people of a line that listed names and words that tell of a post, a body or a place make up, or nothing."""
    people = []
    for entry in _entries(line.body, at):
        person = person_of(text, line, entry.begin, line.body[entry.begin : entry.end], None, state)
        if person is None:
            return []
        people.append(_told(person, entry.words, state.group))
    return people


def surer_people(text: Text, line: Line, at: int, state: State, names: list[str]) -> list[Attendee]:
    """Return the people of a line by the dictionary where it knows not all of the names that the line's form shows, or more, or where two of these are one.

    小鳥遊 真由美: each could be a name of its own.
    """
    known = all(map(is_listed_name, names))
    words = line.body[at:].split()
    alone = known and len(names) == 1 and len(words) <= _WHOLE
    if not names or (alone and not any(is_listed_name(bare(word)) for word in words)):
        return []
    listed = people_listed(text, line, at, state)
    told = [person.name for person in listed]
    cut = len(told) == len(names) and any(whole != name and whole.endswith(name) for whole, name in zip(told, names, strict=True))  # 市　川　和　子
    parted = len(told) < len(names) and "".join(told) == "".join(names)
    more = set(told) > set(names)
    return listed if parted or more or cut or not known else []


def _told(person: Attendee, words: tuple[str, ...], group: str | None) -> Attendee:
    """Return the person with the role, or the post, that the words tell; among officials a role is a post: 説明員: 書記 例田."""
    officials = group is not None and not sits(group) and not group.endswith(("役員", "委員", "者名簿"))
    role = next((word for word in words if group_word(word) and (not officials or sits(word))), None)
    person = replace(person, group=group_word(role)) if role and person.group in {None, group} else person
    words = tuple(word for word in words if word != role and not _PLACED.fullmatch(word))
    if not words:
        return person
    return with_post(person, words[0]) if len(words) == 1 and ends_in_title(words[0]) else with_affiliation(person, " ".join(words))


def _entries(body: str, at: int) -> list[Entry]:
    if _APART.search(body, at):
        return []
    tokens = list(_WORD.finditer(body, at))
    return _paired(_items(tokens, 0)) if len(tokens) <= _LONG else []


def _items(tokens: list[re.Match[str]], index: int) -> list[Item]:
    """Return the names and the words of a line from tokens[index] on, or nothing where something else stands among them; the longest are tried first."""
    if index == len(tokens):
        return [_END]
    names = ((end, Item(tokens[index].start(), tokens[end - 1].end(), "")) for end in _name_ends(tokens, index))
    words = ((end, Item(0, 0, word)) for end, word in _telling(tokens, index))
    for end, item in chain(names, words):
        if rest := _items(tokens, end):
            return [item, *rest]
    return []


def _telling(tokens: list[re.Match[str]], index: int) -> Iterator[tuple[int, str]]:
    """Yield where a word that tells of something ends, and the word, its letters set apart perhaps: 委　員　長."""
    for end in range(min(index + _LONGEST, len(tokens)), index, -1):
        parts = [token.group() for token in tokens[index:end]]
        word = "".join(parts)
        if _tells(word) if len(parts) == 1 else all(len(part) <= _SHORT for part in parts) and _is_whole(word):
            yield end, word


def _is_whole(word: str) -> bool:
    """Whether letters set apart are one word: a role, a title, or a post in an office whose name is known: 委員長, 市長, 税務課長."""
    several = any(is_title(word[:end]) for end in range(_SHORT, len(word)))
    return group_word(word) is not None or is_title(word) or (ends_in_title(word) and is_office_name(word) and not several)


def _paired(items: list[Item]) -> list[Entry]:
    """Return the names with the words on that side of them on which the line has words first."""
    items = items[:-1]
    if len(items) > _ALONE and items[-1][2] and group_word(items[-1][2]) and sum(not word for *_, word in items) == 1 and items[0][2]:
        items = [items[-1], *items[:-1]]  # 架空協会　理事　例田　進　副会長
    behind = bool(items) and not items[0][2]
    entries: list[Entry] = []
    words: list[str] = []
    for begin, end, word in reversed(items) if behind else items:
        if word:
            words.append(word)
            continue
        entries.append(Entry(begin, end, tuple(reversed(words) if behind else words)))
        words = []
    return [] if words else entries[::-1] if behind else entries


def _name_ends(tokens: list[re.Match[str]], index: int) -> Iterator[int]:
    """Yield the indices behind the words that make up a listed name from `index` on, the longest first; 君 may stand behind it."""
    for end in range(min(index + _MOST, len(tokens)), index, -1):
        parts = [bare(token.group()) for token in tokens[index:end]]
        if len(parts) > 1 and parts[-1] in _HONORIFICS:
            parts.pop()
        parts[-1] = without_honorific(parts[-1]) if len(parts) > 1 or parts[-1].endswith(_HONORIFICS) else parts[-1]
        if len("".join(parts)) > _LONGEST or not all(map(_LETTERS.fullmatch, parts if len(parts) > 1 else [])):
            continue
        if _splits(parts, several=len(tokens) >= _WHOLE):
            yield end


def _splits(parts: list[str], *, several: bool) -> bool:
    """Whether words are a surname and a given name: parted where two words are, letter by letter, or set without a space."""
    if len(parts) == 1:
        return ((len(parts[0]) >= _WHOLE or several) and is_listed_name(parts[0])) or (several and has_role(parts[0]))
    for at in range(1, len(parts)):
        if is_listed_surname("".join(parts[:at])) and is_given("".join(parts[at:])):
            return all(len(part) == 1 for part in parts[: at if at > 1 else 0])
    return False


def _tells(word: str) -> bool:
    """Whether a word tells of a post, a body, a role or a place."""
    plain = bare(word)
    if is_somebody(plain):
        return False
    return bool(is_lead(plain) or group_word(plain) or ends_in_title(plain) or AFFILIATION.search(plain) or _PLACED.fullmatch(plain))
