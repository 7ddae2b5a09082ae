"""Where opinions and mentions stand in a document's kept text."""

from dataclasses import dataclass, field

from graph.analysis.asking import ask
from graph.store.interface import Iri, Reader


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """A stretch of the kept text that names a concept."""

    start: int
    end: int
    concept: str


@dataclass(slots=True)
class OpinionPlace:
    """A stretch of the kept text that is an opinion, with its mentions in their order."""

    start: int
    end: int
    opinion: str
    mentions: list[MentionPlace] = field(default_factory=list)


def places(reader: Reader, document: str) -> list[OpinionPlace]:
    """Return the places of a document's opinions (IRIs) in the order of the text. Raises QueryError, StoreError."""
    rows = ask(reader, "document-places", document=Iri(document))
    found = {
        row["opinion"]: OpinionPlace(int(row["start"]), int(row["end"]), row["opinion"]) for row in rows if "start" in row
    }
    for row in rows:
        if "concept" in row and row["opinion"] in found:
            found[row["opinion"]].mentions.append(MentionPlace(int(row["from"]), int(row["to"]), row["concept"]))
    for place in found.values():
        place.mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return sorted(found.values(), key=lambda place: (place.start, -place.end))
