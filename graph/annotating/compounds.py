"""Candidates for concepts from morphology: compound nouns, ASCII terms over hyphens, quoted terms."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from graph.annotating.lexicons import word_list
from graph.annotating.morphology import Morpheme

FORMAL = word_list("empty", "formal")
"""Nouns that name nothing of their own: formal nouns, adverbial nouns, words of the talk itself and light verbal nouns."""

_PREFIXES = word_list("empty", "prefixes")
_SUFFIXES = word_list("empty", "suffixes")
_TELLING = word_list("empty", "telling")
_NEVER_FIRST = frozenset(
    {"助詞", "助動詞", "補助記号", "接尾辞", "副詞", "接続詞", "連体詞", "形容詞", "感動詞", "空白"}
)
RELATIONAL = word_list("empty", "relational")
"""Nouns of a part, a measure or a manner, which need what they are of."""
_MANIFOLD = frozenset("重 次 元 者 極".split())
"""Counters that make a word of their own with a numeral: 二|重|入力."""
_ADMINISTRATIONS = frozenset("国 県 市 町 村 区 都 府 道 省".split())
_ASCII = re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-9]+[A-Za-z][A-Za-z0-9]*")
_QUOTED = re.compile(r"「(?P<term>[^「」。]{2,24})」")
_KANJI = re.compile(r"[\u3400-\u9fff々]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of an opinion that may name a concept: how it was found, its last morpheme, and the candidate before the の of a genitive."""

    start: int
    end: int
    rule: str
    head: str
    parts: "tuple[Candidate, ...]" = ()


def candidates(text: str, words: Sequence[Morpheme]) -> list[Candidate]:
    """Return the candidates of one opinion in the order of their places, quoted terms and what stands inside them both."""
    compounds = _compounds(words)
    found = [*_genitives(text, compounds, words), *_quotations(text, words)]
    return sorted(set(found), key=lambda candidate: (candidate.start, -candidate.end))


def _compounds(words: Sequence[Morpheme]) -> list[Candidate]:
    found = []
    for run in _runs(words):
        trimmed = _trim(run)
        if trimmed and _says_something(trimmed, words):
            start, end = trimmed[0].start, trimmed[-1].end
            found.append(Candidate(start, end, "compound" if len(trimmed) > 1 else "noun", trimmed[-1].surface))
    return found


def _genitives(text: str, compounds: list[Candidate], words: Sequence[Morpheme]) -> list[Candidate]:
    """Join 点数表|の|標準化: a lone noun of action, measure or part behind の says little without what stands before it."""
    joined: list[Candidate] = []
    for candidate in compounds:
        before = joined[-1] if joined else None
        if (
            before
            and (candidate.rule == "noun" or text[candidate.start : candidate.end] in RELATIONAL)
            and before.rule in {"compound", "noun"}
            and text[before.end : candidate.start] == "の"
            and _relational(words[bisect_left(words, candidate.end, key=_start) - 1])
        ):
            joined[-1] = Candidate(before.start, candidate.end, "genitive", candidate.head, (before,))
            continue
        joined.append(candidate)
    return joined


def _relational(word: Morpheme) -> bool:
    return (
        word.pos[2] in {"サ変可能", "サ変形状詞可能"}
        or word.surface in RELATIONAL
        or word.surface.endswith(("化", "率", "数", "費", "性", "量", "額"))
    )


def _runs(words: Sequence[Morpheme]) -> list[list[Morpheme]]:
    """Return the longest runs of words that can stand in one compound, without a gap between them."""
    runs: list[list[Morpheme]] = []
    run: list[Morpheme] = []
    for index, word in enumerate(words):
        if not run and word.pos[0] in _NEVER_FIRST:
            continue
        following = words[index + 1] if index + 1 < len(words) else None
        if run and word.start != run[-1].end and not _ascii_phrase(run[-1], word):
            runs.append(run)
            run = []
        if _joins(run, word, following, words[index - 1] if index else None):
            run.append(word)
        elif run:
            runs.append(run)
            run = []
    return [*runs, run] if run else runs


def _ascii_phrase(before: Morpheme, word: Morpheme) -> bool:
    """Whether two ASCII words set apart by a space belong together: System of Record."""
    return word.start - before.end == 1 and bool(_ASCII.fullmatch(before.surface) and _ASCII.fullmatch(word.surface))


def _joins(run: list[Morpheme], word: Morpheme, following: Morpheme | None, before: Morpheme | None) -> bool:
    """Whether a word can go on with, or begin, a compound."""
    adjacent = following is not None and following.start == word.end
    match word.pos[0]:
        case "名詞":
            return not (word.pos[2] == "副詞可能" and not run) and not (
                word.surface in FORMAL and len(word.surface) == 1 and not run
            )
        case "接尾辞" | "接頭辞":
            return adjacent if word.pos[0] == "接頭辞" else bool(run) and word.pos[1] == "名詞的"
        case "形状詞":
            return (
                adjacent
                and following is not None
                and (following.noun or following.pos[0] == "接尾辞")
                and word.pos[1] == "一般"
            )
        case "動詞":
            return (_deverbal(word, following, before) and adjacent) or _deverbal_end(run, word, following)
        case "補助記号" | "記号":
            return (
                word.surface in {"-", "_", "/", "&", "+", "."}
                and bool(run)
                and adjacent
                and following is not None
                and _ascii(run[-1])
                and _ascii(following)
            )
    return False


def _deverbal(word: Morpheme, following: Morpheme | None, before: Morpheme | None) -> bool:
    """Whether a verb's stem stands inside a compound: 使い|勝手, 引継ぎ|票; not the predicate of an argument before it."""
    stem = (
        word.pos[5].startswith("連用形")
        and bool(_KANJI.search(word.surface))
        and following is not None
        and following.noun
    )
    return (
        stem
        and following is not None
        and following.pos[2] != "副詞可能"
        and (before is None or before.pos[0] != "助詞" or before.surface == "の")
    )


def _deverbal_end(run: list[Morpheme], word: Morpheme, following: Morpheme | None) -> bool:
    """Whether a verb's stem ends a compound: 固定|払い|を."""
    stem = (
        word.pos[5].startswith("連用形")
        and bool(run)
        and run[-1].noun
        and run[-1].end == word.start
        and run[-1].pos[2] != "副詞可能"
    )
    return (
        stem
        and following is not None
        and following.pos[1] in {"格助詞", "係助詞"}
        and following.surface in {"が", "を", "は", "の", "に"}
        and len(word.surface) > 1
    )


def _ascii(word: Morpheme) -> bool:
    return bool(_ASCII.fullmatch(word.surface)) or word.surface.isdecimal()


def _trim(run: list[Morpheme]) -> list[Morpheme]:
    """Take off what does not belong to a term: 各, numerals with their counters, 等, 間, 自体."""
    run = list(run)
    while run and _leading(run):
        counted = run.pop(0).pos[1] == "数詞"
        if counted and len(run) > 1 and run[0].pos[2] == "助数詞可能":
            run.pop(0)
    while run and (
        run[-1].surface in _SUFFIXES
        or (run[-1].pos[2] == "助数詞可能" and len(run) > 1 and run[-2].pos[1] == "数詞")
        or run[-1].pos[1] == "数詞"
    ):
        run.pop()
    return run


def _leading(run: list[Morpheme]) -> bool:
    first = run[0]
    if first.surface in _PREFIXES and (
        first.pos[0] == "接頭辞" or (len(run) > 1 and first.surface in {"各", "当該", "本"})
    ):
        return True
    if first.pos[1] == "数詞" and len(run) > 2 and run[1].surface in _MANIFOLD:
        return False
    if first.pos[1] == "数詞":
        return not (len(run) > 1 and _ascii(run[1]) and not run[1].surface.isdecimal() and run[1].start == first.end)
    return first.pos[2] == "助数詞可能" and len(run) == 1 and len(first.surface) == 1


def _says_something(run: list[Morpheme], words: Sequence[Morpheme]) -> bool:
    """Whether a run names something: compounds of more than empty words, single nouns that are no verb's stem."""
    if all(word.surface in FORMAL or word.pos[0] in {"接尾辞", "接頭辞"} or word.pos[1] == "数詞" for word in run):
        return len(run) > 1 and run[-1].surface in _TELLING and run[-1].pos[0] == "接尾辞"
    if len(run) > 1:
        return True
    word = run[0]
    if word.surface in FORMAL or word.pos[0] != "名詞" or word.pos[2] == "副詞可能" or word.surface.endswith("的"):
        return False
    if word.pos[2] in {"形状詞可能", "サ変形状詞可能"} and _colours(word, words):
        return False
    if len(word.surface) == 1 and not word.surface.isascii():
        return word.surface in _ADMINISTRATIONS and _stands_alone(word, words)
    return not (word.pos[2] in {"サ変可能", "サ変形状詞可能"} and _is_predicate(word, words))


def _stands_alone(word: Morpheme, words: Sequence[Morpheme]) -> bool:
    """Whether a particle follows a word and no noun, prefix or suffix touches it."""
    at = bisect_left(words, word.start, key=lambda other: other.start)
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        after is not None
        and after.pos[0] == "助詞"
        and (before is None or before.end < word.start or before.pos[0] not in {"名詞", "接頭辞", "接尾辞", "連体詞"})
    )


def _following(word: Morpheme, words: Sequence[Morpheme]) -> Morpheme | None:
    """Return the word that touches a word's end."""
    at = bisect_left(words, word.end, key=lambda other: other.start)
    return words[at] if at < len(words) and words[at].start == word.end else None


def _colours(word: Morpheme, words: Sequence[Morpheme]) -> bool:
    """Whether a noun is used as an adjective: 小規模|な|町村."""
    following = _following(word, words)
    return following is not None and following.surface == "な"


def _is_predicate(word: Morpheme, words: Sequence[Morpheme]) -> bool:
    """Whether a verbal noun is used as a verb: 発生|する, 実現|し, 提供|できる."""
    following = _following(word, words)
    return following is not None and (
        following.lemma in {"する", "できる", "出来る", "いたす", "頂く", "いただく", "下さる", "くださる"}
        or following.surface in {"可能", "済み"}
    )


def _start(word: Morpheme) -> int:
    return word.start


def _quotations(text: str, words: Sequence[Morpheme]) -> list[Candidate]:
    """Return the terms in 「…」 that end in a noun; what ends in a predicate is quoted speech."""
    found = []
    for quotation in _QUOTED.finditer(text):
        start, end = quotation.span("term")
        inside = words[bisect_left(words, start, key=_start) : bisect_left(words, end, key=_start)]
        if not inside or any(word.pos[1] in {"終助詞", "読点", "句点"} for word in inside):
            continue
        if (
            inside[-1].pos[0] in {"名詞", "接尾辞", "記号"}
            or _ascii(inside[-1])
            or inside[-1].pos[5].startswith("連用形")
        ):
            found.append(Candidate(start, end, "quoted", inside[-1].surface))
    return found
