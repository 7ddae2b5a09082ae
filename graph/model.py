"""What the steps hand to each other: the kept text, the minutes that were parsed from it and the findings in their opinions."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

UNSEEN = frozenset(
    chr(code)
    for first, last in (
        *((0xAD, 0xAD), (0x180B, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064)),
        *((0xFE00, 0xFE0D), (0xFEFF, 0xFEFF), (0xE0100, 0xE01EF)),
    )
    for code in range(first, last + 1)
)
"""Characters that the normal text leaves out: zero-width spaces, soft hyphens, directions, variants of a glyph.

What joins letters, or makes a sign an emoji, says something and stays.
"""
RADICALS = str.maketrans(
    "⺒⺝⺠⺩⺫⺬⺮⺶⺼⻁⻄⻆⻑⻗⻘⻝⻞⻡⻣⻤⻨⻩⻫⻭⻯⻲∕⼾⿊⾭⿈⿆‧", "巳月民王目示竹羊肉虎西角長雨青食食首骨鬼麦黄斉歯竜亀/戸黒青黄麦・"
)
"""What printed pages give for whole characters, where NFKC leaves it or makes old forms of it (戶, 黑): radicals, the stroke of divisions, and a point.

The point (U+2027) has the shape of ・ in the fonts that browsers print with.
"""


def normal_form(words: str) -> str:
    """Return the form that texts are read and compared in: NFKC, whole characters for their radicals."""
    return unicodedata.normalize("NFKC", words.translate(RADICALS))


class Span(NamedTuple):
    """A stretch of characters, the end exclusive."""

    start: int
    end: int


class Run(NamedTuple):
    """A stretch of a target string and where it comes from: one to one where `linear`, else as one block of `width` source characters."""

    target: int
    source: int
    width: int
    linear: bool


class Alignment:
    """Leads from each character of a target string to the characters of a source string that it was made of."""

    __slots__ = ("_runs", "_targets")

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs
        self._targets = [run.target for run in runs]

    def source(self, start: int, end: int) -> Span:
        """Return the source's span for the target's span [start, end); an empty one is placed at its start."""
        if not self._runs:
            return Span(0, 0)
        first = self._runs[max(bisect_right(self._targets, start) - 1, 0)]
        begin = first.source + (start - first.target if first.linear else 0)
        if end <= start:
            return Span(begin, begin)
        last = self._runs[max(bisect_right(self._targets, end - 1) - 1, 0)]
        finish = last.source + (end - last.target if last.linear else last.width)
        return Span(begin, finish)

    def within(self, start: int, end: int, at: int) -> list[Run]:
        """Return the runs that make up the target's span [start, end), linear ones cut to it, in a target where that span begins at `at`."""
        runs = []
        shift = at - start
        for run in self._runs[max(bisect_right(self._targets, start) - 1, 0) : bisect_right(self._targets, end - 1)]:
            if not run.linear:
                runs.append(Run(max(run.target, start) + shift, run.source, run.width, linear=False))
                continue
            cut = max(start - run.target, 0)
            finish = min(end - run.target, run.width)
            runs.append(Run(run.target + cut + shift, run.source + cut, finish - cut, linear=True))
        return runs


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text: `kept` as it was extracted, `normal` in NFKC with the place of each character in `kept`, `pages` where each page begins in `kept`."""

    kept: str
    normal: str
    alignment: Alignment
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    pages: tuple[int, ...] = (0,)

    def page(self, offset: int) -> int | None:
        """Return the page, from 1, on which kept[offset] stands, or None where the text has no pages."""
        return bisect_right(self.pages, offset) if len(self.pages) > 1 else None

    def place(self, start: int, end: int) -> Span:
        """Return where normal[start:end] stands in `kept`."""
        return self.alignment.source(start, end)


@dataclass(frozen=True, slots=True)
class Passage:
    """A string put together from pieces of a text's normal form, each character with its place in the kept text."""

    text: str
    span: Span
    alignment: Alignment

    def place(self, start: int, end: int) -> Span:
        """Return where text[start:end] stands in the kept text."""
        return self.alignment.source(start, end)


@dataclass(slots=True)
class Meeting:
    """What a document says of the meeting itself; what it does not say is None. Dates are ISO, times HH:MM."""

    title: str | None = None
    series: str | None = None
    number: int | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """A line of the attendance list, split as far as its words allow; `also` are the name's reading and other spellings that the list gives."""

    name: str
    group: str | None = None
    affiliation: str | None = None
    organisation: str | None = None
    position: str | None = None
    online: bool = False
    present: bool = True
    also: tuple[str, ...] = ()
    span: Span = field(default_factory=lambda: Span(0, 0))


@dataclass(frozen=True, slots=True)
class Utterance:
    """One opinion or one turn of speech; `speaker` is the label as printed, `speaker_name` the name in it, `attendee` who that is in the attendance list.

    `reply` says that it answers for the body, `asks` that a question's letter stands before it (Q:, 問).
    """

    passage: Passage
    topic: str | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    attendee: int | None = None
    reply: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A span of the kept text that could not be understood, and why."""

    span: Span
    reason: str


class Role(NamedTuple):
    """What a stretch of the kept text was read as: title, field, attendance, agenda, heading, utterance, direction, closing, furniture, rule or note."""

    span: Span
    role: str


@dataclass(slots=True)
class Minutes:
    """What the layout of a document says; nothing in it is guessed from the content of an opinion."""

    text: Text
    genre: str
    meeting: Meeting = field(default_factory=Meeting)
    agenda: list[str] = field(default_factory=list)
    attendees: list[Attendee] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)

    def unaccounted(self) -> list[Span]:
        """Return the stretches of the kept text, blank ones left out, that have no role and are not reported as unread; there should be none."""
        spans = [role.span for role in self.roles] + [unread.span for unread in self.unread]
        gaps, at = [], 0
        for span in [*sorted(spans), Span(len(self.text.kept), len(self.text.kept))]:
            if span.start > at:
                gaps.append(Span(at, span.start))
            at = max(at, span.end)
        return [gap for gap in gaps if not UNSEEN.issuperset("".join(self.text.kept[slice(*gap)].split()))]


@dataclass(frozen=True, slots=True)
class Concept:
    """What a mention speaks of; `iri` is None for a provisional concept, which its label identifies."""

    label: str
    type: str
    iri: str | None = None
    labels: tuple[str, ...] = ()


class Mention(NamedTuple):
    """A span of an opinion's text that names a concept; `attendee` is the place in the attendance list of the person who is meant."""

    start: int
    end: int
    surface: str
    concept: Concept
    method: str
    confidence: float = 1.0
    attendee: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an opinion and the act of its last predicate, with the words that gave it away."""

    start: int
    end: int
    text: str
    act: str
    cue: str = ""
    rule: str = ""
    confidence: float = 1.0
    hedges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """What an opinion is for, against or mixed about."""

    target: Concept
    polarity: str
    start: int
    end: int
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two concepts that an opinion states."""

    subject: Concept
    predicate: str
    object: Concept
    start: int
    end: int
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """How one opinion takes up another; both ends are places in the list of opinions."""

    source: int
    type: str
    target: int
    rule: str = ""
    confidence: float = 1.0


@dataclass(slots=True)
class Finding:
    """What was found in one opinion."""

    act: str = "statement"
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


@dataclass(slots=True)
class Findings:
    """What was found in all opinions of one document, in their order, and the links between them; `unfinished` names the annotators that left some out."""

    opinions: list[Finding] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    unfinished: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from, as far as somebody said so (a file NAME.origin.json beside it)."""

    publisher: str | None = None
    source: str | None = None
    licence: str | None = None
    note: str | None = None
    fictional: bool = False
