"""The parts of a document: its title, the sections of its header with the lines under them, and its body."""

import dataclasses
import re
from collections.abc import Iterable

from graph.parsing.fields import Field, field_of
from graph.parsing.lines import Line

_LISTS = {"attendance", "absent"}
_SENTENCE = re.compile(r"。\s*(?:[)」』】]\s*|[(〔\[][^()。]{1,20}[)〕\]]\s*)?$|。(?=[^)]{4,}(?:[(〔\[][^()。]{1,20}[)〕\]])?$)|(?:です|ます|ました)。")
_KEYED = re.compile(r"[\w-]+\s*:|[-#]\s|[\[\]{}]")
_ITEM = re.compile(r"\(?\d{1,2}[.)、]\s*\S")
_ANNEX = re.compile(r"[(【〔\[]?\s*(?:別\s*[紙添表]|参\s*考)\s*\d{0,2}\s*[)】〕\]]?|[^。:]{0,40}名\s*簿")
_ANNEXED = re.compile(r"[(【〔\[]\s*(?:別\s*[紙添表]|参\s*考)\s*\d{0,2}\s*[)】〕\]]\s*(?=\S)")
"""What says before the heading of a list that it is annexed: （別紙）出席者名簿."""
_ROLL = re.compile(r"[^。:]{2,40}(?P<people>委員|構成員|出席者|参加者|会員)\s*名\s*簿")
_LONG = 1000  # characters of a field's words that are looked at
_FEW = 40  # lines of them


@dataclasses.dataclass(slots=True)
class Section:
    """A header field with the lines under it."""

    field: Field
    opening: Line
    lines: list[Line] = dataclasses.field(default_factory=list)
    at: int = 0

    @property
    def value(self) -> str:
        """What stands beside the label."""
        return self.opening.body[self.field.value : self.field.value + _LONG].strip(" *|")

    @property
    def filled(self) -> bool:
        """Whether the field says anything, beside its label or under it."""
        return bool(self.value) or any(not line.blank and not line.rule for line in self.lines)

    @property
    def words(self) -> str:
        """What the field says, beside its label or under it."""
        return (self.value or " ".join(line.body[:_LONG] for line in self.lines[:_FEW] if not line.blank))[:_LONG]

    @property
    def goes_on(self) -> bool:
        """Whether the section still says one thing of the meeting, in a sentence perhaps; a blank line ends it."""
        said = self.field.kind in {"datetime", "time", "form", "place"}
        return said and not any(known.blank for known in self.lines)

    def alone(self, line: Line) -> bool:
        """Whether a marked line, set apart by a blank one, is the only one of its mark in the section: no list's item."""
        if line.mark not in "○〇◯":
            return False
        others = [known for known in self.lines if not known.blank and known.number != line.number]
        return not others and any(known.blank for known in self.lines)


@dataclasses.dataclass(slots=True)
class Parts:
    """A document's lines by what they belong to.

    `headings` opened the body, `moments` say when the meeting began or ended, `front` is what a Markdown file says of itself,
    `preamble` is a letter that stands above the title, `told` are sentences that say what fields say elsewhere.
    """

    title: list[Line] = dataclasses.field(default_factory=list)
    sections: list[Section] = dataclasses.field(default_factory=list)
    headings: list[Line] = dataclasses.field(default_factory=list)
    body: list[Line] = dataclasses.field(default_factory=list)
    moments: list[Line] = dataclasses.field(default_factory=list)
    front: list[Line] = dataclasses.field(default_factory=list)
    preamble: list[Line] = dataclasses.field(default_factory=list)
    told: list[Line] = dataclasses.field(default_factory=list)

    def close(self, number: int) -> None:
        """Leave out the sections that were opened at a line or below it."""
        self.sections = [section for section in self.sections if section.opening.number < number]

    def drop(self, numbers: Iterable[int]) -> None:
        """Take lines out of the title and the sections."""
        cut = frozenset(numbers)
        for lines in (self.title, *(section.lines for section in self.sections)):
            lines[:] = [line for line in lines if line.number not in cut]


def front_matter(lines: list[Line]) -> int:
    """Return how many lines at the beginning are a Markdown file's words about itself: `title: …` between two rules of hyphens."""
    first = next((index for index, line in enumerate(lines) if not line.blank), 0)
    if not lines or lines[first].body != "---":
        return 0
    for index in range(first + 1, min(first + 40, len(lines))):
        if lines[index].body in {"---", "..."}:
            return index + 1
        if not lines[index].blank and not _KEYED.match(lines[index].body):
            return 0
    return 0


def is_sentence(body: str) -> bool:
    """Say whether a line holds a sentence: a full stop at its end, or one with more behind it."""
    return bool(_SENTENCE.search(body[:_LONG]))


def elsewhere(section: Section) -> bool:
    """Whether a list only says that the people are named in another place."""
    return bool(re.search(r"末尾|別紙|別添|別表|下記|巻末|名簿", section.value)) or (
        not any(not line.blank for line in section.lines) and not section.value
    )


def minuted_agenda(parts: Parts) -> None:
    """Let the record begin in the agenda where no other does, and most of its lines stand below the items: what was said of each."""
    last = parts.sections[-1] if parts.sections else None
    if parts.body or last is None or last.field.kind != "agenda":
        return
    items = [line for line in last.lines if _ITEM.match(line.body)]
    others = [line for line in last.lines if line.mark and not line.rule]
    told = [line for line in last.lines if is_sentence(line.body) and line not in items]
    if (len(items) >= 2 and len(others) >= 2 * len(items)) or (items and len(told) >= len(items)):
        parts.body, last.lines = last.lines, items


def take_lists(parts: Parts) -> None:
    """Move lists of people behind the body into sections: a label alone on its line, then short lines without a sentence."""
    last = next((at for at in range(len(parts.body) - 1, -1, -1) if is_sentence(parts.body[at].body)), 0)
    for index in range(max(last, 1), len(parts.body) - 2):
        line = parts.body[index]
        found = None if line.blank else _list_behind(line)
        if found and found.kind in _LISTS and found.value >= len(line.body):
            parts.sections.append(Section(found, line, parts.body[index + 1 :]))
            end = _annex_at(parts.body[:index])
            parts.headings += [known for known in parts.body[end:index] if not known.blank]
            parts.body = parts.body[:end]
            return


def _list_behind(line: Line) -> Field | None:
    """Return the list of people that a line behind the body heads: 出席者名簿, （別紙）出席者, 例田検討会　委員名簿."""
    roll = _ROLL.fullmatch(line.body)
    if roll:
        return Field("attendance", roll["people"] + "名簿", "", "", "", colon=False, value=len(line.body))
    annexed = _ANNEXED.match(line.body)
    found = field_of(line._replace(body=line.body[annexed.end() :]) if annexed else line)
    return dataclasses.replace(found, value=found.value + annexed.end()) if found and annexed else found


def _annex_at(lines: list[Line]) -> int:
    """Return where the last lines begin that only say what stands below them: 別紙, (別添１), 例田審議会出席者名簿."""
    end = len(lines)
    while end and (lines[end - 1].blank or _ANNEX.fullmatch(lines[end - 1].body)):
        end -= 1
    return end
