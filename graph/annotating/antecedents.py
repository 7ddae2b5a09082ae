"""Short forms: a term that only repeats the end of a longer one that went before it means the longer one."""

from collections import defaultdict
from collections.abc import Iterable

from graph.annotating.compounds import candidates
from graph.annotating.kinds import kind_of
from graph.annotating.morphology import morphemes
from graph.annotating.vocabulary import Vocabulary, word_boundaries
from graph.model import Concept, Mention

_LEAST = 2
_BACK = 100
"""So many terms before a short form are looked at."""
_NAMED = frozenset({"taught", "quoted", "ambiguous", "attendee", "named", "known"})


def headed(topic: str | None, *vocabularies: Vocabulary) -> list[Concept]:
    """Return the concepts that a heading names: 情報システムの標準化について."""
    if not topic:
        return []
    words = morphemes(topic)
    boundaries = word_boundaries(words)
    known = [match.concept for vocabulary in vocabularies for match in vocabulary.matches(topic, boundaries)]
    labels = [topic[one.start : one.end] for one in candidates(topic, words) if one.rule == "compound"]
    listed = list(dict.fromkeys(concept for concept in known if concept is not None))
    names = {name for concept in listed for name in (concept.label, *concept.labels)}
    return [*listed, *(Concept(label, kind_of(label)) for label in labels if label not in names)]


class FullNames:
    """Names that may be said shorter: those in a document's headings, or those that went before."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self._by_end: dict[str, list[tuple[str, Concept]]] = defaultdict(list)
        self._known: set[Concept] = set()
        for concept in concepts:
            self.add(concept)

    def add(self, concept: Concept) -> None:
        """Take the names of a concept in, once however often it is given."""
        if concept in self._known:
            return
        self._known.add(concept)
        for label in (concept.label, *concept.labels):
            self._by_end[label[-_LEAST:]].append((label, concept))

    def meant(self, short: str) -> Concept | None:
        """Return the one concept whose label ends in a shorter form, from two characters on; what several end in means none of them."""
        ending = self._by_end.get(short[-_LEAST:], ()) if len(short) >= _LEAST else ()
        found = [concept for label, concept in ending if label.endswith(short) and len(label) > len(short)]
        return found[0] if found and all(concept == found[0] for concept in found) else None


def resolved(mentions: list[Mention], headings: FullNames) -> list[Mention]:
    """Return the mentions of one opinion, each short form led to the one longer term that ends in it and stands in a heading or before it."""
    made: list[Mention] = []
    before: list[Mention] = []
    reach = -1
    for mention in mentions:
        longer = None
        if mention.end > reach:
            reach = mention.end
            if mention.method not in _NAMED and _leans(mention):
                longer = headings.meant(mention.surface) or _before(mention, before)
            before.append(mention)
        made.append(
            mention._replace(concept=longer, method="short-form", confidence=0.6) if longer is not None else mention
        )
    return made


def _before(mention: Mention, before: list[Mention]) -> Concept | None:
    """Return the one concept whose name before ends in a mention's words; a word that the vocabulary knows stands for itself."""
    if mention.method == "vocabulary" or len(mention.surface) < _LEAST:
        return None
    found = {
        earlier.concept.label: earlier.concept
        for earlier in before[-_BACK:]
        if earlier.surface.endswith(mention.surface) and earlier.surface != mention.surface
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _leans(mention: Mention) -> bool:
    """Whether a term is of a kind that is said short: an action or a term in Latin letters, not データ or システム."""
    return (
        mention.surface.endswith("化")
        or kind_of(mention.surface) == "activity"
        or (mention.surface[0].isascii() and not mention.surface.isascii())
    )
