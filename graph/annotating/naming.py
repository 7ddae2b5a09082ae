"""What an argument or a clause names as an end of a relation."""

import re
from collections.abc import Sequence

from graph.annotating.clauses import LIGHT
from graph.annotating.compounds import RELATIONAL
from graph.annotating.kinds import kind_of
from graph.annotating.lexicons import valence, word_list
from graph.annotating.phrases import Argument, Clauses, Predicate
from graph.model import Concept, Mention

AGENTS = frozenset({"actor", "organisation", "place", "person"})
BROAD = frozenset({"業務", "仕組み", "環境", "データ", "情報"})
"""Things too general for anybody to provide or work with."""
_EMPTY = word_list("clauses", "nameless")
_DETACHED = word_list("clauses", "detached")
"""Formal nouns that stand for a clause, not for what is before their の."""
_TOWARDS = word_list("clauses", "towards")
_PASSED = LIGHT | word_list("clauses", "passed")
_TAKING = frozenset({"要する", "かかる", "係る", "関する"})
"""Verbs by which a measure belongs to what it measures: 選考に要する日数."""
_SMALL = 3
"""A name shorter than this says too little without what stands before its の."""


_NUMBERED = re.compile(r"[0-9一二三四五六七八九十両]+(?:軸|点|本|種|種類|者|本柱|つ|面|方)")
"""What only counts the things that stand before its の: 費用と件数の二軸."""
_TIMES = frozenset({"夜間", "平時", "昼間", "早朝", "休日", "災害時"})
"""Times that tell one thing from another, though they name nothing by themselves: 夜間の巡視."""
_COUNTED = re.compile(r"当たり$|^[0-9一二三四五六七八九十]+つ$|ごと$|^(?:一|二|三)?(?:部|定|重)$")


_CONDITIONAL = str.maketrans("えけげせてねべめれ", "うくぐすつぬぶむる")


def _closed(clause: str, *, conditional: bool) -> str:
    """Return a clause with the ending of a condition as it stands in a statement: 職員がいなけれ → 職員がいない, 進め|ば → 進む."""
    if clause.endswith("なけれ"):
        return f"{clause[:-3]}ない"
    return clause[:-1] + clause[-1].translate(_CONDITIONAL) if conditional else clause.removesuffix("な")


def _made(argument: Argument, owner: Argument) -> bool:
    """Whether a short name of a deed needs what it is of: 上限額の引上げ."""
    return (
        argument.mention is not None
        and argument.mention.concept.type == "activity"
        and (owner.mention is None or owner.mention.concept.type not in AGENTS)
    )


def _stands_alone(mention: Mention, owner: Argument) -> bool:
    """Whether people are named without what they belong to: 実習先の|企業, not 住民の|代表."""
    return mention.concept.type in AGENTS and (owner.mention is None or owner.mention.concept.type != "actor")


class Names:
    """Gives the arguments and clauses of one sentence the concepts that they stand for."""

    def __init__(self, text: str, sentence: Clauses, mentions: Sequence[Mention], *, nested: bool) -> None:
        self.text = text
        self._before = {argument.end: argument for argument in sentence.arguments}
        self._predicates = sentence.predicates
        self._mentions = mentions
        self._nested = nested
        self._named: dict[int, Concept | None] = {}
        self._taking = {
            predicate.head.start: predicate.marked("に")[0].start
            for predicate in sentence.predicates
            if predicate.head is not None and predicate.word in _TAKING and predicate.marked("に")
        }

    def of(self, argument: Argument) -> Concept | None:
        """Return the concept of a noun phrase, or None where it names nothing of its own."""
        if argument.start not in self._named:
            self._named[argument.start] = self._concept(argument)
        return self._named[argument.start]

    def _concept(self, argument: Argument) -> Concept | None:
        if self.text.endswith(("どの", "どんな"), 0, argument.start):
            return None
        owner = self._owning(argument)
        said = self._said_otherwise(argument)
        if said is not None:
            return said
        if argument.label in _EMPTY or (argument.mention is None and _NUMBERED.fullmatch(argument.label)):
            return self.of(owner) if owner is not None and argument.label not in _DETACHED else None
        if owner is None and argument.start in self._taking:
            return self._clipped(self._taking[argument.start], argument.end)
        if owner is not None:
            return self._owned(argument, owner)
        return self._core(argument.mention) if argument.mention is not None else None

    def _owned(self, argument: Argument, owner: Argument) -> Concept | None:
        """Return what a noun with an owner names: the owner, the noun alone or both."""
        label, mention = argument.label, argument.mention
        if label in _PASSED or (owner.mark == "への" and label in _TOWARDS):
            return self.of(owner)
        if mention is not None and (owner.mark == "への" or _stands_alone(mention, owner)):
            return self._core(mention)
        if (
            mention is None
            or len(label) < _SMALL
            or (label in BROAD and owner.mention is not None and owner.mention.concept.type not in AGENTS)
            or (len(label) == _SMALL and _made(argument, owner))
            or valence(label) is not None
            or label in RELATIONAL
        ):
            return self._clipped(self._reach(owner), argument.end)
        return self._core(mention)

    def _said_otherwise(self, argument: Argument) -> Concept | None:
        """Return the name that the text has for a noun phrase: 「…」のような|手引き, 人の割合|(以下「完了率」という。)."""
        text = self.text
        if text.endswith("のような", 0, argument.start):
            like = self._before.get(argument.start - 4) or self._before.get(argument.start - 5)
            return like.mention.concept if like is not None and like.mention is not None else None
        if text.startswith("(以下「", argument.end):
            return next((one.concept for one in self._mentions if one.start == argument.end + 4), None)
        return None

    def _owning(self, argument: Argument) -> Argument | None:
        """Return what stands before the の or への of a noun phrase, where that names something."""
        if not self.text.endswith("の", 0, argument.start):
            return None
        for mark in ("への", "との", "の"):
            if self.text.endswith(mark, 0, argument.start):
                owner = self._before.get(argument.start - len(mark))
                return (
                    owner
                    if owner is not None
                    and owner.mark == mark
                    and (owner.mention is not None or len(owner.label) > 1)
                    and (owner.label not in _EMPTY or owner.label in _TIMES)
                    and not _COUNTED.search(owner.label)
                    else None
                )
        return None

    def doing(self, argument: Argument) -> Predicate | None:
        """Return the predicate of the clause that こと makes a noun: 窓口を減らす|こと."""
        if argument.label != "こと":
            return None
        return next((one for one in self._predicates if one.end == argument.start), None)

    def owner(self, argument: Argument) -> Concept | None:
        """Return what a noun is the condition, object or part of: of 移行の前提 it is 移行."""
        inner = [
            mention for mention in self._mentions if mention.start == argument.start and mention.end < argument.end
        ]
        if inner:
            return max(inner, key=lambda mention: mention.end).concept
        owner = self._owning(argument)
        return self.of(owner) if owner is not None else None

    def _reach(self, owner: Argument) -> int:
        """Return where a name that begins with its owner begins: 食料の|配布数|の過不足."""
        further = self._owning(owner)
        return (
            further.start
            if further is not None and (len(owner.label) <= _SMALL or valence(owner.label) is not None)
            else owner.start
        )

    def _core(self, mention: Mention) -> Concept:
        """Return what a mention is about: of Xの導入 it is X."""
        if not self._nested:
            return mention.concept
        inner = [
            other
            for other in self._mentions
            if other is not mention
            and mention.start <= other.start
            and other.end < mention.end
            and self.text[other.end : mention.end].removeprefix("の") in LIGHT
        ]
        return max(inner, key=lambda other: other.end - other.start).concept if inner else mention.concept

    def _clipped(self, start: int, end: int) -> Concept:
        label = self.text[start:end]
        return Concept(label, kind_of(label))

    def event(self, predicate: Predicate) -> Concept | None:
        """Return a clause as a concept: its nearest argument with its particle and the predicate, as the text has them."""
        nearest = [
            argument
            for argument in predicate.arguments
            if argument.mark in {"を", "が", "に", "も", "は", "から", "で", "でも"} and argument.label not in _EMPTY
        ]
        if not nearest:
            return None
        first = nearest[-1]
        owner = self._before.get(first.start - 1)
        start = owner.start if owner is not None and owner.mark == "の" else first.start
        opening = 1 if self.text[start - 1 : start] == "「" and "」" in self.text[start : predicate.end] else 0
        label = _closed(
            self.text[start - opening : predicate.end], conditional=self.text.startswith("ば", predicate.end)
        )
        return Concept(label, "event") if len(label) <= 30 and not re.search(r"[。、]", label) else None

    def group(self, argument: Argument) -> list[Concept]:
        """Return the concepts of a noun phrase and of all that stands side by side with it."""
        return [concept for member in (argument, *argument.beside) if (concept := self.of(member)) is not None]


def first(arguments: list[Argument], names: Names) -> list[Concept]:
    """Return the concepts of the first argument that names any."""
    return next((group for argument in arguments if (group := names.group(argument))), [])
