"""What surrounds a mention in its sentence: the clause it stands in, and the particle by which its predicate takes it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from graph.annotating.lexicons import word_list
from graph.annotating.morphology import Morpheme
from graph.model import Mention, Sentence

LIGHT = word_list("clauses", "light")
"""Heads that pass the particle behind them on to what stands before them: Xの導入を, Xという考え方に."""

_LINKS = frozenset(
    {"の", "という", "といった", "ような", "による", "に係る", "に関する", "に対する", "への", "との", "とする", "を"}
)
_FOCUS = frozenset({"」", "』", ")", "等", "など", "だけ", "自体", "そのもの", "のみ", "ばかり"})
_OWN = frozenset(
    {
        "こと",
        "の",
        "もの",
        "ため",
        "必要",
        "べき",
        "方",
        "ところ",
        "場合",
        "よう",
        "はず",
        "際",
        "上",
        "とき",
        "時",
        "ほう",
        "懸念",
        "おそれ",
        "余地",
        "たび",
    }
)
_JOINING = frozenset({"接続助詞"})
_DOING = frozenset({"する", "す", "できる", "いたす", "為る"})
"""Verbs that make a light head the predicate itself: 空き教室を活用|し."""


@dataclass(frozen=True, slots=True)
class Role:
    """How a mention stands in its sentence: the particle that governs it, whether in the last clause, how far from the end, and whether it modifies a noun."""

    mention: Mention
    particle: str
    last_clause: bool
    distance: int
    modifying: bool = False


def words_of(sentence: Sentence, words: Sequence[Morpheme]) -> list[Morpheme]:
    """Return the morphemes of a sentence."""
    return list(words[bisect_left(words, sentence.start, key=_start) : bisect_left(words, sentence.end, key=_start)])


def _start(placed: Morpheme | Mention) -> int:
    return placed.start


def mentions_of(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a sentence, nested ones among them; `mentions` are sorted by their start."""
    inside = mentions[
        bisect_left(mentions, sentence.start, key=_start) : bisect_left(mentions, sentence.end, key=_start)
    ]
    return [mention for mention in inside if mention.end <= sentence.end]


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that lie in no other; they are sorted by start, longer first."""
    found: list[Mention] = []
    reach = -1
    for mention in mentions:
        if mention.end > reach:
            found.append(mention)
            reach = mention.end
    return found


def last_clause(words: Sequence[Morpheme]) -> int:
    """Return where the last clause of a sentence begins: behind the last comma that follows a predicate or a conjunction."""
    for index in range(len(words) - 4, 0, -1):
        if words[index].pos[1] == "読点" and _closes(words[index - 1]):
            return words[index].end
    return words[0].start if words else 0


def clause_starts(words: Sequence[Morpheme]) -> list[int]:
    """Return where the clauses of a sentence begin, in order."""
    if not words:
        return []
    return [
        words[0].start,
        *(
            words[index].end
            for index in range(1, len(words) - 1)
            if words[index].pos[1] == "読点" and _closes(words[index - 1])
        ),
    ]


def _closes(word: Morpheme) -> bool:
    return (
        word.pos[0] in {"動詞", "助動詞", "形容詞"}
        or word.pos[1] in _JOINING
        or (
            word.surface in {"ため", "場合", "際", "上", "もと", "ほか", "中", "ば", "ので", "から", "が"}
            and word.pos[1] != "格助詞"
        )
    )


def role_of(mention: Mention, words: Sequence[Morpheme], clause: int, end: int) -> Role:
    """Return how a mention stands in its sentence; light heads behind it are passed over."""
    index = bisect_left(words, mention.end, key=_start)
    particle = ""
    while index < len(words):
        word = words[index]
        if word.surface in _FOCUS:
            index += 1
        elif word.surface in {"の", "という", "と", "への", "に", "を"} and _light(words, index + 1):
            index = _behind_light(words, index + 1)
        elif word.pos[0] == "助詞":
            particle += word.surface
            index += 1
        else:
            break
    return Role(
        mention,
        particle,
        mention.start >= clause,
        end - mention.end,
        _modifies(words, index) if particle not in {"は", "には", "については"} else False,
    )


def _modifies(words: Sequence[Morpheme], index: int) -> bool:
    """Whether the predicate behind words[index] modifies a noun: マイナンバーカードを|用いた|受付; こと, の and 必要 are the predicate's own."""
    while index < len(words) and words[index].pos[0] not in {"動詞", "形容詞"}:
        if words[index].pos[1] == "読点" or words[index].surface == "」":
            return False
        index += 1
    while (index < len(words) and words[index].pos[0] in {"動詞", "助動詞", "形容詞"}) or (
        index < len(words) and words[index].surface == "て"
    ):
        index += 1
    return (
        index < len(words)
        and index > 0
        and words[index].pos[0] in {"名詞", "接頭辞"}
        and words[index].surface not in _OWN
        and words[index - 1].pos[0] in {"動詞", "助動詞", "形容詞"}
    )


def _light(words: Sequence[Morpheme], index: int) -> bool:
    while (
        index < len(words)
        and words[index].pos[0] in {"助詞", "連体詞"}
        and words[index].surface in {"の", "その", "いう", "と"}
    ):
        index += 1
    if index >= len(words) or words[index].surface not in LIGHT or words[index].pos[0] != "名詞":
        return False
    return index + 1 >= len(words) or words[index + 1].lemma not in _DOING


def _behind_light(words: Sequence[Morpheme], index: int) -> int:
    while index < len(words) and not (words[index].surface in LIGHT and words[index].pos[0] == "名詞"):
        index += 1
    return index + 1
