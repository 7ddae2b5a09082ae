"""What a reader may mean by some words, as they are typed: concepts, people, organisations, meetings, and opinions that hold the words."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.asking import ask
from graph.analysis.concepts import find_concepts
from graph.analysis.labels import LabelIndex
from graph.analysis.opinions import opinions_about
from graph.analysis.organisations import find_organisations
from graph.analysis.people import find_people
from graph.analysis.views import View

SEARCHED = 20_000
"""In how many opinions words are looked for while they are typed; where there are more, that is left to the search page."""
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


def suggestions(view: View, text: str, each: int) -> list[Suggestion]:
    """Return at most `each` suggestions of every kind, the likeliest kind of thing first. Raises QueryError, StoreError."""
    if not text.strip():
        return []
    return [
        *_concepts(view, text, each),
        *_organisations(view, text, each),
        *_people(view, text, each),
        *_meetings(view, text, each),
        *_opinions(view, text, each),
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
    for row in ask(view.reader, "meetings-labels"):
        iri = row["meeting"]
        turn = f"{row.get('series', '')} 第{row['number']}回" if "number" in row else row.get("series", "")
        named = view.addresses.named(iri, row.get("title") or turn)
        meetings.setdefault(iri, _Called(named.id, named.label, row.get("date", "")))
        names.update(dict.fromkeys((iri, name) for name in (named.label, turn, row.get("date", "")) if name))
    return _Register(meetings, LabelIndex(names))


def _opinions(view: View, text: str, each: int) -> Iterable[Suggestion]:
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if len(words) < 2 or view.catalogue.total > SEARCHED:
        return
    rows = ask(view.reader, "opinions-containing", words=words, limit=each)
    for opinion in opinions_about(view, (row["opinion"] for row in rows)).values():
        place = max(opinion.text.lower().find(words) - CONTEXT, 0)
        short = f"{'…' if place else ''}{opinion.text[place : place + 3 * CONTEXT]}"
        yield Suggestion("opinion", opinion.iri, opinion.id, short, words, None, opinion.meeting.date)
