"""Finds how opinions take each other up: replies to what stands before them, and later opinions on what an earlier one brought up."""

from graph.annotating.protocol import Work
from graph.annotating.uptake import UPTAKES, Pair, pairs
from graph.annotating.weights import shipped
from graph.model import Link

_LEAST = 0.35
"""How likely an opinion must take up another one in some way before that is stated."""
_REPLY = 0.95
_AGREED = frozenset(("same-mind", "opens-agreeing"))
"""Rules that go by words which say that somebody agrees: what they say stands."""
_SAID = frozenset(("follows", "granting"))
"""Rules that go by words which say that the opinion before is taken up: what they say stands where no weight speaks for anything."""
_BY_WORDS = 0.5


class Links:
    """The annotator that links opinions of one document."""

    name = "links"
    version = "3"

    def annotate(self, work: Work) -> None:
        """Add at most one link for each opinion, from the later to the earlier one."""
        found = _judged(work)
        for index, piece in enumerate(work.opinions):
            link = _reply(work, index) if piece.utterance.reply else found.get(index)
            if link:
                work.links.append(link)


def _judged(work: Work) -> dict[int, Link]:
    """Return the surest link of each opinion that is no reply and takes up another one."""
    weights = shipped(UPTAKES)
    best: dict[int, Link] = {}
    said: dict[int, Link] = {}
    agreed: dict[int, Link] = {}
    for pair in pairs(work):
        _, *chances = weights.chances(pair.shown)
        surest = max(chances)
        if pair.rule in _AGREED:
            agreed[pair.later] = _link(pair, pair.shown.kind, max(_BY_WORDS, chances[weights.classes.index(pair.shown.kind)]))
            continue
        known = best.get(pair.later)
        if surest >= _LEAST and (known is None or surest > known.confidence):
            best[pair.later] = _link(pair, weights.classes[chances.index(surest)], surest)
        elif pair.rule in _SAID:
            said.setdefault(pair.later, _link(pair, pair.shown.kind, _BY_WORDS))
    return said | best | agreed


def _link(pair: Pair, kind: str, surest: float) -> Link:
    return Link(pair.later, kind, pair.earlier, pair.rule or "weighed", round(surest, 2))


def _reply(work: Work, index: int) -> Link | None:
    """Link a reply to the last opinion before it that is none, in the same topic."""
    for earlier in range(index - 1, -1, -1):
        piece = work.opinions[earlier]
        if piece.utterance.topic != work.opinions[index].utterance.topic:
            return None
        if not piece.utterance.reply:
            return Link(index, "respondsTo", earlier, "reply", _REPLY)
    return None
