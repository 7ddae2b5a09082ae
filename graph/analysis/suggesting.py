"""What a reader may mean by some words, as they are typed: concepts, people, organisations, meetings, and opinions that hold the words."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from graph.analysis.concepts import find_concepts
from graph.analysis.labels import LabelIndex
from graph.analysis.organisations import find_organisations
from graph.analysis.people import find_people
from graph.analysis.searching import search_opinions
from graph.analysis.views import View
from graph.errors import FullTextMissing
from graph.figures.spread import every_meeting
from graph.fulltext import FullText, Search, Words
from graph.fulltext.words import LONGEST

CONTEXT = 24
"""How many characters of an opinion stand before the words that were found in it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing that may be meant: `match` is the label that matched, `weight` counts opinions, meetings or people, `note` is a type, affiliation or date."""

    kind: str
    iri: str
    id: str
    label: str
    match: str | None
    weight: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What some words may mean, the likeliest kind of thing first."""

    items: list[Suggestion]


@dataclass(frozen=True, slots=True)
class _Called:
    """A meeting by what it is called, and its date."""

    id: str
    label: str
    date: str


@dataclass(frozen=True, slots=True)
class _Register:
    meetings: dict[str, _Called]
    index: LabelIndex


def suggestions(view: View, index: FullText, text: str, each: int) -> list[Suggestion]:
    """Return at most `each` suggestions of every kind, the likeliest kind of thing first. Raises QueryError, StoreError."""
    return [*things_called(view, text, each), *_opinions(view, index, text, each)] if text.strip() else []


def things_called(view: View, text: str, each: int) -> list[Suggestion]:
    """Return at most `each` concepts, organisations, people and meetings that some words may name. Raises QueryError, StoreError."""
    if not text.strip():
        return []
    return [
        *_concepts(view, text, each),
        *_organisations(view, text, each),
        *_people(view, text, each),
        *_meetings(view, text, each),
    ]


def _concepts(view: View, text: str, each: int) -> Iterable[Suggestion]:
    for found in find_concepts(view, text, None, each, 0).items:
        entry = found.concept
        yield Suggestion("concept", entry.iri, entry.id, entry.label, found.match, entry.opinions, entry.type)


def _organisations(view: View, text: str, each: int) -> Iterable[Suggestion]:
    for found in find_organisations(view, text, each * 4, 0).items:
        if found.people and each:
            each -= 1
            yield Suggestion("organisation", found.iri, found.id, found.label, None, found.people, None)


def _people(view: View, text: str, each: int) -> Iterable[Suggestion]:
    for found in find_people(view, text, each, 0).items:
        yield Suggestion("person", found.iri, found.id, found.label, None, found.meetings, found.affiliation)


def _meetings(view: View, text: str, each: int) -> Iterable[Suggestion]:
    register: _Register = view.kept("meetings", lambda: _register(view))
    found = sorted(register.index.find(text), key=lambda match: match.rank)
    found.sort(key=lambda match: register.meetings[match.iri].date, reverse=True)
    for match in found[:each]:
        called = register.meetings[match.iri]
        yield Suggestion("meeting", match.iri, called.id, called.label, None, None, called.date or None)


def _register(view: View) -> _Register:
    meetings: dict[str, _Called] = {}
    names: dict[tuple[str, str], None] = {}
    for each in every_meeting(view.figures):
        turn = f"{each.series_label or ''} 第{each.number}回" if each.number is not None else each.series_label or ""
        named = view.addresses.named(each.iri, each.title or turn)
        meetings[each.iri] = _Called(named.id, named.label, each.date or "")
        names.update(dict.fromkeys((each.iri, name) for name in (named.label, turn, each.date) if name))
    return _Register(meetings, LabelIndex(names))


def _opinions(view: View, index: FullText, text: str, each: int) -> Iterable[Suggestion]:
    """Yield opinions that hold the words, each from a little before them; none where there is no index yet."""
    with suppress(FullTextMissing):
        for found in search_opinions(view, index, Search(Words.of(text[:LONGEST])), each, 0, 0).items:
            opinion, at = found.opinion, found.highlights[0][0] if found.highlights else 0
            begin = max(at - CONTEXT, 0)
            short = f"{'…' if begin else ''}{opinion.text[begin : begin + 3 * CONTEXT]}"
            yield Suggestion("opinion", opinion.iri, opinion.id, short, None, None, opinion.meeting.date)
