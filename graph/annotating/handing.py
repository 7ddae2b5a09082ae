"""Who hands what to whom, and what stands where: giving, leaving to others, setting up, working with a tool."""

from collections.abc import Iterator

from graph.annotating.causes import Stated
from graph.annotating.lexicons import EFFECTS
from graph.annotating.naming import AGENTS, BROAD, Names, first
from graph.annotating.phrases import Predicate
from graph.model import Concept

_RECEIVING = frozenset("受け取る 受け取れる 得る 得られる もらう 取得 送付 送る 届く 収集 調達 配信 入手".split())
_GIVEN_OUT = frozenset("提供 配布 支給 交付 貸与 共有 公開 発信 還元".split())
"""What is given out, by whom から says where the sentence is passive: 政府から提供される|情報."""
_SOURCES = frozenset({"actor", "organisation", "document", "system"})
_DELEGATING = frozenset("委託 頼む 任せる 委ねる 依頼 代行 担わせる 外注".split())
_AGENCIES = frozenset({"actor", "organisation"})
_PLACING = frozenset("設ける 設置 併設 配置".split())
_TOOLS = frozenset({"system", "technology", "document"})
_SERVING = frozenset({"system", "technology", "document", "policy", "organisation", "place"})


def handings(predicate: Predicate, names: Names, *, tools: bool) -> Iterator[Stated]:
    """Yield what a predicate says of who gives, does or uses what, or of where something is set up; `tools` where the sentence names any."""
    word = predicate.word
    if word in _PLACING:
        yield from _placed(predicate, names)
    elif word in _RECEIVING or (word in _GIVEN_OUT and predicate.marked("から")):
        yield from _received(predicate, names)
    elif word in _DELEGATING:
        yield from _delegated(predicate, names)
    if tools and not predicate.classes & EFFECTS:
        yield from _tools(predicate, names)


def delegates(predicate: Predicate, names: Names) -> bool:
    """Whether a predicate says that something is left to somebody."""
    return predicate.word in _DELEGATING and any(
        agent is not None and agent.type in _AGENCIES for agent in map(names.of, predicate.marked("に", "へ"))
    )


def _placed(predicate: Predicate, names: Names) -> Iterator[Stated]:
    """Yield BにAを設ける."""
    for whole in first(predicate.marked("に", "には"), names)[:1]:
        if whole.type in _SERVING:
            yield from (
                Stated(whole, "includes", part, "placed", 0.5)
                for part in first(predicate.marked("を", "も"), names)
                if part.type not in AGENTS - {"place"} and part.label != whole.label
            )


def _tools(predicate: Predicate, names: Names) -> Iterator[Stated]:
    """Yield what is done with what: 空き状況を電話で尋ねる, 指数は公開データで算出できる."""
    for argument in predicate.marked("で")[:1]:
        for tool in names.group(argument):
            if argument.mention is None or tool.type not in _TOOLS or tool.label in BROAD:
                continue
            users = names.group(predicate.head) if predicate.head is not None else []
            users = users or first(predicate.marked("は", "では"), names) or first(predicate.marked("を"), names)
            yield from (
                Stated(user, "uses", tool, "tool", 0.5)
                for user in users[:1]
                if user.type not in AGENTS and user.label != tool.label
            )


def _received(predicate: Predicate, names: Names) -> Iterator[Stated]:
    """Yield who gives what one receives: 事業者からデータを受け取る, 通知を国から送る."""
    for argument in predicate.marked("から"):
        giver = names.of(argument)
        if giver is not None and giver.type in _SOURCES:
            yield from (
                Stated(giver, "provides", thing, "received", 0.6)
                for thing in first(predicate.marked("を", "が", "は", "も"), names) or _modified(predicate, names)
                if thing.type not in AGENTS and thing.label != giver.label
            )


def _modified(predicate: Predicate, names: Names) -> list[Concept]:
    """Return what a relative clause modifies."""
    return names.group(predicate.head) if predicate.head is not None else []


def _delegated(predicate: Predicate, names: Names) -> Iterator[Stated]:
    """Yield who does what somebody else leaves to them, and that those use them: 市が草刈りを協会に委託する."""
    for argument in predicate.marked("に", "へ"):
        agent = names.of(argument)
        if agent is None or agent.type not in _AGENCIES:
            continue
        yield from (
            Stated(agent, "provides", thing, "delegated", 0.6)
            for thing in first(predicate.marked("を", "も"), names)
            if thing.type not in AGENTS
        )
        owners = first([one for one in predicate.marked("が", "は") if one is not argument], names)
        yield from (
            Stated(owner, "uses", agent, "delegating", 0.55)
            for owner in owners[:1]
            if owner.type in AGENTS and owner.label != agent.label
        )
