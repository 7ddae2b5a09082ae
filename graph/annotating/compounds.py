"""Candidates for concepts from morphology: compound nouns, ASCII terms over hyphens, quoted terms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.annotating.lexicons import word_list
from graph.annotating.morphology import PARTICLE, Trait, Word, Words

FORMAL = word_list("empty", "formal")
"""Nouns that name nothing of their own: formal nouns, adverbial nouns, words of the talk itself and light verbal nouns."""

_PREFIXES = word_list("empty", "prefixes")
_SUFFIXES = word_list("empty", "suffixes")
_TELLING = word_list("empty", "telling")
RELATIONAL = word_list("empty", "relational")
"""Nouns of a part, a measure or a manner, which need what they are of."""
_SHORT = frozenset("場 便 枠 網 幅 質 額 量".split())
"""Nouns of one character that name something with what they are of."""
_MANIFOLD = frozenset("重 次 元 者 極".split())
"""Counters that make a word of their own with a numeral: 二|重|入力."""
_ADMINISTRATIONS = frozenset("国 県 市 町 村 区 都 府 道 省".split())
_SYMBOLS = frozenset("- _ / & + .".split())
_PERFORMING = frozenset("する できる 出来る いたす 頂く いただく 下さる くださる".split())
_STRETCH = re.compile(r"(?:[NP]|K(?=[NS])|V(?=N))[NPSKVM-]*")
"""Words, by their shapes, that may stand in one compound."""
_ASCII = re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-9]+[A-Za-z][A-Za-z0-9]*")
_QUOTED = re.compile(r"「(?P<term>[^「」。]{2,24})」")
_KANJI = re.compile(r"[\u3400-\u9fff々]")

_LATIN = Trait(lambda word: bool(_ASCII.fullmatch(word.surface)))
_OPENING = Trait(lambda word: word.pos[2] != "副詞可能" and not (word.surface in FORMAL and len(word.surface) == 1))
"""Whether a noun can begin a compound."""
_VERBAL = Trait(lambda word: word.pos[2] in {"サ変可能", "サ変形状詞可能"})
_ADJECTIVAL = Trait(lambda word: word.pos[2] in {"形状詞可能", "サ変形状詞可能"})
_SAYING_NOTHING = Trait(lambda word: word.surface in FORMAL or word.shape in "SP" or word.pos[1] == "数詞")
_NEVER_NAMING = Trait(
    lambda word: not word.noun or _SAYING_NOTHING[word] or word.surface.endswith("的") or word.pos[2] == "副詞可能"
)
_NAMING = Trait(lambda word: not (_NEVER_NAMING[word] or _ADJECTIVAL[word] or _VERBAL[word]) and len(word.surface) > 1)
"""Whether a word names something by itself wherever it stands."""
_PERHAPS_LEADING = Trait(lambda word: word.surface in _PREFIXES or word.pos[1] == "数詞" or word.pos[2] == "助数詞可能")
_PERHAPS_TRAILING = Trait(
    lambda word: word.surface in _SUFFIXES or word.pos[1] == "数詞" or word.pos[2] == "助数詞可能"
)
_RELATIONAL = Trait(
    lambda word: (
        _VERBAL[word] or word.surface in RELATIONAL or word.surface.endswith(("化", "率", "数", "費", "性", "量", "額"))
    )
)
_STEM = Trait(lambda word: word.stem and bool(_KANJI.search(word.surface)))
_GOVERNING = frozenset({"を", "が", "に"})
"""Particles by which the verb behind them is a predicate: 人口減少に|伴い料金収入が減る."""


class Candidate(NamedTuple):
    """A stretch of an opinion that may name a concept: how it was found, its last morpheme, and the candidate before the の of a genitive."""

    start: int
    end: int
    rule: str
    head: Word
    parts: "tuple[Candidate, ...]" = ()


def candidates(text: str, words: Words) -> list[Candidate]:
    """Return the candidates of one opinion in the order of their places, quoted terms and what stands inside them both."""
    found = _genitives(text, _compounds(words))
    quoted = _quotations(text, words)
    return sorted([*found, *quoted], key=_place) if quoted else found


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, -candidate.end


def _compounds(words: Words) -> list[Candidate]:
    found = []
    items, starts, ends = words.items, words.starts, words.ends
    for stretch in _STRETCH.finditer(words.shapes):
        place, stop = stretch.span()
        if stop - place > 1:
            runs: Iterable[tuple[int, int]] = _runs(words, place, stop)
        elif _OPENING[items[place]]:
            runs = ((place, stop),)
        else:
            continue
        for begin, behind in runs:
            first, end = begin, behind
            if _PERHAPS_LEADING[items[first]] or _PERHAPS_TRAILING[items[end - 1]]:
                first, end = _trim(items, first, end)
            if end - first > 1:
                if _says_something(items[first:end]):
                    found.append(Candidate(starts[first], ends[end - 1], "compound", items[end - 1]))
            elif first < end and (_NAMING[items[first]] or _lone(first, words) or _owned(first, words)):
                found.append(Candidate(starts[first], ends[first], "noun", items[first]))
    return found


def _genitives(text: str, compounds: list[Candidate]) -> list[Candidate]:
    """Join 点数表|の|標準化: a lone noun of action, measure or part behind の says little without what stands before it."""
    joined: list[Candidate] = []
    reach = -2
    for candidate in compounds:
        start, end, rule, head, _ = candidate
        if (
            start == reach + 1
            and text[reach] == "の"
            and (rule == "noun" or text[start:end] in RELATIONAL)
            and joined[-1].rule != "genitive"
            and (_RELATIONAL[head] or end - start == 1)
        ):
            before = joined[-1]
            joined[-1] = Candidate(before.start, end, "genitive", head, (before,))
        elif head.surface not in _SHORT or end - start > 1:
            joined.append(candidate)
        else:
            continue
        reach = end
    return joined


def _runs(words: Words, place: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the longest runs of words that can stand in one compound, without a gap between them: the first's place and that behind the last."""
    starts, ends, shapes = words.starts, words.ends, words.shapes
    begin = -1
    for at in range(place, stop):
        if begin >= 0 and starts[at] != ends[at - 1] and not _ascii_phrase(words, at):
            yield begin, at
            begin = -1
        if (begin >= 0 and shapes[at] == "N") or _joins(words, at, begun=begin >= 0):
            begin = at if begin < 0 else begin
        elif begin >= 0:
            yield begin, at
            begin = -1
    if begin >= 0:
        yield begin, stop


def _ascii_phrase(words: Words, at: int) -> bool:
    """Whether a word and the one before it, set apart by a space, are ASCII words that belong together: System of Record."""
    return words.starts[at] - words.ends[at - 1] == 1 and _LATIN[words[at - 1]] and _LATIN[words[at]]


def _joins(words: Words, at: int, *, begun: bool) -> bool:
    """Whether a word can go on with, or begin, a compound."""
    word, shape = words[at], words.shapes[at]
    if shape == "N":
        return begun or _OPENING[word]
    if shape == "S":
        return begun and word.pos[1] == "名詞的"
    adjacent = at + 1 < len(words) and words.starts[at + 1] == words.ends[at]
    if shape == "P":
        return adjacent
    if shape == "K":
        return adjacent and words.shapes[at + 1] in "NS" and word.pos[1] == "一般"
    if shape == "V":
        return word.stem and ((adjacent and _deverbal(words, at)) or (begun and _deverbal_end(words, at)))
    return begun and word.surface in _SYMBOLS and adjacent and _ascii(words[at - 1]) and _ascii(words[at + 1])


def _deverbal(words: Words, at: int) -> bool:
    """Whether a verb's stem stands inside a compound: 使い|勝手, 引継ぎ|票; not the predicate of an argument before it."""
    following = words[at + 1]
    return (
        following.noun
        and following.pos[2] != "副詞可能"
        and _STEM[words[at]]
        and (at == 0 or words.shapes[at - 1] != PARTICLE or words[at - 1].surface not in _GOVERNING)
    )


def _deverbal_end(words: Words, at: int) -> bool:
    """Whether a verb's stem ends a compound: 固定|払い|を."""
    before, following = words[at - 1], words[at + 1] if at + 1 < len(words) else None
    return (
        before.noun
        and words.ends[at - 1] == words.starts[at]
        and before.pos[2] != "副詞可能"
        and following is not None
        and following.pos[1] in {"格助詞", "係助詞"}
        and following.surface in {"が", "を", "は", "の", "に"}
        and len(words[at].surface) > 1
    )


def _ascii(word: Word) -> bool:
    return _LATIN[word] or word.surface.isdecimal()


def _trim(items: Sequence[Word], first: int, end: int) -> tuple[int, int]:
    """Take off what does not belong to a term: 各, numerals with their counters, 等, 間, 自体."""
    while first < end and _PERHAPS_LEADING[items[first]] and _leading(items, first, end):
        counted = items[first].pos[1] == "数詞"
        first += 1
        if counted and first < end and items[first].pos[2] == "助数詞可能":
            first += 1
    while first < end and _PERHAPS_TRAILING[items[end - 1]] and _trailing(items, first, end):
        end -= 1
    return first, end


def _trailing(items: Sequence[Word], first: int, end: int) -> bool:
    last = items[end - 1]
    return (
        last.surface in _SUFFIXES
        or last.pos[1] == "数詞"
        or (last.pos[2] == "助数詞可能" and end - first > 1 and items[end - 2].pos[1] == "数詞")
    )


def _leading(items: Sequence[Word], at: int, end: int) -> bool:
    first, following = items[at], items[at + 1] if end - at > 1 else None
    if first.surface in _PREFIXES and (
        first.shape == "P" or (following is not None and first.surface in {"各", "当該", "本"})
    ):
        return True
    if first.pos[1] == "数詞" and following is not None and end - at > 2 and following.surface in _MANIFOLD:
        return False
    if first.pos[1] == "数詞":
        return not (following is not None and _ascii(following) and not following.surface.isdecimal())
    return first.pos[2] == "助数詞可能" and following is None and len(first.surface) == 1


def _says_something(run: Sequence[Word]) -> bool:
    """Whether a compound consists of more than empty words."""
    return not all(map(_SAYING_NOTHING.__getitem__, run)) or (run[-1].surface in _TELLING and run[-1].shape == "S")


def _lone(at: int, words: Words) -> bool:
    """Whether a word names something by itself where it stands."""
    word = words.items[at]
    if _NEVER_NAMING[word]:
        return False
    if _ADJECTIVAL[word] and _colours(at, words):
        return False
    if len(word.surface) == 1 and not word.surface.isascii():
        return word.surface in _ADMINISTRATIONS and _stands_alone(at, words)
    return not (_VERBAL[word] and _is_predicate(at, words))


def _owned(at: int, words: Words) -> bool:
    """Whether a short noun names a part or an occasion of what stands before it: 議論の場, 深夜の便."""
    return words.items[at].surface in _SHORT and at > 0 and words.items[at - 1].surface == "の" and _stands_alone(at, words)


def _stands_alone(at: int, words: Words) -> bool:
    """Whether a particle follows a word and no noun, prefix or suffix touches it."""
    return words.shapes[at + 1 : at + 2] == PARTICLE and (
        at == 0 or words.ends[at - 1] < words.starts[at] or words.shapes[at - 1] not in "NPSt"
    )


def _following(at: int, words: Words) -> Word | None:
    """Return the word that touches a word's end."""
    return words[at + 1] if at + 1 < len(words) and words.starts[at + 1] == words.ends[at] else None


def _colours(at: int, words: Words) -> bool:
    """Whether a noun is used as an adjective: 小規模|な|町村."""
    following = _following(at, words)
    return following is not None and following.surface == "な"


def _is_predicate(at: int, words: Words) -> bool:
    """Whether a verbal noun is used as a verb: 発生|する, 実現|し, 提供|できる."""
    following = _following(at, words)
    return following is not None and (following.lemma in _PERFORMING or following.surface in {"可能", "済み"})


def _quotations(text: str, words: Words) -> list[Candidate]:
    """Return the terms in 「…」 that end in a noun; what ends in a predicate is quoted speech."""
    found = []
    for quotation in _QUOTED.finditer(text):
        start, end = quotation.span("term")
        places = words.within(start, end)
        inside = words.items[places.start : places.stop]
        if not inside or any(word.pos[1] in {"終助詞", "読点", "句点"} for word in inside):
            continue
        if inside[-1].shape in "NSM" or _ascii(inside[-1]) or inside[-1].stem:
            found.append(Candidate(start, end, "quoted", inside[-1]))
    return found
