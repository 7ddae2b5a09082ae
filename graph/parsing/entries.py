"""Splits one line of an attendance list into its people: names set apart by commas, by columns or letter by letter."""

import re
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title, names_own_body
from graph.parsing.enumerations import split_outside
from graph.parsing.groups import body_within
from graph.parsing.leads import is_lead, lead_of, without_others
from graph.parsing.lines import Line
from graph.parsing.marks import signs_before
from graph.parsing.names import NAME_PART, WHOLE_NAME, cells_of_names, name_end, pairs_of_names
from graph.parsing.offices import is_office
from graph.parsing.people import (
    AFFILIATION,
    ONLINE,
    State,
    bare,
    honorific,
    person_of,
    taking_part,
    with_affiliation,
    with_post,
)
from graph.parsing.posted import (
    behind_unit,
    holds,
    in_unit,
    is_posted,
    of_unit,
    posted_person,
    spaced_out,
    stands_in_body,
)
from graph.parsing.posts import held_role
from graph.parsing.roles import group_word
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
_NESTED = re.compile(r"(?P<name>[^()]{2,14})\((?P<inside>[^()]*\([^()]*\)[^()]*)\)")
_GROUP = re.compile(r"(?P<group>[^()\s]{2,8})\s*\((?P<people>[^()]*[、,][^()]*|[^()]{3,10}[長員事査幹任])\)")
_ENCLOSED = re.compile(r"\s*(?:[(【\[〔<](?P<group>[^()【】\[\]〔〕<>]{2,10})[)】\]〕>]|(?P<before>[^\s:()]{1,10})\s*:)\s*(?=[^\s()])")
_INSIDE = re.compile(r"\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)")

_BEHIND = re.compile(
    r"\s*[※*]?\s*代理(?:出席)?(?:者)?\s*:\s*[^()]+$|(?:\s*(?:\([^()]{1,30}\)|【[^【】]{1,12}】|[※*★☆]\s*[^\s()]{0,12}|代理(?:出席)?[\s:]+[^\s()]{1,5}(?:\s[^\s()]{1,5})?))+$"
)
_ROLED = re.compile(
    r"[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}(?:副?委員長|副?会長|副?座長|座長代理|会長代理|委員長代理|副?部会長|副?議長|委員|構成員|議員|理事|監事)(?:\([^()]*\))?"
)
_FEW = 2  # people
_STROKE = re.compile(r"(?<=\s)/(?=\s)")
_FULL = re.compile(r"[\u3400-\u9fff々ヶ][\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff]{2,5}")
_POINTED = re.compile(r"[\u3400-\u9fff々ヶ]{1,3}(?:・[\u3400-\u9fff々ヶ]{1,3}){2,}")
_PART = re.compile(r"[^、,\s][^、,]*")
_COMPANY = re.compile(r"[\u30a1-\u30ff\u30fcA-Za-z][\u30a1-\u30ff\u30fcA-Za-z0-9&・.\-]+")
_SURNAME = re.compile(r"[\u3400-\u9fff々ヶ]{1,4}")
_LONG_PAIR = 7  # characters
_ALIKE = re.compile(r"\s*(?P<names>[\u3400-\u9fff々]{1,3}(?:・[\u3400-\u9fff々]{1,3})+)\s*(?P<note>\([^()]*\))\s*")


def people_of(text: Text, line: Line, at: int, state: State, edge: int | None = None) -> list[Attendee]:
    """Return the people that a line names from `at` on; `edge` is where the list's column of affiliations begins, if it has one."""
    if behind := _behind_sign(text, line, at, state) or spaced_out(text, line, at, state):
        return behind
    names = stretched_names(line.body, at) or cells_of_names(line.body, at) or pairs_of_names(line.body, at)
    if names:
        people = [_marked(text, line, begin, line.body[begin:end], state) for begin, end in names]
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
        or _side_by_side(text, line, at, state)
        or _with_roles(text, line, at, state)
        or _posted_alone(text, line, at, state)
        or _led(text, line, at, state)
        or _columns(text, line, at, state, edge)
    )


def _behind_sign(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the one person of a line whose belonging stands behind a stroke or a comma, or nothing."""
    beside = _beside_comma(text, line, at, state) if "、" in line.body else None
    return [beside] if beside else _behind_stroke(text, line, at, state)


def _beside_comma(text: Text, line: Line, at: int, state: State) -> Attendee | None:
    """Return the one person of a line whose belonging stands behind a comma: 例田　太郎、架空大学教授."""
    parts = split_outside(line.body[at:])
    if len(parts) != 2 or not WHOLE_NAME.match(parts[0].strip()) or any(map(is_lead, parts[0].split())):
        return None
    belongs = parts[1].strip()
    told = AFFILIATION.search(belongs) and not is_posted(bare(belongs)) and not _ROLED.fullmatch(belongs)
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
    return bool(WHOLE_NAME.match(part.strip()[begin:])) and not AFFILIATION.search(part)


def _with_roles(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the people of a line of nothing but surnames with roles right behind them, or names in full: 例田委員長　仮野副委員長, 例田進　仮野花子."""
    last = line.body.rsplit(maxsplit=1)[-1]
    if not _ROLED.fullmatch(last) and (not _FULL.fullmatch(bare(last)) or ends_in_title(last)):
        return []
    tokens = list(_WORD.finditer(line.body, at))
    words = [token.group() for token in tokens]
    roled = len(words) >= _FEW and all(_ROLED.fullmatch(word) and group_word(word) is None for word in words)
    whole = roled or _in_full([bare(word) for word in words])
    people = [_marked(text, line, token.start(), token.group(), state) for token in tokens] if whole else []
    return [person for person in people if person]


def _side_by_side(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
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


def _posted_alone(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the one person of a line of nothing but a surname with a post right behind it, where a body heads the list: 大宅室長."""
    words = line.body[at:].strip()
    headed = state.group is not None and group_word(state.group) is None
    posted = is_posted(bare(without_others(words))) if headed else holds(bare(without_others(words)))
    if " " in words or not (posted or stands_in_body(words)):
        return []
    person = posted_person(text, line, at, without_others(words), state)
    return [person] if person else []


def _in_full(words: list[str]) -> bool:
    """Whether words are names with nothing between surname and given name: two such words are too long for one person's two."""
    if len(words) < _FEW or not all(_FULL.fullmatch(word) for word in words) or (len(words) == _FEW and len("".join(words)) < _LONG_PAIR):
        return False
    return not any(AFFILIATION.search(word) or group_word(word) or ends_in_title(word) or is_office(word) for word in words)


def _each(line: Line, at: int, state: State) -> tuple[Line, State]:
    """Take the role that all of a line's people bear off its end: 例田　進、仮野　幸　各委員."""
    found = _EACH.search(line.body, at) if "各" in line.body else None
    if found is None or group_word(found["role"]) is None:
        return line, state
    narrower = state.group is not None and state.group.endswith(found["role"])  # (学外委員) 例田、仮野の各委員
    return line._replace(body=line.body[: found.start()]), state if narrower else replace(state, group=found["role"])


def _is_entry(part: str) -> bool:
    words = bare(part)
    last = part.rsplit(maxsplit=1)[-1] if part.strip() else ""
    return (
        (len(words) <= 14 and not AFFILIATION.search(words))
        or bool(_NESTED.fullmatch(part.strip()))
        or _group_of(part) is not None
        or is_posted(words)
        or is_posted(last)
        or lead_of(part) is not None
        or _with_post(part) is not None
    )


def _marked(text: Text, line: Line, at: int, words: str, state: State) -> Attendee | None:
    """Make a person of a name behind the marks that a legend explains: ※例田　進."""
    meanings, begin = signs_before(words, 0, state.marks)
    group, present, online = taking_part(meanings, state)
    own = replace(state, group=group, present=present, online=online)
    nested = _NESTED.fullmatch(words, begin)
    if nested:  # 例田　進(理事(総務担当)・局長)
        return person_of(text, line, at + begin, nested["name"], nested["inside"], own)
    return person_of(text, line, at + begin, words[begin:], None, own)


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
    if companies := _of_companies(text, line, at, state):
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
            people += _alike(text, line, offset, together, state)
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
            person = person or _marked(text, line, offset + lead, words, state)
            person = with_affiliation(person, state.body) if person and state.body and not person.affiliation else person
        if person and (honorific(bare(words)) or not _names_body(person.name)):
            people.append(person if led or not organisation else with_affiliation(person, organisation))
        offset += len(part) + 1
    return people


def _of_companies(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
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


def _alike(text: Text, line: Line, offset: int, found: re.Match[str], state: State) -> list[Attendee]:
    """Return the people whose surnames stand side by side before what holds for all of them: 例田・仮野(見本市)."""
    *others, last = re.finditer(r"[^\s・]+", found["names"])
    whole = person_of(text, line, offset + last.start() + found.start("names"), last.group() + found["note"], None, state)
    people = [person_of(text, line, offset + each.start() + found.start("names"), each.group(), None, state) for each in others]
    if whole is None:
        return []
    held = {field: getattr(whole, field) for field in ("group", "affiliation", "organisation", "position", "online", "present")}
    return [*(replace(person, **held) for person in people if person), whole]


def _led_by_group(part: str, state: State) -> tuple[int, State]:
    """Return where a part's name begins behind a group, and what holds from there on: (委員)例田、仮野、(オンライン)雛形、市:見本課長."""
    led = _ENCLOSED.match(part)
    group = group_word(led["group"] or led["before"]) if led else None
    online = bool(led and led["group"] and ONLINE.search(led["group"]))
    if led is None or not (group or online):
        return 0, state
    return led.end(), replace(state, group=group or state.group, online=online or state.online)


def _names_body(name: str) -> bool:
    """Whether what stands in the place of a name is a body or one of its units; 阿部, 田所 and 小室 are surnames."""
    short = len(name) == 2 and name not in _UNITS
    return bool(AFFILIATION.search(name)) or (not short and bool(_BODY_ENDS.search(name)))


def _group_of(part: str) -> str | None:
    """Return the group whose people stand in brackets behind it: 事務局(例田課長、仮野主査), or None."""
    found = _GROUP.fullmatch(part.strip()) if "(" in part else None
    return group_word(found["group"]) if found else None


def _with_post(words: str) -> int | None:
    """Return where the post begins behind a whole name: 例田　進　理事, or None where something else stands there."""
    tokens = list(_WORD.finditer(words))
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
    names = all(_IN_TWO.fullmatch(cell) and WHOLE_NAME.match(cell) and not AFFILIATION.search(cell) for cell in rest)
    return (end, end) if names else None
