"""Which opinions are wanted: by what they speak of and where they were given, a meeting at a time, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.figures.reading import Figures

_SPOKEN = "o.id IN (SELECT n.opinion FROM concept c JOIN mention n ON n.concept = c.id WHERE c.iri IN ({}))"
_SPOKEN_IN_FEW = "EXISTS (SELECT 1 FROM concept c JOIN mention n ON n.concept = c.id AND n.opinion = o.id WHERE c.iri IN ({}))"


@dataclass(frozen=True, slots=True)
class Choice:
    """Each thing that is given, by the IRIs it may have, narrows the choice; an opinion speaks of one of `concepts` and, if given, of one of `also`."""

    concepts: Sequence[str] | None = None
    also: Sequence[str] | None = None
    meetings: Sequence[str] | None = None
    topics: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    speakers: Sequence[str] | None = None
    act: str | None = None

    @property
    def of_one_concept(self) -> bool:
        """Whether nothing but one concept, and perhaps an act, is asked for: how many there are in each meeting is known then."""
        others = (self.also, self.meetings, self.topics, self.documents, self.speakers)
        return self.concepts is not None and len(self.concepts) == 1 and all(other is None for other in others)

    def conditions(self, *, few: bool) -> tuple[list[str], list[str]]:
        """Return the conditions on an opinion `o` of a meeting `m`, and the values in them; `few` says that the meetings leave few to look at."""
        conditions: list[str] = []
        values: list[str] = []
        spoken = _SPOKEN_IN_FEW if few else _SPOKEN
        for condition, given in (
            (spoken, self.concepts),
            (spoken, self.also),
            ("m.iri IN ({})", self.meetings),
            ("o.topic IN ({})", self.topics),
            ("o.document IN (SELECT id FROM document WHERE iri IN ({}))", self.documents),
            ("o.speaker IN ({})", self.speakers),
            ("o.act IN ({})", None if self.act is None else [self.act]),
        ):
            if given is not None:
                conditions.append(condition.format(", ".join("?" * len(given))))
                values += given
        return conditions, values


def count_by_meeting(figures: Figures, choice: Choice) -> list[tuple[str, int]]:
    """Return how many of the chosen opinions each meeting has, the newest meeting first."""
    if choice.of_one_concept and choice.concepts:
        source = "spoken s JOIN concept c ON c.id = s.concept JOIN meeting m ON m.id = s.meeting"
        conditions, values = ["c.iri = ?"], list(choice.concepts)
        if choice.act is not None:
            conditions.append("s.act = ?")
            values.append(choice.act)
        counted = "SUM(s.opinions)"
    else:
        source, counted = "opinion o JOIN meeting m ON m.id = o.meeting", "COUNT(*)"
        conditions, values = choice.conditions(few=choice.meetings is not None or choice.documents is not None)
    query = (
        f"SELECT m.iri, {counted} FROM {source} WHERE {' AND '.join(conditions or ['1'])} GROUP BY m.id "  # noqa: S608 conditions of our own
        "ORDER BY ifnull(m.date, '') DESC, m.iri"
    )
    return list(figures.connection.execute(query, values))


def chosen_of(figures: Figures, choice: Choice, meetings: Sequence[str]) -> list[str]:
    """Return the chosen opinions of some meetings, in the order of these and of the documents."""
    conditions, values = choice.conditions(few=True)
    found: list[str] = []
    for meeting in meetings:
        query = (
            f"SELECT o.iri FROM meeting m JOIN opinion o ON o.meeting = m.id JOIN document d ON d.id = o.document "  # noqa: S608
            f"WHERE {' AND '.join([*conditions, 'm.iri = ?'])} ORDER BY d.iri, o.ordinal, o.iri"
        )
        found += [row[0] for row in figures.connection.execute(query, [*values, meeting])]
    return found
