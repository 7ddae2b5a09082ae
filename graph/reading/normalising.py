"""Brings a text to NFKC while each character keeps its place in the text as it was extracted."""

import re
import unicodedata
from functools import lru_cache

from graph.model import Alignment, Run, Text

# Starters that compose with the character before them although their combining class is 0 (Unicode: NFKC_Quick_Check=Maybe).
_COMPOSING = "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
_JAMO = "\u1160-\u11ff\ua960-\ua97c\ud7b0-\ud7fb"
_RUN = 60  # combining marks put in order at once; Unicode itself calls runs of more than 30 unsafe for streams
_WORD = "\u3041-\u30ff\u3400-\u9fff"
_DIGIT = "0-9０-９"
_GAP = f"(?<=[{_WORD}]) (?=[{_DIGIT}])|(?<=[{_DIGIT}]) (?=[{_WORD}])"
_MET = f"[{_WORD}](?=[{_DIGIT}])|[{_DIGIT}](?=[{_WORD}])"
_EVIDENCE = 10  # places; fewer may be columns
_LABEL = 10  # characters; a label at the head of a line is no longer
_LINE_END = "\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"


def normalise(kept: str, media_type: str = "text/plain", encoding: str = "utf-8") -> Text:
    r"""Return the text in NFKC with `\\n` for every line end; cluster by cluster, so that it takes time linear in its length."""
    simple: dict[int, str] = {}
    special: list[str] = []
    following: list[str] = []
    for character in sorted(set(kept)):
        kind, folded = _fold(character)
        if kind == "follows":
            following.append(character)
        elif kind == "special":
            special.append(character)
        elif kind == "simple":
            simple[ord(character)] = folded
    mark = f"[{_JAMO}{''.join(map(re.escape, following))}]"
    single = f"[{''.join(map(re.escape, special))}]|" if special else ""
    gap = f"{_GAP}|" if _set_apart(kept) else ""
    clusters = re.compile(f"{_LINE_END}|{gap}(?:[^\\n\\r]{mark}{{1,{_RUN}}}|{mark}{{1,{_RUN}}})|{single}(?!)")
    return _align(kept, clusters, simple, media_type, encoding)


@lru_cache(maxsize=65536)
def _fold(character: str) -> tuple[str, str]:
    """Return how a character folds: with the one before it, to another number of characters, to one other, or not at all."""
    folded = unicodedata.normalize("NFKC", character)
    if unicodedata.combining(folded[0]) or character in _COMPOSING:
        return "follows", folded
    if len(folded) != 1:
        return "special", folded
    return ("same" if folded == character else "simple"), folded


def _set_apart(kept: str) -> bool:
    """Whether the document sets digits apart from the Japanese words around them: most places where they meet hold one space."""
    spaced = len(re.findall(_GAP, kept))
    return spaced >= _EVIDENCE and spaced >= 0.8 * (spaced + len(re.findall(_MET, kept)))


def _parts_columns(before: str) -> bool:
    """Whether a space stands behind a list's number or a label at the head of its line: there it parts two things."""
    head = re.split(r"[\n\r\f]", before)[-1] if re.search(r"[\n\r\f]", before) or len(before) < _LABEL else None
    if head is None:
        return False
    words = head.strip()
    return bool(re.fullmatch(r"[(（]?[0-9０-９]{1,2}[)）.．、]?", words)) or (
        2 <= len(words) <= 6 and not re.search(r"[0-9０-９A-Za-z、。]", words)
    )


def _align(kept: str, clusters: re.Pattern[str], simple: dict[int, str], media_type: str, encoding: str) -> Text:
    pieces: list[str] = []
    runs: list[Run] = []
    target = source = 0
    for found in clusters.finditer(kept):
        begin, end = found.span()
        if begin > source:
            pieces.append(kept[source:begin].translate(simple))
            runs.append(Run(target, source, begin - source, linear=True))
            target += begin - source
        cluster = found.group()
        if cluster == " ":
            normal = " " if _parts_columns(kept[max(begin - _LABEL, 0) : begin]) else ""
        else:
            normal = "\n" if re.fullmatch(_LINE_END, cluster) else unicodedata.normalize("NFKC", cluster)
        if normal:
            pieces.append(normal)
            runs.append(Run(target, begin, end - begin, linear=False))
            target += len(normal)
        source = end
    if source < len(kept) or not runs:
        pieces.append(kept[source:].translate(simple))
        runs.append(Run(target, source, len(kept) - source, linear=True))
    pages = (0, *(found.end() for found in re.finditer("\f", kept)))
    return Text(kept, "".join(pieces), Alignment(runs), media_type, encoding, pages)
