"""Scores mentions: where concepts are named, which ones, and of what type."""

from collections.abc import Iterator, Sequence

from graph.evaluating.comparing import fold, squeeze
from graph.evaluating.gold import GoldOpinion
from graph.evaluating.predicted import PredictedOpinion
from graph.evaluating.statements import Mention
from graph.evaluating.tallies import Count, Tally, right

Span = tuple[int, int]
"""Start and end in a text without its white space."""

_GROUPS = {"technology": "system", "indicator": "issue", "activity": "policy", "event": "policy"}
"""Types that people do not keep apart reliably count as one."""


def score_mentions(gold: GoldOpinion, found: PredictedOpinion | None, where: str) -> Iterator[Count]:
    """Yield how many places were found, exactly and closely, and whether concept and type are right at the exact ones."""
    text, wanted = squeeze(gold.text), gold.mentions or ()
    comparable = found is not None and found.squeezed == text  # offsets into another text say nothing
    given = found.mentions if found is not None and comparable else ()
    core = _outermost([mention for mention in wanted if mention.core])
    core_spans = _spans(gold.text or "", core)
    free = _spans(gold.text or "", [mention for mention in wanted if mention not in core]) - core_spans
    given_spans = _spans(found.text if found is not None else "", given)
    judged = {span for span in given_spans if span in core_spans or not _optional(span, free, core_spans & given_spans)}
    yield _exact(text, core_spans, given_spans, judged, where)
    yield Count("mentions close", Tally(_close(core_spans, judged), len(judged), len(core_spans)))
    if found is not None:
        yield from _concepts(gold, core, found, given, where)


def _outermost(mentions: list[Mention]) -> list[Mention]:
    """Return mentions that do not lie inside a longer one."""
    return [each for each in mentions if not any(_holds(other, each) for other in mentions if other is not each)]


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and len(outer.surface) > len(inner.surface)


def _spans(text: str, mentions: Sequence[Mention]) -> set[Span]:
    """Return the mentions' places without white space, split at の: AのB may be given whole or as its two halves."""
    found = set()
    for mention in mentions:
        start = len(squeeze(text[: mention.start]))
        for piece in squeeze(text[mention.start : mention.end]).split("の"):
            if piece:
                found.add((start, start + len(piece)))
            start += len(piece) + 1
    return found


def _optional(span: Span, free: set[Span], met: set[Span]) -> bool:
    """Whether a place is neither right nor wrong: gold allows it, or it lies inside a wanted place that was met too."""
    return span in free or any(start <= span[0] and span[1] <= end for start, end in met)


def _exact(text: str, wanted: set[Span], given: set[Span], judged: set[Span], where: str) -> Count:
    missed = tuple(f"{where} missed {text[start:end]}" for start, end in sorted(wanted - given))
    extra = tuple(f"{where} extra  {text[start:end]}" for start, end in sorted(judged - wanted))
    return Count("mentions exact", Tally(len(wanted & given), len(judged), len(wanted)), missed + extra)


def _close(wanted: set[Span], judged: set[Span]) -> int:
    """Return how many wanted places have one of their own that shares at least half of their joint length."""
    left, close = set(judged), 0
    for span in sorted(wanted):
        best = max(left, key=lambda other: _shared(span, other), default=None)
        if best is not None and _shared(span, best) >= 0.5:
            left.remove(best)
            close += 1
    return close


def _shared(one: Span, other: Span) -> float:
    return (min(one[1], other[1]) - max(one[0], other[0])) / (max(one[1], other[1]) - min(one[0], other[0]))


def _concepts(
    gold: GoldOpinion, core: list[Mention], found: PredictedOpinion, given: Sequence[Mention], where: str
) -> Iterator[Count]:
    """Yield whether concept and type are right where a whole mention was met exactly."""
    at = {_place(found.text, mention, found.text[mention.start : mention.end]): mention for mention in given}
    for mention in core:
        got = at.get(_place(gold.text or "", mention, mention.surface))
        if got is None:
            continue
        named = f"{where} {mention.surface}"
        same = fold(mention.concept) in got.names()
        yield right("mention's concept", same, f"{named}: want {mention.concept} got {got.concept}")
        if mention.type:
            same = _kind(mention.type) == _kind(got.type)
            yield right("mention's type", same, f"{named}: want {mention.type} got {got.type}")


def _place(text: str, mention: Mention, surface: str) -> Span:
    start = len(squeeze(text[: mention.start]))
    return start, start + len(squeeze(surface))


def _kind(type_name: str | None) -> str | None:
    return _GROUPS.get(type_name or "", type_name)
