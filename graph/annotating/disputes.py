"""What positions mean within their document: short names in full, one position a target, and worries about what others are for or against."""

import re
from collections import Counter
from dataclasses import replace

from graph.annotating.antecedents import FullNames
from graph.annotating.clauses import role_of
from graph.annotating.protocol import Work, Workpiece
from graph.annotating.readings import outer_mentions_of, reading
from graph.annotating.targets import AGENTS, COINED, WELCOMING, target_of
from graph.model import Concept, Position, Sentence

_LACKING = re.compile("ない限り|なければ|ないと|なくては")
_OPPOSING = frozenset({"against", "not-should", "not-apt"})
_TAKING = frozenset("は には を に が で により".split())


def settle(work: Work) -> None:
    """Give each position in a document its target in full, add what worries are against, and join what an opinion says of one target."""
    full = FullNames()
    for piece in work.opinions:
        for mention in piece.finding.mentions:
            if mention.method in COINED:
                full.add(mention.concept)
        piece.finding.positions = [_in_full(position, full) for position in piece.finding.positions]
        for position in piece.finding.positions:
            full.add(position.target)
    pieces = [piece for piece in work.opinions if piece.finding.act != "answer"]
    disputed = Counter(_key(position.target) for piece in pieces for position in piece.finding.positions)
    for piece in pieces:
        piece.finding.positions = _weighed(piece, disputed)


def _key(concept: Concept) -> str:
    return concept.iri or concept.label


def _in_full(position: Position, full: FullNames) -> Position:
    """Return a position on the one thing named before whose name ends in its target's: 基金 after 料金そろえ基金."""
    longer = None if position.target.iri else full.meant(position.target.label)
    return position if longer is None else replace(position, target=longer)


def _weighed(piece: Workpiece, disputed: Counter[str]) -> list[Position]:
    """Join what an opinion says of one target, and take a concern about what others are for or against as against it."""
    positions = [*piece.finding.positions, *_concerns(piece, disputed)]
    merged: dict[str, Position] = {}
    for position in positions:
        earlier = merged.get(_key(position.target))
        if earlier is None or (earlier.rule == "clause-conceded" and position.rule in _OPPOSING):
            merged[_key(position.target)] = position
        elif earlier.polarity != position.polarity:
            merged[_key(position.target)] = Position(
                position.target,
                "mixed",
                min(earlier.start, position.start),
                max(earlier.end, position.end),
                f"{earlier.rule}+{position.rule}",
                min(earlier.confidence, position.confidence),
            )
    return list(merged.values())


def _concerns(piece: Workpiece, disputed: Counter[str]) -> list[Position]:
    found = []
    proposed = [one.target for one in piece.finding.positions if one.polarity == "for" and one.rule not in WELCOMING]
    for sentence in piece.finding.sentences:
        if sentence.act != "concern":
            continue
        places = piece.words.within(sentence.start, sentence.end)
        for mention in outer_mentions_of(piece, sentence):
            target = target_of(mention, piece)
            agent = target.type in AGENTS and mention.method not in COINED
            if not disputed[_key(target)] or agent or target in proposed:
                continue
            role = role_of(mention, piece.words, places, sentence.start, sentence.end)
            if role.particle in _TAKING and mention.start not in _wanting(piece, sentence):
                found.append(Position(target, "against", sentence.start, sentence.end, f"concern-{sentence.rule}", 0.5))
                break
    return found


def _wanting(piece: Workpiece, sentence: Sentence) -> set[int]:
    """Return where that stands whose lack a sentence worries about: 基準を定めない限り."""
    if not _LACKING.search(sentence.text):
        return set()
    return {
        argument.start
        for predicate in reading(piece, sentence).predicates
        if predicate.negative and predicate.form == "condition"
        for argument in predicate.arguments
    }
