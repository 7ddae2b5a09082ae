"""From a document's bytes to what was found in it, without any store."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.annotating import annotate, offered_versions
from graph.errors import DocumentError
from graph.model import Concept, Finding, Findings, Minutes, Origin
from graph.parsing import parse
from graph.pipeline.vocabularies import Vocabularies
from graph.reading import read
from graph.store.rdf import is_iri


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document says and what was found in its opinions."""

    minutes: Minutes
    findings: Findings


@cache
def version() -> str:
    """Return the version of the whole extractor: its own code, other packages' annotators, and the morphological analyser with its dictionary.

    It changes with every change of the code that reads, so that nobody has to remember to raise a number.
    """
    total = hashlib.sha256()
    for package in ("reading", "parsing", "annotating", "describing"):
        for file in sorted((files("graph") / package).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".py"):
                total.update(f"{package}/{file.name}\0".encode() + file.read_bytes())
    total.update((files("graph") / "dictionary.py").read_bytes())
    for lexicon in sorted((files("graph.annotating") / "lexicon").iterdir(), key=lambda file: file.name):
        total.update(f"lexicon/{lexicon.name}\0".encode() + lexicon.read_bytes())
    parts = [
        f"ronten/{total.hexdigest()[:12]}",
        f"sudachipy/{distribution('sudachipy')}",
        f"sudachidict-core/{distribution('sudachidict-core')}",
    ]
    return " ".join([*parts, *offered_versions()])


def extract(
    file_name: str, data: bytes, vocabularies: Vocabularies, known: Callable[[str | None], Sequence[Concept]] = lambda _: ()
) -> Extraction:
    """Read, parse and annotate a document; `known` gives for its series the concepts that other documents introduced. Raises DocumentError."""
    minutes = parse(read(file_name, data))
    return Extraction(minutes, annotate(minutes, vocabularies.vocabulary, known=known(minutes.meeting.series)))


def origin_of(path: Path) -> Origin:
    """Return what NAME.origin.json beside a document says of where it comes from; raises DocumentError where that file is no such note."""
    note = path.with_name(f"{path.stem}.origin.json")
    if not note.is_file():
        return Origin()
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DocumentError(
            f"{note.name} is no JSON object: write publisher, source, licence, note or fictional into it, or take it away."
        ) from error
    if not isinstance(said, dict):
        raise DocumentError(
            f"{note.name} is no JSON object: write publisher, source, licence, note or fictional into it, or take it away."
        )
    texts = {key: str(said[key]).encode("utf-8", "replace").decode() for key in ("publisher", "source", "licence", "note") if said.get(key)}
    if "source" in texts and not is_iri(texts["source"]):
        raise DocumentError(
            f"{note.name}: the source must be an address such as https://example.org/minutes.pdf, not “{texts['source']}”."
        )
    return Origin(**texts, fictional=said.get("fictional") is True)


def as_json(file_name: str, extraction: Extraction) -> dict[str, Any]:
    """Return an extraction as plain data: meeting, agenda, attendees, opinions with their findings, links, what could not be read."""
    minutes, findings = extraction.minutes, extraction.findings
    meeting = minutes.meeting
    return {
        "document": file_name,
        "genre": minutes.genre,
        "meeting": {
            key: getattr(meeting, key) for key in ("title", "series", "number", "date", "start", "end", "place")
        },
        "agenda": minutes.agenda,
        "attendees": [
            {
                key: getattr(person, key)
                for key in ("name", "group", "affiliation", "organisation", "position", "online")
            }
            for person in minutes.attendees
            if person.present
        ],
        "absent": [person.name for person in minutes.attendees if not person.present],
        "opinions": [
            {
                "id": f"O{number:02}",
                "topic": utterance.topic,
                "speaker": utterance.speaker,
                "speaker_name": utterance.speaker_name,
                "text": utterance.passage.text,
                "start": utterance.passage.span.start,
                "end": utterance.passage.span.end,
                **_finding(finding),
            }
            for number, (utterance, finding) in enumerate(zip(minutes.utterances, findings.opinions, strict=True), 1)
        ],
        "links": [
            {"from": f"O{link.source + 1:02}", "type": link.type, "to": f"O{link.target + 1:02}"}
            for link in findings.links
        ],
        "unread": [
            {
                "start": unread.span.start,
                "end": unread.span.end,
                "reason": unread.reason,
                "text": minutes.text.kept[unread.span.start : unread.span.end],
            }
            for unread in minutes.unread
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "act": finding.act,
        "sentences": [
            {
                "text": sentence.text,
                "act": sentence.act,
                "cue": sentence.cue,
                "rule": sentence.rule,
                "confidence": sentence.confidence,
            }
            for sentence in finding.sentences
        ],
        "mentions": [
            {
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                **_concept(mention.concept),
                "type": mention.concept.type,
                "method": mention.method,
            }
            for mention in finding.mentions
        ],
        "positions": [
            {"target": position.target.label, "polarity": position.polarity, "confidence": position.confidence}
            for position in finding.positions
        ],
        "relations": [
            {
                "subject": relation.subject.label,
                "predicate": relation.predicate,
                "object": relation.object.label,
                "confidence": relation.confidence,
            }
            for relation in finding.relations
        ],
    }


def _concept(concept: Concept) -> dict[str, Any]:
    return {"concept": concept.label, "labels": list(concept.labels)}
