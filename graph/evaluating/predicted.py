"""What an extractor found in a document, from the plain data that it prints."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.evaluating import statements
from graph.evaluating.comparing import fold, squeeze
from graph.evaluating.statements import Attendee, Link, Mention, Plain, Position, Relation, Sentence


@dataclass(frozen=True, slots=True)
class PredictedOpinion:
    """An opinion as it was found; `squeezed` is its text as texts are compared."""

    id: str
    text: str
    squeezed: str
    topic: str | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    act: str | None = None
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    positions: tuple[Position, ...] = ()
    relations: tuple[Relation, ...] = ()

    def other_labels(self) -> dict[str, list[str]]:
        """Return from each label that a mention carries all labels of its concept."""
        known: dict[str, list[str]] = {}
        for mention in self.mentions:
            labels = [label for label in (mention.concept, mention.surface, *mention.labels) if label]
            for label in labels:
                known.setdefault(fold(label), []).extend(labels)
        return known


@dataclass(frozen=True, slots=True)
class Prediction:
    """A document as it was read."""

    meeting: Mapping[str, str | int | None]
    agenda: tuple[str, ...]
    attendees: tuple[Attendee, ...]
    opinions: tuple[PredictedOpinion, ...]
    links: tuple[Link, ...]


def parse_prediction(data: Plain) -> Prediction:
    """Return what the plain data of an extraction say; what is not there counts as not found."""
    return Prediction(
        data.get("meeting", {}),
        tuple(data.get("agenda", ())),
        statements.attendees(data.get("attendees", ())),
        tuple(_opinion(item) for item in data.get("opinions", ())),
        statements.links(data.get("links", ())),
    )


def _opinion(item: Plain) -> PredictedOpinion:
    return PredictedOpinion(
        str(item.get("id")),
        statements.text(item.get("text")),
        squeeze(item.get("text")),
        item.get("topic"),
        item.get("speaker"),
        item.get("speaker_name"),
        item.get("act"),
        statements.sentences(item.get("sentences", ())),
        statements.mentions(item.get("mentions", ())),
        statements.positions(item.get("positions", ())),
        statements.relations(item.get("relations", ())),
    )
