"""Leads from a document's kept text to an opinion's text: NFKC, with lines joined and what stands between them left out."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from graph.model import normal_form

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_HANGUL = re.compile("[\u1160-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]")
_AHEAD = 64
"""How many characters must agree for a line to be taken for the continuation of the text."""


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Characters that are normalised together: where they stand, and what they become, white space left out."""

    start: int
    end: int
    normal: str


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Stretches of the kept text and what of the text they became, both in their order."""

    kept: list[tuple[int, int]]
    text: list[tuple[int, int]]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where kept[start:end] stands in the text; None where nothing of it does."""
        first = bisect_left(self.kept, start, key=lambda span: span[1] - 1)
        last = bisect_left(self.kept, end, key=lambda span: span[0])
        if first >= last:
            return None
        return self.text[first][0], self.text[last - 1][1]


@lru_cache(maxsize=4096)
def align(text: str, kept: str) -> Correspondence:
    """Return how a stretch of the kept text became an opinion's text; what the text left out corresponds to nothing."""
    places = [number for number, character in enumerate(text) if not character.isspace()]
    wanted = "".join(text[place] for place in places)
    found = Correspondence([], [])
    at = 0
    lines = [_clusters(kept, line.start(), line.end()) for line in _LINE.finditer(kept)]
    for number, line in enumerate(lines):
        if _foreign(line, lines[number + 1 :], wanted[at : at + 2 * _AHEAD]):
            continue
        at = _walk(line, wanted, at, places, found)
    return found


def _clusters(kept: str, start: int, end: int) -> list[_Cluster]:
    clusters = []
    while start < end:
        stop = start + 1
        while stop < end and _continues(kept[stop]):
            stop += 1
        normal = "".join(normal_form(kept[start:stop]).split())
        if normal:
            clusters.append(_Cluster(start, stop, normal))
        start = stop
    return clusters


def _continues(character: str) -> bool:
    """Whether a character may melt into the one before it."""
    folded = unicodedata.normalize("NFKC", character)
    return bool(
        unicodedata.combining(folded[0]) or unicodedata.category(character) in {"Mn", "Mc"} or _HANGUL.match(character)
    )


def _foreign(line: list[_Cluster], later: list[list[_Cluster]], wanted: str) -> bool:
    """Whether a line, a page's number or head, does not belong to the text while a later one continues it."""
    return not _agrees(line, wanted) and any(_agrees(other, wanted) for other in later if other)


def _agrees(line: list[_Cluster], wanted: str) -> bool:
    said = "".join(cluster.normal for cluster in line[:_AHEAD])
    return bool(wanted) and (wanted.startswith(said) or said.startswith(wanted))


def _walk(line: list[_Cluster], wanted: str, at: int, places: list[int], found: Correspondence) -> int:
    """Match a line's characters with the text from `at` on, leaving out what the text does not have; return where it ends."""
    for cluster in line:
        if cluster.normal and wanted.startswith(cluster.normal, at):
            found.kept.append((cluster.start, cluster.end))
            found.text.append((places[at], places[at + len(cluster.normal) - 1] + 1))
            at += len(cluster.normal)
    return at
