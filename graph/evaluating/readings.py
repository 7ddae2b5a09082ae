"""The texts that count as right for one gold opinion, and how alike another text is."""

import hashlib
from dataclasses import dataclass
from difflib import SequenceMatcher

from graph.evaluating.comparing import squeeze
from graph.evaluating.statements import Plain

ALSO = "_also"
"""What a field's name ends in that gives other readings of a field."""

BY_HEAD = 0.85
"""How alike a text counts that begins as a gold opinion does of which only head and tail are known."""


@dataclass(frozen=True, slots=True)
class Readings:
    """All that is known of a gold opinion's text, squeezed: whole texts, heads and tails, or digests.

    `ends_decide` where a head and a tail are enough to call a text exact.
    """

    texts: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    digests: tuple[str, ...]
    ends_decide: bool

    def exact(self, text: str) -> bool:
        """Whether a squeezed text is the gold one to the last character, as far as gold knows it."""
        if text in self.texts or (self.digests and hashlib.sha256(text.encode()).hexdigest() in self.digests):
            return True
        if not self.ends_decide:
            return False
        return text.startswith(self.heads) and (not self.tails or text.endswith(self.tails))

    def likeness(self, text: str) -> float:
        """Return how alike a squeezed text is, 0 to 1; only an exact one has 1."""
        if self.exact(text):
            return 1.0
        alike = max((_alike(known, text) for known in self.texts), default=0.0)
        begins = text.startswith(tuple(filter(None, self.heads)))
        return max(alike, BY_HEAD) if begins else alike


def _alike(known: str, text: str) -> float:
    if not (known and text and min(len(known), len(text)) / max(len(known), len(text)) >= 0.6):
        return 0.0
    return SequenceMatcher(None, known, text, autojunk=False).ratio() * 0.999


def accepted(item: Plain, field: str) -> tuple[str, ...]:
    """Return the squeezed values that are right for a field: its own and those under FIELD_also."""
    own = [item[field]] if field in item else []
    return tuple(squeeze(value) for value in [*own, *item.get(f"{field}{ALSO}", [])])


def readings(item: Plain) -> Readings:
    """Return what a gold opinion's plain data say of its text."""
    digests = [item.get("text_sha256"), *item.get("text_sha256_also", [])]
    return Readings(
        accepted(item, "text"),
        accepted(item, "text_head"),
        accepted(item, "text_tail"),
        tuple(str(digest) for digest in digests if digest),
        ends_decide="text_head" in item and "text_sha256" not in item,
    )
