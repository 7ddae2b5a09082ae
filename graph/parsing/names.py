"""Where names begin and end on a line: parts set apart by space or letter by letter, several names side by side."""

import re
from functools import lru_cache
from itertools import islice

from graph.parsing.affiliation import ends_in_title
from graph.parsing.leads import SAME_UNIT, is_lead
from graph.parsing.lines import squeeze
from graph.parsing.people import AFFILIATION, bears_role, honorific, without_honorific
from graph.parsing.roles import group_word

NAME_PART = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff\U00020000-\U0003ffff]{1,7}$")
WHOLE_NAME = re.compile(
    r"^[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}\s+[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}$|^[A-Z][a-z]+\s+[A-Z][A-Za-z]+$"
)
_SURNAME, _GIVEN = 3, 3  # characters of its parts where letters are set apart
_NO_LETTERS = frozenset("他外等計同代欠氏君様")
_ROLED = 11  # characters of a name with a role right behind it
_PARTS = 12  # words of a name that are looked at
_BODY = re.compile(r".{2,}[省庁]$")
_PUBLIC = re.compile(r".{1,5}[都道府県市区町村]$")
_SECTION = re.compile(r".+[局部課室係]$")
_CUT = re.compile(r"[(〔\[※*★☆]")
_HANDLE = re.compile(r"[A-Za-z][\w.-]*")
_SIGNED = re.compile(r"^[※*★☆◎○●△▲]")
_CELL = re.compile(r"\S+(?:[ \u3000]\S+)*")
_NOTED = re.compile(r"[※*★☆◎○●△▲]?\s?(?P<name>[^()]+?)\s?(?:\([^()]{1,16}\))?")
_WORD = re.compile(r"\S+")


def cells_of_names(body: str, at: int) -> list[tuple[int, int]]:
    """Return where the names of a line begin and end that nothing but names fill, set apart by wide gaps: 例田　進(会長)　　仮野　幸."""
    cells = [(found.start() + at, found.end() + at) for found in _CELL.finditer(body[at:])]
    if len(cells) < 2 or not all(is_whole_name(body[begin:end]) for begin, end in reversed(cells)):
        return []  # an affiliation is the last cell, where there is one
    return cells


def pairs_of_names(body: str, at: int) -> list[tuple[int, int]]:
    """Return where three or more names begin and end whose parts are set apart like the names themselves: ◎例田　進　○仮野　幸　見本　学."""
    words = list(_WORD.finditer(body, at))
    if len(words) < 6 or len(words) % 2:
        return []
    first = [_SIGNED.sub("", found.group()) for found in words[::2]]
    second = [found.group() for found in words[1::2]]
    parts = [*first, *second]
    if not all(NAME_PART.match(part) and len(part) <= 4 for part in parts) or any(
        AFFILIATION.search(part) or group_word(part) or ends_in_title(part) for part in parts
    ):
        return []
    return [(one.start(), other.end()) for one, other in zip(words[::2], words[1::2], strict=True)]


def is_whole_name(cell: str) -> bool:
    """Say whether a cell holds a surname and a given name, and at most a short note in brackets."""
    name = _NOTED.fullmatch(cell) if " " in cell or "\u3000" in cell else None
    if name is None or not WHOLE_NAME.match(name["name"]) or len(squeeze(name["name"])) < 3:
        return False
    words = name["name"].split()
    return not any(
        AFFILIATION.search(word) or group_word(word) or (len(word) > 1 and ends_in_title(word)) for word in words
    )


def _letters_go_on(tokens: list[tuple[int, int]], index: int, part: str) -> bool:
    """Whether a part is a letter of a given name that is set letter by letter behind a surname that is not: 箕輪田　佳　苗."""
    begin, end = tokens[0]
    letters = all(stop - start == 1 for start, stop in tokens[1:index])
    return letters and len(part) == 1 and part not in _NO_LETTERS and end - begin <= _SURNAME and index <= _GIVEN


@lru_cache(maxsize=1024)
def name_end(body: str, at: int) -> int | None:
    """Return where the name ends that begins at `at`, or None: its parts may be set apart letter by letter, affiliations close it."""
    count, end = 0, None
    tokens = [found.span() for found in islice(_WORD.finditer(body, at), _PARTS)]
    for index, (start, stop) in enumerate(tokens):
        closing = _CUT.search(body, start, stop)
        token = body[start : closing.start() if closing else stop]
        part = without_honorific(token)
        if end is not None and honorific(f"_{token}") == token:
            return start + len(token)  # 例田 進 氏(例田大学)
        if index == 0 and (
            _BODY.match(part)
            or SAME_UNIT.fullmatch(part) or (_PUBLIC.match(part) and len(tokens) > 1 and _SECTION.match(body[slice(*tokens[1])]))
        ):
            break  # 例田省　例政局, 見本市　企画課: who is named is a body
        if not part or (not NAME_PART.match(part) and not (index == 0 and (_HANDLE.fullmatch(part) or (len(part) <= _ROLED and bears_role(part))))):
            break
        if end is not None and (
            count + len(part) > 8
            or (count >= 4 and len(part) > 3)
            or (index >= 1 and (AFFILIATION.search(part) or (len(token) > 1 and group_word(token))))
        ):
            break
        if index >= 2 and len(part) > 2 and (_PUBLIC.match(part) or is_lead(part)):
            break  # 例田　恵　　羽根田市　副市長, 例田　恵　見本銀行
        if index >= 2 and not (count <= index + 1 and len(part) <= 4) and not _letters_go_on(tokens, index, part):
            break
        count, end = count + len(part), start + len(token)
        if closing:
            break
    return end
