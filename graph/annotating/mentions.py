"""Finds what an opinion speaks of: vocabulary labels and compounds that no vocabulary has; the vocabulary types and links, it never gates."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from graph.annotating.aliases import taught
from graph.annotating.antecedents import FullNames, headed, resolved
from graph.annotating.clauses import outermost
from graph.annotating.compounds import Candidate, candidates
from graph.annotating.kinds import kind_of
from graph.annotating.people import People, organisations
from graph.annotating.protocol import Work, Workpiece
from graph.annotating.vocabulary import Match, Vocabulary, word_boundaries
from graph.model import Concept, Mention

_SURENESS = {"vocabulary": 1.0, "taught": 1.0, "known": 0.8, "ambiguous": 0.5}


class Mentions:
    """The annotator that finds mentions and leads each to a concept."""

    name = "mentions"
    version = "2"

    def annotate(self, work: Work) -> None:
        """Add the mentions to each opinion; names that one opinion introduces serve all of the document."""
        terms = [candidates(piece.text, piece.words) for piece in work.opinions]
        names = _names(work, terms)
        topics = dict.fromkeys(piece.utterance.topic for piece in work.opinions)
        headings = FullNames(concept for topic in topics for concept in headed(topic, names.own, work.vocabulary))
        for piece, found in zip(work.opinions, terms, strict=True):
            piece.finding.mentions = resolved(_mentions(piece, found, names), headings)


@dataclass(frozen=True, slots=True)
class _Names:
    """Whatever names things in one document: the vocabulary, what the document introduces, what others introduced, and who attends."""

    vocabulary: Vocabulary
    own: Vocabulary
    known: Vocabulary
    people: People
    _concepts: dict[str, Concept] = field(default_factory=dict)

    def concept(self, surface: str) -> Concept:
        """Return the concept that a term stands for, a provisional one where nothing knows it."""
        found = self._concepts.get(surface)
        if found is None:
            found = self._concepts[surface] = self._concept(surface)
        return found

    def _concept(self, surface: str) -> Concept:
        for names in (self.own, self.vocabulary, self.known):
            concept = names.lookup(surface)
            if concept is not None:
                return concept
        return Concept(surface, kind_of(surface))


def _names(work: Work, terms: list[list[Candidate]]) -> _Names:
    introduced = _merged(
        concept
        for piece, found in zip(work.opinions, terms, strict=True)
        for concept in taught(piece.text, found, work.vocabulary)
    )
    labels = {label for concept in introduced for label in (concept.label, *concept.labels)}
    attending = [one for one in organisations(work.minutes.attendees) if not work.vocabulary.knows(one.label)]
    own = Vocabulary([*introduced, *(one for one in attending if one.label not in labels)])
    known = [one for one in work.known if not own.knows(one.label) and not any(map(own.knows, one.labels))]
    return _Names(work.vocabulary, own, Vocabulary(known), People(work.minutes.attendees))


def _merged(concepts: Iterable[Concept]) -> list[Concept]:
    """Join the concepts that a document introduces more than once into one each."""
    known: dict[str, Concept] = {}
    for concept in concepts:
        earlier = known.get(concept.label)
        labels = tuple(dict.fromkeys((*(earlier.labels if earlier else ()), *concept.labels)))
        known[concept.label] = Concept(concept.label, concept.type, concept.iri, labels)
    return list(known.values())


def _mentions(piece: Workpiece, terms: list[Candidate], names: _Names) -> list[Mention]:
    text = piece.text
    boundaries = word_boundaries(piece.words)
    found: dict[tuple[int, int], Mention] = {
        (mention.start, mention.end): mention for mention in names.people.mentions(text, piece.words, boundaries)
    }
    sources = ((names.own, "taught"), (names.vocabulary, "vocabulary"), (names.known, "known"))
    for source, method in sources:
        for match in _longest(source.matches(text, boundaries)):
            surface = text[match.start : match.end]
            concept = match.concept or Concept(surface, kind_of(surface))
            rule = method if match.concept else "ambiguous"
            found.setdefault(match[:2], Mention(*match[:2], surface, concept, rule, _SURENESS[rule]))
    taken = _covered(len(text), found.values())
    for candidate in terms:
        for start, end, rule, *_ in (candidate, *candidate.parts) if candidate.parts else (candidate,):
            if (start, end) not in found and not (taken and _crosses(start, end, taken)):
                surface = text[start:end]
                found[start, end] = Mention(start, end, surface, names.concept(surface), rule, _SURENESS.get(rule, 0.7))
    return sorted(found.values(), key=_place)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _longest(matches: list[Match]) -> list[Match]:
    """Keep a label only where no longer one that begins or ends with it, or holds it, was found."""
    if len(matches) < 2:
        return matches
    kept: list[Match] = []
    reach = -1
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.end > reach:
            kept.append(match)
            reach = match.end
    return kept


def _covered(length: int, mentions: Collection[Mention]) -> list[Mention | None]:
    """Return for each character of a text the outermost known term that it belongs to; nothing where there is none."""
    if not mentions:
        return []
    taken: list[Mention | None] = [None] * length
    for mention in outermost(sorted(mentions, key=_place)):
        taken[mention.start : mention.end] = [mention] * (mention.end - mention.start)
    return taken


def _crosses(start: int, end: int, taken: list[Mention | None]) -> bool:
    """Whether a stretch lies inside a known term or overlaps one without holding it."""
    first, last = taken[start], taken[end - 1]
    return (first is not None and (first.start < start or first.end > end)) or (last is not None and last.end > end)
