"""A made-up graph of any size, put into the figures: groups of concepts that are spoken of together, some often and most seldom."""

import random
from collections.abc import Iterator
from pathlib import Path

from graph.cartography import draw_map
from graph.facts import ConceptFacts, ConceptLabel, MeetingFacts, OpinionFacts, Side
from graph.figures import FiguresWriter
from graph.iris import DEFAULT_BASE
from graph.store import Settings, open_writer

ACTS = ("proposal", "concern", "support", "opposition", "question", "answer", "statement")
TYPES = ("system", "technology", "policy", "organisation", "activity", "issue", "indicator", "document", "place")
WORDS = ("窓口", "申請", "標準", "共同", "移行", "費用", "効果", "基盤", "連携", "業務", "人材", "調達", "認証", "接続", "保守", "評価")
_PER_DOCUMENT, _MEETINGS, _CORES = 25, 200, 60


def fill(home: Path, concepts: int, opinions: int) -> Settings:
    """Make a home folder with an empty store and figures of so many concepts and opinions with their map, always the same, and return its settings."""
    settings = Settings(home, DEFAULT_BASE)
    with open_writer(settings) as writer, writer.transaction() as transaction:
        transaction.replace_graph(f"{DEFAULT_BASE}data/runs", f"<{DEFAULT_BASE}id/run/none> <{DEFAULT_BASE}ns#of> <{DEFAULT_BASE}id/document/0> .\n".encode())
    names = [f"{WORDS[number % 16]}{WORDS[number // 16 % 16]}{number}" for number in range(concepts)]
    facts = {concept(name): _facts(name, number) for number, name in enumerate(names)}
    figures = FiguresWriter.open(home)
    with figures.written("made up"):
        figures.meetings(meetings())
        said = list(_opinions(names, opinions))
        for at in range(0, len(said), 50 * _PER_DOCUMENT):
            some = said[at : at + 50 * _PER_DOCUMENT]
            figures.replace(sorted({each.document for each in some}), some)
        figures.concepts(facts)
        draw_map(figures)
    figures.close()
    return settings


def concept(name: str) -> str:
    """Return the IRI of a concept."""
    return f"{DEFAULT_BASE}id/concept/{name}"


def meetings() -> list[MeetingFacts]:
    """Return the meetings, of ten bodies."""
    return [
        MeetingFacts(f"{DEFAULT_BASE}id/meeting/{number}", f"第{number // 10 + 1}回", f"20{10 + number // 12:02}-{number % 12 + 1:02}-01", number // 10 + 1,
                     f"{DEFAULT_BASE}id/series/{number % 10}", f"検討会{number % 10}")
        for number in range(_MEETINGS)
    ]  # fmt: skip


def _facts(name: str, number: int) -> ConceptFacts:
    return ConceptFacts(concept(name), TYPES[number % len(TYPES)], number % 3 > 0, (ConceptLabel("prefLabel", name, "ja"),))


def _opinions(names: list[str], count: int) -> Iterator[OpinionFacts]:
    draw = random.Random(1)
    groups = [names[core::_CORES] for core in range(min(_CORES, len(names) // 4))]
    for number in range(count):
        group = groups[int(len(groups) * draw.random() ** 1.5)]
        said = {group[int(len(group) * draw.random() ** 2)] for _ in range(draw.randint(2, 5))}
        if draw.random() < 0.25:
            said.add(names[int(len(names) * draw.random() ** 2)])
        if number < len(names):
            said.add(names[number])  # each is spoken of at least once
        concepts = tuple(sorted(map(concept, said)))
        sides = (Side(concepts[0], draw.choice(("for", "against", "mixed")), 0.9),) if draw.random() < 0.3 else ()
        meeting = f"{DEFAULT_BASE}id/meeting/{number // _PER_DOCUMENT % _MEETINGS}"
        document = f"{DEFAULT_BASE}id/document/{number // _PER_DOCUMENT}"
        yield OpinionFacts(
            f"{DEFAULT_BASE}id/opinion/{number}", document, "", draw.choice(ACTS), meeting, None, None, number % _PER_DOCUMENT,
            None, None, None, concepts, sides, (),
        )  # fmt: skip
