"""How the opinions on a concept are spread over meetings, years and bodies."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.facts import MeetingFacts
from graph.figures.reading import Figures


class MeetingCount(NamedTuple):
    """A meeting with how many of its opinions count, by what (an act or a polarity)."""

    meeting: str
    of: str
    opinions: int


def acts_of(figures: Figures, concept: int) -> dict[str, int]:
    """Return how many opinions of each act speak of a concept, the most first."""
    query = "SELECT act, SUM(opinions) FROM spoken WHERE concept = ? GROUP BY act ORDER BY 2 DESC, 1"
    return dict(figures.connection.execute(query, (concept,)))


_MEETINGS = "SELECT meeting FROM spoken WHERE concept = :concept UNION SELECT meeting FROM side WHERE concept = :concept AND meeting IS NOT NULL"


def meetings_of(figures: Figures, concept: int, limit: int, offset: int, *, newest: bool = False) -> list[str]:
    """Return meetings in which a concept is spoken of or a side is taken on it, the earliest first and undated ones last, or the newest first."""
    order = "ifnull(date, '') DESC" if newest else "ifnull(date, '9999')"
    query = f"SELECT iri FROM meeting WHERE id IN ({_MEETINGS}) ORDER BY {order}, iri LIMIT :limit OFFSET :offset"  # noqa: S608
    return [row[0] for row in figures.connection.execute(query, {"concept": concept, "limit": limit, "offset": offset})]


def newest_meetings(figures: Figures, series: Sequence[str] | None) -> list[str]:
    """Return all meetings, or those of some series, the newest first and undated ones last."""
    within = f"WHERE series IN ({', '.join('?' * len(series))})" if series is not None else ""
    query = f"SELECT iri FROM meeting {within} ORDER BY ifnull(date, '') DESC, ifnull(number, -1) DESC, iri"  # noqa: S608
    return [row[0] for row in figures.connection.execute(query, series or ())]


def every_meeting(figures: Figures) -> Iterator[MeetingFacts]:
    """Yield all meetings."""
    query = "SELECT iri, title, date, number, series, series_label, fictional FROM meeting"
    yield from (MeetingFacts(*row) for row in figures.connection.execute(query))


def years_of(figures: Figures, concept: int) -> Iterator[tuple[int, str | None]]:
    """Yield the meetings in which a concept is spoken of or a side is taken on it, by their numbers, with the year of each."""
    query = f"SELECT id, substr(date, 1, 4) FROM meeting WHERE id IN ({_MEETINGS})"  # noqa: S608
    yield from figures.connection.execute(query, {"concept": concept})


def count_meetings(figures: Figures, concept: int, *, spoken: bool = False) -> int:
    """Return in how many meetings a concept is spoken of, or also a side is taken on it."""
    meetings = "SELECT DISTINCT meeting FROM spoken WHERE concept = :concept" if spoken else _MEETINGS
    count: int = figures.connection.execute(f"SELECT COUNT(*) FROM ({meetings})", {"concept": concept}).fetchone()[0]  # noqa: S608
    return count


def acts_by_meeting(figures: Figures, concept: int, meetings: Sequence[str]) -> Iterator[MeetingCount]:
    """Yield how many opinions of each act speak of a concept in each of some meetings."""
    query = "SELECT m.iri, s.act, s.opinions FROM meeting m JOIN spoken s ON s.concept = ? AND s.meeting = m.id WHERE m.iri = ? ORDER BY s.act"
    for meeting in meetings:
        yield from (MeetingCount(*row) for row in figures.connection.execute(query, (concept, meeting)))


def sides_by_meeting(figures: Figures, concept: int, meetings: Sequence[str]) -> Iterator[MeetingCount]:
    """Yield how many opinions take each side on a concept in each of some meetings."""
    query = (
        "SELECT m.iri, s.polarity, COUNT(DISTINCT s.opinion) FROM meeting m JOIN side s ON s.meeting = m.id AND s.concept = ? "
        "WHERE m.iri = ? GROUP BY s.polarity ORDER BY s.polarity"
    )
    for meeting in meetings:
        yield from (MeetingCount(*row) for row in figures.connection.execute(query, (concept, meeting)))


def by_year(figures: Figures, concept: int) -> Iterator[tuple[str, str, int]]:
    """Yield the years of dated meetings with acts, and with sides, and how many opinions of each speak of a concept, or take the side on it."""
    for query in (
        ("SELECT substr(m.date, 1, 4), s.act, SUM(s.opinions) FROM spoken s JOIN meeting m ON m.id = s.meeting "
        "WHERE s.concept = ? AND m.date IS NOT NULL GROUP BY 1, 2"),
        ("SELECT substr(m.date, 1, 4), s.polarity, COUNT(DISTINCT s.opinion) FROM side s JOIN meeting m ON m.id = s.meeting "
        "WHERE s.concept = ? AND m.date IS NOT NULL GROUP BY 1, 2"),
    ):
        yield from figures.connection.execute(query, (concept,))


def opinions_by_number(figures: Figures) -> dict[int, int]:
    """Return how many opinions each meeting has in all, by the meetings' numbers."""
    return dict(figures.connection.execute("SELECT meeting, COUNT(*) FROM opinion WHERE meeting IS NOT NULL GROUP BY meeting"))


def opinions_by_meeting(figures: Figures, meetings: Sequence[str]) -> dict[str, int]:
    """Return how many opinions some meetings have in all."""
    query = "SELECT COUNT(*) FROM meeting m JOIN opinion o ON o.meeting = m.id WHERE m.iri = ?"
    return {meeting: figures.connection.execute(query, (meeting,)).fetchone()[0] for meeting in meetings}


def bodies_of(figures: Figures, concept: int) -> list[tuple[str, str | None, int, int]]:
    """Return the series in which a concept is spoken of: IRI, label, in how many meetings, and in how many opinions; the most first."""
    query = (
        "SELECT m.series, min(m.series_label), COUNT(DISTINCT s.meeting), SUM(s.opinions) FROM spoken s JOIN meeting m ON m.id = s.meeting "
        "WHERE s.concept = ? AND m.series IS NOT NULL GROUP BY m.series ORDER BY 4 DESC, 1"
    )
    return list(figures.connection.execute(query, (concept,)))


def opinions_of_body(figures: Figures, series: str) -> int:
    """Return how many opinions were given in a series in all."""
    query = "SELECT COUNT(*) FROM meeting m JOIN opinion o ON o.meeting = m.id WHERE m.series = ?"
    count: int = figures.connection.execute(query, (series,)).fetchone()[0]
    return count


def attribution(figures: Figures, meetings: Sequence[str]) -> tuple[int, int]:
    """Return how many opinions some meetings have, and of how many of these a document says whose they are."""
    query = (
        "SELECT COUNT(*), COUNT(CASE WHEN o.speaker IS NOT NULL OR o.speaker_label IS NOT NULL THEN 1 END) "
        "FROM meeting m JOIN opinion o ON o.meeting = m.id WHERE m.iri = ?"
    )
    counts = [figures.connection.execute(query, (meeting,)).fetchone() for meeting in meetings]
    return sum(heard for heard, _ in counts), sum(named for _, named in counts)
