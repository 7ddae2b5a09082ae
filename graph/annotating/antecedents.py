"""Short forms: a term that only repeats the end of a longer one that went before it means the longer one."""

from collections.abc import Iterable, Mapping

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


def titled(headings: Iterable[Concept]) -> dict[str, Concept | None]:
    """Return what headings name under all that their labels end in, from two characters on; what several end in means none of them."""
    endings: dict[str, Concept | None] = {}
    for concept in headings:
        for ending in {
            label[at:] for label in (concept.label, *concept.labels) for at in range(1, len(label) - _LEAST + 1)
        }:
            endings[ending] = concept if endings.get(ending, concept) == concept else None
    return endings


def resolved(mentions: list[Mention], headings: Mapping[str, Concept | None]) -> list[Mention]:
    """Return the mentions of one opinion, each short form led to the one longer term that ends in it and stands in a heading or before it."""
    made: list[Mention] = []
    before: list[Mention] = []
    reach = -1
    for mention in mentions:
        longer = None
        if mention.end > reach:
            reach = mention.end
            if mention.method not in _NAMED and _leans(mention):
                longer = headings.get(mention.surface) or _before(mention, before)
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
