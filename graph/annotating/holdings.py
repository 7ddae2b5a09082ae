"""Who provides or uses what, what includes or requires what, and what stands against what: predicates with their arguments."""

from collections.abc import Iterator

from graph.annotating.causation import Context, Stated, key
from graph.annotating.lexicons import classes_of
from graph.annotating.naming import AGENTS, Names
from graph.annotating.predicates import Argument, Clauses, Predicate
from graph.model import Concept

_GIVING = frozenset({"document", "system", "technology"})
_SHOWING = frozenset("示す 提供 表示 公開 届ける 作る 作成 支援 支える 任せる 作らせる".split())
_HIRING = frozenset("委託 雇う 採用 任用 起用 登用".split())
_BEING = frozenset({"ある", "いる"})
_INSTEAD = ("よりも", "より", "ではなく", "に代えて", "に代わり")
_ABLE = ("できる", "られる", "える", "せる")
_SERVING = frozenset({"system", "technology", "document", "policy", "organisation", "place"})
_CONDITIONS = frozenset({"前提", "条件", "要件"})


def holdings(sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield what provides, uses, includes, requires or stands against what."""
    for place, predicate in enumerate(sentence.predicates):
        classes = classes_of(predicate.word)
        if "require" in classes:
            yield from _requires(place, predicate, sentence, names)
        if predicate.negative:
            continue
        if "include" in classes or predicate.word in _BEING:
            yield from _includes(predicate, sentence, names)
        if "use" in classes or "into_use" in classes:
            yield from _uses(predicate, sentence, names, into="into_use" in classes)
        if "provide" in classes:
            yield from _provides(predicate, sentence, names)
        if predicate.form == "adnominal" and context.text[predicate.start : predicate.end].endswith(_ABLE):
            yield from _served(predicate, names)
    yield from _conditions(sentence, names)
    yield from _bases(sentence, names)
    yield from _without(sentence, names)
    yield from _contrasts(sentence, names)


def _served(predicate: Predicate, names: Names) -> Iterator[Stated]:
    """Yield who can do something with what: 市民が通報できる目安箱."""
    if predicate.head is None or {"provide", "use"} & classes_of(predicate.word) - {"provide"}:
        return
    served = names.of(predicate.head)
    for argument in predicate.marked("が"):
        for user in names.group(argument):
            if served is not None and user.type in AGENTS and served.type in _SERVING:
                yield Stated(user, "uses", served, "served", 0.5)


def _bases(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what works on what: 学習履歴をもとに特性を判定する診断."""
    for predicate in sentence.predicates:
        for argument in predicate.marked("をもとに", "を基に", "に基づいて", "に基づき"):
            users = names.group(predicate.head) if predicate.head is not None else _first(predicate.marked("は", "が", "を"), names)
            yield from (Stated(user, "uses", basis, "basis", 0.55) for basis in names.group(argument) for user in users[:1] if user.label != basis.label)


def _without(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what cannot do without what: Xを進めなければYは成り立たない."""
    for place, predicate in enumerate(sentence.predicates[:-1]):
        if not predicate.negative or predicate.form != "condition":
            continue
        needed = _first(predicate.marked("を", "が", "も"), names)
        for following in sentence.predicates[place + 1 :]:
            bearers = [concept for argument in following.marked("は", "が", "も") if argument.start > predicate.end for concept in names.group(argument)]
            if bearers and needed and needed[0].type not in AGENTS:
                yield Stated(bearers[0], "requires", needed[0], "without", 0.6)
                break


def _first(arguments: list[Argument], names: Names) -> list[Concept]:
    """Return the concepts of the first argument that names any."""
    return next((group for argument in arguments if (group := names.group(argument))), [])


def _subjects(predicate: Predicate, sentence: Clauses, names: Names, *, agent: bool) -> list[Concept]:
    """Return who or what a predicate is said of: its own subject, the noun that it modifies, the sentence's topic."""
    own = [concept for argument in predicate.marked("が", "は", "も", "では", "による") for concept in names.group(argument)]
    head = names.group(predicate.head) if predicate.head is not None and not predicate.marked("が") else []
    topics = [concept for argument in sentence.topics if argument.end <= predicate.start for concept in names.group(argument)]
    for source in (own, head, topics):
        chosen = [concept for concept in source if not agent or concept.type in AGENTS]
        if chosen:
            return list(dict.fromkeys(chosen))
    return []


def _uses(predicate: Predicate, sentence: Clauses, names: Names, *, into: bool) -> Iterator[Stated]:
    """Yield AがBを使う, Bを使ったA, CにBを用いる, 県が委託するB, and AをBに移す as AはB."""
    things = _first(predicate.marked("に"), names) if into else _first(predicate.marked("を"), names)
    users = (_first(predicate.marked("を"), names) if into else _first(predicate.marked("に", "には"), names)) if things else []
    if not things and predicate.head is not None and predicate.marked("が") and not into:
        things = names.group(predicate.head)
    users = users or _subjects(predicate, sentence, names, agent=False)
    places = [concept for argument in predicate.marked("で") for concept in names.group(argument) if concept.type in AGENTS]
    users = places or users
    for thing in things:
        if thing.type in AGENTS and predicate.word not in _HIRING:
            continue
        yield from (Stated(user, "uses", thing, "uses", 0.6) for user in users[:2] if user.label != thing.label)


def _provides(predicate: Predicate, sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield 国がBを示す, 国が示すB, マップがBを示す."""
    things = _first(predicate.marked("を"), names)
    if not things and predicate.head is not None and predicate.form == "adnominal":
        things = names.group(predicate.head)
    givers = _cleft(predicate, sentence, names) or _subjects(predicate, sentence, names, agent=True)
    if not givers and predicate.word in _SHOWING:
        givers = [concept for concept in (_first(predicate.marked("に"), names) or _subjects(predicate, sentence, names, agent=False)) if concept.type in _GIVING]
    for thing in things:
        if thing.type not in AGENTS:
            yield from (Stated(giver, "provides", thing, "provides", 0.6) for giver in givers[:3] if giver.label != thing.label)


def _cleft(predicate: Predicate, sentence: Clauses, names: Names) -> list[Concept]:
    """Return who a cleft sentence names behind its のは: 制度を設計するのは国だ."""
    if predicate.form != "nominal":
        return []
    behind = next((argument for argument in sentence.arguments if argument.start in {predicate.end + 2, predicate.end + 3}), None)
    concept = names.of(behind) if behind is not None else None
    return [concept] if concept is not None and concept.type in AGENTS else []


def _includes(predicate: Predicate, sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield BにAを加える, BにはAとCとがある, AをまとめたB, AもBの対象とする."""
    marks = ("を", "が", "も", "は") if predicate.marked("には") else ("を", "が", "も")
    members = [concept for argument in predicate.marked(*marks) for concept in names.group(argument)]
    if predicate.word in _BEING and len(members) < 2:
        return
    wholes = (_first(predicate.marked("として"), names) if predicate.marked("を") else []) or _first(predicate.marked("に", "には"), names)
    if not members and wholes and predicate.head is not None:
        members = names.group(predicate.head)
    if predicate.own is not None and predicate.word == "対象":
        owner = names.owner(predicate.own)
        wholes = [owner] if owner is not None else wholes
    if not wholes and predicate.head is not None:
        wholes = names.group(predicate.head)
    if not wholes and predicate.word not in _BEING:
        wholes = _subjects(predicate, sentence, names, agent=False)
    members = [member for member in members if member not in wholes]
    for whole in wholes[:1]:
        if whole.type not in {"actor", "person"}:
            yield from (Stated(whole, "includes", member, "includes", 0.6) for member in dict.fromkeys(members))


def _requires(place: int, predicate: Predicate, sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield XにはYが必要, YをXの前提とする, Xを行うにはYが不可欠."""
    objects = _first(predicate.marked("を"), names)
    needed = objects or _first(predicate.marked("が", "も"), names)
    bearers: list[Concept] = []
    if predicate.word in _CONDITIONS and predicate.own is not None and objects:
        owner = names.owner(predicate.own)
        bearers = [owner] if owner is not None else []
    bearers = bearers or _first(predicate.marked("には", "では", "に", *(("は",) if needed else ())), names) or _earlier(place, sentence, names)
    bearers = bearers or [concept for argument in sentence.topics for concept in names.group(argument)][:1]
    for thing in needed[:3]:
        yield from (Stated(bearer, "requires", thing, "requires", 0.55) for bearer in bearers[:2] if bearer.label != thing.label and thing.type not in AGENTS)


def _earlier(place: int, sentence: Clauses, names: Names) -> list[Concept]:
    """Return what the purpose or condition before a predicate is about."""
    for other in reversed(sentence.predicates[:place]):
        if other.form in {"condition", "purpose", "cause"}:
            concept = key(other, names)[1]
            return [concept] if concept else []
    return []


def _conditions(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield Xを条件にYを認める as Y requires X."""
    if not sentence.predicates:
        return
    final = sentence.predicates[-1]
    for argument in sentence.arguments:
        if argument.mark in {"を条件に", "を前提に"} and (needed := names.of(argument)):
            for bearer in _first(final.marked("を", "は"), names)[:1]:
                yield Stated(bearer, "requires", needed, "condition", 0.6)


def _contrasts(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what is preferred to what: Aに代えてBを指標とする, Aを待つのではなくBを設ける."""
    for argument in sentence.arguments:
        if argument.mark in _INSTEAD and (less := names.of(argument)):
            yield from _preferred(less, argument.end, sentence, names, "instead")
    for predicate in sentence.predicates:
        if predicate.form == "instead":
            less = names.event(predicate) if predicate.negative else key(predicate, names)[1]
            if less is not None:
                yield from _preferred(less, predicate.end, sentence, names, "rather")


def _preferred(less: Concept, after: int, sentence: Clauses, names: Names, rule: str) -> Iterator[Stated]:
    """Yield the contrast with what the clause behind is about."""
    for predicate in reversed(sentence.predicates):
        behind = [argument for argument in predicate.marked("を", "に", "が") if argument.start >= after]
        more = _first(behind, names)
        if more and predicate.form != "adnominal":
            yield from (Stated(less, "contrastsWith", concept, rule, 0.6) for concept in more[:1] if concept.label != less.label)
            return
