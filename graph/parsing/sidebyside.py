"""One person, or some of one kind, on a line of a list: belongings behind a sign, roles or posts right behind names, companies before surnames."""

import re
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title, names_own_body
from graph.parsing.enumerations import split_outside
from graph.parsing.leads import is_lead, lead_of, without_others
from graph.parsing.lines import Line
from graph.parsing.marks import signs_before
from graph.parsing.names import WHOLE_NAME
from graph.parsing.offices import is_office
from graph.parsing.people import AFFILIATION, State, bare, is_belonging, person_of, taking_part
from graph.parsing.posted import holds, is_posted, posted_person, stands_in_body
from graph.parsing.roles import group_word

_WORD = re.compile(r"\S+")
NESTED = re.compile(r"(?P<name>[^()]{2,14})\((?P<inside>[^()]*\([^()]*\)[^()]*)\)")
"""A name whose brackets hold brackets: 例田　進(理事(総務担当)・局長)."""
_ROLED = re.compile(
    r"[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff]{1,8}(?:副?委員長|副?会長|副?座長|座長代理|会長代理|委員長代理|副?部会長|副?議長|委員|構成員|議員|理事|監事)(?:\([^()]*\))?"
)
_FEW = 2  # people
_STROKE = re.compile(r"(?<=\s)/(?=\s)")
_FULL = re.compile(r"[\u3400-\u9fff々ヶ][\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff]{2,5}")
_POINTED = re.compile(r"[\u3400-\u9fff々ヶ]{1,3}(?:・[\u3400-\u9fff々ヶ]{1,3}){2,}")
_PART = re.compile(r"[^、,\s][^、,]*")
_COMPANY = re.compile(r"[\u30a1-\u30ff\u30fcA-Za-z][\u30a1-\u30ff\u30fcA-Za-z0-9&・.\-]+")
_SURNAME = re.compile(r"[\u3400-\u9fff々ヶ]{1,4}")
_LONG_PAIR = 7  # characters


def behind_sign(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the one person of a line whose belonging stands behind a stroke or a comma, or nothing."""
    beside = _beside_comma(text, line, at, state) if "、" in line.body else None
    return [beside] if beside else _behind_stroke(text, line, at, state)


def _beside_comma(text: Text, line: Line, at: int, state: State) -> Attendee | None:
    """Return the one person of a line whose belonging stands behind a comma: 例田　太郎、架空大学教授."""
    parts = split_outside(line.body[at:])
    if len(parts) != 2 or not WHOLE_NAME.match(parts[0].strip()) or any(map(is_lead, parts[0].split())):
        return None
    belongs = parts[1].strip()
    posted = not re.search(r"\s", belongs) and is_posted(bare(belongs))
    told = is_belonging(belongs) and not posted and not _ROLED.fullmatch(belongs)
    if not (told or names_own_body(belongs)) or _names_person(parts[1]):
        return None
    return person_of(text, line, at, parts[0], belongs, state)


def _behind_stroke(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the person whose belonging stands behind a stroke: 例田　進 ／ 例田大学　教授; between people it says nothing."""
    name, *rest = _STROKE.split(line.body[at:]) if "/" in line.body else [""]
    begin = at + len(name) - len(name.lstrip("-*・○ \u3000"))
    meanings, begin = signs_before(line.body, begin, state.marks)
    words = line.body[begin : at + len(name)].strip()
    if not rest or not WHOLE_NAME.match(words) or any(map(is_lead, words.split())) or any(map(_names_person, rest)):
        return []
    group, present, online = taking_part(meanings, state)
    own = replace(state, group=group, present=present, online=online)
    person = person_of(text, line, begin, words, " ".join(part.strip() for part in rest), own)
    return [person] if person else []


def _names_person(part: str) -> bool:
    """Whether words name a person, with or without a post before the name."""
    begin = lead_of(part.strip()) or 0
    return bool(WHOLE_NAME.match(part.strip()[begin:])) and not is_belonging(part.strip())


def with_roles(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the people of a line of nothing but surnames with roles right behind them, or names in full: 例田委員長　仮野副委員長, 例田進　仮野花子."""
    last = line.body.rsplit(maxsplit=1)[-1]
    if not _ROLED.fullmatch(last) and (not _FULL.fullmatch(bare(last)) or ends_in_title(last)):
        return []
    tokens = list(_WORD.finditer(line.body, at))
    words = [token.group() for token in tokens]
    roled = len(words) >= _FEW and all(_ROLED.fullmatch(word) and group_word(word) is None for word in words)
    whole = roled or _in_full([bare(word) for word in words])
    people = [marked_person(text, line, token.start(), token.group(), state) for token in tokens] if whole else []
    return [person for person in people if person]


def _in_full(words: list[str]) -> bool:
    """Whether words are names with nothing between surname and given name: two such words are too long for one person's two."""
    if len(words) < _FEW or not all(_FULL.fullmatch(word) for word in words) or (len(words) == _FEW and len("".join(words)) < _LONG_PAIR):
        return False
    return not any(AFFILIATION.search(word) or group_word(word) or ends_in_title(word) or is_office(word) for word in words)


def side_by_side(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the people of a line of nothing but surnames: with posts right behind them, or joined by points: 例田課長　仮野主査, 例田・仮野・見本."""
    words = list(_WORD.finditer(line.body, at))
    if len(words) >= _FEW and all(holds(word.group()) for word in words):
        people = [posted_person(text, line, word.start(), word.group(), state) for word in words]
    elif len(words) == 1 and _POINTED.fullmatch(words[0].group()):
        names = re.finditer(r"[^・]+", line.body[: words[0].end()][at:])
        people = [person_of(text, line, at + name.start(), name.group(), None, state) for name in names]
    else:
        return []
    return [person for person in people if person]


def posted_alone(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the one person of a line of nothing but a surname with a post right behind it, where a body heads the list: 大宅室長."""
    words = line.body[at:].strip()
    headed = state.group is not None and group_word(state.group) is None
    posted = is_posted(bare(without_others(words))) if headed else holds(bare(without_others(words)))
    if " " in words or not (posted or stands_in_body(words)):
        return []
    person = posted_person(text, line, at, without_others(words), state)
    return [person] if person else []


def of_companies(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the people of a line that sets where they come from before their surnames: ソニー 例田、富士通 仮野、オリンパス 見本 雛形.

    That is what the first words are where one in three is written in katakana or Latin letters, as hardly a surname is.
    """
    parts = [(found.start(), found.group().split()) for found in _PART.finditer(line.body, at)]
    told = [words for _, words in parts if len(words) > 1]
    foreign = [words for words in told if _COMPANY.fullmatch(words[0]) and all(map(_SURNAME.fullmatch, words[1:]))]
    if len(told) < _FEW or 3 * len(foreign) < len(told) or not all(_SURNAME.fullmatch(word) for words in told for word in words[1:]):
        return []
    people = []
    for begin, words in parts:
        belongs, names = (words[0], words[1:]) if len(words) > 1 else (None, words)
        for name in names:
            offset = line.body.index(name, begin + len(belongs or ""))
            person = person_of(text, line, offset, name, None, state)
            people += [replace(person, affiliation=belongs, organisation=belongs)] if person else []
    return people


def of_one_place(text: Text, line: Line, offset: int, found: re.Match[str], state: State) -> list[Attendee]:
    """Return the people whose surnames stand side by side before what holds for all of them: 例田・仮野(見本市)."""
    *others, last = re.finditer(r"[^\s・]+", found["names"])
    whole = person_of(text, line, offset + last.start() + found.start("names"), last.group() + found["note"], None, state)
    people = [person_of(text, line, offset + each.start() + found.start("names"), each.group(), None, state) for each in others]
    if whole is None:
        return []
    held = {field: getattr(whole, field) for field in ("group", "affiliation", "organisation", "position", "online", "present")}
    return [*(replace(person, **held) for person in people if person), whole]


def marked_person(text: Text, line: Line, at: int, words: str, state: State) -> Attendee | None:
    """Make a person of a name behind the marks that a legend explains: ※例田　進."""
    meanings, begin = signs_before(words, 0, state.marks)
    group, present, online = taking_part(meanings, state)
    own = replace(state, group=group, present=present, online=online)
    nested = NESTED.fullmatch(words, begin)
    if nested:  # 例田　進(理事(総務担当)・局長)
        return person_of(text, line, at + begin, nested["name"], nested["inside"], own)
    return person_of(text, line, at + begin, words[begin:], None, own)
