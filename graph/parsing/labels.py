"""Decides whether a line names its speaker, by the line itself, by what the document shows elsewhere and by who attended."""

import re

from graph.parsing.affiliation import ends_in_title
from graph.parsing.directions import is_account, is_direction
from graph.parsing.layout import REPLY_MARKS, Layout
from graph.parsing.lines import Line, squeeze
from graph.parsing.roles import GROUPS, SPEAKING, is_body_label, name_in
from graph.parsing.sights import Sights
from graph.parsing.speakers import Label, chosen, label_alone, labels_at, question_label, replies, stretched

_NAME = re.compile(r"[^\d\s。、()「」:!?・#*]{2,10}")
_SHORT = 20  # characters of a line that holds a name only
_LONG = 50  # characters of one that says in brackets where the person belongs, too
_BELONGING = re.compile(r"\([^()]{2,30}\)$")
_FILLS = 5  # characters of a post that may fill the column of labels
_GOES_ON = re.compile(r"[はがをにでとものへや、。:・()「」\s]|から|より|まで|など|及び|並びに|$")
_SENTENCE = re.compile(r"[。?!]")
_ARROWED = re.compile(r"(?P<who>[^\s。、()→⇒➡]{2,10})\s*[→⇒➡]\s*(?=\S)")
_DOES = re.compile(r"(?P<who>[^\s。、()][^。、()]{0,24}?)[\s:]*(?P<does>[(〔\[][^()〔〕\[\]]+[)〕\]])")


class Labels:
    """Reads speakers' labels with the evidence of one document."""

    def __init__(self, layout: Layout, names: frozenset[str], sights: Sights, groups: frozenset[str] = frozenset()) -> None:
        self._sights = sights
        self._layout = layout
        self.heading_marks = layout.heading_marks
        self._names = names
        self._heads = frozenset(name[:length] for name in names for length in range(2, len(name) + 1))
        self._known = layout.labels | self._heads | names | groups
        self._filling = sorted((word for word in groups | layout.labels if len(word) >= _FILLS), key=len, reverse=True) if layout.hanging else []
        self._by_role = not layout.labels.isdisjoint(SPEAKING)

    def learn(self, names: frozenset[str]) -> None:
        """Know further names of people who speak."""
        self._known |= names
        self._heads |= names

    def speaks(self, line: Line) -> Label | None:
        """Return the label at the head of a line where a speech follows it on the same line, or None."""
        sight = self._sights[line.number]
        if sight.letter and sight.letter.label in self._layout.labels:
            return sight.letter
        label = chosen(sight.labels, self._known) or self._called(sight.labels) or self._question(line.body, line.rest, line.mark)
        if label is None and self._layout.pairs:
            return sight.pair
        if label is None and (arrowed := _ARROWED.match(line.body, line.rest)) and arrowed["who"] in self._known:
            return Label(arrowed["who"], "colon", arrowed.end())
        label = label or self._filled(line)
        if label is None or label.end >= len(line.body):
            return None
        return label if self._trusted(label, line.body, line.mark) else None

    def _filled(self, line: Line) -> Label | None:
        """Return the post of somebody who attends that fills its column to where the speech hangs, no space between: 教育総務課長２時間続きの…."""
        word = next((word for word in self._filling if line.body.startswith(word)), None) if not line.mark else None
        if word is None or _GOES_ON.match(line.body, len(word)):
            return None
        return Label(word, "column", len(word))

    def acts(self, line: Line) -> bool:
        """Whether whoever a line names does something in brackets and says nothing: 例田課長　(資料により説明)."""
        found = _DOES.fullmatch(line.body, line.rest) if line.body.endswith((")", "〕", "]")) else None
        if found is None:
            return False
        who = squeeze(found["who"]).rstrip(":")
        known = who in self._known or (name_in(who) or "") in self._heads
        return known and (is_account(found["does"]) or is_direction(found["does"]))

    def behind_number(self, line: Line, at: int) -> Label | None:
        """Return the label that follows the number of an item, a speech behind it, or None."""
        label = chosen(labels_at(line.body, at), self._known)
        told = label is not None and label.end < len(line.body) and (label.style != "spaced" or label.label in self._known)
        return label if label and told and self._trusted(label, line.body, line.mark) else None

    def _called(self, labels: tuple[Label, ...]) -> Label | None:
        """Return the label that begins with the name of somebody who attends, whatever post stands behind it: 例田CDO: …."""
        return next((label for label in labels if label.style == "colon" and self._names and self.names(label.label)), None)

    def _question(self, body: str, at: int, mark: str) -> Label | None:
        """Return the label of a question or an answer, or that of whoever is named behind it: A.（例田）…."""
        letter = question_label(body, at)
        named = chosen(labels_at(body, letter.end), self._known) if letter and letter.style == "letter" else None
        if letter is None or named is None or named.style not in {"enclosed", "colon"}:
            return letter
        return named._replace(answers=replies(letter)) if self._trusted(named, body, mark) else letter

    def _trusted(self, label: Label, body: str, mark: str) -> bool:
        known = label.label in self._known or self._attends(label)
        if label.style == "spaced":
            if mark:
                return known or mark in self._layout.labelled_marks
            rest = body[label.end :]
            by_role = self._by_role or stretched(label, body)  # where one role speaks, another does
            known = known or (by_role and label.label in SPEAKING)
            return known and (
                bool(_SENTENCE.search(rest))
                or len(rest) > 25
                or (label.label in self._layout.labels and len(rest) >= 4)
            )
        if label.style == "enclosed":
            post = ends_in_title(label.label) and bool(_SENTENCE.search(body[label.end :]))  # (部長) 減免は難しい。
            return known or mark in REPLY_MARKS or label.label in GROUPS or post
        if label.style == "colon":
            return known or bool(mark) or label.label in SPEAKING or not is_body_label(label.label)
        return True

    def _attends(self, label: Label) -> bool:
        name = name_in(label.label)
        return bool(name) and name in self._heads

    def attends(self, name: str) -> bool:
        """Whether a name is that of somebody who attends, or begins it."""
        return bool(self._names) and name in self._heads

    def names(self, words: str) -> bool:
        """Whether words, set on a line of their own, name whoever attends or is known to speak: 例田, 例田班長, 例田まとめ."""
        return words in self._known or any(
            words[:length] in self._heads and len(words) - length <= 5 for length in range(2, min(len(words), 6) + 1)
        )

    def alone(self, line: Line, following: Line | None = None) -> Label | None:
        """Return the label that fills the line, where the speech stands on the lines below it, or None."""
        if following is None and not line.mark:
            return None
        label = label_alone(line.body, line.rest, self._names) or self._enclosed_alone(line)
        if label and (
            label.label in self._layout.labels
            or (line.mark and line.mark in self._layout.labelled_marks)
            or self._attends(label)
            or squeeze(label.label) in self._names
        ):
            return label
        return self._unlabelled(line, following)

    def _unlabelled(self, line: Line, following: Line | None) -> Label | None:
        """Return the words that fill a line above marked ones where they begin with the name of somebody who attends."""
        if following is None or not following.mark or len(line.body) > _LONG:
            return None
        words = squeeze(line.body[line.rest :]).rstrip(":")
        name = _BELONGING.sub("", words)
        named = len(name) <= _SHORT and _NAME.fullmatch(name) and self.names(name)
        return Label(words, "alone", len(line.body)) if named else None

    def _enclosed_alone(self, line: Line) -> Label | None:
        label = chosen(self._sights[line.number].labels, self._layout.labels)
        fills = label is not None and label.style == "enclosed" and label.end >= len(line.body)
        return Label(label.label, "alone", len(line.body)) if label and fills else None

    def is_label_line(self, line: Line, following: Line | None) -> bool:
        """Say whether a bracketed line names the speaker of the lines below it rather than a topic."""
        label = chosen(self._sights[line.number].labels, self._layout.labels)
        if label is None or following is None or label.end < len(line.body):
            return bool(label)
        return label.label in self._layout.labels or self._attends(label)

    def of_mark(self, mark: str, at: int) -> Label | None:
        """Return the label that the document's legend gives a mark, or None."""
        who = self._layout.legend.get(mark)
        return Label(who, "legend", at) if who else None
