"""What a sentence takes a side on: the thing that its predicate is about."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from graph.annotating.clauses import LIGHT, Role
from graph.annotating.lexicons import word_list
from graph.annotating.phrases import Clauses
from graph.annotating.protocol import Workpiece
from graph.annotating.readings import mentions_of
from graph.model import Concept, Mention, Sentence

AGENTS = frozenset({"actor", "organisation", "place", "person"})
_WEIGHTS = {
    mark: weight
    for weight, marks in (
        (4.0, "を とを"),
        (3.5, "には"),
        (3.0, "は をも"),
        (2.5, "も については"),
        (2.0, "に が への にも とは"),
        (0.5, "と の"),
        (0.3, "で"),
    )
    for mark in marks.split()
}
"""How likely the particle behind a noun makes it what a proposal, support or opposition is about."""
_ACTIONS = frozenset({"provide", "use", "include", "into_use", "enable"})
_BY_PREDICATE = {"を": 2.0, "に": 1.0, "は": 1.0, "も": 1.0, "には": 1.0}
_ASIDE = frozenset({"cause", "condition", "purpose", "instead"})
"""Forms of a clause that only tells why, when or instead of what."""
MEANS = word_list("clauses", "means") | frozenset("体制 様式 条件 指標 課題 実証 試行 性能 規模 予算 計画 数".split())
"""Nouns so general that what stands around them is meant rather than they."""
_TOPICAL = frozenset({"は", "には", "については"})
_ANAPHOR = re.compile(r"(?:この|その|こうした|そうした|今の|当該)$")
_LIGHT_BEHIND = re.compile(f"の?(?:{'|'.join(sorted(LIGHT, key=len, reverse=True))})")


def taken(read: Clauses) -> dict[int, float]:
    """Return how much the last predicates of a clause that takes a side speak for each mention, by the mention's start."""
    said: dict[int, float] = {}
    final = [predicate for predicate in read.predicates if predicate.form != "adnominal"]
    for depth, predicate in enumerate(reversed(final)):
        for argument in predicate.arguments:
            weight = _BY_PREDICATE.get(argument.mark, 0.0) / (depth + 1) - (2.0 if predicate.form in _ASIDE else 0.0)
            for member in (argument, *argument.beside):
                said[member.start] = max(said.get(member.start, -2.0), weight)
    for argument in read.arguments:
        if argument.label in MEANS:
            said[argument.start] = said.get(argument.start, 0.0) - 3.0
    return said


def steps_before(read: Clauses, chosen: Mention) -> list[Mention]:
    """Return what is done first in a proposal of several steps: 分類を統一し、自動付与を進めるべき."""
    found = []
    for predicate in read.predicates:
        if predicate.form == "chained" and not predicate.negative and _ACTIONS & predicate.classes:
            nearest = [argument for argument in predicate.marked("を") if argument.mention is not None][:1]
            found += [argument.mention for argument in nearest if argument.mention is not None]
    return [mention for mention in found if mention.end <= chosen.start and mention.concept.type not in AGENTS]


def best_role(roles: Sequence[Role], piece: Workpiece, said: Mapping[int, float]) -> Role | None:
    """Return the role that is likeliest what a predicate is about, or None where none is likely."""
    scored = [
        (score, -role.distance, role)
        for role in roles
        if (score := _score(role, piece) + said.get(role.mention.start, 0.0)) >= 2.5
    ]
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _score(role: Role, piece: Workpiece) -> float:
    """Weigh how likely a mention is what the sentence's predicate is about."""
    mention = role.mention
    if mention.surface in LIGHT or _ANAPHOR.search(piece.text, max(mention.start - 4, 0), mention.start):
        return 0.0
    weight = _WEIGHTS.get(role.particle, 1.0 if role.particle else 0.2)
    if mention.concept.type in AGENTS:
        weight -= 3.0 if role.particle in {"は", "が", "も", "に", "の", "で"} else 1.5
    weight += 2.0 if role.last_clause or role.particle in _TOPICAL else 0.0
    weight -= 4.0 if role.modifying else 0.0
    weight += (
        2.0 if mention.method in {"quoted", "taught"} else 1.0 if mention.method in {"vocabulary", "compound"} else 0.0
    )
    weight -= 0.8 if mention.concept.type == "issue" and mention.method == "noun" else 0.0
    return weight


def role_before(piece: Workpiece, part: Sentence) -> Role | None:
    """Return what an opinion spoke of before a sentence that names nothing itself: この取組は高く評価できる."""
    earlier = [
        mention
        for mention in piece.finding.mentions
        if mention.end <= part.start and mention.concept.type not in AGENTS
    ]
    named = [mention for mention in earlier if mention.method in {"quoted", "taught"}] or [
        mention for mention in earlier if piece.text[mention.end : mention.end + 1] == "は"
    ]
    return Role(named[0], "は", last_clause=False, distance=0) if named else None


def joined(chosen: Role, roles: Sequence[Role], text: str) -> list[Role]:
    """Return the roles that stand side by side with the chosen one: XやYを, XとYとを."""
    joined = []
    for role in roles:
        if role is chosen:
            continue
        between = text[min(role.mention.end, chosen.mention.end) : max(role.mention.start, chosen.mention.start)]
        if re.fullmatch(r"」?(?:や|と|及び|並びに|、|・|と、|や、)「?", between):
            joined.append(role)
    return joined


def behind(text: str, mention: Mention) -> str:
    """Return what stands behind a mention, light heads and a closing bracket passed over: 手引きの改定|を急ぐのではなく."""
    found = text[mention.end : mention.end + 24].removeprefix("」")
    light = _LIGHT_BEHIND.match(found)
    return found[light.end() :] if light else found


def target_of(mention: Mention, piece: Workpiece) -> Concept:
    """Return the concept that a mention stands for as a target: of Xの導入 and X導入 it is X, of an action behind の the whole."""
    inner = [
        other
        for other in mentions_of(piece, mention)
        if other is not mention
        and other.end <= mention.end
        and piece.text[other.end : mention.end].removeprefix("の") in LIGHT
    ]
    if inner:
        return max(inner, key=lambda other: other.end - other.start).concept
    owner = _owner(mention, piece)
    if owner is not None and mention.method in {"compound", "noun"} and mention.concept.type == "activity":
        label = piece.text[owner.start : mention.end]
        return Concept(label, "activity")
    return mention.concept


def _owner(mention: Mention, piece: Workpiece) -> Mention | None:
    """Return the mention before the の of a mention."""
    if not piece.text.endswith("の", 0, mention.start):
        return None
    at = bisect_left(piece.mention_starts, mention.start)
    before = piece.finding.mentions[max(at - 4, 0) : at]
    return next(
        (other for other in before if other.end == mention.start - 1 and other.concept.type not in AGENTS), None
    )
