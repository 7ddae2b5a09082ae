"""What a coined name is said to be made of: the relative clause that explains a name in quotes, 空き家を借り上げる「かいご寮」."""

from collections.abc import Iterator
from functools import cache

from graph.annotating.causes import Stated
from graph.annotating.lexicons import EFFECTS, word_list
from graph.annotating.naming import AGENTS, Names
from graph.annotating.phrases import Argument, Predicate
from graph.model import Concept

_SHOWN = word_list("clauses", "showing")
_ARRANGED = word_list("clauses", "arranging")
_SERVED = word_list("clauses", "serving")
_TAKEN = word_list("clauses", "taking")
_JOINTLY = frozenset("組む 連携 企画 主催 共催 始める 手掛ける 立ち上げる 考案 編み出す 続ける".split())
"""What those do together, or alone, who offer a thing that has a name: 事業者が組んだ「見積り会」."""
_GATHERINGS = ("会議", "協議会", "会", "チーム", "隊", "クルー")
_MADE = frozenset("作る 仕立てる 加工 製造 生産 組み立てる 生まれ変わる 再生 届ける 売る 販売 配る 貸し出す".split())
_LEAVING = frozenset("頼む 任せる 委ねる 委託 依頼 集める 移す 載せる".split())
_INSTRUMENTAL = frozenset(
    {"で", "を使って", "を用いて", "を通じて", "により", "によって", "を活用して", "を利用して", "をもとに", "を基に"}
)


def explained(predicate: Predicate, text: str) -> bool:
    """Whether a relative clause explains a name that the opinion coins or quotes."""
    head = predicate.head
    return head is not None and head.mention is not None and text.endswith("「", 0, head.start)


def coined(predicate: Predicate, before: Predicate | None, names: Names) -> Iterator[Stated]:
    """Yield what the relative clause before a coined name says of it, and the clause that leads to that: 月齢で絞り込んで|届ける."""
    name = names.of(predicate.head) if predicate.head is not None else None
    if name is None:
        return
    if before is not None and before.form == "chained" and "、" not in names.text[before.end : predicate.start]:
        yield from _made_with(before, name, names, making=predicate.word in _MADE)
    if (event := _serves(predicate, names)) is not None:
        yield Stated(name, "enables", event, "coined:event", 0.5)
    for argument in predicate.arguments:
        relation = _of_agent(predicate) if argument.mark == "が" else _of_thing(predicate, argument)
        if relation is None:
            continue
        for concept in names.group(argument):
            if argument.mark == "が":
                yield from _by_agent(concept, relation, name, predicate)
            elif concept.label != name.label:
                yield Stated(name, relation, concept, f"coined:{relation}", 0.65)


def _made_with(before: Predicate, name: Concept, names: Names, *, making: bool) -> Iterator[Stated]:
    for argument in before.marked(*_INSTRUMENTAL, *({"を"} if making else ())):
        if not before.negative and argument.end < before.start:
            yield from (Stated(name, "uses", concept, "coined:before", 0.55) for concept in names.group(argument))


def _by_agent(agent: Concept, relation: str, name: Concept, predicate: Predicate) -> Iterator[Stated]:
    """Yield what those who do something in the clause have to do with the name: who meets belongs to the meeting."""
    if agent.type not in AGENTS or agent.type == "person":
        return
    if predicate.word in _JOINTLY:
        yield Stated(agent, "provides", name, "coined:jointly", 0.6)
    elif not predicate.classes and name.label.endswith(_GATHERINGS):
        yield Stated(name, "includes", agent, "coined:member", 0.6)
    else:
        yield Stated(agent, relation, name, "coined:agent", 0.65)


def _of_agent(predicate: Predicate) -> str | None:
    if predicate.negative:
        return None
    return "provides" if predicate.word in _SHOWN or "provide" in predicate.classes else "uses"


def _of_thing(predicate: Predicate, argument: Argument) -> str | None:
    """Return the relation that the name has with what the explaining clause acts on or works with."""
    if argument.mark in _INSTRUMENTAL:
        return "uses" if argument.mention is not None and argument.mention.concept.type not in AGENTS else None
    if argument.mark not in {"を", "も"}:
        return "uses" if argument.mark == "に" and predicate.word in _LEAVING else None
    if predicate.negative:
        return "makesUnnecessary" if "require" in predicate.classes else None
    return None if predicate.marked("が") else _taken_up(predicate.word, predicate.classes)


@cache
def _taken_up(word: str, classes: frozenset[str]) -> str | None:
    """Return what a name does with what the verb before it acts on."""
    if word in _TAKEN or ("use" in classes and word not in _ARRANGED):
        return "uses"
    if word in _ARRANGED or "include" in classes:
        return "includes"
    return "provides" if word in _SHOWN or ("provide" in classes and not classes & EFFECTS) else None


def _serves(predicate: Predicate, names: Names) -> Concept | None:
    """Return what a coined name lets one do, where the verb says no more: 効果を測る「…」."""
    if predicate.negative or predicate.word not in _SERVED:
        return None
    return names.event(predicate) if predicate.marked("を") and not predicate.marked("が") else None
