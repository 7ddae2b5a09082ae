"""Made-up minutes of any number: meetings in series over the years, attendees, topics and opinions whose sentences hold the concepts that they speak of.

Concepts are drawn by Zipf's law, most from the field that a series deals with; shares of acts, positions, relations and links are about those of real minutes.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from benchmarks.phrases import (
    BODIES,
    FAMILY,
    FIRST,
    FRONT,
    GIVEN,
    GROUPS,
    HEAD,
    MIDDLE,
    ORGANISATIONS,
    PHRASES,
    PLACES,
    POSTS,
    SHARES,
    TOPICS,
    Phrase,
)  # fmt: skip
from graph.model import (
    Alignment,
    Attendee,
    Concept,
    Finding,
    Findings,
    Link,
    Meeting,
    Mention,
    Minutes,
    Passage,
    Position,
    Relation,
    Run,
    Sentence,
    Span,
    Text,
    Utterance,
)  # fmt: skip

_FIELD, _OWN = 150, 0.6
"""How many concepts the field of a series has, and which share of what is said is of it."""
_PER_SERIES = 1000
_ACTS = list(SHARES)


class Made(NamedTuple):
    """The minutes of one meeting as they would have been read, and what would have been found in them."""

    minutes: Minutes
    findings: Findings


@dataclass(frozen=True, slots=True)
class Zipf:
    """Concepts, the n-th of them drawn with a weight of 1 / (n + 2)."""

    concepts: Sequence[Concept]
    weights: Sequence[float] = field(init=False)

    def __post_init__(self) -> None:
        """Weigh the concepts."""
        object.__setattr__(self, "weights", list(accumulate(1 / (rank + 2) for rank in range(len(self.concepts)))))

    def draw(self, dice: random.Random, count: int) -> list[Concept]:
        """Return some concepts; the same one may come twice."""
        return dice.choices(self.concepts, cum_weights=self.weights, k=count)


class World:
    """All that the minutes of one seed have in common; `opinions` is how many there will be, `known` the concepts of the vocabularies."""

    def __init__(self, seed: int, opinions: int, known: Sequence[Concept]) -> None:
        self._seed, self._opinions = seed, opinions
        dice = random.Random(f"{seed} concepts")
        made = [(front, middle, head) for front in FRONT for middle in MIDDLE for head in HEAD]
        chosen = dice.sample(made, min(len(made), int(opinions**0.8)))
        coined = [Concept(f"{front}{middle}{head}", HEAD[head]) for front, middle, head in chosen]
        concepts = [concept for concept in known if 2 <= len(concept.label) <= 14] + coined
        dice.shuffle(concepts)
        self._all = Zipf(concepts)
        self._series = [
            _Series(random.Random(f"{seed} series {number}"), number, self._all) for number in range(max(3, opinions // _PER_SERIES))
        ]

    def minutes(self) -> Iterator[Made]:
        """Yield the minutes of all meetings, the series in turn, until there are as many opinions as were wanted."""
        left, number = self._opinions, 0
        while left:
            series = self._series[number % len(self._series)]
            dice = random.Random(f"{self._seed} meeting {number}")
            count = min(dice.randint(10, 60), left)
            yield _Writing(series, dice, self._all, number // len(self._series) + 1).made(count)
            left, number = left - count, number + 1


class _Series:
    """A body that meets: its name, members, field, and when it began."""

    def __init__(self, dice: random.Random, number: int, concepts: Zipf) -> None:
        place = PLACES[number % len(PLACES)]
        turn = number // (len(PLACES) * len(FIRST) * len(BODIES))
        rest = number // len(PLACES)
        self.name = f"{place}{FIRST[rest % len(FIRST)]}{BODIES[rest // len(FIRST) % len(BODIES)]}{f'（第{turn + 1}期）' if turn else ''}"
        self.begun = dt.date(2004, 1, 5) + dt.timedelta(days=dice.randrange(5000))
        self.every = dice.randint(21, 95)
        self.verbatim = dice.random() < 0.4
        self.field = Zipf(list(dict.fromkeys(concepts.draw(dice, _FIELD))))
        self.topics = [f"{topic.label}{dice.choice(TOPICS)}" for topic in self.field.concepts[:6]]
        self.members = [self._member(dice, place, order) for order in range(dice.randint(8, 16))]

    def _member(self, dice: random.Random, place: str, order: int) -> Attendee:
        group = GROUPS[0] if order < 6 else dice.choice(GROUPS)
        organisation = f"{place}{dice.choice(ORGANISATIONS)}"
        post = dice.choice(POSTS)
        return Attendee(f"{dice.choice(FAMILY)}{dice.choice(GIVEN)}", group, f"{organisation}{post}", organisation, post)


class _Writing:
    """Writes the minutes of one meeting, piece by piece, and notes where everything stands."""

    def __init__(self, series: _Series, dice: random.Random, concepts: Zipf, number: int) -> None:
        self._series, self._dice, self._concepts, self._number = series, dice, concepts, number
        self._pieces: list[str] = []
        self._length = 0

    def _write(self, text: str) -> int:
        """Add a text and return where it begins."""
        begin = self._length
        self._pieces.append(text)
        self._length += len(text)
        return begin

    def made(self, count: int) -> Made:
        """Return the minutes of a meeting at which so many opinions were given."""
        series, dice = self._series, self._dice
        day = series.begun + dt.timedelta(days=series.every * (self._number - 1))
        title = f"{series.name}（第{self._number}回）{'議事録' if series.verbatim else '議事概要'}"
        self._write(f"{title}\n日時　{day.year}年{day.month}月{day.day}日　10:00～11:30\n場所　オンライン会議\n\n出席者\n")
        attendees = [member for member in series.members if dice.random() < 0.9] or series.members[:1]
        for attendee in attendees:
            self._write(f"（{attendee.group}）{attendee.name}　{attendee.affiliation}\n")
        topics = dice.sample(series.topics, min(len(series.topics), dice.randint(2, 4)))
        utterances, findings = [], Findings()
        for order in range(count):
            topic = topics[order * len(topics) // count]
            utterance, finding = self._opinion(topic, attendees, first=not utterances or utterances[-1].topic != topic)
            utterances.append(utterance)
            findings.opinions.append(finding)
        findings.links = self._links(findings.opinions)
        kept = "".join(self._pieces)
        text = Text(kept, kept, Alignment([Run(0, 0, len(kept), linear=True)]))
        meeting = Meeting(title, series.name, self._number, day.isoformat(), "10:00", "11:30", "オンライン会議")
        genre = "verbatim" if series.verbatim else "summary"
        return Made(Minutes(text, genre, meeting, topics, attendees, utterances), findings)

    def _opinion(self, topic: str, attendees: list[Attendee], *, first: bool) -> tuple[Utterance, Finding]:
        if first:
            self._write(f"\n【{topic}】\n")
        speaker = self._dice.randrange(len(attendees)) if self._series.verbatim else None
        label = f"{attendees[speaker].name}{attendees[speaker].group}" if speaker is not None else None
        self._write(f"○{label}　" if label else "○ ")
        said, finding = self._said()
        begin = self._write(said)
        self._write("\n")
        passage = Passage(said, Span(begin, begin + len(said)), Alignment([Run(0, begin, len(said), linear=True)]))
        name = attendees[speaker].name if speaker is not None else None
        return Utterance(passage, topic, label, name, speaker, reply=finding.act == "answer"), finding

    def _said(self) -> tuple[str, Finding]:
        """Return an opinion of one to four sentences, the act of the whole being that of the last."""
        dice, finding, text = self._dice, Finding(), ""
        acts = dice.choices(_ACTS, weights=list(SHARES.values()), k=dice.choice((1, 2, 2, 3, 3, 4)))
        for act in acts:
            text += self._sentence(dice.choice(PHRASES[act]), act, len(text), finding)
        finding.act = acts[-1]
        return text, finding

    def _sentence(self, phrase: Phrase, act: str, at: int, finding: Finding) -> str:
        """Return a sentence that begins at a place of the opinion, and note what is found in it."""
        concepts, pieces, here = self._drawn(phrase.places), [phrase.pieces[0]], at + len(phrase.pieces[0])
        for concept, piece in zip(concepts, phrase.pieces[1:], strict=True):
            finding.mentions.append(Mention(here, here + len(concept.label), concept.label, concept, "known" if concept.iri else "compound"))
            pieces += [concept.label, piece]
            here += len(concept.label) + len(piece)
        text = "".join(pieces)
        hedges = (phrase.hedge,) if phrase.hedge else ()
        sure = round(self._dice.uniform(0.6, 1.0), 2)
        finding.sentences.append(Sentence(at, here, text, act, phrase.cue, "made", sure, hedges))
        if phrase.polarity and all(position.target != concepts[0] for position in finding.positions):
            finding.positions.append(Position(concepts[0], phrase.polarity, at, here, "made", sure))
        if phrase.predicate and concepts[0] != concepts[1]:
            finding.relations.append(Relation(concepts[0], phrase.predicate, concepts[1], at, here, "made", sure))
        return text

    def _drawn(self, count: int) -> list[Concept]:
        own = sum(self._dice.random() < _OWN for _ in range(count))
        return self._series.field.draw(self._dice, own) + self._concepts.draw(self._dice, count - own)

    def _links(self, opinions: Sequence[Finding]) -> list[Link]:
        """Return how opinions take up those before: an answer the question, others now and then."""
        links = []
        for source in range(1, len(opinions)):
            if opinions[source].act == "answer" and opinions[source - 1].act == "question":
                links.append(Link(source, "respondsTo", source - 1, "made", 0.8))
            elif self._dice.random() < 0.05:
                links.append(Link(source, self._dice.choice(("agreesWith", "disagreesWith", "elaborates")), source - 1, "made", 0.6))
        return links
