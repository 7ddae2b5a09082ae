"""What is kept of an opinion in the index, field by field."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

import tantivy

from graph.facts import MeetingFacts, OpinionFacts
from graph.fulltext.folding import fold
from graph.iris import digest

FORM = "3"
"""Names how opinions are indexed: an index of another form counts as missing."""

FACETS = ("act", "concept", "meeting", "series", "topic", "role")
"""The fields of words by which opinions are chosen and counted; besides them there is the year."""

NUMBERED = ("concept", "meeting", "series", "topic")
"""The facets of many values: they are counted by numbers of 64 bits, which takes half the time, and named afterwards."""

CHARACTERS, PAIRS, TRIPLES = TEXTS = ("characters", "pairs", "triples")
"""The texts by single characters, by overlapping pairs and by overlapping triples of them."""

NEWEST, YEAR, DAY, STATE, DOCUMENT, OPINION = ("newest", "year", "day", "state", "document", "opinion")
STATE_MARK = "state"
"""Stands in the place of the document's address in the one entry that is no opinion: it keeps the state."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def schema() -> tantivy.Schema:
    """Return the fields: the text as single characters, as pairs of them, and as triples with their places."""
    made = tantivy.SchemaBuilder()
    for name in (OPINION, STATE):
        made.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field(DOCUMENT, tokenizer_name="raw", index_option="basic")
    for name in TEXTS:
        made.add_text_field(name, tokenizer_name="whitespace", index_option="position" if name == TRIPLES else "freq")
    for name in FACETS:
        many = name in NUMBERED
        made.add_text_field(name, stored=many, fast=not many, tokenizer_name="raw", index_option="basic")
    for name in NUMBERED:
        made.add_unsigned_field(number_field(name), fast=True, indexed=True)
    made.add_unsigned_field(YEAR, fast=True)
    made.add_unsigned_field(DAY, fast=True)
    made.add_unsigned_field(NEWEST, fast=True)
    return made.build()


def entry(opinion: OpinionFacts, meetings: Mapping[str, MeetingFacts]) -> tantivy.Document:
    """Return what is indexed of an opinion."""
    folded = fold(opinion.text)
    meeting = meetings.get(opinion.meeting or "")
    day = day_of(meeting.date) if meeting and meeting.date else None
    made = tantivy.Document()
    made.add_text(OPINION, opinion.iri)
    made.add_text(DOCUMENT, opinion.document)
    pairs = [*map(str.__add__, folded, folded[1:])]
    made.add_text(CHARACTERS, " ".join(folded))
    made.add_text(PAIRS, " ".join(pairs))
    made.add_text(TRIPLES, " ".join(map(str.__add__, pairs, folded[2:])))
    for name, value in (
        ("act", opinion.act),
        ("meeting", opinion.meeting),
        ("series", meeting.series if meeting else None),
        ("topic", opinion.topic),
        ("role", opinion.group),
        *(("concept", concept) for concept in opinion.concepts),
    ):
        if value:
            made.add_text(name, value)
            if name in NUMBERED:
                made.add_unsigned(number_field(name), number_of(value))
    if day is not None:
        made.add_unsigned(DAY, day.toordinal())
        made.add_unsigned(YEAR, day.year)
    made.add_unsigned(NEWEST, _place(opinion, day))
    return made


def number_field(name: str) -> str:
    """Return the field that holds the numbers of a facet's values."""
    return f"{name}_number"


@lru_cache(maxsize=65536)
def number_of(value: str) -> int:
    """Return the number by which a value is counted."""
    return int(digest(value), 16)


def state_entry(state: str) -> tantivy.Document:
    """Return the entry that keeps the state, and the form of the index, in the same commit as the opinions."""
    made = tantivy.Document()
    made.add_text(DOCUMENT, STATE_MARK)
    made.add_text(STATE, f"{FORM} {state}")
    return made


def state_in(document: tantivy.Document) -> str | None:
    """Return the state that an entry keeps, None where it is of another form."""
    form, _, state = str(document.get_first(STATE)).partition(" ")
    return state if form == FORM else None


def day_of(date: str) -> dt.date | None:
    """Return the first day that an ISO date, year and month, or year names; None where it names none."""
    found = _DATE.match(date)
    if found is None:
        return None
    try:
        return dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def _place(opinion: OpinionFacts, day: dt.date | None) -> int:
    """Return a number of 64 bits that is higher for the newer meeting, and in one meeting for what was said first."""
    meeting = int(digest(opinion.meeting or "", length=3), 16)
    first = 0x3FFF - min(max(opinion.order, 0), 0x3FFF)
    return (day.toordinal() if day else 0) << 42 | meeting << 30 | first << 16 | int(digest(opinion.iri, length=4), 16)
