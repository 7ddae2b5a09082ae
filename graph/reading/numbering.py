"""List marks and numbers that Word keeps apart from a paragraph's words."""

import re
from dataclasses import dataclass, replace

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KANJI = "〇一二三四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CYCLES = {
    "aiueo": _AIUEO,
    "aiueoFullWidth": _AIUEO,
    "iroha": _IROHA,
    "irohaFullWidth": _IROHA,
    "upperLetter": _LATIN,
    "lowerLetter": _LATIN.lower(),
}
_DEPTH = 9


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list as a paragraph names it: lists of one `abstract` definition count on together, but for levels that begin anew."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


class Numbering:
    """Knows what stands before each paragraph of a list, and how deep a heading is; counts as the document goes on."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {} if numbering is None else _lists(numbering)
        self._styles = (
            {} if styles is None else {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
        )
        self._counts: dict[str, list[int]] = {}

    def lead(self, paragraph: etree._Element) -> str:
        """Return what Word prints before the paragraph's words: hashes for a heading, a mark or number for a list item."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        chain = [properties, *self._inherited(_value(properties, "pStyle"))]
        mark = self._mark(chain)
        depth = next((level for level in map(self._outline, chain) if level is not None), None)
        return "#" * (depth + 1) + " " + mark.strip() if depth is not None and depth < 6 else mark

    def _inherited(self, style: str | None) -> list[etree._Element]:
        """Return the paragraph properties of a style and of those it is based on."""
        found: list[etree._Element] = []
        for _ in range(_DEPTH):
            element = self._styles.get(style) if style else None
            if element is None:
                break
            properties = element.find(f"{_W}pPr")
            if properties is not None:
                found.append(properties)
            style = _value(element, "basedOn")
        return found

    @staticmethod
    def _outline(properties: etree._Element) -> int | None:
        level = number(_value(properties, "outlineLvl"), _DEPTH)
        return level if level < _DEPTH else None

    def _mark(self, chain: list[etree._Element]) -> str:
        name, depth = None, 0
        for properties in chain:
            listed = properties.find(f"{_W}numPr")
            if listed is not None and name is None:
                name = _value(listed, "numId")
                depth = min(number(_value(listed, "ilvl"), 0), _DEPTH - 1)
        found = self._lists.get(name or "")
        level = None if found is None else found.levels.get(depth)
        return "" if found is None or level is None else "  " * depth + self._count(found, level, depth)

    def _count(self, found: _List, level: _Level, depth: int) -> str:
        levels = found.levels
        counts = self._counts.setdefault(found.abstract, [0] * _DEPTH)
        if depth in found.restarts:
            counts[depth] = found.restarts.pop(depth) - 1
            level = replace(level, start=counts[depth] + 1)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_DEPTH - depth - 1)
        if level.format == "none":
            return ""
        if level.format == "bullet":
            return _bullet(level.text) + " "
        text = level.text
        for place in range(depth + 1):
            known = levels.get(place, level)
            text = text.replace(f"%{place + 1}", _numeral(known.format, counts[place] or known.start))
        return text + " " if text else ""


def _lists(numbering: etree._Element) -> dict[str, _List]:
    """Return for each list number its shared definition, with what it sets otherwise."""
    abstract = {
        definition.get(f"{_W}abstractNumId", ""): _levels(definition)
        for definition in numbering.iter(f"{_W}abstractNum")
    }
    found = {}
    for listed in numbering.iter(f"{_W}num"):
        name = _value(listed, "abstractNumId") or ""
        if name in abstract:
            restarts = {
                number(override.get(f"{_W}ilvl"), 0): number(_value(override, "startOverride"), 1)
                for override in listed.iterchildren(f"{_W}lvlOverride")
                if _value(override, "startOverride")
            }
            found[listed.get(f"{_W}numId", "")] = _List(name, abstract[name] | _levels(listed), restarts)
    return found


def _levels(definition: etree._Element) -> dict[int, _Level]:
    return {
        number(level.get(f"{_W}ilvl"), 0): _Level(
            _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", number(_value(level, "start"), 1)
        )
        for level in definition.iter(f"{_W}lvl")
    }


def number(value: str | None, default: int) -> int:
    """Return a number that an attribute gives, or the default where it gives none that Word would write."""
    return int(value) if value and re.fullmatch(r"[0-9]{1,6}", value) else default


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _bullet(text: str) -> str:
    """Return a bullet as a character of its own: symbol fonts keep theirs in the private use area."""
    return "・" if not text or "\ue000" <= text[0] <= "\uf8ff" else text[0]


def _numeral(style: str, count: int) -> str:
    """Return a number as a list prints it: 3, ３, ③, 三, ウ, ハ, c, iii."""
    if style in _CYCLES:
        letters = _CYCLES[style]
        return letters[(count - 1) % len(letters)]
    if style == "decimalFullWidth":
        return str(count).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    if style == "decimalEnclosedCircle" and count <= 20:
        return chr(0x245F + count)
    if (
        style in {"japaneseCounting", "ideographDigital", "japaneseDigitalTenThousand", "chineseCounting"}
        and count < 100
    ):
        return _kanji(count)
    if style in {"upperRoman", "lowerRoman"}:
        return _roman(count) if style == "upperRoman" else _roman(count).lower()
    return str(count)


def _kanji(count: int) -> str:
    tens, ones = divmod(count, 10)
    return ("" if tens <= 1 else _KANJI[tens]) + ("十" if tens else "") + (_KANJI[ones] if ones or not tens else "")


def _roman(count: int) -> str:
    text = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while count >= value and len(text) < 40:
            text += letters
            count -= value
    return text
