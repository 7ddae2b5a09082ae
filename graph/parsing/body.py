"""The body of minutes: its lines become utterances, each with its topic and its speaker; what is left over is reported."""

import re
from typing import NamedTuple

from graph.model import Text, Utterance
from graph.parsing.attributions import Attributions, stands_alone
from graph.parsing.counted import part_of
from graph.parsing.course import NESTED, Course
from graph.parsing.directions import is_account, is_aftermath, is_closing, is_direction, is_notice
from graph.parsing.fields import LABELS
from graph.parsing.headings import Heading, Topics, number_of
from graph.parsing.labels import Labels
from graph.parsing.layout import REPLY_MARKS, survey_body
from graph.parsing.ledger import Ledger
from graph.parsing.legends import Legend
from graph.parsing.lines import BREAK, Line, followers, squeeze
from graph.parsing.narrative import is_procedure, is_report, is_spoken, leads_in
from graph.parsing.passages import PassageBuilder
from graph.parsing.sights import Sights, sight_of
from graph.parsing.speakerheads import SpeakerHeadings
from graph.parsing.speakers import Label, label_alone, replies
from graph.parsing.speechtables import SpeechTable, is_ruler, only_cell
from graph.parsing.turns import Turn, bold

_WHOLE = frozenset(("(", "【", "〔", "<", "《", "[", "**"))
_ANSWER = re.compile(r"[【〔\[<《](?P<who>事務局|当局|執行部|担当課)(?:(?:から)?の?(?:回答|答弁|見解))?[】〕\]>》]")
_PARAGRAPH = 40  # lines of a paragraph that are looked at
_MATERIALS = frozenset(LABELS["materials"].split())
_MATERIAL = re.compile(r"(?:参考)?(?:資料|別紙|別添)")
_ERRANDS = frozenset("宿題 次回までの宿題 ToDo TODO タスク アクション アクションアイテム 作業項目 Actions".split())
"""Headings below which the bullets say what is to be done, not what was said."""
_TASK = re.compile(r"[-*+]\s*\[[ xX]\]\s|[-*+]?\s*\*\*(?:決定|決定事項|結論|合意)\*\*\s*:|[-*+]?\s*\*\*(?:決定|決定事項|結論|合意)\s*:\*\*")
"""A task to tick off, or what was decided, as Markdown writes them: not what was said."""


_CHAPTERS = frozenset("審議事項 報告事項 協議事項 議決事項 承認事項 確認事項 連絡事項 検討事項 懇談事項 その他".split())
"""Headings of chapters, on a line of their own, which say nothing of what is spoken about there, or no more than that it is something else."""


class Header(NamedTuple):
    """What the head of a document says that helps to read its body: who attends, in which groups and posts, the agenda without space, what marks mean."""

    names: frozenset[str]
    groups: frozenset[str]
    agenda: frozenset[str]
    legend: Legend


def read_body(text: Text, lines: list[Line], header: Header, ledger: Ledger, sights: Sights) -> list[Utterance]:
    """Return the utterances of a body; where its layout shows nothing that is known, each of its paragraphs is one."""
    parser = BodyParser(text, lines, header, ledger, sights)
    found = parser.parse()
    if not parser.poor:
        return found
    return BodyParser(text, lines, header, ledger, sights, every_paragraph=True).parse()


class BodyParser:
    """Walks the lines of a body once, with the layout that they gave evidence of."""

    def __init__(
        self,
        text: Text,
        lines: list[Line],
        header: Header,
        ledger: Ledger,
        sights: Sights,
        *,
        every_paragraph: bool = False,
    ) -> None:
        self._text = text
        self._lines = lines
        self._ledger = ledger
        layout = survey_body(lines, sights).with_legend(header.legend)
        self._every_paragraph = every_paragraph or layout.sparse
        self._layout = layout.with_bullets() if self._every_paragraph else layout
        self._sights = sights
        self._labels = Labels(self._layout, header.names, sights, header.groups)
        self._speakers = SpeakerHeadings(lines, self._labels)
        self._topics = Topics(self._speakers.steps)
        self._at = Course(self._layout, self._labels, header.agenda, paragraphs=every_paragraph)
        self._carried: Label | None = None
        self._behind = False
        self._table = SpeechTable(lines, self._labels.names)
        self._turns: list[Turn] = []
        self._left = self._headed = self._bare = self._index = 0

    @property
    def poor(self) -> bool:
        """Whether most of the body was left unread, or what stands first below most headings: nothing known shows how it is laid out."""
        bare = 2 <= self._bare >= 0.6 * self._headed
        return bare or self._left > 2 * sum(len(turn.passage.text) for turn in self._turns)

    def parse(self) -> list[Utterance]:
        """Return the utterances in order; what could not be read is in the ledger."""
        heading = False
        for at, (line, following) in enumerate(zip(self._lines, followers(self._lines), strict=True)):
            self._index = at
            if line.blank or line.body == ">":
                # Where every line is followed by a blank one, only several of them part anything.
                self._at.blank = not self._layout.double_spaced or (at > 0 and self._lines[at - 1].blank)
                if not line.blank:
                    self._ledger.take(line, "rule")
                continue
            self._at.following = following
            self._line(line, following)
            self._at.blank, self._at.ruled = False, line.rule
            role = self._ledger.role(line)
            self._headed += heading and role != "heading"
            self._bare += heading and role is None and line.ended and not is_procedure(line.body)
            heading = self._at.headed = role == "heading"
        self._close()
        unnamed = (turn.passage.text for turn in self._turns if not turn.label_words)
        attributions = Attributions(unnamed, len(self._turns), self._labels)
        return [utterance for turn in self._turns for utterance in turn.utterances(attributions)]

    def _line(self, line: Line, following: Line | None) -> None:
        if line.rule:
            self._ledger.take(line, "rule")
            self._at.ruled = True
        elif (
            (line.body.startswith("|") and self._row(line))
            or self._heading_goes_on(line)
            or self._attributes(line)
            or self._aside(line)
            or self._chapter(line)
            or self._speaker_heading(line, following)
            or self._heading(line, following)
            or self._opens(line, following)
        ):
            return
        elif self._at.turn is not None and self._at.continues(self._at.turn, line):
            self._at.turn.add(line, line.rest if line.mark in NESTED | self._layout.nested else 0)
            self._ledger.take(line, "utterance")
        elif self._at.answers(line):
            self._close()
            self._begin(line, 0, None, reply=True)
        else:
            self._close()
            self._narrative(line)

    def _row(self, line: Line) -> bool:
        """Read one row of a table whose cells hold speeches; a row of one cell only is a line like any other."""
        if is_ruler(line.body):
            self._ledger.take(line, "rule")
            return True
        alone = only_cell(line.body)
        if alone:
            cell = part_of(line, alone.begin, alone.end)
            self._sights[line.number] = sight_of(cell, None)
            self._line(cell._replace(mark="", rest=0) if cell.body.startswith("|") else cell, None)
            return True
        speeches = self._table.read(line)
        if speeches is None:
            return False
        self._close()
        self._ledger.take(line, "utterance" if speeches else "heading")
        for speech in speeches:
            if speech.topic:
                self._topics.enter(Heading(speech.topic, "|"))
            label = Label(speech.speaker, "cell", 0) if speech.speaker else None
            reply = speech.reply or (label is not None and replies(label))
            self._at.turn = Turn(PassageBuilder(self._text), self._topics.topic, label, reply, "", line.indent, line)
            ends = [found.span() for found in BREAK.finditer(line.body, speech.begin, speech.end)]
            begins = [speech.begin, *(end for _, end in ends)]
            for begin, end in zip(begins, [*(begin for begin, _ in ends), speech.end], strict=True):
                self._at.turn.passage.add(line.at + begin, line.at + end)
            self._close()
        return True

    def _heading_goes_on(self, line: Line) -> bool:
        """Take a line for the rest of the heading above."""
        goes_on = self._at.heading_goes_on(line)
        if goes_on:
            self._topics.extend(line.body)
            self._ledger.take(line, "heading")
        return goes_on

    def _attributes(self, line: Line) -> bool:
        """Take a line that only says who said what stands above it, at the right edge mostly, for the end of that."""
        turn = self._at.turn
        if turn is None or turn.named or not turn.last.ended or not stands_alone(line.body):
            return False
        turn.add(line)
        self._ledger.take(line, "utterance")
        return True

    def _aside(self, line: Line) -> bool:
        """Take a line that stands among the speeches and is none."""
        if is_closing(line.body) and not self._at.in_sentence(line):
            self._close()
            self._carried, self._behind = None, True
            self._ledger.take(line, "closing")
            return True
        if self._at.apart(line) and is_aftermath(line.body):
            self._close()
            self._carried, self._behind = None, True
            self._ledger.take(line, "field")
            return True
        if self._labels.acts(line):
            self._close()
            self._ledger.take(line, "direction")
            return True
        if self._direction(line):
            self._ledger.take(line, "direction")
            return True
        errand = self._topics.topic in _ERRANDS and bool(line.mark)
        paper = self._topics.topic in _MATERIALS and _MATERIAL.match(line.body[line.rest :])
        sight = self._sights[line.number]
        if errand or paper or sight.legend or (sight.entry and self._layout.legend):
            self._ledger.take(line, "note")
            return True
        noted = is_notice(line.body) and (self._at.turn is None or self._at.turn.last.ended)
        return (noted or bool(_TASK.match(line.body))) and self._note(line)

    def _chapter(self, line: Line) -> bool:
        """Take a line that heads a chapter and says nothing of what is spoken about there."""
        words = squeeze(line.body)
        if words not in _CHAPTERS or self._at.in_sentence(line):
            return False
        self._close()
        self._carried = None
        self._topics.clear()
        if words == "その他":
            self._topics.enter(Heading(words, "chapter"))
        self._ledger.take(line, "heading")
        return True

    def _direction(self, line: Line) -> bool:
        """Whether a line tells what happened: also who reported what, where it does not stand in the place of a speech."""
        turn = self._at.turn
        if is_account(line.body) and (turn is not None or self._carried is None):
            return turn is None or (not turn.passage.empty and turn.last.ended)
        return is_direction(line.body)

    def _note(self, line: Line) -> bool:
        self._close()
        self._ledger.take(line, "note")
        return True

    def _speaker_heading(self, line: Line, following: Line | None) -> bool:
        """Take a heading that names whoever says what stands below it; the topic above it stays open."""
        found = self._speakers.label(line) or self._answering(line, following)
        if found is None or self._at.in_sentence(line):
            return False
        label, style = found
        if style[0] in "#*_":
            self._topics.leave(style)
        lettered = following is not None and following.number in self._sights and self._sights[following.number].question
        if style[0] in "#*_" or lettered or (following is not None and self._entry(following)):
            return self._carry(line, label)
        self._close()
        self._begin(line, len(line.body), label)
        return True

    def _answering(self, line: Line, following: Line | None) -> tuple[Label, str] | None:
        """Return whose answers a heading says that the entries below it are: ○事務局の回答 above deeper ones, 【事務局回答】."""
        if following is not None and (said := _ANSWER.fullmatch(line.body)):
            return Label(said["who"], "alone", len(line.body), answers=True), "【"
        if following is None or not following.mark or following.indent <= line.indent:
            return None
        label = label_alone(line.body, line.rest)
        return (label, line.mark or "-") if label and label.answers else None

    def _entry(self, line: Line) -> bool:
        """Whether a line opens an entry of its own by its mark or its number."""
        return line.mark in self._layout.utterance_marks or bool(self._at.item(line))

    def _heading(self, line: Line, following: Line | None) -> bool:
        """Open the topic that the line heads, if it is a heading."""
        if (heading := self._at.heading_of(line, following)) is None:
            return False
        self._close()
        self._carried, self._behind = None, False
        self._topics.enter(heading)
        self._at.heading = line if heading.style not in _WHOLE else None
        numbered = number_of(line)
        if numbered:
            self._at.counts[numbered[0]] = numbered[1]
        self._ledger.take(line, "heading")
        return True

    def _opens(self, line: Line, following: Line | None) -> bool:
        """Open an utterance where the line begins one."""
        mark, at = line.mark, line.rest
        if item := self._at.item(line):
            self._close()
            label = self._labels.behind_number(line, item) or self._again(item)
            self._begin(line, label.end if label else item, label)
            return True
        if self._at.goes_on_marked(line) or self._at.quotes_on(line):
            return False
        label = self._labels.speaks(line) or self._labels.alone(line, following)
        if label and not mark and label.end >= len(line.body) and following is not None and following.mark:
            return self._carry(line, label)
        if not label and bold(line.body):
            return self._note(line)
        if not label and (not mark or mark not in self._layout.utterance_marks or self._at.is_part(mark, line)):
            return False
        self._close()
        if label and label.style == "letter" and self._carried:  # No.1 例田委員 / 意見: … / 対応: …
            label = label if replies(label) else self._carried._replace(end=label.end)
        else:
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

    def _begin(
        self, line: Line, begin: int, label: Label | None, mark: str = "", *, reply: bool = False, whole: bool = False
    ) -> None:
        builder = PassageBuilder(self._text)
        builder.add(line.at + begin, line.at + len(line.body))
        reply = reply or mark in REPLY_MARKS or (label is not None and replies(label))
        self._at.turn = Turn(
            builder, self._topics.topic, label, reply, mark, line.indent, line, whole=whole, lines=[line]
        )
        self._behind = False
        self._ledger.take(line, "utterance")

    def _narrative(self, line: Line) -> None:
        """Take a paragraph that reports opinions (〜との意見があった。) for utterances; what else stands alone is left unread."""
        paragraph = self._paragraph()
        report = is_report(paragraph)
        if self._at.headed and not self._every_paragraph and is_spoken(paragraph):
            self._begin(line, 0, self._again(0), whole=True)
            return
        if self._behind and not report:
            self._ledger.take(line, "field")
            return
        if not report and not self._stands(line):
            self._left += len(line.body)
            self._ledger.leave(line, "no mark, speaker or heading shows what this line is")
            return
        self._begin(line, 0, None if report else self._again(0))
        if self._at.turn is not None:
            self._at.turn.narrative = report

    def _paragraph(self) -> str:
        """Return the words from this line to where its paragraph, broken at the page's width, ends."""
        last = self._lines[self._index]
        words = [last.body]
        for line in self._lines[self._index + 1 : self._index + _PARAGRAPH]:
            if not self._layout.broken(last) or line.blank or line.mark or line.number != last.number + 1:
                break
            words.append(line.body)
            last = line
        return "".join(words)

    def _stands(self, line: Line) -> bool:
        """Whether a paragraph without any sign is an opinion: below a speaker's heading, or where the whole body is laid out like that."""
        return (self._every_paragraph or self._carried is not None) and not is_procedure(line.body)

    def _close(self) -> None:
        """Add the open turn to what was said."""
        turn, self._at.turn = self._at.turn, None
        if turn is None:
            return
        if turn.label is None and turn.mark and leads_in(turn.passage.text):
            for line in turn.lines:
                self._ledger.take(line, "note")
            return
        if turn.passage.empty:
            self._ledger.leave(turn.last, "a speaker's label without a speech")
            return
        self._turns.append(turn)
