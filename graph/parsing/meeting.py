"""What the header says of the meeting itself: title, series, number, date, times and place."""

import re

from graph.model import Meeting
from graph.parsing.dates import find_date, find_times
from graph.parsing.ledger import Ledger
from graph.parsing.lines import Line
from graph.parsing.moments import moment_of
from graph.parsing.parts import Parts, Section
from graph.parsing.title import body_named_in, body_opened_in, choose_title, join_title, number_of, series_of, weigh
from graph.parsing.told import closed_at, opened_at

_DATE_ONLY = re.compile(
    r"^[(]?(?:令\s*和|平\s*成|昭\s*和|[RHS]\s?\d|(?:19|20)\d{2}\s*[年./-])[^第会]*[\d一二三四五六七八九十]\s*日?\s*(?:[(]\s*[月火水木金土日](?:曜日?)?\s*[)])?[^会]{0,30}[)]?$"
)
_YEAR = re.compile(r"(?:令和|平成|昭和)\s*(?:元|\d{1,2}|[一二三四五六七八九十]{1,3})\s*年|(?:19|20)\d{2}\s*年")
_DAY = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日")
_PLACE = re.compile(
    r"(?:会議室|会議場|ホール|議場|庁舎|役場|役所|センター|会館|公民館|図書館|講堂|ビル|応接室|委員会室|[^\s]室|オンライン(?:開催|会議|形式)?|Web会議|\d\s*階)(?:\s*\(.{1,20}\))?$"
)
_BESIDE = re.compile(r"(?P<moment>.*\d\s*(?:日|\([月火水木金土日]\)|分|時|(?<=:\d)\d)) (?P<place>\S.*)")
_BEHIND_TIME = re.compile(r"(?:\d\s*[分時]|:\d\d)(?:まで)?\s+(?P<place>[^\d\s(:~-][^:]+|\S*[^\d\s:]\S*室.*)$")
_OPENING = 60  # lines of the body in which a chair opens the meeting
_TITLE_LINES = 12
_TITLE_WIDTH = 150
_CLOSING = 12  # lines of the body in which its end is told
_DATED = 36  # characters of a line that holds a date and little else
_NOTICE = re.compile(r"^[(\[]?\s*(?:※|注\s*[:)]|\*)")
_NUMBERED = re.compile(r"^\d{1,2}[.、)]\s*")
_STAMP = re.compile(
    r"[【\[(]?\s*(?:(?:参考|別添|会議|配布|配付)?資料\s*(?:No\.?)?\s*\d{1,2}(?:\s*[-‐―ー]\s*\d{1,2})*|別紙\s*\d*|別添\s*\d*|取扱注意|未定稿|公表用?|公開用|会議後回収|機密性\s*\d\S{0,6})\s*[】\])]?"
)
_ON_SITE = re.compile(r"^[・*\-]?\s*(?:リアル|会場|現地|対面|オンサイト|来場)\s*:\s*")
_FRONT = re.compile(r"title\s*:\s*[\"']?(?P<words>[^\"']+)", re.IGNORECASE)
_CLOCK = re.compile(r"\d\s*(?::\s*\d\s*\d|時)")
_GOES_ON = re.compile(
    r"(?:至|自|から|まで|開会|閉会|開始|終了|[~-])\s*:?\s*(?:午[前後]|\d|正午|[一二三四五六七八九十])"
)
_SECTION_MARKS = frozenset("■□◆◇▼▽▲△●")
_NAMED = 2  # what words weigh that name a meeting and the kind of record, or its number
_NOT_PLACE = re.compile(r"^\s*(?:傍聴|出席|議題|議事)")


_ORDER = re.compile(r"[(]?\d{1,2}[).、]?\s*(?:開会|閉会|議事|議題|協議|報告|審議|挨拶|あいさつ|その他)(?:事項|\s|$)")


def meeting_of(parts: Parts, ledger: Ledger) -> Meeting:
    """Return the meeting as the title, the header fields and the times at its beginning and end give it."""
    meeting = Meeting()
    meeting.title = choose_title(_title_lines(parts, meeting, ledger))
    for section in parts.sections:
        _take_field(meeting, section)
    if meeting.title is None:
        meeting.title = next((found["words"] for line in parts.front if (found := _FRONT.match(line.body))), None)
    if meeting.date is None or meeting.start is None:
        _take_moment(
            meeting,
            " ".join(
                line.body for line in parts.title[:_TITLE_LINES] if not line.blank and len(line.body) <= _TITLE_WIDTH
            ),
        )
    for line in parts.told:
        if meeting.place is None and (place := opened_at(line.body)):
            _take_moment(meeting, line.body)
            meeting.place = place
    _take_moments(meeting, parts)
    if meeting.date is None:
        meeting.date = _by_year_of_title(parts) or _below_title(parts)
    if meeting.title:
        header = [
            line.body
            for section in parts.sections
            for line in [section.opening, *section.lines]
            if section.field.kind != "attendance"
        ]
        meeting.series = (
            series_of(meeting.title)
            or body_named_in([*(line.body for line in parts.title), *header])
            or body_opened_in([line.body for line in parts.body[:_OPENING]])
        )
        meeting.number = number_of(meeting.title)
    return meeting


def _title_lines(parts: Parts, meeting: Meeting, ledger: Ledger) -> list[list[str]]:
    """Return the words above the header in blocks set apart by blank lines; dates and notes among them are left out."""
    blocks: list[list[str]] = [[]]
    count = 0
    for line in parts.title:
        if line.blank:
            blocks.append([])
            continue
        role = _title_role(line)
        if role == "title" and count and _dated(meeting, _NUMBERED.sub("", line.body)):
            role = "field"
        if role == "title" and count and meeting.place is None and _PLACE.search(line.body) and weigh(line.body) <= 1:
            found = _BESIDE.match(re.sub(r"\s+", " ", line.body))
            if found and meeting.date is None:
                _take_moment(meeting, found["moment"])
            meeting.place = found["place"] if found else re.sub(r"\s+", " ", line.body)
            role = "field"
        if role == "title" and line.mark in _SECTION_MARKS and count and blocks and weigh(" ".join(map(" ".join, blocks))) >= _NAMED:
            ledger.take(line, "heading")  # ■ 開催概要, below the title
            continue
        count += role == "title"
        told = count > 1 and line.body.endswith("。")
        if role == "title" and (count > _TITLE_LINES or len(line.body) > _TITLE_WIDTH or told):
            ledger.leave(line, "no title and no field of the header")
            continue
        ledger.take(line, role)
        if role == "title":
            blocks[-1].append(line.body)
    return [block for block in blocks if block]


def _dated(meeting: Meeting, body: str) -> bool:
    """Take date, times and place of a line that begins with a date and goes on with a time: 2031/6/18(水) 16:00-17:20 会議室B."""
    found = find_date(body) if _CLOCK.search(body) else None
    if found is None or found[1] > 1 or weigh(body) > 1:
        return False
    _take_moment(meeting, body)
    place = _BEHIND_TIME.search(body)
    if place and meeting.place is None:
        meeting.place = place["place"]
    return True


def _title_role(line: Line) -> str:
    if line.rule:
        return "rule"
    if _NOTICE.match(line.body) or _STAMP.fullmatch(line.body) or line.body in {"記", "標記"}:
        return "note"
    if line.body.startswith(("より", "において", "にて")):
        return "field"  # 平成14年8月29日(木)午前10時, then より第1委員会室において標記
    if line.body.startswith("|"):
        return "field"
    if _ORDER.match(line.body):
        return "agenda"
    moment = moment_of(re.sub(r"^\d{1,3}\s+", "", line.body))
    return "field" if moment or (_DATE_ONLY.match(line.body) and weigh(line.body) < _NAMED) else "title"


def _take_field(meeting: Meeting, section: Section) -> None:
    """Put what one header field says into the meeting, unless an earlier one said it."""
    kind, words = section.field.kind, section.words
    if kind in {"datetime", "time"}:
        ends = {line.number: moment.time for line in section.lines[:3] if (moment := moment_of(line.body)) and moment.kind == "end"}
        told = [line.body for line in section.lines[:3] if line.number not in ends]
        _take_moment(meeting, " ".join([words, *(body for body in told if section.value and _GOES_ON.match(body))]))
        if kind == "datetime" and meeting.start is None:
            _take_moment(meeting, " ".join([section.value, *told]))
        meeting.end = meeting.end or next(reversed(ends.values()), None)
        if meeting.place is None and "場所" in section.field.label:
            said = [section.value, *(line.body for line in section.lines[:4])]
            own = next((words for words in said if words and not _CLOCK.search(words) and not find_date(words)), "")
            meeting.place = own.removeprefix("於").lstrip("、:, ") or None
    elif kind == "place" and meeting.place is None and not _NOT_PLACE.match(words):
        own = section.value or next((line.body[:_TITLE_WIDTH] for line in section.lines if not line.blank), "")
        own = _ON_SITE.sub("", own)
        meeting.place = re.sub(r"\s+", " ", re.sub(r"\s*※.*$", "", own)).strip("|* ") or None
    elif kind == "name" and words and not (section.field.label == "件名" and weigh(meeting.title or "") >= 2):
        meeting.title = join_title([words])


def _take_moment(meeting: Meeting, words: str) -> None:
    found = find_date(words)
    if found and meeting.date is None:
        meeting.date = found[0]
    rest = words[found[2] :] if found else words
    times = find_times(rest) if _CLOCK.search(rest) or re.search(r"[一二三四五六七八九十〇]時|正午", rest) else []
    if times and meeting.start is None:
        meeting.start, meeting.end = times[0], times[1] if len(times) > 1 else None


def _by_year_of_title(parts: Parts) -> str | None:
    """Return the date of a day without a year (十二月二十四日議事日程) in the year that the title gives."""
    year = next((found for found in (_YEAR.search(line.body) for line in parts.title) if found), None)
    header = [
        line.body
        for line in (*parts.title[:_TITLE_LINES], *(section.opening for section in parts.sections), *parts.moments)
    ]
    day = next((found for found in (_DAY.search(words[:_TITLE_WIDTH]) for words in header) if found), None)
    found = find_date(f"{year.group()}{day.group()}") if year and day else None
    return found[0] if found else None


def _below_title(parts: Parts) -> str | None:
    """Return the date of a line at the body's beginning that says little else: (令和6年5月22日(水)開催)."""
    first = [line.body for line in parts.body[:_TITLE_LINES] if 0 < len(line.body) <= _DATED]
    return next((found[0] for words in first if (found := find_date(words)) and found[1] <= 1), None)


def _take_moments(meeting: Meeting, parts: Parts) -> None:
    """Take the start from the first line that says so, the end from the last one: they are exact where the header gives a plan."""
    lines = [*parts.title, *parts.moments, *parts.body]
    moments = [moment for moment in (moment_of(line.body) for line in lines if 0 < len(line.body) <= 60) if moment]
    starts = [moment for moment in moments if moment.kind == "start"]
    ends = [moment for moment in moments if moment.kind == "end"]
    if starts and meeting.start is None:
        meeting.start = starts[0].time
    if ends and meeting.end is None:
        meeting.end = ends[-1].time
    if meeting.end is None and parts.body:
        last = [line.body for line in parts.body[-_CLOSING:] if not line.blank]
        meeting.end = next((time for body in reversed(last) if (time := closed_at(body))), None)
    if meeting.date is None:
        meeting.date = next((moment.date for moment in moments if moment.date), None)
