"""What figures and the full-text index are made from, the plain facts of opinions, meetings and concepts, and what is counted; all things by their IRIs."""

from typing import NamedTuple


class Side(NamedTuple):
    """What an opinion is for, against or mixed about (`polarity`), and how sure that is (0 to 1)."""

    target: str
    polarity: str
    confidence: float


class Stated(NamedTuple):
    """A relation between two concepts that an opinion states; `predicate` is the local name, `causes`."""

    subject: str
    predicate: str
    object: str


class OpinionFacts(NamedTuple):
    """An opinion: its words, act (local name), place, who spoke, and the distinct concepts, positions and relations in it, each sorted.

    `group` is the group in which the attendance list has the speaker, where the document says who spoke; `start` and `end` are offsets into the
    document's kept text.
    """

    iri: str
    document: str
    text: str
    act: str
    meeting: str | None
    topic: str | None
    topic_label: str | None
    order: int
    speaker: str | None
    speaker_label: str | None
    group: str | None
    concepts: tuple[str, ...]
    sides: tuple[Side, ...]
    relations: tuple[Stated, ...]
    start: int | None = None
    end: int | None = None
    speaker_name: str | None = None


class MeetingFacts(NamedTuple):
    """A meeting and the series (the body that meets) it belongs to; `date` is ISO 8601."""

    iri: str
    title: str | None
    date: str | None
    number: int | None
    series: str | None
    series_label: str | None
    fictional: bool = False


class DocumentFacts(NamedTuple):
    """A document's title, and the SHA-256 of its bytes in hexadecimal."""

    iri: str
    title: str | None
    hash: str | None


class AttendanceFacts(NamedTuple):
    """Who attended which meeting, for which organisation and with which affiliation, as a named graph says."""

    graph: str
    person: str
    meeting: str
    organisation: str | None
    affiliation: str | None


class ConceptLabel(NamedTuple):
    """A label of a concept: `property` is the local name of what gives it (prefLabel, altLabel, hiddenLabel, reading)."""

    property: str
    label: str
    language: str


class ConceptFacts(NamedTuple):
    """A concept with its labels, sorted; a provisional one stands in no scheme."""

    iri: str
    type: str | None
    provisional: bool
    labels: tuple[ConceptLabel, ...]


class ConceptFigures(NamedTuple):
    """How many opinions speak of a concept, in how many meetings, how many take which side, and how disputed it is (0 to 0.5)."""

    iri: str
    opinions: int
    meetings: int
    pro: int
    con: int
    mixed: int
    contention: float


class PairFigures(NamedTuple):
    """In how many opinions two concepts are spoken of together."""

    one: str
    other: str
    together: int
