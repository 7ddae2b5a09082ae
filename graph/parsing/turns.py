"""Turns: utterances while they are put together line by line, and what becomes of them when they end."""

import re
from dataclasses import dataclass, field

from graph.model import Utterance
from graph.parsing.attributions import Attributions
from graph.parsing.lines import Line
from graph.parsing.narrative import reported_by, reports_in
from graph.parsing.passages import PassageBuilder
from graph.parsing.roles import name_in
from graph.parsing.speakers import Label, replies

_BULLETS = frozenset("-*+・")
_BOLD = re.compile(r"[-*+・]\s+(?:\*\*|__)[^*_]{1,20}(?:\*\*|__)\s*:")
_UNNAMED = frozenset(("letter",))
_LETTERED = frozenset(("letter", "kind"))
_ASKING = frozenset("Q問質")


@dataclass(slots=True)
class Turn:
    """An utterance that is being put together; `narrative` ones are a secretariat's paragraph, in which several people may be reported."""

    passage: PassageBuilder
    topic: str | None
    label: Label | None
    reply: bool
    mark: str
    indent: int
    last: Line
    narrative: bool = False
    whole: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether a label says who speaks, not only that a question or an answer follows."""
        return self.label is not None and self.label.style not in _UNNAMED

    def add(self, line: Line, begin: int = 0) -> None:
        """Go on with a line, from body[begin]."""
        self.passage.add(line.at + begin, line.at + len(line.body))
        self.last = line
        self.lines.append(line)

    @property
    def label_words(self) -> str | None:
        """The words that name the speaker before the speech, or None."""
        return self.label.label if self.named and self.label else None

    def utterances(self, attributions: Attributions) -> list[Utterance]:
        """Return what the turn says: one utterance, or the opinions that a narrative paragraph reports."""
        if self.narrative:
            return self._reports()
        label, text = self.label_words, self.passage.text
        if self.label and self.label.style == "quoted" and text.endswith("」"):
            text = text[:-1]
        free = self.label is None or (label is None and attributions.trusted)
        end, behind = attributions.behind(text) if free else (len(text), None)
        reply = self.reply or (behind is not None and replies(Label(behind, "enclosed", 0)))
        name = name_in(label or behind or "") or (None if label else behind)
        asks = not reply and self.label is not None and self.label.style in _LETTERED and self.label.label[0] in _ASKING
        return [Utterance(self.passage.build(0, end), self.topic, label or behind, name, reply=reply, asks=asks)]

    def _reports(self) -> list[Utterance]:
        found = []
        text = self.passage.text
        for begin, end in reports_in(text):
            by = reported_by(text[begin:end].lstrip())
            passage = self.passage.build(begin, end)
            found.append(Utterance(passage, self.topic, by, name_in(by) if by else None))
        return found


def bold(body: str) -> bool:
    """Whether a bullet opens with bold words before a colon (**決定**: …): a matter of its own, nothing that somebody goes on to say."""
    return body[:1] in _BULLETS and bool(_BOLD.match(body))
