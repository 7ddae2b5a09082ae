"""Finds how opinions take each other up: replies to what stands before them, and later opinions on what an earlier one brought up."""

import re
from collections import Counter
from math import fsum
from typing import NamedTuple

from graph.annotating.protocol import Work, Workpiece
from graph.model import Concept, Link

_GENERIC = frozenset({"actor", "organisation", "place", "person"})
_AGREEING = re.compile(
    r"(?:に|には|にも)[^。、]{0,6}(?:賛成|賛同|同感|同意)(?!(?:し|いた)?(?:かね|でき|しない|は(?:でき|し)))|異(?:議|存|論)は?(?:ない|ありません)|支持(?:する|したい|します)"
)
_SAME_MIND = re.compile(
    r"(?:意見|考え方?|提案|指摘|発言|趣旨|お話)(?:に|には|にも|と)(?:は|も)?[^。、]{0,6}(?:賛成|賛同|同感|同意|同じ|同様)(?!(?:し|いた)?(?:かね|でき))|^[^。、]{0,8}(?:同感|同意見|同じ意見|私も(?:同じ|同様|賛成|賛同|同意))"
)
"""How somebody agrees with what was said right before, whatever it was about."""
_FOLLOWING = re.compile(r"^(?:[^。]{0,24}(?:に関連して|の発言に関連|に加えて|について補足|を踏まえ))")
_GOING_ON = re.compile(
    r"(?:ただし|もっとも|加えて|さらに|その上で|それに加え(?:て)?|あわせて|併せて|関連して|これに関連して|そのためには|そのために|[^\s、。]{1,8}だけでなく)、"
)
"""How an opinion opens that goes on with what was said right before."""
_GRANTING = re.compile(
    r"(?:(?:御|ご)?(?:趣旨|意見|指摘|提案|発言|懸念|心配|考え方?|お話)|(?:その|この)(?:考え方?|方向性?|趣旨))(?:は|も|について(?:は)?)(?:十分|よく)?"
    r"(?:理解(?:は)?(?:する|できる|します|できます)|分かる|わかる|もっとも(?:である|だ|です)?|承知(?:する|している))(?:が|ものの|けれども)"
)
"""How an opinion opens that grants what was said and takes it back."""
_OBJECTING = frozenset({"concern", "opposition"})
_PLEADING = frozenset({"support", "proposal"})
_BRIEF = 30  # characters of a sentence that only agrees
_LEAST = 3  # characters of a label that stands for a longer one
_REACH = 6
"""How many opinions back an opinion takes up another one."""


class Links:
    """The annotator that links opinions of one document."""

    name = "links"
    version = "2"

    def annotate(self, work: Work) -> None:
        """Add at most one link for each opinion, from the later to the earlier one."""
        voices = [_voice(piece) for piece in work.opinions]
        spread = Counter(key for voice in voices for key in voice.named)
        for index, piece in enumerate(work.opinions):
            link = _reply(work, index) if piece.utterance.reply else _uptake(voices, index, spread)
            if link:
                work.links.append(link)


class _Voice(NamedTuple):
    """One opinion with the keys of all concepts that it names, of those that it is about, of those that it objects to, and of what it takes sides on."""

    piece: Workpiece
    named: set[str]
    said: set[str]
    worried: set[str]
    sides: dict[str, set[str]]
    """What it is for, against and mixed about."""
    labels: dict[str, str]
    """The keys' labels."""

    def alike(self, keys: set[str], other: "_Voice", others: set[str]) -> bool:
        """Say whether some concept is meant on both sides: the same, or one whose label ends or begins with the other's (AI配車, AI配車システム)."""
        return bool(keys & others) or any(
            _shortened(self.labels[one], other.labels[two]) for one in keys for two in others
        )


def _shortened(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST and (long.endswith(short) or long.startswith(short))


def _voice(piece: Workpiece) -> _Voice:
    mentions = piece.finding.mentions
    objecting = [each for each in piece.finding.sentences if each.act in _OBJECTING]
    said: set[str] = set()
    worried: set[str] = set()
    labels: dict[str, str] = {}
    for mention in mentions:
        key = _key(mention.concept)
        labels[key] = mention.concept.label
        if mention.concept.type not in _GENERIC:
            said.add(key)
            if any(sentence.start <= mention.start < sentence.end for sentence in objecting):
                worried.add(key)
    sides: dict[str, set[str]] = {"for": set(), "against": set(), "mixed": set()}
    for position in piece.finding.positions:
        key = _key(position.target)
        labels[key] = position.target.label
        sides[position.polarity].add(key)
    return _Voice(piece, {_key(mention.concept) for mention in mentions}, said, worried, sides, labels)


def _key(concept: Concept) -> str:
    return concept.iri or concept.label


def _reply(work: Work, index: int) -> Link | None:
    """Link a reply to the last opinion before it that is none, in the same topic."""
    for earlier in range(index - 1, -1, -1):
        piece = work.opinions[earlier]
        if piece.utterance.topic != work.opinions[index].utterance.topic:
            return None
        if not piece.utterance.reply:
            return Link(index, "respondsTo", earlier, "reply", 0.95)
    return None


def _uptake(voices: list[_Voice], index: int, spread: Counter[str]) -> Link | None:
    voice = voices[index]
    nearest = next((earlier for earlier in range(index - 1, -1, -1) if not voices[earlier].piece.utterance.reply), None)
    best: tuple[float, Link] | None = None
    for earlier in range(index - 1, max(index - _REACH, 0) - 1, -1):
        other = voices[earlier]
        if other.piece.utterance.reply or other.piece.utterance.topic != voice.piece.utterance.topic:
            continue
        weight, kind, rule = _weigh(voice, other, spread, nearest=earlier == nearest)
        weight -= 0.1 * (index - earlier)
        if kind and weight >= 1.0 and (best is None or weight > best[0]):
            best = weight, Link(index, kind, earlier, rule, round(min(0.5 + weight / 10, 0.9), 2))
    return best[1] if best else None


def _weigh(voice: _Voice, other: _Voice, spread: Counter[str], *, nearest: bool) -> tuple[float, str, str]:
    """Return how strongly an opinion takes up another one, how, and by which rule; `nearest` says that no third one stands between them."""
    shared = fsum(_distinction(key, voice.piece, other.piece, spread) for key in voice.said & other.said)
    sided = _takes_side(voice, other, shared, nearest=nearest)
    if sided:
        return sided
    if (shared and _FOLLOWING.match(voice.piece.text)) or (nearest and _GOING_ON.match(voice.piece.text)):
        return 3.0 + shared, "elaborates", "follows"
    return shared, "elaborates" if shared else "", "shared-concepts"


def _takes_side(voice: _Voice, other: _Voice, shared: float, *, nearest: bool) -> tuple[float, str, str] | None:
    """Return how strongly an opinion agrees or disagrees with another one, and by which rule; the surest sign counts."""
    mine, theirs = voice.sides, other.sides
    if nearest and _SAME_MIND.search(voice.piece.text):
        return 4.5, "agreesWith", "same-mind"
    if voice.alike(mine["for"], other, theirs["against"]) or voice.alike(mine["against"], other, theirs["for"]):
        return 4.0, "disagreesWith", "opposite-positions"
    if voice.alike(mine["for"] | mine["mixed"], other, theirs["for"]) and _AGREEING.search(voice.piece.text):
        return 3.5 + shared, "agreesWith", "same-position"
    if nearest and other.piece.finding.act in _PLEADING and _opens_agreeing(voice):
        return 3.0 + shared, "agreesWith", "opens-agreeing"
    granting = nearest and other.piece.finding.act in _PLEADING | {"opposition"} and _GRANTING.match(voice.piece.text)
    if granting or _objects(voice, other):
        return 3.0, "disagreesWith", "objection-to-proposal"
    return None


def _distinction(key: str, piece: Workpiece, other: Workpiece, spread: Counter[str]) -> float:
    """Weigh one shared concept: a term that few opinions have, that was set in quotes, or that one takes a position on."""
    if spread[key] > 6:
        return 0.0
    mentions = [mention for side in (piece, other) for mention in side.finding.mentions if _key(mention.concept) == key]
    named = any(mention.method in {"taught", "quoted"} for mention in mentions)
    aimed = any(_key(position.target) == key for side in (piece, other) for position in side.finding.positions)
    long = max(len(mention.surface) for mention in mentions) >= 4
    return (
        (1.0 if named else 0.0) + (0.7 if aimed else 0.0) + (0.3 if long else 0.0) + (0.3 if spread[key] <= 3 else 0.0)
    )


def _opens_agreeing(voice: _Voice) -> bool:
    """Whether an opinion begins with a sentence that does nothing but agree (据え置きに賛成する。)."""
    first = voice.piece.finding.sentences[:1]
    return bool(first) and first[0].act == "support" and len(first[0].text) <= _BRIEF and _AGREEING.search(first[0].text) is not None


def _objects(voice: _Voice, other: _Voice) -> bool:
    """Whether an opinion worries about, or objects to, what the other one is for or speaks well of, without being for it itself."""
    mine = voice.sides["for"] | voice.sides["mixed"]
    if voice.alike(voice.worried - mine, other, other.sides["for"]):
        return True
    return other.piece.finding.act in _PLEADING and voice.alike(voice.sides["against"], other, other.said - other.sides["against"])
