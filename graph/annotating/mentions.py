"""Finds what an opinion speaks of: vocabulary labels and compounds that no vocabulary has; the vocabulary types and links, it never gates."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from graph.annotating.aliases import taught
from graph.annotating.antecedents import headed, resolved, titled
from graph.annotating.clauses import outermost
from graph.annotating.compounds import Candidate, candidates
from graph.annotating.kinds import kind_of
from graph.annotating.morphology import Morpheme
from graph.annotating.protocol import Work, Workpiece
from graph.annotating.vocabulary import Match, Vocabulary
from graph.model import Concept, Mention


class Mentions:
    """The annotator that finds mentions and leads each to a concept."""

    name = "mentions"
    version = "1"

    def annotate(self, work: Work) -> None:
        """Add the mentions to each opinion; names that one opinion introduces serve all of the document."""
        terms = [candidates(piece.text, piece.words) for piece in work.opinions]
        own = Vocabulary(
            _merged(
                concept
                for piece, found in zip(work.opinions, terms, strict=True)
                for concept in taught(piece.text, found, work.vocabulary)
            )
        )
        topics = dict.fromkeys(piece.utterance.topic for piece in work.opinions)
        headings = titled(concept for topic in topics for concept in headed(topic, own, work.vocabulary))
        for piece, found in zip(work.opinions, terms, strict=True):
            piece.finding.mentions = resolved(_mentions(piece, found, work.vocabulary, own), headings)


def _merged(concepts: Iterable[Concept]) -> list[Concept]:
    """Join the concepts that a document introduces more than once into one each."""
    known: dict[str, Concept] = {}
    for concept in concepts:
        earlier = known.get(concept.label)
        labels = tuple(dict.fromkeys((*(earlier.labels if earlier else ()), *concept.labels)))
        known[concept.label] = Concept(concept.label, concept.type, concept.iri, labels)
    return list(known.values())


def _mentions(piece: Workpiece, terms: list[Candidate], vocabulary: Vocabulary, own: Vocabulary) -> list[Mention]:
    text = piece.text
    boundaries = _boundaries(text, piece.words)
    found: dict[tuple[int, int], Mention] = {}
    for match in _longest(own.matches(text, boundaries)):
        _put(found, text, match.start, match.end, match.concept, "taught")
    for match in _longest(vocabulary.matches(text, boundaries)):
        _put(
            found,
            text,
            match.start,
            match.end,
            match.concept or Concept(text[match.start : match.end], "place"),
            "vocabulary" if match.concept else "ambiguous",
        )
    taken = outermost(sorted(found.values(), key=lambda mention: (mention.start, -mention.end)))
    for candidate in _with_parts(terms):
        if not _crosses(candidate, taken):
            surface = text[candidate.start : candidate.end]
            concept = own.lookup(surface) or vocabulary.lookup(surface) or Concept(surface, kind_of(surface))
            _put(found, text, candidate.start, candidate.end, concept, candidate.rule)
    return sorted(found.values(), key=lambda mention: (mention.start, -mention.end))


def _with_parts(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates with what stands before the の of each genitive beside it."""
    return [
        part for candidate in found for part in ((candidate, *candidate.parts) if candidate.parts else (candidate,))
    ]


def _put(
    found: dict[tuple[int, int], Mention], text: str, start: int, end: int, concept: Concept | None, method: str
) -> None:
    if concept is not None:
        found.setdefault(
            (start, end),
            Mention(start, end, text[start:end], concept, method, 1.0 if method in {"vocabulary", "taught"} else 0.7),
        )


def _longest(matches: list[Match]) -> list[Match]:
    """Keep a label only where no longer one that begins or ends with it, or holds it, was found."""
    kept: list[Match] = []
    reach = -1
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.end > reach:
            kept.append(match)
            reach = match.end
    return kept


def _crosses(candidate: Candidate, taken: list[Mention]) -> bool:
    """Whether a candidate lies inside a known term or overlaps one without holding it; `taken` are sorted and lie in no other."""
    for place in range(bisect_left(taken, candidate.end, key=lambda mention: mention.start) - 1, -1, -1):
        mention = taken[place]
        if mention.end <= candidate.start:
            return False
        if not (candidate.start <= mention.start and mention.end <= candidate.end):
            return True
    return False


def _boundaries(text: str, words: Sequence[Morpheme]) -> list[bool]:
    """Return for each offset of a text, its end included, whether a word begins or ends there."""
    marks = [False] * (len(text) + 1)
    for word in words:
        marks[word.start] = marks[word.end] = True
    return marks
