"""Scores one document: what gold wants against what was found, field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.evaluating.aligning import Pair, align, without_optional
from graph.evaluating.arguing import score_acts, score_positions, score_relations
from graph.evaluating.comparing import squeeze
from graph.evaluating.gold import Gold, GoldOpinion
from graph.evaluating.naming import score_mentions
from graph.evaluating.predicted import PredictedOpinion, Prediction
from graph.evaluating.structure import score_agenda, score_attendees, score_meeting
from graph.evaluating.tallies import Choice, Count, Score, Tally, compare_sets, right, total


def score_document(gold: Gold, found: Prediction) -> Score:
    """Return all that was right and wrong in one document."""
    return total(_steps(gold, found))


def _steps(gold: Gold, found: Prediction) -> Iterator[Count | Choice]:
    yield from score_meeting(gold, found)
    yield from score_agenda(gold, found)
    yield from score_attendees(gold, found)
    if gold.opinions is None:
        return
    judged = without_optional(gold.opinions, gold.opinions_optional, found.opinions)
    pairs = align(gold.opinions, judged)
    yield from _opinions(gold.opinions, judged, pairs)
    matched = {pair.gold.id: pair.found for pair in pairs}
    for opinion in gold.opinions:
        yield from _opinion(opinion, matched.get(opinion.id), f"{gold.name} {opinion.id}")
    yield from _links(gold, found, pairs)


def _opinions(
    wanted: Sequence[GoldOpinion], given: Sequence[PredictedOpinion], pairs: Sequence[Pair]
) -> Iterator[Count]:
    """Yield how many opinions were found, to the last character and closely."""
    exact = sum(pair.likeness == 1.0 for pair in pairs)
    yield Count("opinions exact", Tally(exact, len(given), len(wanted)))
    yield Count("opinions close", Tally(len(pairs), len(given), len(wanted)))


def _opinion(gold: GoldOpinion, found: PredictedOpinion | None, where: str) -> Iterator[Count | Choice]:
    yield Count("opinions exact", Tally(), tuple(_unlike(gold, found, where)))
    yield from _topic_and_speaker(gold, found, where)
    yield from score_acts(gold, found, where)
    if gold.mentions is not None:
        yield from score_mentions(gold, found, where)
    yield from score_positions(gold, found, where)
    yield from score_relations(gold, found, where)


def _unlike(gold: GoldOpinion, found: PredictedOpinion | None, where: str) -> Iterator[str]:
    if found is None:
        yield f"{where} missed {gold.begins[:50]}"
    elif gold.text is not None and squeeze(gold.text) != found.squeezed:
        yield f"{where} unlike {gold.text[:40]} / {found.text[:40]}"


def _topic_and_speaker(gold: GoldOpinion, found: PredictedOpinion | None, where: str) -> Iterator[Count]:
    if gold.topic is not None:
        got = found.topic if found else None
        same = found is not None and squeeze(got) in gold.topic
        yield right("topic", same, f"{where}: want {' / '.join(gold.topic)} got {got}")
    if gold.speaker is not None:
        got = found.speaker if found else None
        same = found is not None and (squeeze(got) in gold.speaker or _same_name(gold, found))
        yield right("speaker", same, f"{where}: want {' / '.join(gold.speaker)} got {got}")


def _same_name(gold: GoldOpinion, found: PredictedOpinion) -> bool:
    return bool(gold.speaker_name) and gold.speaker_name == squeeze(found.speaker_name)


def _links(gold: Gold, found: Prediction, pairs: Sequence[Pair]) -> Iterator[Count]:
    """Yield how many links were found between opinions that were; `?` stands for an opinion that gold does not have."""
    if gold.links is not None:
        ids = {pair.found.id: pair.gold.id for pair in pairs}
        given = [
            replace(each, source=ids.get(each.source, "?"), target=ids.get(each.target, "?")) for each in found.links
        ]
        wanted, given_keys = ([link.key() for link in side] for side in (gold.links, given))
        yield compare_sets("links", wanted, given_keys, gold.name)
