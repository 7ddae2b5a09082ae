"""Describes opinions and what was found in them."""

from graph.describing.addresses import Addresses
from graph.describing.triples import Triples, decimal, integer, iri, japanese, name
from graph.iris import label_key
from graph.model import Concept, Finding, Link, Passage, Utterance

A = name("rdf", "type")
_START, _END, _MENTION, _CONCEPT = (name("ronten", term) for term in ("start", "end", "mention", "concept"))
SURE = 0.8
"""From this confidence on an act's is not written: it is that of most sentences."""


class OpinionWriter:
    """Writes the opinions of one document, one after the other; `where` are document and meeting, `people` the attendees' addresses."""

    def __init__(
        self, triples: Triples, shared: Triples, addresses: Addresses, where: tuple[str, str], people: list[str]
    ) -> None:
        self._triples = triples
        self._shared = shared
        self._iris = addresses.iris
        self._knows = addresses.knows
        self._document, self._meeting = where
        self._people = people
        self.opinions: list[str] = []
        self._concepts: dict[str, str] = {}
        self._labelled: dict[str, str] = {}

    def write(
        self, opinion: str, order: int, utterance: Utterance, finding: Finding, topic: str | None
    ) -> None:
        """Describe one opinion under its address; topic is an address."""
        add, passage = self._triples.add, utterance.passage
        speaker = self._people[utterance.attendee] if utterance.attendee is not None else None
        self.opinions.append(opinion)
        add(opinion, A, name("ronten", "Opinion"))
        add(opinion, name("ronten", "text"), japanese(passage.text))
        add(opinion, name("ronten", "document"), iri(self._document))
        add(opinion, name("ronten", "meeting"), iri(self._meeting))
        add(opinion, name("ronten", "topic"), iri(topic) if topic else None)
        add(opinion, name("ronten", "order"), integer(order))
        add(opinion, name("ronten", "act"), name("ronten", finding.act))
        add(opinion, name("ronten", "speakerLabel"), japanese(utterance.speaker) if utterance.speaker else None)
        add(opinion, name("ronten", "speaker"), iri(speaker) if speaker and utterance.speaker else None)
        self._place(opinion, passage.span.start, passage.span.end)
        self._sentences(opinion, passage, finding)
        self._mentions(opinion, passage, finding)
        self._positions(opinion, passage, finding)
        self._relations(opinion, passage, finding)

    def links(self, links: list[Link]) -> None:
        """Describe how opinions of this document take each other up, as nodes and as plain triples."""
        for link in links:
            source, target = self.opinions[link.source], self.opinions[link.target]
            address = self._iris.part("link", source, f"{link.type}-{target.rsplit('/', 1)[1]}")
            self._triples.add(address, A, name("ronten", "OpinionLink"))
            self._triples.add(address, name("ronten", "from"), iri(source))
            self._triples.add(address, name("ronten", "linkType"), name("ronten", link.type))
            self._triples.add(address, name("ronten", "to"), iri(target))
            self._triples.add(
                address, name("ronten", "confidence"), decimal(link.confidence) if link.confidence < 1 else None
            )
            self._triples.add(source, name("ronten", link.type), iri(target))

    def _place(self, address: str, start: int, end: int) -> None:
        self._triples.add(address, _START, integer(start))
        self._triples.add(address, _END, integer(end))

    def _part(self, opinion: str, kind: str, key: str, passage: Passage, start: int, end: int) -> str:
        """Begin an opinion's part with its place in the kept text; its type follows from the property that leads to it."""
        address = self._iris.part(kind, opinion, key)
        self._place(address, *passage.place(start, end))
        return address

    def _sentences(self, opinion: str, passage: Passage, finding: Finding) -> None:
        for number, sentence in enumerate(finding.sentences, 1):
            if sentence.act == "statement":
                continue
            address = self._part(opinion, "sentence", str(number), passage, sentence.start, sentence.end)
            self._triples.add(opinion, name("ronten", "sentence"), iri(address))
            self._triples.add(address, name("ronten", "act"), name("ronten", sentence.act))
            self._triples.add(address, name("ronten", "cue"), japanese(sentence.cue) if sentence.cue else None)
            self._triples.add(address, name("ronten", "hedge"), *map(japanese, sentence.hedges))
            self._triples.add(
                address, name("ronten", "confidence"), decimal(sentence.confidence) if sentence.confidence < SURE else None
            )

    def _mentions(self, opinion: str, passage: Passage, finding: Finding) -> None:
        add, first = self._triples.add, self._iris.part("mention", opinion, "")
        for mention in finding.mentions:
            address = f"{first}{mention.start}-{mention.end}"
            self._place(address, *passage.place(mention.start, mention.end))
            add(opinion, _MENTION, f"<{address}>")
            concept = self._concept(mention.concept, teaches=mention.method != "known")
            add(address, _CONCEPT, f"<{concept}>")
            if mention.attendee is not None:
                add(address, name("ronten", "refersTo"), iri(self._people[mention.attendee]))

    def _positions(self, opinion: str, passage: Passage, finding: Finding) -> None:
        for position in finding.positions:
            target = self._concept(position.target)
            address = self._part(opinion, "position", target.rsplit("/", 1)[1], passage, position.start, position.end)
            self._triples.add(opinion, name("ronten", "position"), iri(address))
            self._triples.add(address, name("ronten", "target"), iri(target))
            self._triples.add(address, name("ronten", "polarity"), name("ronten", position.polarity))
            self._triples.add(address, name("ronten", "confidence"), decimal(position.confidence))

    def _relations(self, opinion: str, passage: Passage, finding: Finding) -> None:
        for number, relation in enumerate(finding.relations, 1):
            address = self._part(opinion, "relation", str(number), passage, relation.start, relation.end)
            self._triples.add(opinion, name("ronten", "relation"), iri(address))
            self._triples.add(address, name("ronten", "subject"), iri(self._concept(relation.subject)))
            self._triples.add(address, name("ronten", "predicate"), name("ronten", relation.predicate))
            self._triples.add(address, name("ronten", "object"), iri(self._concept(relation.object)))
            self._triples.add(address, name("ronten", "confidence"), decimal(relation.confidence))

    def _concept(self, concept: Concept, *, teaches: bool = True) -> str:
        """Return a concept's address; one that no vocabulary has is described here, once, and names that no vocabulary has as this document's own."""
        address = self._labelled.get(concept.iri or concept.label)
        if address is None:
            address = self._labelled[concept.iri or concept.label] = self._described(concept, teaches=teaches)
        return address

    def _described(self, concept: Concept, *, teaches: bool) -> str:
        key = concept.iri or label_key(concept.label)
        if key in self._concepts:
            return self._concepts[key]
        address = self._concepts[key] = concept.iri or self._iris.concept(concept.label)
        if concept.iri is None:
            self._shared.add(address, A, name("skos", "Concept"))
            self._shared.add(address, name("skos", "prefLabel"), japanese(concept.label))
            self._shared.add(address, name("ronten", "conceptType"), name("ronten", concept.type))
        new = [label for label in concept.labels if not self._knows(label)] if teaches else []
        self._triples.add(address, name("skos", "altLabel"), *map(japanese, new))
        return address
