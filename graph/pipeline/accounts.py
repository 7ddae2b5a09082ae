"""From a document to what is written of it, without the store: what can be done in any process, and in any order that teaches the same."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from graph.annotating.vocabulary import searchable
from graph.describing import Addresses, Source, Versions, describe
from graph.iris import Iris
from graph.model import Minutes, Origin
from graph.pipeline.extracting import extract
from graph.pipeline.learnt import Learnt, Lesson, taught
from graph.pipeline.vocabularies import Vocabularies


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be read: its file name, its bytes with their SHA-256, and where it comes from."""

    file_name: str
    data: bytes
    hash: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Account:
    """What is written of one document.

    `own` are the N-Triples of its graph, `shared` those of each thing that others speak of too, `opinions` the addresses of its opinions;
    `kept` is its text; `lessons` are the names that it teaches, and `searchable` is what tells whether others' names could be met in it;
    `versions` lack the annotators that did not finish.
    """

    own: bytes
    shared: Mapping[str, bytes]
    opinions: tuple[str, ...]
    kept: str
    media_type: str
    encoding: str
    series: str | None
    lessons: list[Lesson]
    searchable: str | None
    versions: Versions
    started: dt.datetime
    ended: dt.datetime


@dataclass(frozen=True, slots=True)
class Accounts:
    """Gives the accounts of documents with one state of the vocabularies, and with what documents taught until now."""

    iris: Iris
    versions: Versions
    vocabularies: Vocabularies
    learnt: Learnt

    def give(self, job: Job) -> Account:
        """Return the account of a document. Raises DocumentError."""
        started = dt.datetime.now(dt.UTC)
        extraction = extract(job.file_name, job.data, self.vocabularies, self.learnt.serving)
        minutes, findings = extraction.minutes, extraction.findings
        addresses = Addresses(self.iris, self.vocabularies.organisation, self.vocabularies.vocabulary.knows)
        source = Source(job.file_name, job.hash, job.origin)
        versions = self.versions.without(findings.unfinished)
        described = describe(minutes, findings, source, versions, addresses)
        return Account(
            described.own.serialise(),
            described.shared.subjects(),
            described.opinions,
            minutes.text.kept,
            minutes.text.media_type,
            minutes.text.encoding,
            minutes.meeting.series,
            taught(minutes, findings),
            _searchable(minutes),
            versions,
            started,
            dt.datetime.now(dt.UTC),
        )


def _searchable(minutes: Minutes) -> str | None:
    return searchable(utterance.passage.text for utterance in minutes.utterances)
