"""Parts a document into its title, the fields of its header, its body, and lists that stand behind the body."""

import re

from graph.parsing.bounds import (
    continued,
    counts_next,
    fields_follow,
    goes_on_counting,
    group_below,
    heads_fields,
    is_record,
    names_record,
    row_speaks,
    said_again,
    stands_out,
)
from graph.parsing.fields import Field, field_of, group_field, group_heading_field, roll_follows
from graph.parsing.groups import group_heading, named_group
from graph.parsing.headings import bracketed_heading, marked_heading, numbered_heading
from graph.parsing.layout import Layout
from graph.parsing.lines import Line
from graph.parsing.moments import moment_of
from graph.parsing.openings import heads_body, interleaved, minuted
from graph.parsing.parts import Parts, Section, elsewhere, front_matter, is_sentence, minuted_agenda, take_lists
from graph.parsing.preambles import announces, held_back, list_ends, names_people
from graph.parsing.roles import group_word
from graph.parsing.sights import Sights, is_speech
from graph.parsing.speakers import Label, chosen, label_alone, question_label
from graph.parsing.starts import first_remark, heads_chapter, whole
from graph.parsing.tables import heads_people, named_row
from graph.parsing.title import is_kind_only, weigh
from graph.parsing.told import tells_header
from graph.parsing.wrapped import breaks_off

_NAMED = 2  # what words weigh that name a meeting and its number
_LISTS = {"attendance", "absent"}
_BESIDE = frozenset("説明員 説明者 事務局 陪席 陪席者 随行 オブザーバー オブザーバ 同席者 傍聴者 執行部 当局 庶務 書記 ゲスト 講師".split())
"""Those who come beside the members: below members who stayed away they are a list of their own."""
_EXCHANGE = frozenset(("意見交換", "自由討議", "自由討論"))
_ROW = re.compile(r"\|\s*(?P<label>[^|。、]{2,24}?)\s*\|\s*(?=[^|]{1,120}\|$)")
"""A row of two cells, the first of which may be a label."""
_BULLETS = frozenset("・-*●○")
_NOTICE = re.compile(r"^[(〔\[]?(?:※|注|\*)")


def divide(lines: list[Line], layout: Layout, sights: Sights) -> Parts:
    """Part the document into title, header sections and body; lists of people behind the body become sections, too."""
    divider = _Divider(lines, layout, sights)
    parts = divider.divide()
    minuted_agenda(parts)
    if not parts.body:
        divider.last_resort()
    if not any(
        section.lines or section.value
        for section in parts.sections
        if section.field.kind in _LISTS and not elsewhere(section)
    ):
        take_lists(parts)
    return parts


class _Divider:
    """Walks the lines of the header until the body begins."""

    def __init__(self, lines: list[Line], layout: Layout, sights: Sights) -> None:
        self._lines = lines
        self._layout = layout
        self._sights = sights
        self._parts = Parts()
        self._current: Section | None = None
        self._numbered: Section | None = None

    def divide(self) -> Parts:
        front = front_matter(self._lines)
        self._parts.front = self._lines[:front]
        for index, line in enumerate(self._lines):
            if index < front:
                continue
            if line.blank or line.rule:
                self._add(line)
                continue
            found = self._field(line)
            if found is None and self._goes_over(index, line):
                self._add(line)
                continue
            if self._header(index, line, found):
                continue
            start = self._body_start(index, line, found)
            if start is not None:
                self._parts.body = self._lines[start:]
                return self._parts
            self._add(line)
        return self._parts

    def last_resort(self) -> None:
        """Begin the body where most lines begin to read like remarks, although no mark, label or heading showed where it begins."""
        first = first_remark(self._lines, self._current.at + 1 if self._current else 1)
        if first is None and self._current and (first := first_remark(self._lines, 1)) is not None:
            self._parts.close(self._lines[first].number)
            self._current = self._parts.sections[-1] if self._parts.sections else None
        if first is None:
            return
        self._parts.body = self._lines[self._back(first) :]
        self._parts.drop(line.number for line in self._parts.body)

    def _add(self, line: Line) -> None:
        if not (self._parts.preamble and self._parts.preamble[-1] is line):
            (self._parts.title if self._current is None else self._current.lines).append(line)

    def _goes_over(self, index: int, line: Line) -> bool:
        """Whether a line goes on with an entry of the open list that the page's width broke: it may begin like anything."""
        if index == 0 or self._current is None or self._current.field.kind not in _LISTS:
            return False
        return breaks_off(self._lines[index - 1], line, self._layout.full)

    def _header(self, index: int, line: Line, found: Field | None) -> bool:
        """Take a line that opens a header field; one that opens the body is left to `_body_start`."""
        moment = moment_of(line.body)
        if moment and not self._parts.body and not (self._current and self._current.field.kind == "datetime"):
            self._parts.moments.append(line)
            return True
        if self._current is None and self._parts.title and not line.mark and tells_header(line.body):
            self._parts.told.append(line)
            if roll_follows(line.body):
                self._current = Section(Field("attendance", "出席者", "", "", "", colon=False, value=len(line.body)), line, at=index)
                self._parts.sections.append(self._current)
            return True
        if found is None:
            return False
        if self._titles(index, line, found):
            self._parts.title.append(line)
            return True
        if found.kind == "body" or is_record(self._lines, index, found, self._parts.sections):
            goes_on = self._current is not None and heads_fields(self._lines, index)
            self._parts.headings += [line] if goes_on else []
            return goes_on
        self._current = Section(found, line, at=index)
        self._parts.sections.append(self._current)
        self._numbered = self._current if found.numbering else self._numbered
        return True

    def _titles(self, index: int, line: Line, found: Field) -> bool:
        """Whether the kind of record is, or opens, the title: 議事次第 or 【議事録】第1回例田勉強会, with fields of the header below."""
        if self._current is not None or found.kind != "body":
            return self._current is None and names_record(self._lines, index, found)
        opens = found.value < len(line.body) and not found.colon
        named = not self._parts.title or weigh(line.body[found.value :]) >= _NAMED
        return opens and named and heads_fields(self._lines, index)

    def _field(self, line: Line) -> Field | None:
        found = field_of(line) or self._group(line) or self._counted(line) or self._row(line)
        grouped = found is not None and found.kind in _LISTS and (found.colon or group_word(found.label) is not None)
        if found and grouped and is_sentence(line.body[found.value :]):
            return None
        if found and found.label in _EXCHANGE and not self._exchange(found):
            return None
        entry = self._current is not None and self._current.field.kind in _LISTS and goes_on_counting(self._current, line)
        return None if found and (entry or self._is_item(found)) else found

    def _exchange(self, found: Field) -> bool:
        """Whether 意見交換 heads what was said rather than names an item: it says that it is a summary, or counts on from the field that is open."""
        return bool(re.search(r"概要|要旨|抜粋|主な", found.note)) or counts_next(self._current, found)

    def _group(self, line: Line) -> Field | None:
        """Take `理事: …` for the attendance list where no list of people is open that it would belong to."""
        if (sibling := self._sibling(line)) is not None:
            return sibling
        inside = self._current is not None and self._current.field.kind in _LISTS | {"agenda", "materials"}
        if inside or (self._current is None and not self._parts.title):
            return None
        return group_field(line) or group_heading_field(line)

    def _sibling(self, line: Line) -> Field | None:
        """Take a line that wears the mark of the list of those who stayed away for a list of its own: ●欠席委員：なし, then ●図書館：館長　例田."""
        current = self._current
        if current is None or current.field.kind != "absent" or not current.field.mark or line.mark != current.field.mark:
            return None
        named = named_group(line.body)
        return Field("attendance", named[0], line.mark, "", "", colon=True, value=0) if named else None

    def _row(self, line: Line) -> Field | None:
        """Take a row of the table that the open field stands in for a field of its own, although its label is not known; rows of lists are people."""
        inside = self._current is not None and self._current.field.kind not in _LISTS and self._current.opening.body.startswith("|")
        row = _ROW.match(line.body) if inside else None
        if row and (named_row(line) or heads_people([row["label"], line.body[row.end() :].strip(" |")])):
            return Field("attendance", row["label"], "|", "", "", colon=True, value=1)
        return Field("other", row["label"], "|", "", "", colon=True, value=row.end()) if row else None

    def _counted(self, line: Line) -> Field | None:
        """Take a numbered line that counts on from the last numbered field of a list for a field of its own."""
        current = self._current
        inside = current is not None and current.field.kind in _LISTS
        return continued(line, self._numbered) if inside and self._numbered else None

    def _is_item(self, found: Field) -> bool:
        """Whether a line that looks like a field is an item of the section that is open."""
        if self._current is None:
            return False
        if self._current.field.kind in _LISTS and self._is_group(found) and not counts_next(self._current, found):
            return True
        brackets = tuple("【[〔<#(")
        dressed_alike = found.mark == self._current.field.mark and (found.mark in brackets or bool(found.mark and found.label == "議事"))
        if found.colon or dressed_alike or counts_next(self._current, found):
            return False
        if self._current.field.kind == "agenda":
            return found.kind in {"agenda", "other", "materials"} and bool(
                found.numbering or found.label in {"その他", "議事", "議題"}
            )
        if self._current.field.kind == "materials":
            bullet = found.mark in _BULLETS and found.mark != self._current.field.mark
            return (found.kind == "materials" or bullet) and not found.numbering  # ・次第 among the papers
        heads = self._current.field.kind == "absent" and "出席" in found.label  # those who came, below those who did not
        return not heads and self._current.field.kind in _LISTS and found.label in {
            "その他",
            "傍聴者",
            "事務局出席者",
            "担当",
            "作成",
        }

    def _is_group(self, found: Field) -> bool:
        """Whether a label heads a group of the open list rather than a list of its own, which would wear the same mark."""
        if self._current is None or group_word(found.label) is None or found.label.startswith(("出席", "欠席", "参加")):
            return False
        return not (found.mark and found.mark == self._current.field.mark) and not (
            self._current.field.kind == "absent" and found.label in _BESIDE
        )

    def _body_start(self, index: int, line: Line, found: Field | None) -> int | None:
        """Return the index of the body's first line where it begins here."""
        if found and (found.kind == "body" or is_record(self._lines, index, found, self._parts.sections)):
            return self._below_heading(index, line, found)
        if self._current is None and not (self._parts.title or self._parts.moments or self._parts.preamble):
            return None
        if self._speaks(index, line):
            self._current, held = held_back(self._lines, index, self._parts, self._current)
            return None if held else self._back(index)
        if list_ends(self._lines, index, self._current) or self._table_ends(line):
            return index
        people = self._current is not None and names_people(line.body)
        if people or not stands_out(self._lines, index) or group_below(self._lines, index, self._current):
            return None
        behind = self._current is not None or heads_chapter(self._lines, index, self._parts.title)
        return index if behind else None

    def _table_ends(self, line: Line) -> bool:
        """Whether a numbered heading stands below the table whose rows are the open list."""
        rows = self._current is not None and self._current.field.kind in _LISTS and self._current.opening.body.startswith("|")
        return rows and numbered_heading(line) is not None and group_heading(line.body) is None

    def _below_heading(self, index: int, line: Line, found: Field) -> int | None:
        """Return where the body begins below, or beside, the heading that opens it; None where that is the title."""
        if self._current is None and is_kind_only(line.body.lstrip("# ")) and fields_follow(self._lines, index):
            return None
        if self._current is not None and interleaved(self._lines, self._current, index):
            self._current.lines = []  # 質疑・意見 below each item: the items are the headings
            return self._current.at + 1
        self._parts.headings.append(line)
        if found.value < len(line.body) and found.colon:
            return index
        again = said_again(self._lines, index, found)
        self._parts.headings += self._lines[again : again + 1] if again else []
        return (again or index) + 1

    def _speaks(self, index: int, line: Line) -> bool:
        """Whether a speech, an opinion or a narrative begins here although no heading announced the body."""
        if _NOTICE.match(line.body) or line.body.startswith("|") or (self._current is None and announces(line.body)):
            return line.body.startswith("|") and row_speaks(self._lines, index)
        mark, at = line.mark, line.rest
        rest = line.body[at:]
        following = next((after for after in self._lines[index + 1 : index + 4] if not after.blank), None)
        sight = self._sights[line.number]
        label = chosen(sight.labels, self._layout.labels)
        if label and self._trusted(label, mark):
            spoken = whole(self._lines, index, self._layout)[label.end :]
            return is_speech(spoken) if spoken else following is not None and self._spoken_below(following)
        if mark in self._layout.legend and rest and not sight.legend and not sight.entry:
            return is_sentence(rest) or len(rest) > 25
        if (question_label(line.body, at) and self._layout.letters) or (sight.pair and self._layout.pairs):
            return True
        alone = label_alone(line.body, at)
        if alone and following is not None and self._trusted(alone, mark):
            return self._spoken_below(following)
        return not self._goes_on(line) and len(rest) >= (6 if mark else 15) and self._tells(index, line)

    def _goes_on(self, line: Line) -> bool:
        """Whether a line still belongs to the date or the place that is open: one with a mark of its own does not where that said all."""
        current = self._current
        return current is not None and current.goes_on and not (line.mark and current.value and line.mark != current.opening.mark)

    def _tells(self, index: int, line: Line) -> bool:
        """Whether a line is a sentence, or breaks off in one."""
        opens = line.mark in self._layout.utterance_marks
        words = whole(self._lines, index, self._layout) if opens else line.body
        return is_sentence(words)

    def _spoken_below(self, following: Line) -> bool:
        """Whether the line below a label is a speech; a list of people has groups with long entries, too."""
        if self._current is None or self._current.field.kind not in _LISTS or not is_speech(following.body):
            return is_speech(following.body)
        entry = following.body.startswith("|") or following.body.endswith(")")
        return is_sentence(following.body) or (not entry and self._layout.broken(following))

    def _trusted(self, label: Label, mark: str) -> bool:
        return label.label in self._layout.labels or (bool(mark) and mark in self._layout.labelled_marks)

    def _back(self, index: int) -> int:
        """Take the headings just above the first speech out of the section that is open: they head the body."""
        if self._current is None:
            return self._from_title(index)
        if interleaved(self._lines, self._current, index):
            self._current.lines = []
            return self._current.at + 1
        items = minuted(self._lines, self._current, index)
        if items is not None:
            self._current.lines = items
            return self._current.at + 1
        start = index
        taken = 0
        for before in range(index - 1, self._current.at, -1):
            line = self._lines[before]
            if line.blank:
                continue
            if not heads_body(self._lines, self._current, before, index):
                break
            start, taken = before, taken + 1
            if taken >= 4:
                break
        cut = {line.number for line in self._lines[start:index]}
        self._current.lines = [line for line in self._current.lines if line.number not in cut]
        return start

    def _from_title(self, index: int) -> int:
        """Take the headings before the first speech out of the title, where the document has no header fields."""
        start = index
        while start > 1 and (
            self._lines[start - 1].blank
            or self._lines[start - 1].rule
            or bracketed_heading(self._lines[start - 1])
            or numbered_heading(self._lines[start - 1])
            or marked_heading(self._lines[start - 1], self._layout.heading_marks)
        ):
            if self._lines[start - 1].number == self._parts.title[0].number:
                break
            start -= 1
        cut = {line.number for line in self._lines[start:index]}
        self._parts.title = [line for line in self._parts.title if line.number not in cut]
        return start
