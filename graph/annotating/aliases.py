"""Names that a document teaches itself: `Ｘ（Ｙ）`, `Ｘ（以下「Ｙ」という。）`, and terms that it sets in 「…」."""

import re
from collections.abc import Sequence

from graph.annotating.compounds import Candidate, candidates
from graph.annotating.kinds import kind_of
from graph.annotating.morphology import Morpheme
from graph.annotating.vocabulary import Vocabulary
from graph.model import Concept

_HEREAFTER = re.compile(r"\((?:[^()]*?。)?\s*以下\s*、?\s*(?:単に)?「(?P<alias>[^「」]{1,30})」\s*(?:という|といい|と呼ぶ|と称する|とする|と略(?:す|記する))[^()]*\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&./-]{1,11}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 &./'-]{1,60}")
_KATAKANA = re.compile(r"[\u30a1-\u30ff・ー]{3,30}")


def taught(text: str, words: Sequence[Morpheme], vocabulary: Vocabulary) -> list[Concept]:
    """Return the concepts that one opinion introduces with another name, their labels in the order of the text."""
    concepts = []
    ends = {candidate.end: candidate for candidate in candidates(text, words) if candidate.rule != "quoted"}
    for candidate in list(ends.values()):
        alias = _alias(text, candidate.end)
        if alias:
            concepts.append(_concept(text[candidate.start : candidate.end], alias, vocabulary))
    concepts += [_quoted(text, candidate, vocabulary) for candidate in candidates(text, words) if candidate.rule == "quoted"]
    return concepts


def _alias(text: str, end: int) -> str | None:
    """Return the other name that stands in brackets behind a term, if what stands there is a name."""
    hereafter = _HEREAFTER.match(text, end)
    if hereafter:
        return hereafter["alias"]
    inside = re.compile(r"\(([^()]{2,60})\)").match(text, end)
    if not inside:
        return None
    words = inside.group(1).strip()
    acronym = _ACRONYM.fullmatch(words) and any(character.isupper() for character in words)
    named = acronym or _KATAKANA.fullmatch(words) or text[end - 1].isascii() and _LATIN.fullmatch(words)
    return words if named else None


def _concept(term: str, alias: str, vocabulary: Vocabulary) -> Concept:
    known = vocabulary.lookup(term) or vocabulary.lookup(alias)
    if known:
        return Concept(known.label, known.type, known.iri, tuple(dict.fromkeys((*known.labels, term, alias))))
    return Concept(term, kind_of(term), None, (alias,))


def _quoted(text: str, candidate: Candidate, vocabulary: Vocabulary) -> Concept:
    term = text[candidate.start : candidate.end]
    return vocabulary.lookup(term) or Concept(term, kind_of(term))
