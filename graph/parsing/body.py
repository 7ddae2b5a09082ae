"""The body of minutes: its lines become utterances, each with its topic and its speaker; what is left over is reported."""

import re
from dataclasses import dataclass

from graph.model import Text, Utterance
from graph.parsing.directions import is_account, is_closing, is_direction, is_notice
from graph.parsing.fields import LABELS
from graph.parsing.headings import (
    Heading,
    Topics,
    bracketed_heading,
    marked_heading,
    number_of,
    numbered_heading,
    ruled_heading,
)
from graph.parsing.labels import Labels
from graph.parsing.layout import ITEM, REPLY_MARKS, Layout, survey
from graph.parsing.ledger import Ledger
from graph.parsing.legends import Legend
from graph.parsing.lines import Line
from graph.parsing.narrative import is_procedure, is_report, reported_by, reports_in
from graph.parsing.passages import PassageBuilder
from graph.parsing.roles import name_in
from graph.parsing.sights import Sights
from graph.parsing.speakers import Label, replies
from graph.parsing.speechtables import SpeechTable

_SUBJECT = re.compile(r"(?:について|に関して|に関すること|関係|の件|の在り方|のあり方|の方向性)$")
_MATERIALS = frozenset(LABELS["materials"].split())
_MATERIAL = re.compile(r"(?:参考)?(?:資料|別紙|別添)")


@dataclass(slots=True)
class _Open:
    """An utterance that is being put together."""

    passage: PassageBuilder
    topic: str | None
    label: Label | None
    reply: bool
    mark: str
    indent: int
    last: Line
    narrative: bool = False


class BodyParser:
    """Walks the lines of a body once, with the layout that they gave evidence of."""

    def __init__(
        self, text: Text, lines: list[Line], names: frozenset[str], ledger: Ledger, sights: Sights, legend: Legend
    ) -> None:
        self._text = text
        self._lines = lines
        self._ledger = ledger
        self._layout: Layout = survey(lines, sights).with_legend(legend)
        self._sights = sights
        self._labels = Labels(self._layout, names, sights)
        self._topics = Topics()
        self._open: _Open | None = None
        self._blank = True
        self._carried: Label | None = None
        self._table = SpeechTable()
        self._counts: dict[str, int] = {}
        self._utterances: list[Utterance] = []

    def parse(self) -> list[Utterance]:
        """Return the utterances in order; what could not be read is in the ledger."""
        following = self._following()
        for index, line in enumerate(self._lines):
            if line.blank:
                self._blank = True
                continue
            self._line(line, following[index])
            self._blank = False
        self._close()
        return self._utterances

    def _following(self) -> list[Line | None]:
        """Return for each line the next one that is not blank."""
        found: list[Line | None] = []
        last: Line | None = None
        for line in reversed(self._lines):
            found.append(last)
            last = last if line.blank else line
        return found[::-1]

    def _line(self, line: Line, following: Line | None) -> None:
        if line.rule:
            self._ledger.take(line, "rule")
        elif (
            (line.body.startswith("|") and self._row(line))
            or self._aside(line)
            or self._heading(line, following)
            or self._opens(line, following)
        ):
            return
        elif self._open is not None and self._continues(self._open, line):
            self._open.passage.add(line.at, line.at + len(line.body))
            self._open.last = line
            self._ledger.take(line, "utterance")
        else:
            self._close()
            self._narrative(line)

    def _row(self, line: Line) -> bool:
        """Read one row of a table whose cells hold speeches."""
        speeches = self._table.read(line.body)
        if speeches is None:
            return False
        self._close()
        self._ledger.take(line, "utterance" if speeches else "heading")
        for speech in speeches:
            if speech.topic:
                self._topics.enter(Heading(speech.topic, "|"))
            label = Label(speech.speaker, "cell", 0) if speech.speaker else None
            self._open = _Open(
                PassageBuilder(self._text), self._topics.topic, label, speech.reply, "", line.indent, line
            )
            self._open.passage.add(line.at + speech.begin, line.at + speech.end)
            self._close()
        return True

    def _aside(self, line: Line) -> bool:
        """Take a line that stands among the speeches and is none."""
        if is_closing(line.body) and not self._in_sentence(line):
            self._close()
            self._ledger.take(line, "closing")
            return True
        if is_direction(line.body) and not (self._open and self._open.passage.empty and is_account(line.body)):
            self._ledger.take(line, "direction")
            return True
        paper = self._topics.topic in _MATERIALS and _MATERIAL.match(line.body[line.rest :])
        sight = self._sights[line.number]
        if paper or sight.legend or (sight.entry and self._layout.legend):
            self._ledger.take(line, "note")
            return True
        if is_notice(line.body) and (self._open is None or self._open.last.ended):
            self._close()
            self._ledger.take(line, "note")
            return True
        return False

    def _heading(self, line: Line, following: Line | None) -> bool:
        """Open the topic that the line heads, if it is a heading."""
        heading = self._heading_of(line, following)
        if heading is None:
            return False
        self._close()
        self._carried = None
        self._topics.enter(heading)
        numbered = number_of(line)
        if numbered:
            self._counts[numbered[0]] = numbered[1]
        self._ledger.take(line, "heading")
        return True

    def _heading_of(self, line: Line, following: Line | None) -> Heading | None:
        ruled = (
            ruled_heading(line, following) if following is not None and following.number == line.number + 1 else None
        )
        bracketed = ruled or bracketed_heading(line)
        if bracketed and is_account(line.body):
            return None
        if bracketed and ruled is None and self._labels.is_label_line(line, following):
            return None
        if bracketed or (self._in_sentence(line) and not self._counts_on(line)):
            return bracketed
        if self._short_mark(line):
            return marked_heading(line, self._layout.heading_marks | self._layout.utterance_marks)
        return None if line.mark else numbered_heading(line)

    def _counts_on(self, line: Line) -> bool:
        """Whether a numbered line goes on with the list of headings that are open: (5) behind (4)."""
        numbered = number_of(line)
        if numbered is None:
            return False
        style, count = numbered
        return self._counts.get(style) == count - 1

    def _in_sentence(self, line: Line) -> bool:
        """Whether the line goes on with a sentence that the line before it broke off."""
        return (
            self._open is not None
            and not self._open.passage.empty
            and self._layout.broken(self._open.last)
            and not line.mark
            and not self._blank
        )

    def _short_mark(self, line: Line) -> bool:
        mark = line.mark
        if not mark or (mark not in self._layout.heading_marks and not self._subject(line)):
            return False
        if self._labels.speaks(line) or self._labels.alone(line):
            return False
        return mark not in self._layout.utterance_marks or len(line.body) <= 40

    def _subject(self, line: Line) -> bool:
        """Whether a marked line, set apart, names a subject (…について) although its mark opens opinions elsewhere."""
        return self._blank and len(line.body) <= 40 and bool(_SUBJECT.search(line.body))

    def _opens(self, line: Line, following: Line | None) -> bool:
        """Open an utterance where the line begins one."""
        mark, at = line.mark, line.rest
        item = ITEM.match(line.body) if self._layout.numbered and not mark else None
        if item:
            self._close()
            self._begin(line, item.end(), None)
            return True
        label = self._labels.speaks(line) or self._labels.alone(line, following)
        if label and not mark and label.end >= len(line.body) and following is not None and following.mark:
            return self._carry(line, label)
        if not label and (not mark or mark not in self._layout.utterance_marks or self._is_part(mark, line)):
            return False
        self._close()
        self._carried = None if label else self._carried
        label = label or self._labels.of_mark(mark, at) or self._again(at)
        self._begin(line, label.end if label else at, label, mark)
        return True

    def _carry(self, line: Line, label: Label) -> bool:
        """Keep the speaker named on a line of its own for the marked lines below it, each an opinion."""
        self._close()
        self._carried = label
        self._ledger.take(line, "utterance")
        return True

    def _again(self, at: int) -> Label | None:
        return Label(self._carried.label, self._carried.style, at) if self._carried else None

    def _begin(self, line: Line, begin: int, label: Label | None, mark: str = "") -> None:
        builder = PassageBuilder(self._text)
        builder.add(line.at + begin, line.at + len(line.body))
        reply = mark in REPLY_MARKS or (label is not None and replies(label))
        self._open = _Open(builder, self._topics.topic, label, reply, mark, line.indent, line)
        self._ledger.take(line, "utterance")

    def _is_part(self, mark: str, line: Line) -> bool:
        """Whether a marked line is a point inside the open utterance: set deeper, behind another mark, in what a named person says."""
        if self._open is None or mark == self._open.mark or mark in REPLY_MARKS or self._open.label is None:
            return False
        return line.indent > self._open.indent or (
            self._open.mark in self._layout.labelled_marks - REPLY_MARKS and mark not in self._layout.labelled_marks
        )

    def _continues(self, opened: _Open, line: Line) -> bool:
        if opened.passage.empty:
            return True
        if self._layout.broken(opened.last) or (self._layout.trailing_ends and not opened.last.trailing):
            return self._layout.double_spaced or not self._blank or opened.label is not None
        if opened.narrative:
            return not self._blank and line.indent < opened.indent
        if opened.label is not None and opened.label.style != "letter":
            return not (self._blank and (is_report(line.body) or is_procedure(line.body)))
        return not self._blank and not self._layout.trailing_ends and line.indent >= opened.indent

    def _narrative(self, line: Line) -> None:
        """Take a paragraph that reports opinions (〜との意見があった。) for utterances; what else stands alone is left unread."""
        if not is_report(line.body):
            self._ledger.leave(line, "no mark, speaker or heading shows what this line is")
            return
        self._begin(line, 0, None)
        if self._open is not None:
            self._open.narrative = True

    def _reports(self, opened: _Open) -> list[Utterance]:
        """Return the opinions that one paragraph reports, each with its speaker where the paragraph says who."""
        found = []
        text = opened.passage.text
        for begin, end in reports_in(text):
            by = reported_by(text[begin:end].lstrip())
            passage = opened.passage.build(begin, end)
            found.append(Utterance(passage, opened.topic, by, name_in(by) if by else None))
        return found

    def _close(self) -> None:
        """Add the open utterance to those that are done."""
        opened, self._open = self._open, None
        if opened is None:
            return
        if opened.passage.empty:
            self._ledger.leave(opened.last, "a speaker's label without a speech")
            return
        if opened.narrative:
            self._utterances += self._reports(opened)
            return
        label = opened.label.label if opened.label and opened.label.style != "letter" else None
        begin, end, behind = (
            self._labels.behind(opened.passage.text) if label is None else (0, len(opened.passage.text), None)
        )
        passage = opened.passage.build(begin, end)
        name = name_in(label) if label else behind
        self._utterances.append(Utterance(passage, opened.topic, label or behind, name, reply=opened.reply))
