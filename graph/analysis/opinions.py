"""Opinions: listed by what they speak of and where they were given, the newest meeting's first."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.addressing import Named
from graph.analysis.views import Page, View
from graph.figures.choosing import Choice, chosen_of, count_by_meeting
from graph.figures.evidence import OpinionRow, opinions_shown
from graph.store.interface import Row

LABEL_LENGTH = 40


@dataclass(frozen=True, slots=True)
class MeetingName:
    """A meeting as other things name it."""

    iri: str
    id: str
    label: str
    date: str | None
    number: int | None
    fictional: bool


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A document as other things name it; `hash` is the SHA-256 of its bytes."""

    iri: str
    id: str
    label: str
    hash: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, as printed, and who that is by the attendance list, if the document tells."""

    label: str
    person: Named | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion with what it belongs to; `start` and `end` are offsets into the document's kept text."""

    iri: str
    id: str
    label: str
    text: str
    act: str
    topic: Named | None
    speaker: Speaker | None
    meeting: MeetingName
    document: DocumentName
    start: int | None
    end: int | None


Wanted = Choice
"""Which opinions are wanted."""


def find_opinions(view: View, wanted: Wanted, limit: int, offset: int) -> Page[Opinion]:
    """Return opinions, the newest meeting's first, in the order of their documents. Raises QueryError, StoreError."""
    newest = view.kept(("opinions", repr(wanted)), lambda: count_by_meeting(view.figures, wanted))
    total = sum(count for _, count in newest)
    meetings, skipped = _meetings_on_page(newest, limit, offset)
    chosen = chosen_of(view.figures, wanted, meetings)[skipped : skipped + limit]
    about = opinions_about(view, chosen)
    return Page(total, [about[opinion] for opinion in chosen if opinion in about])


def _meetings_on_page(newest: Iterable[tuple[str, int]], limit: int, offset: int) -> tuple[list[str], int]:
    """Return the meetings whose opinions stand on a page, and how many opinions of the first come before it."""
    meetings: list[str] = []
    at = skipped = 0
    for meeting, count in newest:
        following = at + count
        if following > offset and at < offset + limit:
            skipped = skipped if meetings else offset - at
            meetings.append(meeting)
        at = following
    return meetings, max(skipped, 0)


def opinions_about(view: View, opinions: Iterable[str]) -> dict[str, Opinion]:
    """Return what is shown of some opinions by their addresses; one that is not there is left out."""
    rows = opinions_shown(view.figures, list(dict.fromkeys(opinions)))
    return {iri: _opinion(view, row) for iri, row in rows.items()}


def _opinion(view: View, row: OpinionRow) -> Opinion:
    named = view.addresses.named
    return Opinion(
        row.iri,
        view.addresses.id(row.iri),
        row.text if len(row.text) <= LABEL_LENGTH else f"{row.text[:LABEL_LENGTH]}…",
        row.text,
        row.act,
        named(row.topic, row.topic_label) if row.topic else None,
        _speaker(view, row),
        _meeting_name(view, row),
        DocumentName(*_parts(named(row.document, row.document_title)), row.hash),
        row.start,
        row.end,
    )


def _speaker(view: View, row: OpinionRow) -> Speaker | None:
    person = view.addresses.named(row.speaker, row.speaker_name) if row.speaker else None
    if person is None and row.speaker_label is None:
        return None
    return Speaker(row.speaker_label or (person.label if person else ""), person)


def _parts(named: Named) -> tuple[str, str, str]:
    return named.iri, named.id, named.label


def _meeting_name(view: View, row: OpinionRow) -> MeetingName:
    named = view.addresses.named(row.meeting, row.meeting_title)
    return MeetingName(*_parts(named), row.date, row.meeting_number, bool(row.fictional))


def meeting_name(view: View, row: Row) -> MeetingName:
    """Return the meeting that a row speaks of."""
    named = view.addresses.named(row["meeting"], row.get("meetingTitle"))
    fictional = row.get("fictional") == "true"
    return MeetingName(named.iri, named.id, named.label, row.get("date"), _whole(row, "number"), fictional)


def _whole(row: Row, key: str) -> int | None:
    return int(row[key]) if key in row else None
