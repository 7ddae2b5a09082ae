"""Names that a document teaches itself: `Ｘ（Ｙ）`, `Ｘ（以下「Ｙ」という。）`, and terms that it sets in 「…」."""

import re
from collections.abc import Sequence

from graph.annotating.compounds import Candidate
from graph.annotating.kinds import kind_of
from graph.annotating.vocabulary import Vocabulary
from graph.model import Concept

_HEREAFTER = re.compile(
    r"\((?:[^()]*?。)?\s*以下\s*、?\s*(?:単に)?「(?P<alias>[^「」]{1,30})」\s*(?:という|といい|と呼ぶ|と称する|とする|と略(?:す|記する))[^()]*\)"
)
_BRACKETED = re.compile(r"\(([^()]{2,60})\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&./-]{1,11}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 &./'-]{1,60}")
_KATAKANA = re.compile(r"[\u30a1-\u30ff・ー]{3,30}")


def taught(text: str, found: Sequence[Candidate], vocabulary: Vocabulary) -> list[Concept]:
    """Return the concepts that one opinion introduces with another name, their labels in the order of the text."""
    concepts = []
    bracketed = (
        [candidate for candidate in reversed(found) if text.startswith("(", candidate.end)] if "(" in text else []
    )
    for candidate in {candidate.end: candidate for candidate in bracketed if candidate.rule != "quoted"}.values():
        term = text[candidate.start : candidate.end]
        hereafter = _HEREAFTER.match(text, candidate.end)
        if hereafter:
            concepts.append(_abbreviated(term, hereafter["alias"], candidate, vocabulary))
        elif alias := _other_name(text, candidate.end):
            concepts.append(_concept(term, (alias,), vocabulary))
    return concepts + [_quoted(text, candidate, vocabulary) for candidate in found if candidate.rule == "quoted"]


def _abbreviated(term: str, alias: str, candidate: Candidate, vocabulary: Vocabulary) -> Concept:
    """Return the concept of a term that is called otherwise from here on: by that name, unless it only shortens the term (協議会), as others' terms may be."""
    if candidate.rule not in {"compound", "genitive"}:
        return _concept(alias, (), vocabulary)
    if term.endswith(alias) and not alias.isascii():
        return _concept(term, (alias,), vocabulary)
    return _concept(alias, (term,), vocabulary)


def _other_name(text: str, end: int) -> str | None:
    """Return the other name that stands in brackets behind a term, if what stands there is a name."""
    inside = _BRACKETED.match(text, end)
    if not inside:
        return None
    words = inside.group(1).strip()
    acronym = _ACRONYM.fullmatch(words) and any(character.isupper() for character in words)
    named = acronym or _KATAKANA.fullmatch(words) or (text[end - 1].isascii() and _LATIN.fullmatch(words))
    return words if named else None


def _concept(label: str, others: tuple[str, ...], vocabulary: Vocabulary) -> Concept:
    """Return the concept that a label and its other names stand for; one that the vocabulary knows by any of them gains the rest."""
    known = next((concept for name in (label, *others) if (concept := vocabulary.lookup(name))), None)
    if known:
        return Concept(known.label, known.type, known.iri, tuple(dict.fromkeys((*known.labels, label, *others))))
    return Concept(label, kind_of(label), None, others)


def _quoted(text: str, candidate: Candidate, vocabulary: Vocabulary) -> Concept:
    term = text[candidate.start : candidate.end]
    return vocabulary.lookup(term) or Concept(term, kind_of(term))
