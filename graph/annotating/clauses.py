"""What surrounds a mention in its sentence: the clause it stands in, and the particle by which its predicate takes it."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from graph.annotating.lexicons import word_list
from graph.annotating.morphology import COMMA, PARTICLE, Trait, Words
from graph.model import Mention

LIGHT = word_list("clauses", "light")
"""Heads that pass the particle behind them on to what stands before them: Xの導入を, Xという考え方に."""

_FOCUS = frozenset("」 』 ) 等 など だけ 自体 そのもの のみ ばかり".split())
_STRESS = frozenset({"こそ", "さえ", "すら"})
"""Particles that only stress the one before them: 改修支援に|こそ."""
_OWN = frozenset(
    "こと の もの ため 必要 べき 方 ところ 場合 よう はず 際 上 とき 時 ほう 懸念 おそれ 余地 たび つもり わけ".split()
)
_PASSING = frozenset("の という と へ への に を".split())
_INTRODUCING = frozenset("の その いう と".split())
_TOPICAL = frozenset("は には については".split())
_DOING = frozenset({"する", "す", "できる", "いたす", "為る"})
"""Verbs that make a light head the predicate itself: 空き教室を活用|し."""

_CLOSING = frozenset("ため 場合 際 上 もと ほか 中 ば ので から が 反面 半面".split())
_CLOSES = Trait(
    lambda word: (
        word.shape in "VxA" or word.pos[1] == "接続助詞" or (word.surface in _CLOSING and word.pos[1] != "格助詞")
    )
)
"""Whether a comma behind a word ends a clause."""
_LIGHT = Trait(lambda word: word.noun and word.surface in LIGHT)
_INFLECTED = "VxA"


class Role(NamedTuple):
    """How a mention stands in its sentence: the particle that governs it, whether in the last clause, how far from the end, and where the next word stands."""

    mention: Mention
    particle: str
    last_clause: bool
    distance: int
    behind: int = -1


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that lie in no other; they are sorted by start, longer first."""
    found: list[Mention] = []
    reach = -1
    for mention in mentions:
        if mention.end > reach:
            found.append(mention)
            reach = mention.end
    return found


def last_clause(words: Words, places: range) -> int:
    """Return where the last clause of a stretch begins: behind the last comma that follows a predicate or a conjunction."""
    at = words.shapes.rfind(COMMA, places.start + 1, max(places.stop - 3, 0))
    while at > 0 and not _CLOSES[words[at - 1]]:
        at = words.shapes.rfind(COMMA, places.start + 1, at)
    return words.ends[at] if at > 0 else words.starts[places.start] if places else 0


def clause_ends(words: Words, places: range) -> list[int]:
    """Return where the clauses of a sentence end but for the last one, in order."""
    found = []
    at = words.shapes.find(COMMA, places.start + 1, max(places.stop - 1, 0))
    while at >= 0:
        if _CLOSES[words[at - 1]]:
            found.append(words.ends[at])
        at = words.shapes.find(COMMA, at + 1, places.stop - 1)
    return found


def role_of(mention: Mention, words: Words, places: range, clause: int, end: int) -> Role:
    """Return how a mention stands in its sentence, the words at `places`; light heads behind it are passed over."""
    items, shapes, stop = words.items, words.shapes, places.stop
    index = bisect_left(words.starts, mention.end, places.start, stop)
    particle = ""
    while index < stop:
        surface = items[index].surface
        if surface in _FOCUS:
            index += 1
        elif surface in _PASSING and _light(words, index + 1, stop):
            index = _behind_light(words, index + 1, stop)
        elif shapes[index] == PARTICLE:
            particle += "" if surface in _STRESS else surface
            index += 1
        else:
            break
    return Role(mention, particle, mention.start >= clause, end - mention.end, index)


def modifies(role: Role, words: Words, stop: int) -> bool:
    """Whether the predicate that takes a mention modifies a noun: マイナンバーカードを|用いた|受付; こと, の and 必要 are the predicate's own."""
    index = role.behind
    if index < 0 or role.particle in _TOPICAL:
        return False
    items, shapes = words.items, words.shapes
    while index < stop and shapes[index] not in "VA":
        if shapes[index] == COMMA or items[index].surface == "」":
            return False
        index += 1
    while index < stop and (shapes[index] in _INFLECTED or items[index].surface == "て"):
        index += 1
    if 0 < index < stop - 1 and items[index].surface == "「" and shapes[index - 1] in _INFLECTED:
        return True
    return (
        0 < index < stop
        and shapes[index] in "NP"
        and items[index].surface not in _OWN
        and shapes[index - 1] in _INFLECTED
    )


def _light(words: Words, index: int, stop: int) -> bool:
    while index < stop and words.shapes[index] in "jt" and words[index].surface in _INTRODUCING:
        index += 1
    if index >= stop or not _LIGHT[words[index]]:
        return False
    return index + 1 >= stop or words[index + 1].lemma not in _DOING


def _behind_light(words: Words, index: int, stop: int) -> int:
    while index < stop and not _LIGHT[words[index]]:
        index += 1
    return index + 1
