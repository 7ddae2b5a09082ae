"""What the text shows of two opinions, the later of which may take up the earlier one, and what rules say of them."""

import re
from collections import Counter
from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from graph.annotating.protocol import Work, Workpiece
from graph.annotating.voices import Voice, key_of, voice_of
from graph.annotating.weights import Model

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
_PLEADING = frozenset({"support", "proposal"})
_BRIEF = 30  # characters of a sentence that only agrees
_OBJECTION = re.compile(
    r"しかし|逆に|むしろ|反対|慎重|疑問|懸念|かねない|とは限らない|一方(?:で)?、|必要はない|べきではない|時期尚早|本末転倒|危険|困る|賛成できない|同意できない|無理"
)
_POINTING = re.compile(r"^(?:その|この|それ|これ|そう|同様|先の|前の|先ほど|ただいま|今の|(?:御|ご)?(?:指摘|提案)|いずれ|両)")
_TOO = re.compile(r"^[^。、]{1,14}も(?:、|[^の])")
_NOT_ONLY = re.compile(r"^[^。]{1,20}だけで")
_TOLD = re.compile(r"^[^。、]{2,24}(?:という|との)(?:意見|指摘|提案|話|考え)")
_REACH = 6
"""How many opinions back an opinion takes up another one."""
_NEAR = 2
"""So far back also what shares nothing may be taken up."""
_FEW, _MANY = 2, 3
_RARE = 3  # opinions that name a concept
_COMMON = 6


class Uptake(NamedTuple):
    """What the text shows of a later and an earlier opinion below one topic; `beside` says that none stands between them."""

    always: str
    distance: int
    near: str
    """How far, and whether nothing but replies stands between."""
    act: str
    other_act: str
    acts: str
    acts_beside: str
    opening: str
    """The act of the first sentence, and whether beside."""
    opening_to: str
    kind: str
    """What the rules say that it is."""
    rule: str
    ruled_beside: str
    shared: str
    """How many concepts both speak of, up to three, and whether beside."""
    rare: str
    """How many of them few others name, and how far."""
    weight: int
    """How much the rules say for it, in steps."""
    for_for: str
    for_against: str
    against_for: str
    against_against: str
    """Whether one concept has these sides in the later and in the earlier one."""
    side_on: str
    """Whether the later takes a side on what the earlier speaks of."""
    against: str
    in_favour: str
    their_for: str
    their_against: str
    alike: str
    first: str
    """Whether the first thing named is one that the earlier names, and whether beside."""
    first_acts: str
    objects: str
    """Whether it objects in words, and whether beside; so the next ones, each with its own words."""
    objects_to: str
    agrees: str
    same_mind: str
    grants: str
    follows: str
    goes_on: str
    points: str
    too: str
    not_only: str
    told: str
    word: str
    words: str
    sentences: int
    speaker: str
    worried: str


UPTAKES = Model("links.tsv", Uptake)
"""What judges where one opinion takes up another."""


class Pair(NamedTuple):
    """A later and an earlier opinion, by their places, what is shown of them, and the rule that speaks for a link."""

    later: int
    earlier: int
    shown: Uptake
    rule: str


def pairs(work: Work) -> Iterator[Pair]:
    """Yield each opinion that is no reply with each of the last ones before it below the same topic; mentions, acts and positions are known."""
    voices = [voice_of(piece) for piece in work.opinions]
    spread = Counter(key for voice in voices for key in voice.named)
    for later, voice in enumerate(voices):
        if voice.piece.utterance.reply:
            continue
        nearest = next((at for at in range(later - 1, -1, -1) if not voices[at].piece.utterance.reply), None)
        own = _own(voice)
        for earlier in range(later - 1, max(later - _REACH, 0) - 1, -1):
            other = voices[earlier]
            if other.piece.utterance.topic != voice.piece.utterance.topic:
                break
            weighed = _weigh(voice, other, spread, nearest=earlier == nearest)
            if later - earlier <= _NEAR or weighed[1] or voice.said & other.said:
                yield _pair(voice, other, (later, earlier), weighed, own[later - earlier == 1], spread, nearest=earlier == nearest)


def _own(voice: Voice) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the later opinion shows by itself, for earlier ones that stand apart from it and for the one beside it."""
    text, words = voice.piece.text, voice.piece.words
    cues = {
        "objects": _OBJECTION, "agrees": _AGREEING, "same_mind": _SAME_MIND, "grants": _GRANTING, "follows": _FOLLOWING, "goes_on": _GOING_ON,
        "points": _POINTING, "too": _TOO, "not_only": _NOT_ONLY, "told": _TOLD,
    }  # fmt: skip
    found = {name: str(pattern.search(text) is not None) for name, pattern in cues.items()}
    found["word"] = words[0].surface if len(words) else ""
    found["words"] = "".join(word.surface for word in words.items[:_FEW])
    apart, beside = ({name: f"{value} {near}" for name, value in found.items()} for near in (False, True))
    return apart, beside


def _pair(
    voice: Voice, other: Voice, places: tuple[int, int], weighed: tuple[float, str, str], own: dict[str, str], spread: Counter[str], *, nearest: bool
) -> Pair:
    later, earlier = places
    distance = later - earlier
    beside = distance == 1
    weight, kind, rule = weighed
    rule = rule if kind else ""
    sentences, mentions = voice.piece.finding.sentences, voice.piece.finding.mentions
    act, other_act = voice.piece.finding.act, other.piece.finding.act
    opening = sentences[0].act if sentences else ""
    shared = voice.said & other.said
    mine, theirs = voice.sides, other.sides
    first = bool(mentions) and key_of(mentions[0].concept) in other.named
    shown = Uptake(
        always="",
        distance=distance,
        near=f"{min(distance, _MANY)} {nearest}",
        act=act,
        other_act=other_act,
        acts=f"{act} {other_act}",
        acts_beside=f"{act} {other_act} {beside}",
        opening=f"{opening} {beside}",
        opening_to=f"{opening} {other_act}",
        kind=kind,
        rule=rule,
        ruled_beside=f"{rule} {beside}",
        shared=f"{min(len(shared), _MANY)} {beside}",
        rare=f"{min(sum(spread[key] <= _RARE for key in shared), _MANY)} {min(distance, _MANY)}",
        weight=min(int(weight) + 1, _MANY) if weight > 0 else 0,
        for_for=str(bool(mine["for"] & theirs["for"])),
        for_against=str(bool(mine["for"] & theirs["against"])),
        against_for=str(bool(mine["against"] & theirs["for"])),
        against_against=str(bool(mine["against"] & theirs["against"])),
        side_on=str(any(keys & other.said for keys in mine.values())),
        against=str(bool(mine["against"] & other.said)),
        in_favour=str(bool(mine["for"] & other.said)),
        their_for=str(bool(theirs["for"] & voice.said)),
        their_against=str(bool(theirs["against"] & voice.said)),
        alike=str(voice.alike(voice.said, other, other.said)),
        first=f"{first} {beside}",
        first_acts=f"{first} {act} {other_act}",
        objects_to=f"{own['objects']} {other_act}",
        **own,
        sentences=min(len(sentences), _MANY + 1),
        speaker=f"{voice.piece.utterance.speaker == other.piece.utterance.speaker} {voice.piece.utterance.speaker is None}",
        worried=str(bool(voice.worried & other.said)),
    )
    return Pair(later, earlier, shown, rule)


def _weigh(voice: Voice, other: Voice, spread: Counter[str], *, nearest: bool) -> tuple[float, str, str]:
    """Return how strongly an opinion takes up another one, how, and by which rule; `nearest` says that no third one stands between them."""
    shared = fsum(_distinction(key, voice.piece, other.piece, spread) for key in voice.said & other.said)
    sided = _takes_side(voice, other, shared, nearest=nearest)
    if sided:
        return sided
    if (shared and _FOLLOWING.match(voice.piece.text)) or (nearest and _GOING_ON.match(voice.piece.text)):
        return 3.0 + shared, "elaborates", "follows"
    return shared, "elaborates" if shared else "", "shared-concepts"


def _takes_side(voice: Voice, other: Voice, shared: float, *, nearest: bool) -> tuple[float, str, str] | None:
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
    if nearest and other.piece.finding.act in _PLEADING | {"opposition"} and _GRANTING.match(voice.piece.text):
        return 3.0, "disagreesWith", "granting"
    return (3.0, "disagreesWith", "objection-to-proposal") if _objects(voice, other) else None


def _distinction(key: str, piece: Workpiece, other: Workpiece, spread: Counter[str]) -> float:
    """Weigh one shared concept: a term that few opinions have, that was set in quotes, or that one takes a position on."""
    if spread[key] > _COMMON:
        return 0.0
    mentions = [mention for side in (piece, other) for mention in side.finding.mentions if key_of(mention.concept) == key]
    named = any(mention.method in {"taught", "quoted"} for mention in mentions)
    aimed = any(key_of(position.target) == key for side in (piece, other) for position in side.finding.positions)
    long = max(len(mention.surface) for mention in mentions) >= 4
    return (
        (1.0 if named else 0.0) + (0.7 if aimed else 0.0) + (0.3 if long else 0.0) + (0.3 if spread[key] <= _RARE else 0.0)
    )


def _opens_agreeing(voice: Voice) -> bool:
    """Whether an opinion begins with a sentence that does nothing but agree (据え置きに賛成する。)."""
    first = voice.piece.finding.sentences[:1]
    return bool(first) and first[0].act == "support" and len(first[0].text) <= _BRIEF and _AGREEING.search(first[0].text) is not None


def _objects(voice: Voice, other: Voice) -> bool:
    """Whether an opinion worries about, or objects to, what the other one is for or speaks well of, without being for it itself."""
    mine = voice.sides["for"] | voice.sides["mixed"]
    if voice.alike(voice.worried - mine, other, other.sides["for"]):
        return True
    return other.piece.finding.act in _PLEADING and voice.alike(voice.sides["against"], other, other.said - other.sides["against"])
