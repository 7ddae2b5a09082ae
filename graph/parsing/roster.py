"""Attendance lists as assemblies print them: seat numbers, names with 君, posts before names, letters set apart, several people a line."""

import re
from itertools import takewhile
from typing import NamedTuple

from graph.parsing.affiliation import ends_in_title, is_title
from graph.parsing.leads import is_lead
from graph.parsing.lines import squeeze
from graph.parsing.people import AFFILIATION, bare, without_honorific
from graph.parsing.roles import group_word
from graph.parsing.surnames import is_listed_name

_SEAT = re.compile(r"(?:(?<=\s)|^)(?:議席)?(?:\d{1,3}|[一二三四五六七八九十百]{1,5})\s*番\s*(?:議員|委員)?\s*")
_HONOURED = re.compile(r"(?:君|氏)(?=[\s、,(※]|$)")
_CELL = re.compile(r"\S+(?:[ \u3000]\S+)*")
_NAME = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff\U00020000-\U0003ffff]{2,9}$")
_WORD = re.compile(r"\S+")
_NO_POST = re.compile(r"[:、。]")
_PARENTHESES = re.compile(r"\([^()]*\)$")


MEMBER = re.compile(
    r"(?!監査|教育|専門|臨時|民生|推進|運営|選挙管理|農業|特別|常任|協議|審議|担当|児童|主任|公募|学識|評価|総務|公平|人権擁護)"
    r"[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff]{2,5}(?:委員|構成員|議員|氏|様|さん|君)"
)
"""A surname and an honorific that fill a line."""
_CHAIR = re.compile(r"(?!町内|自治|連合|老人|婦人|同窓|後援|振興|父母|商工|保護者)[\u3400-\u9fff々ヶ]{1,3}(?:副?会長|副?座長|副?委員長)")
_SEVERAL = frozenset(("委員", "構成員", "理事", "オブザーバー", "議員", "幹事", "専門委員", "臨時委員"))


class Entry(NamedTuple):
    """A person of a line: where the name begins, its words, and what stands before it (a role or a post)."""

    at: int
    name: str
    before: str


class Roster(NamedTuple):
    """What one line says: its people, and the words of a post whose name stands on a line below."""

    people: list[Entry]
    pending: str


def roster_of(body: str, pending: list[str], *, awaits: bool = False) -> Roster | None:
    """Return what a line says if it is set like an assembly's list, else None.

    `pending` are posts above it that still wait for a name, `awaits` says that the line below is a name alone.
    """
    seats = list(_SEAT.finditer(body)) if "番" in body else []
    if seats and seats[0].start() == 0:
        return _seated(body, seats)
    if len(seats) == 1 and (role := group_word(body[: seats[0].start()])) and _is_name(body[seats[0].end() :]):
        return Roster([Entry(seats[0].end(), body[seats[0].end() :], role)], "")  # 会長 10番 例田 進
    if seats and "君" in body and (roles := _seated_by_role(body)) is not None:
        return roles
    if ("君" in body or "氏" in body) and _HONOURED.search(body):
        return _honoured(body)
    return _posts(body, pending, awaits=awaits)


def _seated(body: str, seats: list[re.Match[str]]) -> Roster | None:
    """Read `１番　後　藤　さちこ　　２番　…`."""
    people = []
    for seat, following in zip(seats, [*seats[1:], None], strict=True):
        words = body[seat.end() : following.start() if following else len(body)].rstrip()
        enclosed = re.fullmatch(r"\((?P<name>[^()]+)\)", words)
        at = seat.end() + (1 if enclosed else 0)
        name = enclosed["name"] if enclosed else words
        if not _is_name(_PARENTHESES.sub("", name)):
            return None
        people.append(Entry(at, name, ""))
    return Roster(people, "")


def _seated_by_role(body: str) -> Roster | None:
    """Read `委員長　１０番　例田　進　君　　副委員長　３番　…`: a role before some seats, each name ends in 君."""
    people, at = [], 0
    for found in _HONOURED.finditer(body):
        seat = _SEAT.search(body, at, found.end())
        role = squeeze(body[at : seat.start()]) if seat else ""
        if seat is None or (role and group_word(role) is None) or not _is_name(body[seat.end() : found.end()]):
            return None
        people.append(Entry(seat.end(), body[seat.end() : found.end()], role))
        at = found.end()
    return Roster(people, "") if people and not body[at:].strip() else None


def _honoured(body: str) -> Roster | None:
    """Read `理事　井野　俊郎君　理事　…` and `知事猪瀬　直樹君`: each name ends in 君."""
    people, at = [], 0
    for found in _HONOURED.finditer(body):
        words = body[at : found.end()]
        lead = len(words) - len(words.lstrip(" \t\u3000、,"))
        entry = _with_post(words[lead:], at + lead)
        if entry is None:
            return None
        people.append(entry)
        at = found.end()
    rest = body[at:].strip(" \u3000、,")
    belongs = rest.startswith("(") and (AFFILIATION.search(rest) or ends_in_title(rest.strip("()")))  # 例田 進 氏(例田大学 教授)
    return Roster(people, "") if not rest or (rest.startswith(("(", "※")) and not belongs) else None


def _with_post(words: str, at: int) -> Entry | None:
    """Split a post and the name behind it: 財務局長 | 中井敬三君, 委員長 | 棚橋 泰文君."""
    tokens = [(found.start(), found.group()) for found in _WORD.finditer(words)]
    splits: list[Entry] = []
    for count in range(min(5, len(tokens) - 1), 0, -1):
        start = tokens[-count][0]
        before = words[:start].strip()
        if _is_name(words[start:]) and (_is_post(before) or group_word(before) or before.endswith(")")):
            splits.append(Entry(at + start, words[start:], before))
    if splits:
        return splits[0] if len(splits) == 1 else max(splits, key=_sureness)
    glued = _glued(words)
    if glued:
        return Entry(at + glued, words[glued:], words[:glued].strip())
    return Entry(at, words, "") if _is_name(words) else None


def _sureness(entry: Entry) -> tuple[bool, int]:
    """Return whether the name is one that the dictionary lists, and how long the role or title before it is: 委員長|関実, no 委員|長関実."""
    role = squeeze(entry.before)
    return is_listed_name(without_honorific(bare(entry.name))), len(role) if group_word(role) or is_title(role) else 0


def _glued(words: str) -> int | None:
    """Return where the name begins in words that set a post and a surname without space between them: 知事|猪瀬　直樹君."""
    first = re.split(r"\s", words, maxsplit=1)[0]
    ends = [end for end in range(len(first) - 1, 1, -1) if _is_name(words[end:])]
    return next((end for end in ends if ends_in_title(first[:end])), None) or next(
        (end for end in ends if first[end - 1] == "長"), None
    )


def _posts(body: str, pending: list[str], *, awaits: bool) -> Roster | None:
    """Read `区　長　　　青　木　英　二　　副区長　　　…`, a post alone, and a name alone below a post."""
    if not pending and not _opens_with_post(body):
        return None
    pairs = _pairs(body)
    if pairs:
        return Roster(pairs, "")
    cells = [part for found in _CELL.finditer(body) for part in _parted(found.start(), found.group())]
    cells = _merged(cells)
    people: list[Entry] = []
    post = ""
    index = 0
    while index < len(cells):
        at, words = cells[index]
        taken, name = _name_cells(cells, index) if post or (pending and not people) else (0, "")
        if taken:
            people.append(Entry(at, name, post))
            post, index = "", index + taken
        elif not post and (
            _is_post(words)
            or (people and group_word(words))
            or (words.startswith("(") and words.endswith(")") and (pending or index))
        ):
            post, index = words, index + 1
        else:
            return None
    apart = not post or group_word(post) is not None or len(cells) > 1 or " " in post
    if (people and post and not (awaits and people[0].before)) or (not people and apart):
        return None
    return Roster(people, post)


def _opens_with_post(body: str) -> bool:
    """Whether the first word may be a role, a post or a letter of one: nothing else opens a line where no post waits for its name."""
    first = body.split(maxsplit=1)[0]
    return len(first) == 1 or is_lead(first) or _is_lead(first)


def _merged(cells: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Join the letters of a post that is stretched over its column: 町　　　長, 副　　町　　長."""
    merged: list[tuple[int, str]] = []
    index = 0
    while index < len(cells):
        at, words = cells[index]
        letters = "".join(takewhile(lambda word: len(word) == 1, (word for _, word in cells[index:])))
        ends = (end for end in range(len(letters), 1, -1) if ends_in_title(letters[:end]) or group_word(letters[:end]))
        taken = next(ends, 1)
        merged.append((at, letters[:taken] if taken > 1 else words))
        index += taken
    return merged


def _pairs(body: str) -> list[Entry]:
    """Read `委員長　例田太郎　副委員長　仮野花子` and `委　員　見本進　雛形次郎　甲野さくら`: whole names behind a role or post."""
    tokens = [(found.start(), found.group()) for found in _WORD.finditer(body)]
    tokens = _merged(tokens) if len(tokens) >= 3 else []
    if len(tokens) < 3 or not _is_lead(tokens[0][1]):
        return []
    people: list[Entry] = []
    lead, waiting = "", False
    for at, words in tokens:
        if _is_lead(words):
            if waiting:
                return []
            lead, waiting = words, True
        elif 3 <= len(words) <= 7 and _is_name(words):
            people.append(Entry(at, words, lead))
            waiting = False
        else:
            return []
    one = len(people) == 2 and len({person.before for person in people}) == 1 and _is_one_name(people)
    return people if not waiting and len(people) >= 2 and not one else []


def _is_one_name(people: list[Entry]) -> bool:
    """Whether two words behind one post are the surname and the given name of one person: 監事　伊勢谷　たか子."""
    first, second = people
    if len(first.name) + len(second.name) > 7:
        return False
    kana = re.fullmatch(r"[\u3041-\u309f\u30a1-\u30ff]+", second.name)
    apart = second.at - first.at - len(first.name) < first.at - len(first.before)
    return bool(kana) or apart or group_word(first.before) not in _SEVERAL


def _is_lead(words: str) -> bool:
    return group_word(words) is not None or _is_post(words)


def _parted(at: int, cell: str) -> list[tuple[int, str]]:
    """Part a post from the name that stands one space behind it: 競輪事業部長　扇　谷　圭　一."""
    tokens = list(_WORD.finditer(cell))
    for token in tokens[1:]:
        before, name = cell[: token.start()].rstrip(), cell[token.start() :]
        whole = sum(len(part) > 1 for part in name.split()) <= 2
        posts = any(len(part) > 1 and _is_post(part) for part in name.split())  # 課長　例田　同主幹　仮野
        if _is_post(before) and (len(before) >= 3 or (whole and ends_in_title(before))) and _is_name(name) and not posts:
            return [(at, before), (at + token.start(), name)]
    return [(at, cell)]


def _name_cells(cells: list[tuple[int, str]], index: int) -> tuple[int, str]:
    """Return how many cells from `index` make up one name, and the name; (0, "") where none stands there."""
    for count in (3, 2, 1):
        if index + count > len(cells):
            continue
        words = "\u3000".join(cell for _, cell in cells[index : index + count])
        if not _is_name(_PARENTHESES.sub("", words)) or any(
            _is_post(cell) or group_word(cell) for _, cell in cells[index : index + count]
        ):
            continue
        letters = any(_in_letters(cell) for _, cell in cells[index : index + count])
        if count == 1 or (letters and len(squeeze(words)) <= 6):
            return count, words
    return 0, ""


def _in_letters(cell: str) -> bool:
    return all(len(part) == 1 for part in cell.split())


def _is_name(words: str) -> bool:
    name = squeeze(without_honorific(words.strip()))
    return bool(_NAME.match(name)) and not AFFILIATION.search(name)


def _is_post(words: str) -> bool:
    parts = words.split()
    if len(parts) > 1 and any(len(part) > 1 for part in parts):
        return all(map(is_lead, parts)) and ends_in_title(parts[-1])
    word = "".join(parts)
    behind = _PARENTHESES.search(word)
    if behind and (AFFILIATION.search(behind.group()) or ends_in_title(behind.group()[1:-1])):
        return False  # 例田主査(例田大学教授): who belongs somewhere is a person
    bare = _PARENTHESES.sub("", word)
    member = bare.lstrip("・") if behind else ""
    if MEMBER.fullmatch(member) or _CHAIR.fullmatch(member):
        return False  # ・仮野委員(建築士会)
    return len(word) >= 2 and (bare.endswith("長") or ends_in_title(bare)) and not _NO_POST.search(word)
