"""Headers that are told in sentences: …は、…日午前十時から、…において開催された。出席者は、例田進会長（…）、仮野幸（…）の各委員であった."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.dates import find_times
from graph.parsing.lines import Line
from graph.parsing.people import State, person_of
from graph.parsing.roles import group_word

_OPENED = re.compile(
    r"(?:[、にらり]\s*|^)(?:[^、。\s]{0,30}会議?を)?(?P<place>[^、。]{2,40}?)(?:において|にて|で)、?(?:開催|開会|開か)(?:した|し、|された|され、|れた|れ、)"
)
_MOMENT = re.compile(r"^.*\d(?:時|分|日|\([月火水木金土日]\))半?(?:から|より|に)?、?")
_CLOSED = re.compile(
    r"(?P<time>[^、。]{2,14}(?:時|分|正午))(?:に|をもって|、?)(?:閉会|散会|終了)(?:した|し、|された)?。?$"
)
_PRESENT = re.compile(
    r"(?:^|(?<=。))(?:当日の|本日の)?(?:出席者|出席委員|出席した(?:委員|者)|参加者)は、(?!次|以下|左|下記).+(?:である|であり|であった|です|でした|出席した|の各[^、。]{2,4}|\d{1,2}[名人]で、)"
)
_SUBJECT = re.compile(r"(?:当日の|本日の)?(?:出席者|出席委員|出席した(?:委員|者)|参加者)は、")
_CLAUSE = re.compile(r"(?:[^。()]|\([^()]*\))+?(?:。|であり、|で、(?=[^、]{2,20}は)|出席し、|欠席し、|$)")
_SAID = re.compile(
    r"(?:(?P<body>[^、。()]{2,14}?)から(?:は|も)?、)?(?P<people>(?:[^()]|\([^()]*\))+?)(?:の(?:各(?P<role>[^\s()、]{2,4})|\d{1,2}[名人]))?"
    r"(?:が|も|は)?、?(?:都合により|所用により|所用のため)?、?(?P<how>欠席|出席|参加|である|であり|であった|です|でした|で)"
)
_AND = re.compile(r"(?P<bracket>[()])|、|並びに|及び|および|ならびに")
_NAMED = re.compile(r"(?P<name>[^()\d]{2,16}?)(?:\((?P<belongs>.+)\))?")
_SURNAME_AND_NAME = 4  # characters that most names have; a post of two at least stands behind them


def opened_at(body: str) -> str | None:
    """Return the place that a sentence on the meeting's beginning gives (…において開催された), or None."""
    found = _OPENED.search(body[:400]) if "開" in body[:400] else None
    return _MOMENT.sub("", found["place"]).rsplit("を", 1)[-1] if found else None


def closed_at(body: str) -> str | None:
    """Return the time at which a sentence says that the meeting ended (…午前11時25分に閉会した), or None."""
    found = _CLOSED.search(body[-60:]) if "時" in body[-60:] or "正午" in body[-60:] else None
    times = find_times(found["time"]) if found else []
    return times[-1] if times else None


def tells_header(body: str) -> bool:
    """Say whether a sentence tells where the meeting was held, or who came."""
    return bool(_PRESENT.search(body)) or (
        ("開催" in body or "開会" in body) and opened_at(body) is not None and "日" in body
    )


def people_told(text: Text, line: Line) -> list[Attendee]:
    """Return the people of whom a paragraph says that they came, or did not (`present` False)."""
    people: list[Attendee] = []
    told = _PRESENT.search(line.body)
    if told is None:
        return people
    for clause in _CLAUSE.finditer(line.body, told.start()):
        begin = clause.start() + (subject.end() if (subject := _SUBJECT.match(clause.group())) else 0)
        said = _SAID.match(line.body, begin, clause.end())
        if said is None:
            continue
        present = said["how"] != "欠席"
        own = [
            person
            for at, words in _parts(line.body, *said.span("people"))
            if (person := _person(text, line, at, words, said["body"], present=present))
        ]
        role = said["role"] or ""
        people += [
            person if person.group else replace(person, group=role if group_word(role) else None) for person in own
        ]
    return people


def _parts(body: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield where the names of an enumeration begin, with their words; what stands in brackets parts nothing."""
    depth, at = 0, begin
    for found in _AND.finditer(body, begin, end):
        if found["bracket"]:
            depth += 1 if found["bracket"] == "(" else -1
        elif depth == 0:
            yield at, body[at : found.start()]
            at = found.end()
    yield at, body[at:end]


def _person(text: Text, line: Line, at: int, words: str, body: str | None, *, present: bool) -> Attendee | None:
    """Make a person of a name, the role or post right behind it and the words in brackets."""
    found = _NAMED.fullmatch(words.strip())
    if found is None:
        return None
    name, post = _post_apart(found["name"]) if not found["belongs"] else (found["name"], "")
    person = person_of(text, line, at, name, found["belongs"], State(body, present))
    return replace(person, affiliation=post, position=post) if person and post else person


def _post_apart(words: str) -> tuple[str, str]:
    """Part a whole name from the post set right behind it, where no role in the meeting is: 例田進一総務部長."""
    name, post = words[:_SURNAME_AND_NAME], words[_SURNAME_AND_NAME:]
    return (name, post) if len(post) > 1 and ends_in_title(post) and group_word(post) is None else (words, "")
