"""Which opinions stand behind a figure, by their IRIs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.figures.numbering import number
from graph.figures.reading import Figures

SIDES = ("for", "against", "mixed")


class Dispute(NamedTuple):
    """How opinions stand to a concept, by its number."""

    concept: int
    pro: int
    con: int
    mixed: int
    meetings: int
    bodies: int
    score: float


class OpinionRow(NamedTuple):
    """An opinion as it is shown, with the meeting it was given at and the document that says so."""

    iri: str
    text: str
    act: str
    topic: str | None
    topic_label: str | None
    speaker: str | None
    speaker_name: str | None
    speaker_label: str | None
    start: int | None
    end: int | None
    meeting: str
    meeting_title: str | None
    date: str | None
    meeting_number: int | None
    fictional: int
    document: str
    document_title: str | None
    hash: str | None


def opinions_shown(figures: Figures, opinions: Sequence[str]) -> dict[str, OpinionRow]:
    """Return opinions as they are shown by their IRIs; one that is not there, or was given at no meeting, is left out."""
    query = (
        "SELECT o.iri, o.text, o.act, o.topic, o.topic_label, o.speaker, o.speaker_name, o.speaker_label, o.start, o.finish, "
        "m.iri, m.title, m.date, m.number, m.fictional, d.iri, d.title, d.hash "
        "FROM opinion o JOIN meeting m ON m.id = o.meeting JOIN document d ON d.id = o.document WHERE o.id = ?"
    )
    found: dict[str, OpinionRow] = {}
    for iri in opinions:
        row = figures.connection.execute(query, (number(iri),)).fetchone()
        if row is not None:
            found[iri] = OpinionRow(*row)
    return found


_CALLED = {
    "meeting": "SELECT title, date FROM meeting WHERE iri = ?",
    "series": "SELECT series_label, NULL FROM meeting WHERE series = ? ORDER BY series_label LIMIT 1",
    "topic": "SELECT o.topic_label, m.date FROM opinion o LEFT JOIN meeting m ON m.id = o.meeting WHERE o.topic = ? ORDER BY 1, 2 LIMIT 1",
}


def called(figures: Figures, thing: str, kind: str | None = None) -> tuple[str | None, str | None]:
    """Return what a meeting, a series or a topic is called, and the date of the meeting where it is or belongs to one."""
    for query in _CALLED.values() if kind is None else [_CALLED[kind]]:
        row: tuple[str | None, str | None] | None = figures.connection.execute(query, (thing,)).fetchone()
        if row is not None:
            return row
    return None, None


def both(figures: Figures, one: int, other: int, limit: int) -> list[str]:
    """Return a few opinions that speak of both concepts, always the same ones."""
    opinions = figures.totals.opinions
    rare, common = sorted((one, other), key=lambda each: (opinions[each], each))
    query = (
        "SELECT o.iri FROM mention a JOIN opinion o ON o.id = a.opinion WHERE a.concept = ? "
        "AND EXISTS (SELECT 1 FROM mention b WHERE b.concept = ? AND b.opinion = a.opinion) ORDER BY a.opinion LIMIT ?"
    )
    return [row[0] for row in figures.connection.execute(query, (rare, common, limit))]


def about(figures: Figures, concept: int, limit: int) -> list[str]:
    """Return a few opinions that speak of a concept, always the same ones."""
    query = "SELECT o.iri FROM mention m JOIN opinion o ON o.id = m.opinion WHERE m.concept = ? ORDER BY m.opinion LIMIT ?"
    return [row[0] for row in figures.connection.execute(query, (concept, limit))]


def said_in(figures: Figures, meeting: str) -> list[tuple[int, str]]:
    """Return which concepts, by their numbers, each opinion of a meeting speaks of."""
    query = (
        "SELECT m.concept, o.iri FROM meeting t JOIN opinion o ON o.meeting = t.id JOIN mention m ON m.opinion = o.id WHERE t.iri = ? ORDER BY o.id, m.concept"
    )
    return list(figures.connection.execute(query, (meeting,)))


class Said(NamedTuple):
    """How and when an opinion was given: its act, its meeting with the date, and the sides it takes on anything."""

    opinion: str
    act: str
    meeting: str | None
    date: str | None
    sides: tuple[str, ...]


def said(figures: Figures, opinions: Sequence[str]) -> list[Said]:
    """Return how and when some opinions were given, those that are counted."""
    query = (
        "SELECT o.iri, o.act, m.iri, m.date, (SELECT group_concat(DISTINCT s.polarity) FROM side s WHERE s.opinion = o.id) "
        "FROM opinion o LEFT JOIN meeting m ON m.id = o.meeting WHERE o.id = ?"
    )
    rows = (figures.connection.execute(query, (number(opinion),)).fetchone() for opinion in opinions)
    return [Said(row[0], row[1], row[2], row[3], tuple(sorted(row[4].split(","))) if row[4] else ()) for row in rows if row]


def strongest(
    figures: Figures, concept: int, polarity: str, limit: int, offset: int = 0, *, within: tuple[str, str] | None = None
) -> list[tuple[str, float]]:
    """Return the opinions that take a side on a concept, with how sure that is, the surest first; within a meeting or series, if one is given."""
    narrowed, values = (f"JOIN meeting m ON m.id = s.meeting AND m.{within[0]} = ? ", [within[1]]) if within else ("", [])
    query = (
        f"SELECT o.iri, s.confidence FROM side s {narrowed}JOIN opinion o ON o.id = s.opinion WHERE s.concept = ? AND s.polarity = ? "  # noqa: S608
        "ORDER BY s.confidence DESC, s.opinion LIMIT ? OFFSET ?"
    )
    return list(figures.connection.execute(query, [*values, concept, polarity, limit, offset]))


class Given(NamedTuple):
    """Where an opinion was given: under which topic, if under one, and in which meeting."""

    opinion: str
    topic: str | None
    meeting: str


def given(figures: Figures, opinions: Sequence[str]) -> Iterator[Given]:
    """Yield where some opinions were given; those of no meeting are left out."""
    query = "SELECT o.iri, o.topic, m.iri FROM opinion o JOIN meeting m ON m.id = o.meeting WHERE o.id = ?"
    for opinion in opinions:
        row = figures.connection.execute(query, (number(opinion),)).fetchone()
        if row is not None:
            yield Given(*row)


def opinions_at(figures: Figures, place: str) -> int:
    """Return how many opinions there are under a topic, or in a meeting, in all."""
    query = (
        "SELECT (SELECT COUNT(*) FROM opinion WHERE topic = :place) + "
        "(SELECT COUNT(*) FROM meeting m JOIN opinion o ON o.meeting = m.id WHERE m.iri = :place)"
    )
    count: int = figures.connection.execute(query, {"place": place}).fetchone()[0]
    return count


def stated_between(figures: Figures, concepts: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return between which of some concepts relations are stated, and in how many opinions."""
    marks = ",".join("?" * len(concepts))
    query = (
        f"SELECT subject, object, COUNT(DISTINCT opinion) FROM stated WHERE subject IN ({marks}) AND object IN ({marks}) "  # noqa: S608
        "AND subject <> object GROUP BY subject, object ORDER BY 1, 2"
    )
    return list(figures.connection.execute(query, [*concepts, *concepts]))


class StatedCount(NamedTuple):
    """A relation between two concepts, by their numbers and IRIs, and how many opinions state it."""

    subject: int
    predicate: str
    object: int
    subject_iri: str
    object_iri: str
    opinions: int


def stated_of(figures: Figures, concept: int) -> list[StatedCount]:
    """Return the relations of a concept, those that most opinions state first."""
    query = (
        "SELECT r.subject, r.predicate, r.object, a.iri, b.iri, COUNT(DISTINCT r.opinion) FROM "
        "(SELECT * FROM stated WHERE subject = :concept UNION SELECT * FROM stated WHERE object = :concept) r "
        "JOIN concept a ON a.id = r.subject JOIN concept b ON b.id = r.object GROUP BY 1, 2, 3 ORDER BY 6 DESC, 4, 2, 5"
    )
    return [StatedCount(*row) for row in figures.connection.execute(query, {"concept": concept})]


def stating(figures: Figures, relation: StatedCount, limit: int) -> list[str]:
    """Return a few opinions that state a relation, always the same ones."""
    query = (
        "SELECT o.iri FROM stated r JOIN opinion o ON o.id = r.opinion WHERE r.subject = ? AND r.object = ? AND r.predicate = ? "
        "ORDER BY r.opinion LIMIT ?"
    )
    found = figures.connection.execute(query, (relation.subject, relation.object, relation.predicate, limit))
    return [row[0] for row in found]


class MeetingRow(NamedTuple):
    """A meeting as other things name it."""

    iri: str
    title: str | None
    date: str | None
    number: int | None
    fictional: int


def meetings_shown(figures: Figures, meetings: Sequence[str]) -> dict[str, MeetingRow]:
    """Return meetings as other things name them, by their IRIs."""
    query = "SELECT iri, title, date, number, fictional FROM meeting WHERE iri = ?"
    rows = (figures.connection.execute(query, (meeting,)).fetchone() for meeting in meetings)
    return {row[0]: MeetingRow(*row) for row in rows if row}


def disputed(figures: Figures, kind: str | None) -> list[int]:
    """Return the concepts (of a type, if one is given) that have positions for and against, by their numbers, the most disputed first."""
    typed, values = (" AND c.type = ?", [kind]) if kind else ("", [])
    query = f"SELECT i.concept FROM issue i JOIN concept c ON c.id = i.concept WHERE i.score > 0{typed} ORDER BY i.score DESC, c.tie"  # noqa: S608
    return [row[0] for row in figures.connection.execute(query, values)]


def dispute(figures: Figures, concept: int) -> Dispute | None:
    """Return how opinions stand to one concept, None where none takes a side."""
    query = "SELECT concept, pro, con, mixed, meetings, bodies, score FROM issue WHERE concept = ?"
    row = figures.connection.execute(query, (concept,)).fetchone()
    return Dispute(*row) if row else None


def sides_within(figures: Figures, column: str, value: str) -> list[tuple[int, str, int, int, int]]:
    """Return the sides that opinions take within one meeting or series (`column`: iri or series): concept, polarity, opinions, meetings, bodies."""
    query = (
        "SELECT s.concept, s.polarity, COUNT(DISTINCT s.opinion), COUNT(DISTINCT s.meeting), COUNT(DISTINCT m.series) "  # noqa: S608
        f"FROM meeting m JOIN side s ON s.meeting = m.id WHERE m.{column} = ? GROUP BY s.concept, s.polarity"
    )
    return list(figures.connection.execute(query, (value,)))
