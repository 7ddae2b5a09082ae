"""What a person says should be found in a document: the gold file, checked while it is read (docs/gold.md)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import GoldError
from graph.evaluating import statements
from graph.evaluating.checking import check
from graph.evaluating.comparing import squeeze
from graph.evaluating.readings import Readings, accepted, readings
from graph.evaluating.statements import Attendee, Link, Mention, Plain, Position, Relation, Sentence

SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class GoldOpinion:
    """An opinion that should be found; what is None is not scored, `topic` and `speaker` are all readings that count as right."""

    id: str
    text: str | None
    begins: str
    readings: Readings
    topic: tuple[str, ...] | None
    speaker: tuple[str, ...] | None
    speaker_name: str
    act: str | None
    sentences: tuple[Sentence, ...] | None
    mentions: tuple[Mention, ...] | None
    positions: tuple[Position, ...] | None
    relations: tuple[Relation, ...] | None


@dataclass(frozen=True, slots=True)
class Gold:
    """What should be found in one document; what is None is not scored, `…_optional` is neither right nor wrong to find."""

    name: str
    document: str
    genre: str | None
    meeting: Mapping[str, Any]
    agenda: tuple[str, ...] | None
    agenda_optional: frozenset[str]
    attendees: tuple[Attendee, ...] | None
    opinions: tuple[GoldOpinion, ...] | None
    opinions_optional: tuple[Readings, ...]
    links: tuple[Link, ...] | None


def load_gold(path: Path) -> Gold:
    """Return what a file NAME.gold.json says. Raises GoldError, which names the place that is wrong."""
    name = path.name.removesuffix(SUFFIX)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(f"{path.name}: it cannot be opened: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path.name}: this is no JSON in UTF-8: {error}.") from error
    return parse_gold(name, data)


def parse_gold(name: str, data: Any) -> Gold:  # noqa: ANN401 - whatever JSON holds; that is what is checked
    """Return what the plain data of a gold file say. Raises GoldError."""
    wrong = next(check(data), None)
    if wrong:
        raise GoldError(f"{name}{SUFFIX}: {wrong}")
    agenda = tuple(map(squeeze, data["agenda"])) if "agenda" in data else None
    return Gold(
        name,
        data["document"],
        data.get("genre"),
        data.get("meeting", {}),
        agenda,
        frozenset(map(squeeze, data.get("agenda_optional", ()))) - frozenset(agenda or ()),
        statements.attendees(data["attendees"]) if "attendees" in data else None,
        tuple(map(_opinion, data["opinions"])) if "opinions" in data else None,
        tuple(map(readings, data.get("opinions_optional", ()))),
        statements.links(data["links"]) if "links" in data else None,
    )


def _opinion(item: Plain) -> GoldOpinion:
    return GoldOpinion(
        item["id"],
        item.get("text"),
        str(item.get("text") or item.get("text_head") or ""),
        readings(item),
        accepted(item, "topic") if "topic" in item else None,
        accepted(item, "speaker") if "speaker" in item else None,
        squeeze(item.get("speaker_name")),
        item.get("act"),
        statements.sentences(item["sentences"]) if "sentences" in item else None,
        statements.mentions(item["mentions"]) if "mentions" in item else None,
        statements.positions(item["positions"]) if "positions" in item else None,
        statements.relations(item["relations"]) if "relations" in item else None,
    )
