"""Rolls of two columns that text runs together: people counted and marked, or each before a role.

`１番　○　例田　進（市議会議員）　　８番　△　例田警察署長（代理　仮野課長　見本　学）`; `例田　進　座長　仮野　幸　委員　＊`.
"""

import re
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.entries import people_of
from graph.parsing.lines import Line
from graph.parsing.marks import signs_before
from graph.parsing.people import AFFILIATION, State, person_of, taking_part, with_affiliation
from graph.parsing.proxies import post_of, proxy_of
from graph.parsing.roles import group_word

_COUNTED = re.compile(r"(?:(?<=\s)|^)\(?\d{1,3}\)?(?:番|[.、])?\s*(?=[^\w\s]\s*\w)")
_NAME = r"(?P<name>[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}\s+[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff]{1,5})\s+(?P<role>[\u3400-\u9fff]{2,6})"
_MARK = r"(?:(?P<mark>[※*★☆◎○●△▲])\s*)?"
_LED = re.compile(rf"{_MARK}{_NAME}(?:\s+|$)")
_FOLLOWED = re.compile(rf"{_NAME}(?:\s+|$){_MARK}")
_FEW = 2  # people
_PROXY = re.compile(r"(?:(?<=\s)|^)\((?P<note>代理[^()]+)\)\s*$")


def counted_people(text: Text, line: Line, state: State) -> list[Attendee]:
    """Return the people of a line whose numbers are followed by marks that a legend explains; who sent a proxy did not come, the proxy did."""
    body = line.body
    proxy = _PROXY.search(body)
    end = proxy.start() if proxy else len(body)
    cells = [found for found in _COUNTED.finditer(body) if body[found.end()] in state.marks and found.end() < end]
    if not cells or cells[0].start() > 0:
        return []
    people: list[Attendee] = []
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        close = following.start() if following else end
        meanings, at = signs_before(body, cell.end(), state.marks)
        group, present, online = taking_part(meanings, state)
        own = replace(state, group=group, present=present, online=online)
        sent = any("代理" in meaning for meaning in meanings)
        if not sent:
            people += people_of(text, line._replace(body=body[:close].rstrip()), at, own)
    return [*people, *(_proxy(text, line, proxy, state) if proxy else [])]


def people_before_roles(text: Text, line: Line, at: int, state: State, *, marks_lead: bool) -> list[Attendee]:
    """Return two or more people of a line of nothing but whole names, each before a role; a mark between two belongs to the second where `marks_lead`."""
    pattern = _LED if marks_lead else _FOLLOWED
    found = list(pattern.finditer(line.body, at))
    whole = "".join(each.group() for each in found) == line.body[at:].strip()
    if len(found) < _FEW or not whole or not all(group_word(each["role"]) and _is_name(each) for each in found):
        return []
    people = []
    for each in found:
        meanings = [state.marks[mark] for mark in (each["mark"] or "").split() if mark in state.marks]
        group, present, online = taking_part(meanings, replace(state, group=each["role"]))
        own = replace(state, group=group, present=present, online=online)
        people.append(person_of(text, line, each.start("name"), each["name"], None, own))
    return [person for person in people if person]


def _is_name(found: re.Match[str]) -> bool:
    return not any(AFFILIATION.search(word) or group_word(word) for word in found["name"].split())


def _proxy(text: Text, line: Line, found: re.Match[str], state: State) -> list[Attendee]:
    """Return the proxy whom brackets of their own name: (代理　交通課長　例田　進)."""
    named = proxy_of(found["note"])
    if named is None:
        return []
    person = person_of(text, line, line.body.find(named.name.split()[0], found.start()), named.name, None, state)
    return [with_affiliation(person, post_of(named, None))] if person else []
