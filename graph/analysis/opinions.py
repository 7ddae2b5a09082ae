"""Opinions: listed by what they speak of and where they were given, the newest meeting's first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.analysis.addressing import Named, local
from graph.analysis.asking import ask, merged
from graph.analysis.views import Page, View
from graph.iris import RONTEN
from graph.store.interface import Iri, Row

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which opinions are wanted; each thing that is given, by the addresses it may have, narrows the choice.

    They speak of one of `concepts` and, where that is given, of one of `also`.
    """

    concepts: Sequence[Iri] | None = None
    also: Sequence[Iri] | None = None
    meetings: Sequence[Iri] | None = None
    topics: Sequence[Iri] | None = None
    documents: Sequence[Iri] | None = None
    speakers: Sequence[Iri] | None = None
    act: str | None = None

    def terms(self) -> dict[str, Sequence[Iri] | Iri | None]:
        """Return what fills the queries."""
        return {
            "concepts": self.concepts,
            "also": self.also,
            "topics": self.topics,
            "documents": self.documents,
            "speakers": self.speakers,
            "act": Iri(f"{RONTEN}{self.act}") if self.act else None,
        }


def find_opinions(view: View, wanted: Wanted, limit: int, offset: int) -> Page[Opinion]:
    """Return opinions, the newest meeting's first, in the order of their documents. Raises QueryError, StoreError."""
    if any(given is not None and not given for given in (*wanted.terms().values(), wanted.meetings)):
        return Page(0, [])
    newest = view.kept(("opinions", repr(wanted)), lambda: _by_meeting(view, wanted))
    total = sum(count for _, count in newest)
    meetings, skipped = _meetings_on_page(newest, limit, offset)
    if not meetings:
        return Page(total, [])
    rows = ask(view.reader, "opinions-of-meetings", **wanted.terms(), meetings=[Iri(meeting) for meeting in meetings])
    place = {meeting: number for number, meeting in enumerate(meetings)}
    rows.sort(
        key=lambda row: (place[row["meeting"]], row.get("document", ""), int(row.get("order", 0)), row["opinion"])
    )
    chosen = list(dict.fromkeys(row["opinion"] for row in rows))[skipped : skipped + limit]
    about = opinions_about(view, chosen)
    return Page(total, [about[opinion] for opinion in chosen if opinion in about])


def _by_meeting(view: View, wanted: Wanted) -> list[tuple[str, int]]:
    """Return how many of the wanted opinions each meeting has, the newest meeting first."""
    counts = ask(view.reader, "opinions-by-meeting", **wanted.terms(), meetings=wanted.meetings)
    newest = sorted((row for row in counts if "meeting" in row), key=lambda row: row["meeting"])
    newest.sort(key=lambda row: row.get("date", ""), reverse=True)
    return [(row["meeting"], int(row["opinions"])) for row in newest]


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
    """Return what is shown of some opinions by their addresses; one that is not there is left out. Raises QueryError."""
    wanted = [Iri(opinion) for opinion in dict.fromkeys(opinions)]
    if not wanted:
        return {}
    rows = merged(ask(view.reader, "opinions-about", opinions=wanted), "opinion")
    return {iri: _opinion(view, row) for iri, row in rows.items()}


def _opinion(view: View, row: Row) -> Opinion:
    named = view.addresses.named
    text = row["text"]
    return Opinion(
        row["opinion"],
        view.addresses.id(row["opinion"]),
        text if len(text) <= LABEL_LENGTH else f"{text[:LABEL_LENGTH]}…",
        text,
        local(row.get("act"), "statement"),
        named(row["topic"], row.get("topicLabel")) if "topic" in row else None,
        _speaker(view, row),
        meeting_name(view, row),
        _document_name(view, row),
        _whole(row, "start"),
        _whole(row, "end"),
    )


def _speaker(view: View, row: Row) -> Speaker | None:
    person = view.addresses.named(row["person"], row.get("personName")) if "person" in row else None
    if person is None and "speakerLabel" not in row:
        return None
    return Speaker(row.get("speakerLabel") or (person.label if person else ""), person)


def _document_name(view: View, row: Row) -> DocumentName:
    named = view.addresses.named(row["document"], row.get("documentTitle"))
    return DocumentName(named.iri, named.id, named.label, row.get("hash"))


def meeting_name(view: View, row: Row) -> MeetingName:
    """Return the meeting that a row speaks of."""
    named = view.addresses.named(row["meeting"], row.get("meetingTitle"))
    fictional = row.get("fictional") == "true"
    return MeetingName(named.iri, named.id, named.label, row.get("date"), _whole(row, "number"), fictional)


def _whole(row: Row, key: str) -> int | None:
    return int(row[key]) if key in row else None
