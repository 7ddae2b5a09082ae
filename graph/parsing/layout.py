"""The evidence of a whole document: how its paragraphs end, which marks open opinions and which headings, which labels recur."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise

from graph.parsing.affiliation import ends_in_title
from graph.parsing.colons import colon_speakers, quoted_speakers
from graph.parsing.counted import counted_styles, counts, item_of
from graph.parsing.legends import Legend
from graph.parsing.lines import MARK, Line
from graph.parsing.paragraphs import asking_marks, first_indent, hangs, nested_marks
from graph.parsing.roles import SPEAKING
from graph.parsing.sights import SENTENCE_END, Sight, Sights
from graph.parsing.speakers import handle_at, stretched

_BULLETS = frozenset("・•‣◦▪-*+–")
_BLOTS = frozenset("○〇◯●■▲△☆★◆◇□")
REPLY_MARKS = frozenset("→⇒➡>")
_MARGIN = 4  # columns that a full line may leave at its end
_FULL = 3  # lines; fewer may be full by chance
_PAGE = 160  # columns; more do not stand in one line of print
_SURNAME = re.compile(r"[\u3400-\u9fff々]{1,3}")
_TOLD = re.compile(r"[るいたかすんうだよねりに]\([^()]{1,12}\)$")
_CLOSES_GROUP = re.compile(r"[【〔<《#]|\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Layout:
    """What holds for one document's body; `full` is the width that lines fill where the page breaks them, 0 where too few do to tell."""

    double_spaced: bool = False
    trailing_ends: bool = False
    utterance_marks: frozenset[str] = frozenset()
    heading_marks: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    labelled_marks: frozenset[str] = frozenset()
    letters: bool = False
    pairs: bool = False
    counted: frozenset[str] = frozenset()
    wrap: int = 0
    full: int = 0
    column: float = _PAGE
    nested: frozenset[str] = frozenset()
    first_indent: int = 0
    asking: frozenset[str] = frozenset()
    unbroken: bool = False
    sparse: bool = False
    hanging: bool = False
    legend: Legend = field(default_factory=dict)

    def with_legend(self, legend: Legend) -> "Layout":
        """Return the layout with a legend that stands in the header, outside the lines that were surveyed."""
        if not legend:
            return self
        marks = frozenset(mark for mark in legend if MARK.match(mark))
        return replace(
            self,
            legend=legend | self.legend,
            utterance_marks=self.utterance_marks | marks,
            heading_marks=self.heading_marks - marks,
        )

    def with_bullets(self) -> "Layout":
        """Return the layout in which every bullet opens an opinion."""
        return replace(
            self, utterance_marks=self.utterance_marks | _BULLETS, heading_marks=self.heading_marks - _BULLETS
        )

    def broken(self, line: Line) -> bool:
        """Say whether a line breaks off in mid-sentence because the page was full."""
        return not line.ended and self.wrap > 0 and line.width > self.column


def survey(lines: list[Line], sights: Sights) -> Layout:
    """Return the layout that lines give evidence of, but for how paragraphs are set: only a body's lines tell that."""
    return _survey(_filled(lines), sights)[0]


def survey_body(lines: list[Line], sights: Sights) -> Layout:
    """Return the whole layout that the lines of a body give evidence of."""
    filled = _filled(lines)
    layout, heading = _survey(filled, sights)
    opening = layout.utterance_marks - REPLY_MARKS
    return replace(
        layout,
        double_spaced=_double_spaced(lines),
        trailing_ends=_trailing_ends(filled),
        counted=_counted(filled, sights, layout.wrap, opening),
        nested=nested_marks(filled, opening - heading, layout.labelled_marks),
        first_indent=first_indent(filled, layout.column),
        asking=asking_marks(filled, sights) - heading - REPLY_MARKS,
        unbroken=layout.wrap == 0 or not any(line.width > layout.column and not line.ended for line in filled),
        sparse=_sparse(filled, sights),
        hanging=hangs(filled, sights, layout.column),
    )


def _filled(lines: list[Line]) -> list[Line]:
    return [line for line in lines if not line.blank and not line.rule]


def _survey(filled: list[Line], sights: Sights) -> tuple[Layout, frozenset[str]]:
    """Return what holds for header and body alike, and the marks that open headings, those of a legend among them."""
    handles = _handles(filled)
    wrap = _wrap(filled)
    column = min(max(40, 0.6 * wrap), 0.8 * column_of(filled, wrap) or _PAGE)
    labels, labelled = _labels(filled, sights, handles)
    utterance, heading = _mark_roles(_groups(filled, sights, column if wrap else _PAGE), labelled)
    blots = _blots(filled) - labelled
    utterance, heading = utterance - blots, heading - blots
    if not labels and not utterance - REPLY_MARKS:
        utterance, heading = utterance | (heading & _BULLETS), heading - _BULLETS
    seen = [sights[line.number] for line in filled]
    legend = _legend(seen)
    layout = Layout(
        utterance_marks=utterance | {mark for mark in legend if MARK.match(mark)},
        heading_marks=heading - set(legend),
        labels=labels,
        labelled_marks=labelled,
        letters=sum(sight.question for sight in seen) >= 2,
        pairs=_pairs(seen),
        wrap=wrap,
        full=wrap - _MARGIN if sum(line.width >= wrap - _MARGIN for line in filled) >= _FULL else 0,
        column=column,
        legend=legend,
    )
    return layout, heading


def _pairs(sights: list[Sight]) -> bool:
    """Whether words that ask and words that answer open lines in turn: then space alone sets them off."""
    answers = [sight.pair.answers for sight in sights if sight.pair]
    return len(answers) >= 3 and sum(before != after for before, after in pairwise(answers)) >= 2


def _legend(sights: list[Sight]) -> Legend:
    """Return what marks stand for, as lines explain several, or at least two lines one each."""
    legend = {mark: who for sight in sights if sight.legend for mark, who in sight.legend.items()}
    single = [sight.entry for sight in sights if sight.entry]
    return legend | dict(single if len(single) >= 2 else [])


def _counted(lines: list[Line], sights: Sights, wrap: int, marks: frozenset[str]) -> frozenset[str]:
    """Return the styles of numbers that open opinions; where most is said behind speakers' labels or marks, numbers only list what they say."""
    styles = counted_styles(lines, wrap)
    if not styles:
        return styles
    spoken = sum(sights[line.number].label is not None for line in lines)
    marked = sum(line.mark in marks for line in lines)
    numbers = sum(counts(line, styles) is not None for line in lines)
    return styles if numbers > max(spoken, marked) else frozenset()


def _sparse(lines: list[Line], sights: Sights) -> bool:
    """Whether blank lines part short notes, of which few name a speaker before a colon: what stands apart from those is not theirs."""
    prose = sum(line.body.endswith("。") for line in lines)
    apart = sum(line.number > before.number + 1 for before, line in pairwise(lines)) if 3 * prose < len(lines) else 0
    if apart <= 0.7 * len(lines):
        return False
    found = [label for line in lines for label in [sights[line.number].label] if label]
    handles = _handles(lines)
    named = len(found) + (sum(handle_at(line.body, line.rest) in handles for line in lines) if handles else 0)
    return 0 < 2 * named < len(lines) and all(label.style == "colon" for label in found)


def _blots(lines: list[Line]) -> set[str]:
    """Return the marks that stand inside lines far more often than before them: what was blacked out (●から説明), not a bullet."""
    begins = Counter(line.mark for line in lines if line.mark)
    words = "".join(line.body for line in lines) if not _BLOTS.isdisjoint(begins) else ""
    return {mark for mark, count in begins.items() if mark in _BLOTS and words.count(mark) > 3 * count}


def _wrap(lines: list[Line]) -> int:
    """Return the width in columns at which lines are broken, or 0 where each line is a paragraph."""
    printed = [line.width for line in lines if line.width <= _PAGE]
    return max(printed, default=0) if len(lines) - len(printed) <= 0.05 * len(lines) else 0


def column_of(lines: list[Line], wrap: int) -> int:
    """Return the width of the column that most lines broken in mid-sentence fill to within a character, or 0 where they share none."""
    widths = Counter([line.width for line in lines if 24 <= line.width <= wrap and not line.ended])
    column = max(widths, key=lambda width: (widths[width] + widths[width - 1] + widths[width - 2], width), default=0)
    full = sum(widths[width] for width in range(column - 2, column + 1))
    return column if full >= 5 and 2 * full >= widths.total() else 0


def _double_spaced(lines: list[Line]) -> bool:
    """Whether a blank line follows most lines that break off in mid-sentence: then blank lines part nothing."""
    blank = [after.blank for line, after in pairwise(lines) if line.width > 40 and not line.ended and not line.rule]
    return len(blank) >= 3 and sum(blank) > len(blank) / 2


def _trailing_ends(lines: list[Line]) -> bool:
    """Whether a space behind the last character marks a paragraph's end: most sentence ends before a mark have one, most broken lines none."""
    last = [line.trailing for line, following in pairwise(lines) if following.mark and line.ended]
    if len(last) < 3 or sum(last) <= 0.8 * len(last):
        return False
    broken = [line.trailing for line in lines if not line.ended and line.width > 40]
    return len(broken) >= 3 and sum(broken) < 0.3 * len(broken)


def _groups(lines: list[Line], sights: Sights, full: float) -> dict[str, list[str]]:
    """Return for each mark the texts that its lines open, lines that broke off there put together, at most 200 characters."""
    groups: dict[str, list[str]] = defaultdict(list)
    mark, width = "", 0.0
    for line in lines:
        before, width = width, line.width
        if line.mark:
            mark = line.mark
            groups[mark].append(line.body[line.rest : line.rest + 200])
        elif mark and (before <= full or sights[line.number].label or _CLOSES_GROUP.match(line.body) or item_of(line)):
            mark = ""
        elif mark and len(groups[mark][-1]) < 200:
            groups[mark][-1] += line.body
    return groups


def _mark_roles(groups: dict[str, list[str]], labelled: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Tell marks that open opinions from those that open headings, by the length and the sentences of what they open."""
    utterance, heading = set(), set()
    for mark, texts in groups.items():
        spoken = sum(len(text) > 60 or bool(SENTENCE_END.search(text) or _TOLD.search(text)) for text in texts)
        if mark in REPLY_MARKS or mark in labelled or spoken >= 0.5 * len(texts):
            utterance.add(mark)
        if spoken <= 0.5 * len(texts) and mark not in REPLY_MARKS:
            heading.add(mark)
    return frozenset(utterance), frozenset(heading)


def _handles(lines: list[Line]) -> frozenset[str]:
    """Return the handles that open lines before a colon, where one of them comes back."""
    colons = [line for line in lines if ":" in line.body[line.rest : line.rest + 18]]
    found = [handle for line in colons for handle in [handle_at(line.body, line.rest)] if handle]
    again = Counter(handle.lower() for handle in found)
    return frozenset(found) if len(found) >= 3 and max(again.values()) >= 2 else frozenset()


def _surnames_among_posts(lines: list[Line], sights: Sights) -> set[str]:
    """Return the surnames in brackets that open lines as posts in brackets do elsewhere: (例田) …, (部長) …."""
    opened = [
        label.label
        for line in lines
        for label in sights[line.number].labels
        if label.style == "enclosed" and not line.mark and SENTENCE_END.search(line.body, label.end)
    ]
    posts = [label for label in opened if ends_in_title(label) or label in SPEAKING]
    return {label for label in opened if _SURNAME.fullmatch(label)} | set(posts) if len(posts) >= 2 else set()


def _labels(lines: list[Line], sights: Sights, handles: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the labels of speakers that recur at the head of lines, and the marks that they mostly stand behind."""
    seen: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    letters: list[str] = []
    plain: list[str] = []
    enclosed: list[str] = []
    alone: list[str] = []
    spoken: list[str] = []
    wide = False
    for line in lines:
        sight = sights[line.number]
        if sight.letter:
            letters.append(sight.letter.label)
        label = sight.label
        if label:
            plain += [label.label] if label.style == "spaced" and not line.mark else []
            wide = wide or (label.label in SPEAKING and stretched(label, line.body))
            alone += [label.label] if label.style == "alone" and not line.mark else []
            enclosed += [label.label] if label.style == "enclosed" and label.end >= len(line.body) else []
            spoken += [label.label] if label.style == "enclosed" and label.end < len(line.body) else []
            seen[label.label] += 1
            behind[line.mark] += 1
    labelled = frozenset(
        mark
        for mark, count in behind.items()
        if mark and count >= 2 and count >= 0.4 * sum(line.mark == mark for line in lines)
    )
    known = {label for label, count in seen.items() if count >= 2}
    known |= set(plain) if len(plain) >= 3 and (wide or known.intersection(plain)) else set()
    known |= set(spoken) if len(spoken) >= 3 and known.intersection(spoken) else set()
    known |= _surnames_among_posts(lines, sights)
    known |= set(alone) if len(alone) >= 3 and known.intersection(alone) else set()
    known |= handles | colon_speakers(lines, sights) | quoted_speakers(lines, sights)
    known |= set(enclosed) if len(enclosed) >= 2 else set()
    # (A), (B), (A), (C): letters that come back are people, letters that count on are a list
    returns = sum(after <= before for before, after in pairwise(letters))
    return frozenset(known | set(letters) if returns >= 2 else known), labelled
