"""Names set letter by letter over one width, as print does where names stand below one another: 鷲　巣　健　一　　　安　積　淑　子."""

import re

from graph.parsing.affiliation import ends_in_title
from graph.parsing.lines import squeeze

_SIGNS = "◎○●△▲☆★"
_STRETCHED = re.compile(rf"[{_SIGNS}]?[^\s(){_SIGNS}][^()\t\n]{{5}}[^\s()](?= {{2,}}|$)")
"""A name over seven full-width columns, a mark of the list's before it perhaps."""
_ROW = re.compile(rf"{_STRETCHED.pattern}(?: {{2,}}{_STRETCHED.pattern})*")
_GROUPED = re.compile(rf"(?P<group>[^\s()][^\s():]{{1,11}}) {{3,}}(?P<names>{_ROW.pattern})$")
_SHORT = re.compile(r"\S{1,3}(?: +\S{1,3})*")
"""No part of such a name is longer: 総務課長　　本 is a post and a letter."""
_LISTED = re.compile(r"(?P<group>[^\s():、。\d]{3,10}) {2,}(?P<names>[^\s、。:][^、。:]{1,20}(?:、[^、。:]{2,20})+)")
_NOTE = re.compile(r"\([^()]{1,12}\)")
_LETTERS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff\U00020000-\U0003ffff]{2,6}")


def behind_unknown_group(body: str) -> tuple[str, int] | None:
    """Return the words before stretched names of one width, or before an enumeration, and where these begin, or None.

    市議会議員　　印　南　　　茂　　　各　務　ひろみ; 消費者代表　　例田花子、仮野進.
    """
    if listed := _LISTED.fullmatch(body):
        names = [squeeze(_NOTE.sub("", part)) for part in listed["names"].split("、")]
        plain = all(_LETTERS.fullmatch(name) and not ends_in_title(name) for name in names)
        return (listed["group"], listed.start("names")) if plain and (listed["group"].endswith("代表") or not ends_in_title(listed["group"])) else None
    found = _GROUPED.match(body)
    return (squeeze(found["group"]), found.start("names")) if found and _all_stretched(found["names"]) else None


def _all_stretched(words: str) -> bool:
    """Whether words are names stretched letter by letter to one width, with wider gaps between them."""
    cells = [cell.lstrip(_SIGNS) for cell in _STRETCHED.findall(words)]
    return bool(_ROW.fullmatch(words)) and all(" " in cell and _SHORT.fullmatch(cell) and _names(squeeze(cell)) for cell in cells)


def _names(word: str) -> bool:
    return bool(_LETTERS.fullmatch(word)) and not ends_in_title(word)


def stretched_names(body: str, at: int) -> list[tuple[int, int]]:
    """Return where the names of a line begin and end that are set letter by letter, all to one width: 鷲　巣　健　一　　　安　積　淑　子."""
    return [(at + cell.start(), at + cell.end()) for cell in _STRETCHED.finditer(body[at:])] if _all_stretched(body[at:]) else []
