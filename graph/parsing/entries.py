"""Splits one line of an attendance list into its people: names set apart by commas, by columns or letter by letter."""

import re
from dataclasses import replace

from graph.dictionary import is_surname
from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.enumerations import split_outside
from graph.parsing.groups import body_within
from graph.parsing.leads import is_lead, is_listed_surname, lead_of, without_others
from graph.parsing.lines import Line
from graph.parsing.names import NAME_PART, cells_of_names, is_whole_name, name_end, pairs_of_names
from graph.parsing.people import (
    AFFILIATION,
    ONLINE,
    State,
    bare,
    bears_role,
    honorific,
    person_of,
    with_affiliation,
    with_post,
)
from graph.parsing.posted import (
    behind_unit,
    in_unit,
    is_posted,
    of_unit,
    posted_person,
    spaced_out,
    stands_in_body,
)
from graph.parsing.posts import held_role
from graph.parsing.roles import group_word
from graph.parsing.sidebyside import (
    NESTED,
    behind_sign,
    marked_person,
    of_companies,
    of_one_place,
    posted_alone,
    side_by_side,
    with_roles,
)
from graph.parsing.stretched import stretched_names
from graph.parsing.surnames import Posted, names_posts_only, shared_units

_BODY_ENDS = re.compile(r"[局部課室省庁所会]$")
_UNITS = frozenset(
    "本部 支部 学部 各部 同部 外部 内部 本局 当局 各局 各課 同課 全課 本室 各室 本省 各省 本庁 各所 支所 役所 本会 当会 町会 市会 総会 例会".split()
)
_NUMBER = re.compile(r"^\d{1,2}[.)]\s*|^\d{1,3}\s+(?=\D)|^\(\d{1,2}\)\s*|^[・○〇◯●◎*-]\s*|^[①-⑳]\s*")
_LATIN = re.compile(
    r"(?:[-*+]\s+)?(?P<name>[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2})\s*(?P<note>\([^()]*\))?\s*(?:,|–|—|-(?=\s))\s*"
    r"(?P<belongs>[^,]*(?:Inc\.?|Ltd\.?|Corp\.?|LLC|Company|Foundation|University|Institute|College|Center|Centre|Association|Group|Labs?|Bank|Ministry|Agency|Society|[\u3040-\u9fff])[^,]*)"
)
_EACH = re.compile(r"\s*(?:の|\s|(?<=[\u3400-\u9fff々]))各\s*(?P<role>[^\s()]{2,6})(?:\s*\([^()]*欠席[^()]*\))?$")
_NOTES = re.compile(r"\([^()]*\)")
_LONGEST = 8  # characters of a name
_POSTS = 5  # words of a name and a post
_WIDE_GAP = re.compile(r"[ \u3000]{2,}|\t+")
_IN_TWO = re.compile(r"\S{1,5}[ \u3000]\S{1,5}")
_WORD = re.compile(r"\S+")
_GROUP = re.compile(r"(?P<group>[^()\s]{2,8})\s*\((?P<people>[^()]*[、,][^()]*|[^()]{3,10}[長員事査幹任])\)")
_ENCLOSED = re.compile(r"\s*(?:[(【\[〔<](?P<group>[^()【】\[\]〔〕<>]{2,10})[)】\]〕>]|(?P<before>[^\s:()]{1,10})\s*:)\s*(?=[^\s()])")
_INSIDE = re.compile(r"\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)")

_BEHIND = re.compile(
    r"\s*[※*]?\s*代理(?:出席)?(?:者)?\s*:\s*[^()]+$|(?:\s*(?:\([^()]{1,30}\)|【[^【】]{1,12}】|[※*★☆]\s*[^\s()]{0,12}|代理(?:出席)?[\s:]+[^\s()]{1,5}(?:\s[^\s()]{1,5})?))+$"
)
_ALIKE = re.compile(r"\s*(?P<names>[\u3400-\u9fff々]{1,3}(?:・[\u3400-\u9fff々]{1,3})+)\s*(?P<note>\([^()]*\))\s*")


def people_of(text: Text, line: Line, at: int, state: State, edge: int | None = None) -> list[Attendee]:
    """Return the people that a line names from `at` on; `edge` is where the list's column of affiliations begins, if it has one."""
    if behind := behind_sign(text, line, at, state) or spaced_out(text, line, at, state):
        return behind
    names = stretched_names(line.body, at) or cells_of_names(line.body, at) or pairs_of_names(line.body, at)
    if names:
        people = [marked_person(text, line, begin, line.body[begin:end], state) for begin, end in names]
        return [person for person in people if person]
    latin = _LATIN.fullmatch(line.body, at) if line.body[at:].lstrip("-*+ ")[:1].isascii() else None
    if latin:
        note = latin["note"] or ""
        person = person_of(text, line, latin.start("name"), latin["name"] + note, latin["belongs"], state)
        return [person] if person else []
    line, state = _each(line, at, state)
    parts = split_outside(line.body[at:])
    posted = shared_units(parts) if len(parts) > 1 else {}
    if not posted and names_posts_only(parts) and not any(stands_in_body(bare(part)) for part in parts):
        return []
    several = len(parts) > 1 and (posted or sum(_is_entry(part) for part in parts) >= 0.6 * len(parts))
    if several or _group_of(parts[0]) or state.body or body_within(line.body[at:], state.group):
        return _enumerated(text, line, at, state, posted)
    return (
        of_unit(text, line, at, state)
        or behind_unit(text, line, at, line.body[at:], state)
        or side_by_side(text, line, at, state)
        or with_roles(text, line, at, state)
        or posted_alone(text, line, at, state)
        or _led(text, line, at, state)
        or _columns(text, line, at, state, edge)
    )


def shared_role(body: str) -> str | None:
    """Return the role that all of an enumeration's people bear, as its end says: 例田　進、仮野　幸　各委員; or None."""
    found = _EACH.search(body) if "各" in body else None
    return found["role"] if found and group_word(found["role"]) else None


def _each(line: Line, at: int, state: State) -> tuple[Line, State]:
    """Take the role that all of a line's people bear off its end: 例田　進、仮野　幸　各委員."""
    found = _EACH.search(line.body, at) if "各" in line.body else None
    if found is None or group_word(found["role"]) is None:
        return line, state
    # (学外委員) 例田、仮野の各委員: the group that is named says more
    narrower = state.group is not None and state.group.endswith(found["role"])
    return line._replace(body=line.body[: found.start()]), state if narrower else replace(state, group=found["role"])


def _is_entry(part: str) -> bool:
    words = bare(part)
    last = part.rsplit(maxsplit=1)[-1] if part.strip() else ""
    return (
        (len(words) <= 14 and not AFFILIATION.search(words))
        or bears_role(words)  # 西村会長
        or bool(NESTED.fullmatch(part.strip()))
        or _group_of(part) is not None
        or is_posted(words)
        or is_posted(last)
        or lead_of(part) is not None
        or _with_post(part) is not None
    )


def _led(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Read one name behind a post or an organisation."""
    person = _behind_lead(text, line, at, line.body[at:], state)
    return [person] if person else []


def _behind_lead(text: Text, line: Line, at: int, words: str, state: State) -> Attendee | None:
    begin = lead_of(without_others(words))
    if begin is None:
        return None
    name = without_others(words)[begin:]
    person = person_of(text, line, at + begin, name, None, state)
    post = re.sub(r"\s+", " ", words[:begin]).strip()
    if person and (held := held_role(post)):
        return with_post(replace(person, group=held[0]), held[1]) if held[1] else replace(person, group=held[0])
    if person and " " not in post and ends_in_title(post):
        return with_post(person, post)
    return with_affiliation(person, post) if person else None


def _enumerated(text: Text, line: Line, at: int, state: State, posted: dict[str, Posted]) -> list[Attendee]:
    """Several names in one line: 見本大樹、雛形さくら、丁野一茶(代理出席:庚山つむぎ); an organisation before the first holds for the others."""
    if companies := of_companies(text, line, at, state):
        return companies
    people: list[Attendee] = []
    offset, organisation, unit = at, None, state.body or ""
    for whole in split_outside(line.body[at:]):
        body = body_within(whole, state.group)
        unit, state.body = (body[0], body[0]) if body else (unit, state.body)
        lead, state = (body[1], state) if body else _led_by_group(whole, state)
        offset, part = offset + lead, whole[lead:]
        if inside := _group_of(part):
            begin = offset + part.index("(") + 1
            within = line._replace(body=line.body[: offset + part.rindex(")")])
            people += people_of(text, within, begin, replace(state, group=inside))
            offset += len(part) + 1
            continue
        if together := _ALIKE.fullmatch(part):
            people += of_one_place(text, line, offset, together, state)
            offset += len(part) + 1
            continue
        if several := behind_unit(text, line, offset, part, state):
            people, unit = [*people, *several], several[-1].organisation or unit
            offset += len(part) + 1
            continue
        lead = len(part) - len(part.lstrip())
        words = without_others(part.strip())
        led = _behind_lead(text, line, offset + lead, words, state)
        organisation = (led.organisation if led.position is None else None) if led else organisation
        behind = _with_post(words) if led is None else None
        known = posted.get(_NOTES.sub("", words))
        if behind is not None:
            post = words[behind:].strip()
            person = person_of(text, line, offset + lead, words[:behind].rstrip(), post, state)
        elif known:
            person = person_of(text, line, offset + lead, known.name, None, state)
            person = person and replace(person, affiliation=known.post, position=known.post)
        else:
            person = led or posted_person(text, line, offset + lead, words, state)
            unit = person.organisation or unit if person and not led and " " in words else unit
            if person and not led and unit and person.affiliation == person.position:
                person = in_unit(person, unit)
            person = person or marked_person(text, line, offset + lead, words, state)
            person = with_affiliation(person, state.body) if person and state.body and not person.affiliation else person
        if person and (honorific(bare(words)) or not _names_body(person.name)):
            people.append(person if led or not organisation else with_affiliation(person, organisation))
        offset += len(part) + 1
    return people


def _led_by_group(part: str, state: State) -> tuple[int, State]:
    """Return where a part's name begins behind a group, and what holds from there on: (委員)例田、仮野、(オンライン)雛形、市:見本課長."""
    led = _ENCLOSED.match(part)
    group = group_word(led["group"] or led["before"]) if led else None
    online = bool(led and led["group"] and ONLINE.search(led["group"]))
    if led is None or not (group or online):
        return 0, state
    return led.end(), replace(state, group=group or state.group, online=online or state.online)


def _names_body(name: str) -> bool:
    """Whether what stands in the place of a name is a body or one of its units; 阿部, 田所 and 古仁所 are surnames."""
    if is_listed_surname(name):
        return False
    short = len(name) == 2 and name not in _UNITS
    return bool(AFFILIATION.search(name)) or (not short and bool(_BODY_ENDS.search(name)))


def _group_of(part: str) -> str | None:
    """Return the group whose people stand in brackets behind it: 事務局(例田課長、仮野主査), or None."""
    found = _GROUP.fullmatch(part.strip()) if "(" in part else None
    return group_word(found["group"]) if found else None


def _with_post(words: str) -> int | None:
    """Return where the post begins behind a whole name or a listed surname: 例田　進　理事, or None where something else stands there."""
    tokens = list(_WORD.finditer(words))
    if len(tokens) == 2 and is_surname(tokens[0].group()) and ends_in_title(tokens[1].group()) and is_lead(tokens[1].group()):
        return tokens[1].start()  # 江連　非常通信室長
    if not 3 <= len(tokens) <= _POSTS:
        return None
    *others, last = [token.group() for token in tokens]
    if not (ends_in_title(_NOTES.sub("", last)) or group_word(last)) or not all(map(NAME_PART.match, others[:2])):
        return None
    if len("".join(others[:2])) > _LONGEST or any(is_lead(word) or group_word(word) for word in others[:2]):
        return None
    return tokens[2].start() if all(map(is_lead, others[2:])) else None


def _columns(text: Text, line: Line, at: int, state: State, edge: int | None) -> list[Attendee]:
    """Names and affiliations set apart by space, one person or several a line."""
    people = []
    number = _NUMBER.match(line.body[at:])
    offset = at + (number.end() if number else 0)
    while offset < len(line.body):
        found = _up_to(line.body, offset, edge) or _take_person(line.body, offset)
        if found is None:
            break
        name_end, affiliation_end = found
        words = line.body[name_end:affiliation_end].strip()
        person = person_of(text, line, offset, line.body[offset:name_end], words or None, state)
        if person:
            people.append(person)
        offset = affiliation_end
        while offset < len(line.body) and line.body[offset].isspace():
            offset += 1
    return people


def _up_to(body: str, at: int, edge: int | None) -> tuple[int, int] | None:
    """Return where a name ends that fills the line up to the column of affiliations, or None where something else does."""
    if edge is None or edge <= at:
        return None
    name = bare(body[at:edge])
    return (edge, len(body)) if NAME_PART.match(name) and len(name) >= 2 else None


def _take_person(body: str, at: int) -> tuple[int, int] | None:
    """Return where the name that begins at `at` ends and where its affiliation ends, or None where no name stands there."""
    end = name_end(body, at)
    if end is None:
        return None
    after = _INSIDE.match(body, end)
    if after and AFFILIATION.search(after["inside"]):
        behind = _BEHIND.match(body, after.end())
        return end, behind.end() if behind else after.end()
    return _column_end(body, end) or (end, len(body))


def _column_end(body: str, end: int) -> tuple[int, int] | None:
    """Return the end of a name that nothing but other names follow, set apart by wide gaps: 例田　太郎　　仮野　次郎."""
    if not _WIDE_GAP.match(body, end):
        return None
    rest = _WIDE_GAP.split(body[end:].strip())
    names = all(_IN_TWO.fullmatch(cell) and is_whole_name(cell) for cell in rest)
    return (end, end) if names else None
