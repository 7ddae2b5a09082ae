"""How long full-text search takes with all facets counted, beside SQLite's FTS5 (trigrams), which counts none, on the same opinions and words.

    python -m benchmarks.searching [--opinions 1000 10000 100000]

The opinions are made up (see `generator`); each search is asked once, so that no answer is a kept one. Two thirds of the words are names of
concepts that were spoken of, or pieces of them, the others any stretch of what was said, as frequent as that is. Words that FTS5 cannot look up, of one or two
characters, it scans for. Seconds are the processor's, which other programs do not stretch.
"""

import argparse
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.generator import known_concepts
from benchmarks.minutes import World
from graph.facts import MeetingFacts, OpinionFacts
from graph.fulltext import FullText, Search, Words
from graph.iris import DEFAULT_BASE, Iris
from graph.pipeline.vocabularies import shipped

LIMIT = 50.0
RATE = 5000
SEARCHES = 200

Said = tuple[list[OpinionFacts], MeetingFacts, list[str]]


def documents(opinions: int, seed: int = 1) -> Iterator[Said]:
    """Yield what is known of the opinions of each made-up meeting, as it would be read from the graph, and the names of concepts in them."""
    iris = Iris(DEFAULT_BASE)
    vocabularies = shipped(DEFAULT_BASE)
    for number, (minutes, findings) in enumerate(World(seed, opinions, known_concepts(vocabularies, DEFAULT_BASE)).minutes()):
        said, document = minutes.meeting, iris.document(f"{number:016x}")
        meeting = iris.meeting(said.series or "", said.number, said.date, "")
        held = MeetingFacts(meeting, said.title, said.date, said.number, iris.series(said.series or ""), said.series)
        facts = []
        for order, (utterance, finding) in enumerate(zip(minutes.utterances, findings.opinions, strict=True)):
            concepts = {mention.concept.iri or iris.concept(mention.concept.label) for mention in finding.mentions}
            group = minutes.attendees[utterance.attendee].group if utterance.attendee is not None else None
            topic = iris.topic(meeting, utterance.topic) if utterance.topic else None
            opinion = iris.opinion(document, utterance.passage.text, order)
            facts.append(
                OpinionFacts(
                    opinion, document, utterance.passage.text, finding.act, meeting, topic, utterance.topic, order,
                    None, utterance.speaker, group, tuple(sorted(concepts)), (), (),
                )
            )  # fmt: skip
        yield facts, held, [mention.surface for finding in findings.opinions for mention in finding.mentions]


def searches(texts: Sequence[str], names: Sequence[str], count: int) -> list[Search]:
    """Return different searches: stretches of one to eight characters of names or of what was said, or two of them, with and without a choice of act."""
    dice, made = random.Random(7), dict[str, Search]()
    while len(made) < count:
        words = [_stretch(dice, texts if dice.random() < 1 / 3 else names) for _ in range(dice.choice((1, 1, 1, 2)))]
        typed = " ".join(words)
        chosen = {"act": ("concern",)} if dice.random() < 0.25 else {}
        made[typed] = Search(Words.of(typed), chosen)
    return [search for search in made.values() if search.words.wanted]


def _stretch(dice: random.Random, texts: Sequence[str]) -> str:
    text, length = dice.choice(texts), dice.choice((1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8))
    at = dice.randrange(max(len(text) - length, 1))
    return text[at : at + length]


class Trigrams:
    """SQLite's FTS5 with trigrams over the same folded texts."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.execute("CREATE VIRTUAL TABLE said USING fts5(text, tokenize='trigram')")

    def add(self, texts: Sequence[str]) -> None:
        """Index texts."""
        self._base.executemany("INSERT INTO said VALUES (?)", ((text,) for text in texts))
        self._base.commit()

    def find(self, search: Search) -> int:
        """Return how many texts have all words, and read the twenty most relevant."""
        long = [word for word in search.words.wanted if len(word) > 2]
        short = [word for word in search.words.wanted if len(word) <= 2]
        conditions = ["said MATCH ?"] * bool(long) + ["instr(text, ?)"] * len(short)
        matched = " ".join('"{}"'.format(word.replace('"', '""')) for word in long)
        values = [matched] * bool(long) + short
        where = " AND ".join(conditions)
        total = self._base.execute(f"SELECT count(*) FROM said WHERE {where}", values).fetchone()[0]
        order = "ORDER BY bm25(said)" if long else ""
        self._base.execute(f"SELECT rowid FROM said WHERE {where} {order} LIMIT 20", values).fetchall()
        return int(total)


def measured(ask: Callable[[Search], object], asked: Sequence[Search]) -> list[float]:
    """Return the milliseconds that each search takes, in order of length."""
    took = []
    for search in asked:
        begin = time.process_time()
        ask(search)
        took.append(1000 * (time.process_time() - begin))
    return sorted(took)


def run(opinions: int, folder: Path, *, trigrams: bool) -> None:
    """Index so many opinions, search them and print what it took."""
    peer = Trigrams(folder / "trigrams.sqlite") if trigrams else None
    spent, texts, names = 0.0, list[str](), list[str]()
    with FullText.writing(folder / "fulltext") as index:
        for number, (facts, meeting, named) in enumerate(documents(opinions)):
            begin = time.process_time()
            index.replace(facts[0].document, facts, {meeting.iri: meeting})
            spent += time.process_time() - begin
            if number % max(opinions // 3000, 1) == 0:
                texts += [each.text for each in facts]
                names += named
            if peer:
                peer.add([each.text for each in facts])
        begin = time.process_time()
    spent += time.process_time() - begin
    size = sum(file.stat().st_size for file in (folder / "fulltext").iterdir()) / 1e6
    print(f"{opinions:>9,} opinions: indexed at {opinions / spent:,.0f} a second (wanted: {RATE:,}), {size:.0f} MB, "
          f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")  # fmt: skip
    asked = searches(texts, names, SEARCHES)
    reading = FullText.reading(folder / "fulltext")
    reading.search(Search(Words.of("国")), facets=1)
    ours = measured(lambda search: reading.search(search, 20, facets=20), asked)
    bare = measured(lambda search: reading.search(search, 20), asked)
    print(f"           with facets:    {_told(ours)}; the limit is {LIMIT:.0f}")
    print(f"           without:        {_told(bare)}")
    if peer:
        theirs = measured(peer.find, asked)
        print(f"           FTS5, without:  {_told(theirs)}; p95 {_at(theirs, 0.95) / _at(bare, 0.95):.1f} times as long")


def _told(took: Sequence[float]) -> str:
    return f"median {_at(took, 0.5):.1f} ms, p95 {_at(took, 0.95):.1f} ms, longest {took[-1]:.1f} ms"


def _at(took: Sequence[float], share: float) -> float:
    return took[min(int(share * len(took)), len(took) - 1)]


def main() -> None:
    """Print what each size takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--opinions", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--alone", action="store_true", help="without FTS5, which takes long at a million")
    asked = parser.parse_args()
    for opinions in asked.opinions:
        with tempfile.TemporaryDirectory() as folder:
            run(opinions, Path(folder), trigrams=not asked.alone)


if __name__ == "__main__":
    main()
