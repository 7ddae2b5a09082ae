"""The evidence of a whole document: how its paragraphs end, which marks open opinions and which headings, which labels recur."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from graph.parsing.lines import Line
from graph.parsing.speakers import label_at

MARK = re.compile(r"(?P<mark>[○〇◯●◎◆◇■□▲△▼▽★☆・•→⇒➡]|[-–+*](?=\s))\s*")
REPLY_MARKS = frozenset("→⇒➡")
_ENDED = re.compile(r"[。．？！?!」』)）】〕]$")
_SENTENCE_END = re.compile(r"[。?!]")


@dataclass(frozen=True, slots=True)
class Layout:
    """What holds for one document's body."""

    double_spaced: bool
    trailing_ends: bool
    utterance_marks: frozenset[str]
    heading_marks: frozenset[str]
    labels: frozenset[str]
    labelled_marks: frozenset[str]


def ended(line: Line) -> bool:
    """Say whether a line ends like a sentence."""
    return bool(_ENDED.search(line.body))


def survey(lines: list[Line]) -> Layout:
    """Return the layout that the lines of a body give evidence of."""
    filled = [line for line in lines if not line.blank and not line.rule]
    groups = _groups(filled)
    labels, labelled = _labels(filled)
    utterance, heading = _mark_roles(groups, labelled)
    return Layout(_double_spaced(lines), _trailing_ends(filled), utterance, heading, labels, labelled)


def _double_spaced(lines: list[Line]) -> bool:
    """Whether a blank line follows most lines that break off in mid-sentence: then blank lines part nothing."""
    broken = [index for index, line in enumerate(lines[:-1]) if not line.blank and not line.rule and not ended(line) and line.width > 40]
    blank = sum(lines[index + 1].blank for index in broken)
    return len(broken) >= 3 and blank > len(broken) / 2


def _trailing_ends(lines: list[Line]) -> bool:
    """Whether a space behind the last character marks a paragraph's end: most sentence ends before a mark have one, most broken lines none."""
    last = [line for line, following in zip(lines, lines[1:], strict=False) if ended(line) and MARK.match(following.body)]
    broken = [line for line in lines if not ended(line) and line.width > 40]
    if len(last) < 3 or len(broken) < 3:
        return False
    return sum(line.trailing for line in last) > 0.8 * len(last) and sum(line.trailing for line in broken) < 0.3 * len(broken)


def _groups(lines: list[Line]) -> dict[str, list[str]]:
    """Return for each mark the texts that its lines open, each up to the next marked line."""
    groups: dict[str, list[str]] = defaultdict(list)
    mark = ""
    for line in lines:
        found = MARK.match(line.body)
        if found:
            mark = found["mark"]
            groups[mark].append(line.body[found.end() :])
        elif mark and re.match(r"[【〔<《#]|\([^()]*\)$", line.body):
            mark = ""
        elif mark:
            groups[mark][-1] += line.body
    return groups


def _mark_roles(groups: dict[str, list[str]], labelled: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Tell marks that open opinions from those that open headings, by the length and the sentences of what they open."""
    utterance, heading = set(), set()
    for mark, texts in groups.items():
        spoken = sum(bool(_SENTENCE_END.search(text)) or len(text) > 60 for text in texts)
        alone = [text for text in texts if not _SENTENCE_END.search(text) and len(text) <= 60]
        if mark in REPLY_MARKS or mark in labelled or spoken >= 0.5 * len(texts):
            utterance.add(mark)
        if len(alone) >= 0.5 * len(texts) and mark not in REPLY_MARKS:
            heading.add(mark)
    return frozenset(utterance), frozenset(heading)


def _labels(lines: list[Line]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the labels of speakers that recur at the head of lines, and the marks that they mostly stand behind."""
    seen: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for line in lines:
        found = MARK.match(line.body)
        mark, at = (found["mark"], found.end()) if found else ("", 0)
        marks[mark] += 1
        label = label_at(line.body, at)
        if label and (mark or label.style != "spaced"):
            seen[label.label] += 1
            behind[mark] += 1
    labelled = frozenset(mark for mark, count in behind.items() if mark and count >= 2 and count >= 0.4 * marks[mark])
    return frozenset(label for label, count in seen.items() if count >= 2), labelled
