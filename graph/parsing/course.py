"""Where the walk through a body stands, and what the next line does there: it heads a topic, opens an opinion, or goes on with one."""

import re
from dataclasses import dataclass, field

from graph.parsing.counted import item_of, style_of
from graph.parsing.directions import is_account
from graph.parsing.headings import (
    Heading,
    bracketed_heading,
    marked_heading,
    number_of,
    numbered_heading,
    ruled_heading,
)
from graph.parsing.labels import Labels
from graph.parsing.layout import REPLY_MARKS, Layout
from graph.parsing.lines import Line, squeeze
from graph.parsing.narrative import is_procedure, is_report
from graph.parsing.turns import Turn, bold

_SUBJECT = re.compile(r"(?:について|に関して|に関すること|関係|の件|の在り方|のあり方|の方向性)$")


_STOP = re.compile(r"[。?!]")
_REST = 30  # characters of a heading's second line
_BRIEF = 12  # characters of a heading that no blank line sets apart
NESTED = frozenset("-*+>")
"""Marks of Markdown, which are no part of what was said when a point or a quotation goes on."""
_WORDS = re.compile(r"[^\s。、:()「」はがをにでもと]{2,12}")
_STEPS = frozenset(("その他", "開会", "閉会"))


_TOLD = re.compile(r"\S{1,6}\s*[^。、]{2,60}?(?:について|に関して|に関する件|の件)(?=、)")
_GREETING = re.compile(
    r"(?:副?会長|副?委員長|副?座長|議長|部会長|理事長|[市町村区]長|知事|教育長|校長|主催者|来賓|事務局|開会|閉会)の?(?:挨拶|あいさつ|ご挨拶|ごあいさつ)"
)


def _told_item(line: Line) -> Heading | None:
    """Return the heading that opens a numbered sentence on the meeting's course: (1)標準化について、事務局から説明があった."""
    found = _TOLD.match(line.body) if line.ended else None
    if found is None or not is_procedure(line.body):
        return None
    heading = numbered_heading(line._replace(body=found.group()))
    return heading if heading and not heading.words.startswith(("について", "に関し", "の件")) else None  # 議題(1)について、…


@dataclass(slots=True)
class Course:
    """The turn that is open, whether a blank line was just passed, and how far the numbers of headings have counted."""

    layout: Layout
    labels: Labels
    agenda: frozenset[str] = frozenset()
    turn: Turn | None = None
    blank: bool = True
    ruled: bool = False
    headed: bool = False
    paragraphs: bool = False
    heading: Line | None = None
    following: Line | None = None
    counts: dict[str, int] = field(default_factory=dict)

    def heading_of(self, line: Line, following: Line | None) -> Heading | None:
        """Return the heading that the line is, or None."""
        ruled = (
            ruled_heading(line, following) if following is not None and following.number == line.number + 1 else None
        )
        bracketed = ruled or bracketed_heading(line)
        if bracketed and is_account(line.body):
            return None
        if bracketed and ruled is None and self.labels.is_label_line(line, following):
            return None
        if bracketed or (self.in_sentence(line) and not self._counts_on(line)):
            return bracketed
        if self._short_mark(line):
            return marked_heading(line, self.layout.heading_marks | self.layout.utterance_marks)
        if line.mark or self.item(line) or self._opens_sentence(line, following):
            return None
        return numbered_heading(line) or _told_item(line) or self._agenda_item(line) or self._between(line) or self._step(line)

    def _opens_sentence(self, line: Line, following: Line | None) -> bool:
        """Whether a line that the page's width broke opens a sentence of the open turn: 日程第２、議案第２１号を議題といたします。事務局から説."""
        if following is None or following.number != line.number + 1 or following.mark or not self.layout.broken(line):
            return False
        return "、" in line.body and _STOP.search(line.body + following.body) is not None and not self.labels.speaks(following)

    def _step(self, line: Line) -> Heading | None:
        """Return the heading that a line of its own is because it names a step of the meeting: 質疑応答, 会長あいさつ."""
        if len(line.body) > _BRIEF or (self.turn is not None and not self.turn.last.ended):
            return None
        heading = Heading(line.body, "step")
        steps = heading.procedural or _GREETING.fullmatch(squeeze(line.body))
        return heading if steps and self.labels.alone(line, self.following) is None else None

    def _between(self, line: Line) -> Heading | None:
        """Return the heading that a few words are between two marked lines: 決定事項, no deeper than the marks."""
        turn, below = self.turn, self.following
        if turn is None or not turn.mark or below is None or below.mark != turn.mark or not turn.last.ended:
            return None
        brief = len(line.body) <= _BRIEF and line.indent <= turn.indent and not line.ended and not turn.last.trailing
        heads = brief and _WORDS.fullmatch(line.body) and self.labels.alone(line, below) is None
        return Heading(line.body, "between") if heads else None

    def _agenda_item(self, line: Line) -> Heading | None:
        """Return the heading that a line is because it stands apart and repeats an item of the agenda, or says その他."""
        if not (self.blank or self.ruled) or len(line.body) > 80 or (self.turn is not None and not self.turn.last.ended):
            return None
        word = squeeze(line.body)
        below = self.following is not None and self.following.number > line.number + 1
        subject = below and len(line.body) <= 40 and bool(_SUBJECT.search(line.body))
        return Heading(line.body, "agenda") if subject or word in self.agenda or word in _STEPS else None

    def _counts_on(self, line: Line) -> bool:
        """Whether a numbered line goes on with the list of headings that are open: (5) behind (4)."""
        numbered = number_of(line)
        if numbered is None:
            return False
        style, count = numbered
        return self.counts.get(style) == count - 1

    def answers(self, line: Line) -> bool:
        """Whether an unmarked line answers the question above it, as unmarked lines of the document do."""
        asked = self.turn is not None and self.turn.mark in self.layout.asking and self.turn.last.ended
        return asked and not line.mark

    def heading_goes_on(self, line: Line) -> bool:
        """Whether the line is the rest of the heading above, which the page's width broke; that heading is then closed."""
        above, self.heading = self.heading, None
        if above is None or self.blank or line.mark or line.ended or line.indent < above.indent or len(line.body) > _REST:
            return False
        return self.layout.broken(above) and not number_of(line) and not self.labels.alone(line, line)

    def apart(self, line: Line) -> bool:
        """Whether the line stands apart from what was said: behind a blank line or a rule, or, short as a heading, behind a whole sentence."""
        ended = self.turn is None or self.turn.last.ended
        return ended and (self.blank or self.ruled or (len(line.body) <= _BRIEF and line.indent == 0))

    def in_sentence(self, line: Line) -> bool:
        """Whether the line goes on with a sentence that the line before it broke off."""
        return (
            self.turn is not None
            and not self.turn.passage.empty
            and self.layout.broken(self.turn.last)
            and not line.mark
            and not self.blank
        )

    def _short_mark(self, line: Line) -> bool:
        mark = line.mark
        if not mark or (mark not in self.layout.heading_marks and not self._subject(line)):
            return False
        if self.labels.speaks(line) or self.labels.alone(line):
            return False
        return mark not in self.layout.utterance_marks or len(line.body) <= 40

    def _subject(self, line: Line) -> bool:
        """Whether a marked line, set apart, names a subject (…について) although its mark opens opinions elsewhere."""
        return self.blank and len(line.body) <= 40 and bool(_SUBJECT.search(line.body))

    def item(self, line: Line) -> int:
        """Return where the words of an opinion that a number opens begin, or 0."""
        found = item_of(line) if self.layout.counted else None
        if found is None or style_of(found["number"]) not in self.layout.counted:
            return 0
        above = self.blank or (self.following is not None and not line.ended and self._entry(self.following))
        short = above and len(line.body) <= 40 and not self.layout.broken(line)
        if (short and numbered_heading(line)) or (self.in_sentence(line) and found["number"][-1:].isdigit()):
            return 0
        return found.end()

    def _entry(self, line: Line) -> bool:
        """Whether a line begins with a mark or a number that opens opinions."""
        found = item_of(line)
        return line.mark in self.layout.utterance_marks or bool(found and style_of(found["number"]) in self.layout.counted)

    def goes_on_marked(self, line: Line) -> bool:
        """Whether a mark at a line's head stands in the middle of a sentence that the line before broke off: its like have labels behind them."""
        return (
            self.turn is not None
            and not self.blank
            and line.mark in self.layout.labelled_marks
            and self.layout.broken(self.turn.last)
            and self.turn.named
            and not self.labels.speaks(line)
            and not self.labels.alone(line)
        )

    def quotes_on(self, line: Line) -> bool:
        """Whether a line goes on with the quotation that the line before belongs to."""
        return (
            line.mark == ">"
            and self.turn is not None
            and self.turn.mark == ">"
            and not self.blank
            and not self.labels.speaks(line)
        )

    def is_part(self, mark: str, line: Line) -> bool:
        """Whether a marked line is a point inside the open utterance: set deeper, behind another mark, in what a named person says."""
        if self.turn is None or mark in REPLY_MARKS:
            return False
        if self.turn.label is None:
            return mark in self.layout.nested and line.indent > self.turn.indent and not self.labels.speaks(line)
        if mark == self.turn.mark:
            return mark in NESTED and line.indent >= self.turn.indent + 2
        return line.indent > self.turn.indent or (
            self.turn.mark in self.layout.labelled_marks - REPLY_MARKS and mark not in self.layout.labelled_marks
        )

    def continues(self, turn: Turn, line: Line) -> bool:
        """Whether the line goes on with the open turn."""
        if turn.passage.empty:
            return True
        if self._begins_anew(turn, line):
            return False
        if self.layout.broken(turn.last) or (self.layout.trailing_ends and not turn.last.trailing):
            return self.layout.double_spaced or not self.blank or turn.label is not None
        if turn.narrative:
            return not self.blank and line.indent < turn.indent
        return self._belongs(turn, line)

    def _begins_anew(self, turn: Turn, line: Line) -> bool:
        """Whether the line cannot go on with the open turn: it answers, opens a paragraph where each is an opinion, or wears the turn's own mark."""
        if self.answers(line) or (self.paragraphs and not turn.mark and self._opens_paragraph(turn, line)):
            return True
        if line.mark and line.mark == turn.mark and (line.indent < turn.indent or bold(line.body)):
            return True
        return self.layout.sparse and self.blank and turn.label is not None

    def _opens_paragraph(self, turn: Turn, line: Line) -> bool:
        """Whether a new paragraph begins, where each is an opinion."""
        if not turn.last.ended or line.mark:
            return False
        return self.layout.unbroken or 0 < self.layout.first_indent <= line.indent

    def _belongs(self, turn: Turn, line: Line) -> bool:
        """Whether a new paragraph is still part of the open turn."""
        if self.layout.hanging and turn.named and turn.last.ended and line.indent <= turn.indent:
            return False
        entry = turn.label is not None and turn.label.style in {"kind", "letter"}
        under = bool(turn.mark) and turn.label is None and turn.last.ended and line.indent <= turn.indent
        if (under or ((self.blank or entry) and turn.label is not None)) and (is_procedure(line.body) or is_report(line.body)):
            return False
        if line.mark in self.layout.nested and line.indent > turn.indent:
            return True
        return turn.named or turn.whole or (not self.blank and not self.layout.trailing_ends and line.indent >= turn.indent)
