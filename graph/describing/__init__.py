"""Describes what was read and found as RDF: the only place that knows both the model and the graph's terms."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from graph.describing.addresses import Addresses
from graph.describing.opinions import OpinionWriter
from graph.describing.triples import FALSE, TRUE, Triples, integer, iri, japanese, literal, name
from graph.iris import Iris, label_key
from graph.model import Attendee, Findings, Minutes, Origin

__all__ = ["Addresses", "Description", "Source", "Versions", "describe"]

A = name("rdf", "type")


@dataclass(frozen=True, slots=True)
class Source:
    """The document behind the minutes: its file name, the SHA-256 of its bytes and where it comes from."""

    file_name: str
    content_hash: str
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of what read a document: the extractor's and the vocabulary's."""

    extractor: str
    vocabulary: str

    def without(self, annotators: Collection[str]) -> "Versions":
        """Return the versions of a reading that some annotators did not finish: the extractor's lacks their names."""
        parts = [part for part in self.extractor.split(" ") if part.partition("/")[0] not in annotators]
        return Versions(" ".join(parts), self.vocabulary)


@dataclass(frozen=True, slots=True)
class Description:
    """What is written of one document: `own` in its graph, `shared` (meeting, people, provisional concepts …) once for all, and its opinions' addresses."""

    own: Triples
    shared: Triples
    opinions: tuple[str, ...]


def describe(
    minutes: Minutes, findings: Findings, source: Source, versions: Versions, addresses: Addresses
) -> Description:
    """Return the description of one document; the same input gives the same triples in the same order."""
    iris = addresses.iris
    triples, shared = Triples(), Triples()
    document = iris.document(source.content_hash)
    meeting = _meeting(triples, shared, minutes, source, iris)
    _document(triples, minutes, source, document, meeting)
    _run(triples, source, versions, document, iris)
    people = _attendance(triples, shared, minutes.attendees, (document, meeting), addresses)
    topics = _topics(shared, minutes, meeting, iris)
    writer = OpinionWriter(triples, shared, addresses, (document, meeting), people)
    seen: Counter[str] = Counter()
    for order, (utterance, finding) in enumerate(zip(minutes.utterances, findings.opinions, strict=True), 1):
        key = label_key(utterance.passage.text)
        opinion = iris.opinion(source.content_hash, utterance.passage.text, seen[key])
        seen[key] += 1
        writer.write(opinion, order, utterance, finding, topics.get(utterance.topic or ""))
    writer.links(findings.links)
    return Description(triples, shared, tuple(writer.opinions))


def _meeting(triples: Triples, shared: Triples, minutes: Minutes, source: Source, iris: Iris) -> str:
    said = minutes.meeting
    address = iris.meeting(said.series or "", said.number, said.date, source.content_hash)
    shared.add(address, A, name("ronten", "Meeting"))
    shared.add(address, name("dcterms", "title"), japanese(said.title or source.file_name))
    if said.series:
        series = iris.series(said.series)
        shared.add(series, A, name("ronten", "MeetingSeries"))
        shared.add(series, name("skos", "prefLabel"), japanese(said.series))
        shared.add(address, name("ronten", "series"), iri(series))
    shared.add(address, name("ronten", "number"), integer(said.number) if said.number is not None else None)
    shared.add(address, name("dcterms", "date"), literal(said.date, "date") if said.date else None)
    shared.add(address, name("ronten", "startTime"), _time(said.start))
    shared.add(address, name("ronten", "endTime"), _time(said.end))
    shared.add(address, name("schema", "location"), japanese(said.place) if said.place else None)
    shared.add(address, name("ronten", "fictional"), TRUE if source.origin.fictional else None)
    for order, label in enumerate(minutes.agenda, 1):
        item = iris.agenda_item(address, order)
        triples.add(address, name("ronten", "agendaItem"), iri(item))
        triples.add(item, A, name("ronten", "AgendaItem"))
        triples.add(item, name("ronten", "order"), integer(order))
        triples.add(item, name("skos", "prefLabel"), japanese(label))
    return address


def _time(clock: str | None) -> str | None:
    """Return HH:MM as xsd:time; 24:00, which minutes write, is midnight there."""
    return literal(f"{clock}:00" if clock != "24:00" else "00:00:00", "time") if clock else None


def _document(triples: Triples, minutes: Minutes, source: Source, document: str, meeting: str) -> None:
    origin = source.origin
    triples.add(document, A, name("ronten", "Document"))
    triples.add(document, name("dcterms", "title"), japanese(minutes.meeting.title or source.file_name))
    triples.add(document, name("ronten", "contentHash"), literal(source.content_hash))
    triples.add(document, name("dcterms", "format"), literal(minutes.text.media_type))
    triples.add(document, name("ronten", "fileName"), literal(source.file_name))
    triples.add(document, name("ronten", "genre"), name("ronten", minutes.genre))
    triples.add(document, name("ronten", "minutesOf"), iri(meeting))
    triples.add(document, name("dcterms", "source"), iri(origin.source) if origin.source else None)
    triples.add(document, name("dcterms", "publisher"), japanese(origin.publisher) if origin.publisher else None)
    triples.add(document, name("dcterms", "license"), literal(origin.licence) if origin.licence else None)
    triples.add(document, name("ronten", "fictional"), TRUE if origin.fictional else None)
    for unread in minutes.unread:
        if unread.span.end <= unread.span.start:
            continue
        address = f"{document.replace('/id/document/', '/id/unread/')}.{unread.span.start}-{unread.span.end}"
        triples.add(document, name("ronten", "unread"), iri(address))
        triples.add(address, A, name("ronten", "UnreadSpan"))
        triples.add(address, name("ronten", "start"), integer(unread.span.start))
        triples.add(address, name("ronten", "end"), integer(unread.span.end))
        triples.add(address, name("ronten", "reason"), literal(unread.reason))


def _run(triples: Triples, source: Source, versions: Versions, document: str, iris: Iris) -> None:
    run = iris.run(source.content_hash, versions.extractor, versions.vocabulary)
    triples.add(document, name("prov", "wasGeneratedBy"), iri(run))
    triples.add(run, A, name("ronten", "Run"))
    triples.add(run, name("ronten", "extractorVersion"), literal(versions.extractor))
    triples.add(run, name("ronten", "vocabularyVersion"), literal(versions.vocabulary))
    triples.add(run, name("prov", "used"), iri(document))


def _attendance(
    triples: Triples, shared: Triples, attendees: list[Attendee], where: tuple[str, str], addresses: Addresses
) -> list[str]:
    """Describe who attended, by document and meeting, and return each one's address."""
    document, meeting = where
    iris = addresses.iris
    people: list[str] = []
    for order, attendee in enumerate(attendees, 1):
        person = _person(attendee, people, meeting, iris)
        people.append(person)
        shared.add(person, A, name("foaf", "Person"))
        shared.add(person, name("foaf", "name"), japanese(attendee.name))
        address = iris.attendance(document, person, attendee.group or "")
        triples.add(address, A, name("ronten", "Attendance"))
        triples.add(address, name("ronten", "meeting"), iri(meeting))
        triples.add(address, name("ronten", "order"), integer(order))
        triples.add(address, name("org", "member"), iri(person))
        triples.add(address, name("ronten", "group"), japanese(attendee.group) if attendee.group else None)
        triples.add(
            address, name("ronten", "affiliation"), japanese(attendee.affiliation) if attendee.affiliation else None
        )
        triples.add(address, name("ronten", "jobTitle"), japanese(attendee.position) if attendee.position else None)
        for other in attendee.also:
            triples.add(address, name("schema", "alternateName"), japanese(other))
        triples.add(address, name("ronten", "online"), TRUE if attendee.online else None)
        triples.add(address, name("ronten", "present"), None if attendee.present else FALSE)
        if attendee.organisation:
            known = addresses.organisation(attendee.organisation)
            organisation = known or iris.organisation(attendee.organisation)
            triples.add(address, name("org", "organization"), iri(organisation))
            if known is None:
                shared.add(organisation, A, name("org", "Organization"))
                shared.add(organisation, name("skos", "prefLabel"), japanese(attendee.organisation))
    return people


def _person(attendee: Attendee, before: list[str], meeting: str, iris: Iris) -> str:
    """Return a person's address; a namesake in one list, whom nothing tells apart, is somebody else all the same."""
    known = attendee.affiliation or f"{meeting} {attendee.group or ''}"
    address, namesake = iris.person(attendee.name, known), 1
    while address in before and not attendee.affiliation:
        namesake += 1
        address = iris.person(attendee.name, f"{known} {namesake}")
    return address


def _topics(shared: Triples, minutes: Minutes, meeting: str, iris: Iris) -> dict[str, str]:
    """Describe the topics in the order of the document and return the address of each."""
    topics: dict[str, str] = {}
    for utterance in minutes.utterances:
        if utterance.topic and utterance.topic not in topics:
            topics[utterance.topic] = iris.topic(meeting, utterance.topic)
    written: set[str] = set()
    for label, address in topics.items():
        if address in written:
            continue
        written.add(address)
        shared.add(address, A, name("ronten", "Topic"))
        shared.add(address, name("skos", "prefLabel"), japanese(label))
        shared.add(address, name("ronten", "meeting"), iri(meeting))
        shared.add(address, name("ronten", "order"), integer(len(written)))
    return topics
