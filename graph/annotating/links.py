"""Finds how opinions take each other up: replies to what stands before them, and later opinions on what an earlier one brought up."""

import re
from collections import Counter

from graph.annotating.protocol import Work, Workpiece
from graph.model import Concept, Link

_GENERIC = frozenset({"actor", "organisation", "place", "person"})
_AGREEING = re.compile(
    r"(?:意見|考え方?|提案|指摘|趣旨|整備|方向性|こと|発言)(?:には|に)(?:は)?[^。]{0,6}(?:賛成|賛同|同感|同意)|(?:委員|構成員|意見)(?:の|と)(?:御|ご)?(?:意見|考え|指摘|発言|同じ)"
)
_FOLLOWING = re.compile(r"^(?:[^。]{0,24}(?:に関連して|の発言に関連|に加えて|について補足|を踏まえ))")
_REACH = 6
"""How many opinions back an opinion takes up another one."""


class Links:
    """The annotator that links opinions of one document."""

    name = "links"
    version = "1"

    def annotate(self, work: Work) -> None:
        """Add at most one link for each opinion, from the later to the earlier one."""
        spread = Counter(
            key for piece in work.opinions for key in {_key(mention.concept) for mention in piece.finding.mentions}
        )
        said = [_said(piece) for piece in work.opinions]
        for index, piece in enumerate(work.opinions):
            link = _reply(work, index) if piece.utterance.reply else _uptake(work, index, said, spread)
            if link:
                work.links.append(link)


def _key(concept: Concept) -> str:
    return concept.iri or concept.label


def _reply(work: Work, index: int) -> Link | None:
    """Link a reply to the last opinion before it that is none, in the same topic."""
    for earlier in range(index - 1, -1, -1):
        piece = work.opinions[earlier]
        if piece.utterance.topic != work.opinions[index].utterance.topic:
            return None
        if not piece.utterance.reply:
            return Link(index, "respondsTo", earlier, "reply", 0.95)
    return None


def _uptake(work: Work, index: int, said: list[set[str]], spread: Counter[str]) -> Link | None:
    piece = work.opinions[index]
    best: tuple[float, Link] | None = None
    for earlier in range(index - 1, max(index - _REACH, 0) - 1, -1):
        other = work.opinions[earlier]
        if other.utterance.reply or other.utterance.topic != piece.utterance.topic:
            continue
        weight, kind, rule = _weigh(piece, other, said[index] & said[earlier], spread)
        weight -= 0.1 * (index - earlier)
        if kind and weight >= 1.0 and (best is None or weight > best[0]):
            best = weight, Link(index, kind, earlier, rule, round(min(0.5 + weight / 10, 0.9), 2))
    return best[1] if best else None


def _weigh(piece: Workpiece, other: Workpiece, common: set[str], spread: Counter[str]) -> tuple[float, str, str]:
    """Return how strongly an opinion takes up another one, how, and by which rule."""
    opposed = _opposed(piece, other)
    if opposed:
        return 4.0, "disagreesWith", "opposite-positions"
    if _objects(piece, other):
        return 3.0, "disagreesWith", "objection-to-proposal"
    shared = sum(_distinction(key, piece, other, spread) for key in common)
    if _agrees(piece, other):
        return 3.0 + shared, "agreesWith", "same-position"
    if _FOLLOWING.match(piece.text) and shared:
        return 3.0 + shared, "elaborates", "follows"
    return shared, "elaborates" if shared else "", "shared-concepts"


def _said(piece: Workpiece) -> set[str]:
    return {_key(mention.concept) for mention in piece.finding.mentions if mention.concept.type not in _GENERIC}


def _distinction(key: str, piece: Workpiece, other: Workpiece, spread: Counter[str]) -> float:
    """Weigh one shared concept: a term that few opinions have, that was set in quotes, or that one takes a position on."""
    if spread[key] > 6:
        return 0.0
    mentions = [mention for side in (piece, other) for mention in side.finding.mentions if _key(mention.concept) == key]
    named = any(mention.method in {"taught", "quoted"} for mention in mentions)
    aimed = any(_key(position.target) == key for side in (piece, other) for position in side.finding.positions)
    long = max(len(mention.surface) for mention in mentions) >= 4
    return (
        (1.0 if named else 0.0) + (0.7 if aimed else 0.0) + (0.3 if long else 0.0) + (0.3 if spread[key] <= 3 else 0.0)
    )


def _opposed(piece: Workpiece, other: Workpiece) -> bool:
    """Whether two opinions stand on opposite sides of one target."""
    return any(
        _key(mine.target) == _key(theirs.target) and {mine.polarity, theirs.polarity} == {"for", "against"}
        for mine in piece.finding.positions
        for theirs in other.finding.positions
    )


def _objects(piece: Workpiece, other: Workpiece) -> bool:
    """Whether an opinion that worries or objects speaks of what the other one is for, without being for it itself."""
    if piece.finding.act not in {"concern", "opposition"}:
        return False
    theirs = {_key(position.target) for position in other.finding.positions if position.polarity == "for"}
    mine = {_key(position.target) for position in piece.finding.positions if position.polarity in {"for", "mixed"}}
    return bool(theirs & _said(piece) - mine)


def _agrees(piece: Workpiece, other: Workpiece) -> bool:
    """Whether an opinion says that it agrees, on a target that the other one is for too."""
    if not _AGREEING.search(piece.text):
        return False
    mine = {_key(position.target) for position in piece.finding.positions if position.polarity in {"for", "mixed"}}
    theirs = {_key(position.target) for position in other.finding.positions if position.polarity == "for"}
    return bool(mine & theirs)
