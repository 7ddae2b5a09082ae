"""Lines that say when a meeting opened, rested or closed: `午前10時00分開会`, `〇午後２時５０分再開`, `午前十一時二十四分散会`."""

import re
from typing import NamedTuple

from graph.parsing.dates import find_date, find_times
from graph.parsing.lines import squeeze

_EVENT = re.compile(
    r"^[(〔\[○〇◯●◎・\s―—─-]*(?P<date>(?:令和|平成|昭和).{2,24}?日\s*(?:\([月火水木金土日](?:曜日?)?\))?\s*)?"
    r"(?P<label>(?:開\s*会|開\s*議|閉\s*会|散\s*会|休\s*憩|再\s*開|延\s*会)(?:時刻|時間|日時)?\s*[:(]?\s*)?"
    r"(?P<time>(?:午前|午後|正午)?\s*(?:[\d一二三四五六七八九十〇零]{1,3}\s*時(?:\s*[\d一二三四五六七八九十〇]{1,3}\s*分|\s*半)?|[\d]{1,2}\s*:\s*\d{2})|正午)\s*(?:に|より|から)?\s*"
    r"(?P<event>開\s*会(?:\s*[・、]?\s*開\s*議)?|開\s*議|散\s*会|閉\s*会|閉\s*議|延\s*会|休\s*憩|再\s*開|開始|終了|流\s*会)?\s*[)〕\]]?$"
)


class Moment(NamedTuple):
    """A time of the day, what happened then (start, end, pause; empty where the line does not say), and the date beside it."""

    time: str
    kind: str
    date: str | None


def moment_of(body: str) -> Moment | None:
    """Return the moment that a whole line states, or None."""
    if len(body) > 60 or ("時" not in body and ":" not in body and "正午" not in body):
        return None
    found = _EVENT.match(body)
    if not found or not (found["event"] or found["label"]):
        return None
    times = find_times(found["time"])
    if not times:
        return None
    date = find_date(found["date"]) if found["date"] else None
    return Moment(times[0], _kind(squeeze(found["event"] or found["label"])), date[0] if date else None)


def _kind(event: str) -> str:
    if event.startswith(("開会", "開議", "開始")):
        return "start"
    return "end" if event.startswith(("散会", "閉会", "閉議", "延会", "終了", "流会")) else "pause"
