"""The body of minutes: its lines become utterances, each with its topic and its speaker; what is left over is reported."""

import re
from dataclasses import dataclass

from graph.model import Text, Unread, Utterance
from graph.parsing.headings import Topics, bracketed_heading, marked_heading, numbered_heading
from graph.parsing.layout import MARK, REPLY_MARKS, Layout, ended, survey
from graph.parsing.lines import Line, PassageBuilder
from graph.parsing.roles import GROUPS, is_body_label, name_in
from graph.parsing.speakers import Label, label_at, question_label

_CLOSING = re.compile(r"^[(〔\[]?\s*(?:以\s*上|了|閉\s*会|終\s*了)\s*[)〕\]]?$|^[(〔\[]?\s*(?:文責|作成|記録)\s*[::].*|^※")
_DIRECTION = re.compile(
    r"^[(〔\[].{0,60}(?:者あり|拍手|登壇|朗読|着席|退席|退室|入室|退場|入場|異議なし|声あり|発言する者|休憩|挙手|起立|採決|参照|略|休\s*憩|暫時)[^()〔〕]{0,20}[)〕\]]$|"
    r"^[(〔\[]?\s*(?:午前|午後|正午)\s*[\d一二三四五六七八九十〇]*\s*(?:時|$)[^。]{0,20}(?:開会|開議|散会|閉会|休憩|再開|延会|閉議)?\s*[)〕\]]?$|^(?:休\s*憩|再\s*開|暫時休憩)$"
)
_REPORTED = re.compile(r"(?:意見|指摘|質問|提案|発言|要望|コメント|懸念|声|回答)(?:など)?(?:が|も|は)?(?:あった|あり|出された|示された|寄せられた|なされた|述べられた|挙げられた)|(?:回答|説明|答弁)が?(?:あった|なされた)|との(?:意見|指摘|質問|提案|発言|回答)")


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


@dataclass(slots=True)
class Body:
    """What the body of a document was read as."""

    utterances: list[Utterance]
    unread: list[Unread]


class BodyParser:
    """Walks the lines of a body once, with the layout that they gave evidence of."""

    def __init__(self, text: Text, lines: list[Line]) -> None:
        self._text = text
        self._lines = lines
        self._layout: Layout = survey(lines)
        self._topics = Topics()
        self._open: _Open | None = None
        self._blank = False
        self._body = Body([], [])

    def parse(self) -> Body:
        """Return the utterances in order and what could not be read."""
        for index, line in enumerate(self._lines):
            if line.blank:
                self._blank = True
                continue
            self._line(line, self._next(index))
            self._blank = False
        self._close()
        return self._body

    def _next(self, index: int) -> Line | None:
        return next((line for line in self._lines[index + 1 :] if not line.blank), None)

    def _line(self, line: Line, following: Line | None) -> None:
        if line.rule:
            return
        if _CLOSING.match(line.body) or _DIRECTION.match(line.body):
            if _CLOSING.match(line.body):
                self._close()
            return
        if self._heading(line, following):
            return
        if self._opens(line):
            return
        if self._open is not None and self._continues(self._open, line):
            self._open.passage.add(line.at, line.at + len(line.body))
            self._open.last = line
            return
        self._close()
        self._leave(line)

    def _heading(self, line: Line, following: Line | None) -> bool:
        """Open the topic that the line heads, if it is a heading."""
        bracketed = bracketed_heading(line)
        if bracketed and self._is_label_line(line, following):
            return False
        heading = bracketed
        if heading is None and not self._in_sentence(line):
            heading = marked_heading(line, self._layout.heading_marks) if self._short_mark(line) else numbered_heading(line)
        if heading is None:
            return False
        self._close()
        self._topics.enter(heading)
        return True

    def _in_sentence(self, line: Line) -> bool:
        """Whether the line goes on with a sentence that the line before it broke off."""
        return self._open is not None and not ended(self._open.last) and not MARK.match(line.body)

    def _short_mark(self, line: Line) -> bool:
        found = MARK.match(line.body)
        if not found or found["mark"] not in self._layout.heading_marks:
            return False
        return found["mark"] not in self._layout.utterance_marks or (len(line.body) <= 40 and self._label(line.body, found.end(), found["mark"]) is None)

    def _is_label_line(self, line: Line, following: Line | None) -> bool:
        """Whether a bracketed line names the speaker of the lines below it rather than a topic."""
        label = label_at(line.body, 0, self._layout.labels)
        return bool(label and label.end >= len(line.body) and label.label in self._layout.labels and following is not None and not MARK.match(following.body))

    def _opens(self, line: Line) -> bool:
        found = MARK.match(line.body)
        mark, at = (found["mark"], found.end()) if found else ("", 0)
        label = self._label(line.body, at, mark)
        if not label and (not mark or mark not in self._layout.utterance_marks or self._is_part(mark, line)):
            return False
        self._close()
        builder = PassageBuilder(self._text)
        begin = label.end if label else at
        builder.add(line.at + begin, line.at + len(line.body))
        reply = mark in REPLY_MARKS or bool(label and "事務局" in label.label)
        self._open = _Open(builder, self._topics.topic, label, reply, mark, line.indent, line)
        return True

    def _label(self, body: str, at: int, mark: str) -> Label | None:
        label = label_at(body, at, self._layout.labels) or question_label(body, at)
        if label is None:
            return None
        if label.style == "spaced" and mark not in self._layout.labelled_marks:
            return None
        if label.style == "enclosed" and not mark and label.end >= len(body) and label.label not in self._layout.labels:
            return None
        if label.style == "enclosed" and mark not in REPLY_MARKS and label.label not in self._layout.labels and label.label not in GROUPS:
            return None
        if label.style == "colon" and label.label not in self._layout.labels and not mark and is_body_label(label.label):
            return None
        return label

    def _is_part(self, mark: str, line: Line) -> bool:
        """Whether a marked line is a point inside the open utterance: set deeper, behind another mark, after a colon or 以下."""
        if self._open is None or mark == self._open.mark or line.indent <= self._open.indent:
            return False
        return mark not in REPLY_MARKS and self._open.label is not None

    def _continues(self, opened: _Open, line: Line) -> bool:
        if not ended(opened.last) or self._layout.trailing_ends and not opened.last.trailing:
            return self._layout.double_spaced or not self._blank or opened.label is not None
        if opened.label is not None and opened.label.style != "letter":
            return not _REPORTED.search(line.body) and not self._is_procedure(line)
        return not self._blank and not self._layout.trailing_ends and line.indent >= opened.indent

    def _is_procedure(self, line: Line) -> bool:
        """Whether a paragraph behind a blank line tells of the meeting rather than going on with the speech."""
        return self._blank and bool(re.search(r"事務局(?:から|より).*(?:説明|報告)|以下のとおり|質疑応答が行われ|意見交換が行われ", line.body))

    def _close(self) -> None:
        """Add the open utterance to those that are done."""
        opened, self._open = self._open, None
        if opened is None or opened.passage.empty:
            return
        label = opened.label.label if opened.label and opened.label.style != "letter" else None
        name = name_in(label) if label else None
        self._body.utterances.append(Utterance(opened.passage.build(), opened.topic, label, name, reply=opened.reply))

    def _leave(self, line: Line) -> None:
        """Report a line that is no heading, no utterance and no part of one."""
        span = self._text.place(line.at, line.at + len(line.body))
        self._body.unread.append(Unread(span, "unmarked"))
