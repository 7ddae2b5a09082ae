"""Dates and times as minutes write them: eras with any digits, ISO, slashes; 午後２時, 13:00～15:00."""

import datetime as dt
import re

from graph.parsing.lines import squeeze

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMBER = r"(?:\d(?:\s?\d){1,3}(?=\s*[年月日])|\d{1,4}|[〇零一二三四五六七八九十百千]+|元)"
_DATE = re.compile(
    rf"(?:(?P<era>令\s*和|平\s*成|昭\s*和|(?<![A-Za-z])[RHS](?=\s*\d))\s*(?P<year>{_NUMBER})|(?P<western>\d{{4}}|[一二][〇零一二三四五六七八九]{{3}}))"
    rf"(?:\s*\(\s*(?:\d{{4}}|[^)\d]{{1,4}}\d{{1,2}})\s*年?\s*\))?\s*[年./\-]\s*(?:\(\s*(?:\d{{4}}|[^)\d]{{1,4}}\d{{1,2}})\s*年?\s*\)\s*)?(?P<month>{_NUMBER})\s*[月./\-]\s*(?P<day>{_NUMBER})\s*日?"
)
_TIME = re.compile(
    r"(?P<half>午前|午後|正午|[AaPp]\.?[Mm]\.?)?\s*(?:(?P<hour>\d\s*\d?|[〇零一二三四五六七八九十]+)\s*(?:時\s*(?:(?P<minute>\d\s*\d?|[〇零一二三四五六七八九十]+)\s*分|(?P<thirty>半))?|:\s*(?P<colon>\d\s*\d)|(?=\s*[-~〜]\s*\d{1,2}\s*時))|(?<=正午)())"
)


def number(text: str) -> int | None:
    """Return the number that ASCII or kanji digits say (二十五, 〇八, 元), or None."""
    text = squeeze(text)
    if text == "元":
        return 1
    if text.isdecimal() and text.isascii():
        return int(text)
    if not text or re.search(r"[^〇零一二三四五六七八九十百千]", text):
        return None
    if not re.search(r"[十百千]", text):
        return int(text.translate(_DIGITS))
    total = 0
    for digits, unit in re.findall(r"([一二三四五六七八九]?)([十百千])", text):
        total += int((digits or "一").translate(_DIGITS)) * {"十": 10, "百": 100, "千": 1000}[unit]
    last = re.search(r"[一二三四五六七八九]$", text)
    return total + (int(last.group().translate(_DIGITS)) if last else 0)


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ENGLISH = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s+(?:(?P<after>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def find_date(text: str) -> tuple[str, int, int] | None:
    """Return the first date in NFKC text as ISO with the offsets of its start and end, or None."""
    return _japanese(text) or _english(text)


def _english(text: str) -> tuple[str, int, int] | None:
    """Return the first date that English words write: 10 May 2024, May 10, 2024."""
    found = _ENGLISH.search(text) if "19" in text or "20" in text else None
    day = (found["day"] or found["after"]) if found else None
    if found is None or day is None:
        return None
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    try:
        return dt.date(int(found["year"]), month, int(day)).isoformat(), found.start(), found.end()
    except ValueError:
        return None


def _japanese(text: str) -> tuple[str, int, int] | None:
    for found in _DATE.finditer(text):
        year = _year(found)
        month, day = number(found["month"]), number(found["day"])
        if year is None or month is None or day is None:
            continue
        try:
            return dt.date(year, month, day).isoformat(), found.start(), found.end()
        except ValueError:
            continue
    return None


def _year(found: re.Match[str]) -> int | None:
    if found["western"]:
        return number(found["western"])
    count = number(found["year"])
    return None if count is None else _ERAS[squeeze(found["era"])] + count


def find_times(text: str) -> list[str]:
    """Return the times of the day in NFKC text in their order as HH:MM; a second one without 午前/午後 follows the first's half of the day."""
    times: list[str] = []
    half = ""
    for found in _TIME.finditer(text):
        half = found["half"] or half
        if found["hour"] is None:
            times += ["12:00"] if found["half"] else []  # the empty match right behind 正午 says it again
            continue
        hour = number(found["hour"])
        minute = 30 if found["thirty"] else number(found["minute"] or found["colon"] or "0")
        if hour is None or minute is None:
            continue
        hour = _in_day(hour, half, times)
        if hour <= 24 and minute < 60:
            times.append(f"{hour:02}:{minute:02}")
    return times


def _in_day(hour: int, half: str, before: list[str]) -> int:
    if half == "午後" or half.lower().startswith("p"):
        return hour + 12 if hour < 12 else hour
    if half == "午前" and before and hour < int(before[0][:2]) and hour < 12:
        return hour + 12
    return hour
