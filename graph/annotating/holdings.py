"""Who provides or uses what, and what includes what: predicates with their arguments."""

from collections.abc import Iterator

from graph.annotating.causes import Context, Stated
from graph.annotating.coined import coined, explained
from graph.annotating.handing import delegates, handings
from graph.annotating.naming import AGENTS, BROAD, Names, first
from graph.annotating.phrases import Clauses, Predicate
from graph.model import Concept

_GIVING = frozenset({"document", "system", "technology"})
_SHOWING = frozenset("示す 提供 表示 公開 届ける 作る 作成 支援 支える 任せる 作らせる".split())
_HAVING = frozenset({"持つ", "支える", "手伝う"})
"""What one has or helps is provided only where the clause says so of it: 会社が持つデータ."""
_HIRING = frozenset("委託 雇う 採用 任用 起用 登用".split())
_RELYING = frozenset({"頼る", "依存", "依拠"})
_LIMITING = frozenset({"限る", "限られる"})
_BEING = frozenset({"ある", "いる"})
_MAKING = frozenset("作成 作る 構築 策定 生成 編集 編成 算出 集計 推計 予測 判定 公開 更新".split())
_JOINING = frozenset(
    "突き合わせる 組み合わせる 照合 統合 用いる 使う 活用 利用 集める 合わせる つなぐ 連携 結合 分析 集約".split()
)
_COMPARING = frozenset("突き合わせる 照合 分析 集計 重ねる 重ね合わせる 照らし合わせる 読み込む 学習".split())
_BASES = frozenset({"を参考に", "をベースに", "を土台に", "をもとに", "を基に", "に基づいて", "に基づき"})


def holdings(sentence: Clauses, names: Names, context: Context) -> Iterator[Stated]:
    """Yield what provides, uses or includes what."""
    tools = "で" in sentence.marks
    for place, predicate in enumerate(sentence.predicates):
        if explained(predicate, context.text):
            yield from coined(predicate, sentence.predicates[place - 1] if place else None, names)
        elif not predicate.negative:
            yield from _held(predicate, sentence, names)
            yield from handings(predicate, names, tools=tools)
    if not _BASES.isdisjoint(sentence.marks):
        yield from _bases(sentence, names)


def _held(predicate: Predicate, sentence: Clauses, names: Names) -> Iterator[Stated]:
    classes = predicate.classes
    if "include" in classes or predicate.word in _BEING:
        yield from _includes(predicate, sentence, names)
    if ("use" in classes or "into_use" in classes) and not delegates(predicate, names):
        yield from _uses(predicate, sentence, names, into="into_use" in classes)
    if "provide" in classes:
        yield from _provides(predicate, sentence, names)
    if predicate.word in _MAKING:
        yield from _made_of(predicate, sentence, names)
    if predicate.word in _COMPARING and predicate.head is not None:
        yield from (
            Stated(product, "uses", source, "compared", 0.6)
            for product in names.group(predicate.head)[:1]
            for source in first(predicate.marked("を"), names)
            if source.label != product.label and product.type not in AGENTS
        )


def _made_of(predicate: Predicate, sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what something made is made with: 計画と名簿を突き合わせて一覧を作成する."""
    place = sentence.predicates.index(predicate)
    for earlier in sentence.predicates[max(place - 1, 0) : place]:
        if earlier.form == "chained" and earlier.word in _JOINING:
            made = first(predicate.marked("を"), names)
            yield from (
                Stated(product, "uses", source, "made-of", 0.6)
                for product in made[:1]
                for source in first(earlier.marked("を"), names)
                if source.label != product.label
            )


def _bases(sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield what works on what: 学習履歴をもとに特性を判定する診断."""
    for predicate in sentence.predicates:
        for argument in predicate.marked(*_BASES):
            users = (
                names.group(predicate.head)
                if predicate.head is not None
                else first(predicate.marked("は", "が", "を"), names)
            )
            yield from (
                Stated(user, "uses", basis, "basis", 0.55)
                for basis in names.group(argument)
                for user in users[:1]
                if user.label != basis.label
            )


def _subjects(predicate: Predicate, sentence: Clauses, names: Names, *, agent: bool) -> list[Concept]:
    """Return who or what a predicate is said of: its own subject, the noun that it modifies, the sentence's topic."""
    own = [
        concept
        for argument in predicate.marked("が", "は", "も", "では", "において", "による")
        for concept in names.group(argument)
    ]
    head = names.group(predicate.head) if predicate.head is not None and not predicate.marked("が") else []
    topics = [
        concept for argument in sentence.topics if argument.end <= predicate.start for concept in names.group(argument)
    ]
    for source in (own, head, topics):
        chosen = [concept for concept in source if not agent or concept.type in AGENTS]
        if chosen:
            return list(dict.fromkeys(chosen))
    return []


def _uses(predicate: Predicate, sentence: Clauses, names: Names, *, into: bool) -> Iterator[Stated]:
    """Yield AがBを使う, Bを使ったA, CにBを用いる, 県が委託するB, and AをBに移す as AはB."""
    things = first(predicate.marked("に"), names) if into else first(predicate.marked("を"), names)
    users = (
        (
            first(predicate.marked("を"), names)
            if into and predicate.word not in _RELYING
            else first(predicate.marked(*(("には",) if into else ("に", "には"))), names)
        )
        if things
        else []
    )
    if not things and predicate.head is not None and predicate.marked("が") and not into:
        things = names.group(predicate.head)
    users = users or _subjects(predicate, sentence, names, agent=False)
    places = [
        concept for argument in predicate.marked("で") for concept in names.group(argument) if concept.type in AGENTS
    ]
    users = places or users or _who_goes_on(predicate, sentence, names)
    if predicate.word in _LIMITING and (
        whole := next((one for one in predicate.arguments if one.noun == "対象"), None)
    ):
        owner = names.owner(whole)
        yield from (Stated(owner, "includes", thing, "limited", 0.6) for thing in things if owner is not None)
        return
    for thing in things:
        if thing.type in AGENTS and predicate.word not in _HIRING:
            continue
        yield from (Stated(user, "uses", thing, "uses", 0.6) for user in users[:2] if user.label != thing.label)


def _who_goes_on(predicate: Predicate, sentence: Clauses, names: Names) -> list[Concept]:
    """Return those whom the clause behind a chained one modifies: 納税を活用して費用を確保している|町."""
    place = sentence.predicates.index(predicate) + 1
    following = sentence.predicates[place] if predicate.form == "chained" and place < len(sentence.predicates) else None
    found = names.group(following.head) if following is not None and following.head is not None else []
    return [concept for concept in found if concept.type in AGENTS]


def _provides(predicate: Predicate, sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield 国がBを示す, 国が示すB, マップがBを示す."""
    things = first(predicate.marked("を"), names)
    if not things and predicate.head is not None and predicate.form == "adnominal":
        things = names.group(predicate.head)
    if not things and predicate.marked("が"):
        things = [
            concept
            for concept in first(predicate.marked("は", "も", "については"), names)
            if concept.type not in AGENTS
        ]
    givers = _cleft(predicate, sentence, names) or _subjects(predicate, sentence, names, agent=True)
    if not givers and predicate.word in _SHOWING:
        givers = [
            concept
            for concept in (first(predicate.marked("に"), names) or _subjects(predicate, sentence, names, agent=False))
            if concept.type in _GIVING
        ]
    if predicate.word in _HAVING and not (predicate.marked("が") and predicate.head is not None):
        return
    for thing in things:
        if thing.type not in AGENTS and thing.label not in BROAD:
            yield from (
                Stated(giver, "provides", thing, "provides", 0.6) for giver in givers[:3] if giver.label != thing.label
            )


def _cleft(predicate: Predicate, sentence: Clauses, names: Names) -> list[Concept]:
    """Return who a cleft sentence names behind its のは: 制度を設計するのは国だ."""
    if predicate.form != "nominal":
        return []
    behind = next(
        (argument for argument in sentence.arguments if argument.start in {predicate.end + 2, predicate.end + 3}), None
    )
    concept = names.of(behind) if behind is not None else None
    return [concept] if concept is not None and concept.type in AGENTS else []


def _includes(predicate: Predicate, sentence: Clauses, names: Names) -> Iterator[Stated]:
    """Yield BにAを加える, BにはAとCとがある, AをまとめたB, AもBの対象とする."""
    marks = ("を", "が", "も", "は") if predicate.marked("には") else ("を", "が", "も")
    acted_on = bool(predicate.marked("を"))
    members = [
        concept
        for argument in predicate.marked(*marks)
        for concept in names.group(argument)
        if not (acted_on and argument.mark == "が")
    ]
    if members and predicate.marked("も"):
        members += [
            concept
            for argument in predicate.marked("に加え", "に加えて", "だけでなく")
            for concept in names.group(argument)
        ]
    if predicate.word in _BEING and len(members) < 2:
        return
    wholes = (first(predicate.marked("として"), names) if predicate.marked("を") else []) or first(
        predicate.marked("に", "には"), names
    )
    if not members and wholes and predicate.head is not None:
        members = names.group(predicate.head)
    if predicate.own is not None and predicate.word == "対象":
        owner = names.owner(predicate.own)
        wholes = [owner] if owner is not None else wholes
    if not wholes and predicate.head is not None:
        wholes = names.group(predicate.head)
    if not wholes and predicate.word not in _BEING:
        wholes = [whole for whole in _subjects(predicate, sentence, names, agent=False) if whole not in members]
    members = [member for member in members if member not in wholes]
    for whole in wholes[:1]:
        if whole.type not in {"actor", "person"}:
            yield from (Stated(whole, "includes", member, "includes", 0.6) for member in dict.fromkeys(members))
