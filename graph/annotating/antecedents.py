"""Short forms: a term that only repeats the end of a longer one that went before it means the longer one."""

from collections.abc import Iterable
from dataclasses import replace

from graph.annotating.compounds import candidates
from graph.annotating.kinds import kind_of
from graph.annotating.morphology import morphemes
from graph.annotating.vocabulary import Vocabulary
from graph.model import Concept, Mention

_LEAST = 2
_NAMED = frozenset({"taught", "quoted", "ambiguous"})


def headed(topic: str | None, *vocabularies: Vocabulary) -> list[Concept]:
    """Return the concepts that a heading names: 情報システムの標準化について."""
    if not topic:
        return []
    found = []
    for candidate in candidates(topic, morphemes(topic)):
        label = topic[candidate.start : candidate.end]
        known = next((concept for vocabulary in vocabularies if (concept := vocabulary.lookup(label))), None)
        if known is not None or candidate.rule == "compound":
            found.append(known or Concept(label, kind_of(label)))
    return found


def resolved(mentions: list[Mention], headings: Iterable[Concept]) -> list[Mention]:
    """Return the mentions of one opinion, each short form led to the one longer term that ends in it and stands in a heading or before it."""
    titled: dict[str, Concept | None] = {}
    before: dict[str, Concept | None] = {}
    for concept in headings:
        _learn(titled, concept)
    made, reach = [], -1
    for mention in mentions:
        inner = mention.end <= reach
        longer = None if inner or mention.method in _NAMED or not _leans(mention) else titled.get(mention.surface) or _unlisted(mention, before)
        made.append(replace(mention, concept=longer, method="short-form", confidence=0.6) if longer is not None else mention)
        reach = max(reach, mention.end)
        if not inner and longer is None:
            _learn(before, mention.concept)
    return made


def _leans(mention: Mention) -> bool:
    """Whether a term is of a kind that is said short: an action or a term in Latin letters, not データ or システム."""
    return kind_of(mention.surface) == "activity" or mention.surface.endswith("化") or mention.surface[0].isascii() and not mention.surface.isascii()


def _unlisted(mention: Mention, before: dict[str, Concept | None]) -> Concept | None:
    return before.get(mention.surface) if mention.method != "vocabulary" else None


def _learn(before: dict[str, Concept | None], concept: Concept) -> None:
    """Remember a concept under what its labels end in, from two characters on; what several concepts end in means none of them."""
    for ending in {label[at:] for label in (concept.label, *concept.labels) for at in range(1, len(label) - _LEAST + 1)}:
        before[ending] = concept if before.get(ending, concept) == concept else None
