"""Brings a text to NFKC while each character keeps its place in the text as it was extracted."""

import re
import unicodedata
from functools import lru_cache

from graph.model import UNSEEN, Alignment, Run, Text, normal_form

# Starters that compose with the character before them although their combining class is 0 (Unicode: NFKC_Quick_Check=Maybe).
_COMPOSING = "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
_JAMO = re.compile("[\u1160-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]")
_RUN = 60  # combining marks put in order at once; Unicode itself calls runs of more than 30 unsafe for streams
_WORD = "\u3041-\u30ff\u3400-\u9fff"
_DIGIT = "0-9０-９"
_GAP = f" (?:(?<=[{_WORD}] )(?=[{_DIGIT}])|(?<=[{_DIGIT}] )(?=[{_WORD}]))"
_MET = f"[{_WORD}](?=[{_DIGIT}])|[{_DIGIT}](?=[{_WORD}])"
_EVIDENCE = 10  # places; fewer may be columns
_LABEL = 10  # characters; a label at the head of a line is no longer
_LINE_END = "\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE_ENDS = frozenset("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029") | {"\r\n"}
# What NFKC leaves as it is, of the characters that make up nearly all of a Japanese text.
_UNSTABLE = re.compile("[^\n -~\u3001-\u3003\u3005-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff]")
_MANY = 100  # different characters; one pass over the text for each takes longer than one that looks every character up


def normalise(kept: str, media_type: str = "text/plain", encoding: str = "utf-8") -> Text:
    r"""Return the text in NFKC with `\n` for every line end; cluster by cluster, so that it takes time linear in its length."""
    simple: dict[str, str] = {}
    special = following = ""
    for character in sorted(set(_UNSTABLE.findall(kept))):
        kind, folded = _fold(character)
        if kind == "follows":
            following += re.escape(character)
        elif kind == "special":
            special += re.escape(character)
        elif kind == "simple":
            simple[character] = folded
    gap = f"|{_GAP}" if _set_apart(kept) else ""
    clusters = f"[{_LINE_END}{special}](?:(?<=\r)\n)?{gap}"
    if following:
        clusters = f"\r\n|[{_LINE_END}]{gap}|[^\n\r]?[{following}]{{1,{_RUN}}}|{clusters}"
    text, alignment = _align(kept, re.compile(clusters), _replaced(kept, simple))
    pages = (0, *(found.end() for found in re.finditer("\f", kept)))
    return Text(kept, text, alignment, media_type, encoding, pages)


def _replaced(kept: str, simple: dict[str, str]) -> str:
    """Return the text with each character that folds to one other replaced by it."""
    if len(simple) > _MANY:
        return kept.translate({ord(character): folded for character, folded in simple.items()})
    for character, folded in simple.items():
        kept = kept.replace(character, folded)
    return kept


def _folded(cluster: str) -> str:
    folded = normal_form(cluster)
    return folded if UNSEEN.isdisjoint(folded) else "".join(each for each in folded if each not in UNSEEN)


@lru_cache(maxsize=65536)
def _fold(character: str) -> tuple[str, str]:
    """Return how a character folds: with the one before it, to none or several characters, to one other, or not at all."""
    folded = _folded(character)
    if not folded:
        return "special", ""
    if unicodedata.combining(folded[0]) or character in _COMPOSING or _JAMO.match(character):
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


def _align(kept: str, clusters: re.Pattern[str], replaced: str) -> tuple[str, Alignment]:
    """Return the normal text and how it leads to the kept one: clusters one by one, what stands between them as it was replaced."""
    pieces: list[str] = []
    runs: list[Run] = []
    target = source = 0
    for found in clusters.finditer(kept):
        begin, end = found.span()
        if begin > source:
            pieces.append(replaced[source:begin])
            runs.append(Run(target, source, begin - source, linear=True))
            target += begin - source
        cluster = found.group()
        normal = "\n" if cluster in _LINE_ENDS else _folded(cluster)
        if cluster == " " and not _parts_columns(kept[max(begin - _LABEL, 0) : begin]):
            normal = ""
        if normal:
            pieces.append(normal)
            runs.append(Run(target, begin, end - begin, linear=False))
            target += len(normal)
        source = end
    if source < len(kept) or not runs:
        pieces.append(replaced[source:])
        runs.append(Run(target, source, len(kept) - source, linear=True))
    return "".join(pieces), Alignment(runs)
