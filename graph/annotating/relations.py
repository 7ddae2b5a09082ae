"""Finds relations between concepts that an opinion states: frames of a predicate with the particles of its arguments, and set phrases between two terms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.annotating.clauses import Role, clause_starts, role_of, words_of
from graph.annotating.morphology import Morpheme
from graph.annotating.protocol import Work, Workpiece
from graph.model import Mention, Relation, Sentence

_AGENTS = frozenset({"actor", "organisation", "place", "person"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with what it says of its arguments: which particles mark subject and object, and who may be the subject."""

    predicate: str
    verb: re.Pattern[str]
    subject: frozenset[str]
    object: frozenset[str]
    agent: bool | None = None
    turned: bool = False
    confidence: float = 0.6


def _frame(predicate: str, verb: str, subject: str, object_: str, **more: bool | float) -> Frame:
    return Frame(predicate, re.compile(verb), frozenset(subject.split()), frozenset(object_.split()), **more)  # type: ignore[arg-type]


_BY = "は が により によって も で には ことで ば と"
_FRAMES = (
    _frame("provides", r"(?:提供|作成|公表|提示|設置|開設|運営|整備|負担|確保|支給|発行|交付|策定|改定|実施)(?:し|す|さ|で)|示[しすさせ]|担[いうえっ]|設け|要望", "が は も", "を", agent=True, confidence=0.6),
    _frame("uses", r"(?:利用|活用|使用|採用|導入|委託)(?:し|す|で|さ)|用い|使[いうえっ]", "は が も では", "を", agent=True, confidence=0.55),
    _frame("hinders", r"損な|妨げ|阻[みむん]|遅らせ|逆行|支障|奪[いうっ]|難し|困難|進ま|限られ|下が|減[りるっ]", _BY, "を が に は の", agent=False, confidence=0.55),
    _frame("enables", r"つなが|可能と|可能に|役立|寄与|資する|促[しす]|高め|できるように|享受|有効", _BY, "に を が も", agent=False, confidence=0.6),
    _frame("causes", r"招[きくい]|生[みむん]|生じ|もたら|引き起こ|増や|増え|膨ら|重く|強ま|発生|押し上げ|つながりかね|出かね", _BY, "を が に", agent=False, confidence=0.6),
    _frame("affects", r"短縮|左右|影響|増や|減ら|減[りっ]|下が|上が|高め|委ね|異な", _BY, "を が に は", agent=False, confidence=0.45),
    _frame("makesUnnecessary", r"不要|必要(?:は|が)な|いらな", _BY, "は が も", agent=False, confidence=0.75),
    _frame("requires", r"必要|不可欠|前提|要[しす]|欠かせ|求められ", "には は では に も", "が を は", agent=False, confidence=0.6),
)
_NOUN = r"」?"
_PHRASES = (
    # what stands between two neighbouring mentions, the relation, whether the second is the subject, confidence
    (r"(?:など|等)(?:の|、)?", "includes", True, 0.7),
    (r"を(?:含む|含めた|備えた|備える|はじめとする|有する)", "includes", True, 0.8),
    (r"を(?:用いた|用いる|使った|使う|活用した|活用する|利用した|利用する|生かした)", "uses", True, 0.75),
    (r"に(?:基づく|基づいた|応じた)", "uses", True, 0.6),
    (r"付きの", "includes", True, 0.6),
    (r"を可能と(?:する|した)", "enables", True, 0.85),
    (r"による", "enables", False, 0.5),
    (r"(?:よりも|ではなく|のではなく)、?", "contrastsWith", False, 0.6),
    (r"(?:に代えて|の代わりに)、?", "contrastsWith", False, 0.7),
    (r"(?:か|と)(?=.{0,12}二者択一)", "contrastsWith", False, 0.7),
    (r"と(?:の|は)?(?:異なり|違い)、?", "contrastsWith", False, 0.6),
    (r"のための?", "enables", True, 0.4),
    (r"から(?:の)?", "provides", False, 0.3),
)
_COMPILED = [(re.compile(rf"{_NOUN}{pattern}「?"), predicate, turned, confidence) for pattern, predicate, turned, confidence in _PHRASES]


class Relations:
    """The annotator that finds relations between concepts."""

    name = "relations"
    version = "1"

    def annotate(self, work: Work) -> None:
        """Add to each opinion the relations that its sentences state."""
        for piece in work.opinions:
            found: dict[tuple[str, str, str], Relation] = {}
            for sentence in piece.finding.sentences:
                for relation in (*_phrases(piece, sentence), *_framed(piece, sentence)):
                    found.setdefault((relation.subject.label, relation.predicate, relation.object.label), relation)
            piece.finding.relations = _best(list(found.values()))


def _best(relations: list[Relation]) -> list[Relation]:
    """Keep for each pair of concepts the surest relation."""
    kept: dict[tuple[str, str], Relation] = {}
    for relation in sorted(relations, key=lambda relation: -relation.confidence):
        pair = tuple(sorted((relation.subject.label, relation.object.label)))
        if pair[0] != pair[1]:
            kept.setdefault((pair[0], pair[1]), relation)
    return sorted(kept.values(), key=lambda relation: (relation.start, relation.end))


def _outer(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
    return [mention for mention in inside if not any(other is not mention and other.start <= mention.start and mention.end <= other.end for other in inside)]


def _phrases(piece: Workpiece, sentence: Sentence) -> list[Relation]:
    """Return what set phrases between neighbouring mentions say: QRコード付きのリストバンド, 人件費を含めた財源."""
    found = []
    mentions = _outer(piece.finding.mentions, sentence.start, sentence.end)
    for first, second in zip(mentions, mentions[1:], strict=False):
        between = piece.text[first.end : second.start]
        for pattern, predicate, turned, confidence in _COMPILED:
            if len(between) <= 16 and pattern.fullmatch(between) and confidence >= 0.5:
                subject, target = (second, first) if turned else (first, second)
                found.append(Relation(subject.concept, predicate, target.concept, first.start, second.end, f"phrase:{between[:6]}", confidence))
                if predicate == "includes" and turned:
                    found += _siblings(piece, first, second, mentions, confidence)
                break
    return found


def _siblings(piece: Workpiece, first: Mention, whole: Mention, mentions: list[Mention], confidence: float) -> list[Relation]:
    """Return the rest of an enumeration: 職員認証や宛名等の共通機能 includes 職員認証 too."""
    found = []
    at = mentions.index(first)
    while at > 0 and re.fullmatch(r"」?(?:や|、|と|・|及び)「?", piece.text[mentions[at - 1].end : mentions[at].start]):
        at -= 1
        found.append(Relation(whole.concept, "includes", mentions[at].concept, mentions[at].start, whole.end, "phrase:enumeration", confidence))
    return found


def _framed(piece: Workpiece, sentence: Sentence) -> list[Relation]:
    """Return what the frames of the sentence's clauses say; a clause without a subject of its own takes the sentence's topic or the clause before it."""
    words = words_of(sentence, piece.words)
    if not words or sentence.act == "question":
        return []
    mentions = _outer(piece.finding.mentions, sentence.start, sentence.end)
    starts = [*clause_starts(words), sentence.end]
    roles = [role_of(mention, words, sentence.start, sentence.end) for mention in mentions]
    topic = next((role for role in roles if role.particle in {"は", "には", "では"}), None)
    found: list[Relation] = []
    previous: list[Role] = []
    for begin, end in zip(starts, starts[1:], strict=False):
        own = [role for role in roles if begin <= role.mention.start < end]
        found += _clause(piece.text, own, topic, previous, (begin, end), words)
        previous = own or previous
    return found


def _clause(text: str, own: list[Role], topic: Role | None, previous: list[Role], span: tuple[int, int], words: Sequence[Morpheme]) -> list[Relation]:
    found = []
    for role in own:
        behind = _predicate_behind(text, role, span[1], words)
        for frame in _FRAMES:
            if role.particle not in frame.object or not frame.verb.match(behind):
                continue
            subject = _subject(frame, role, own, topic, previous)
            if subject is not None:
                found.append(Relation(subject.mention.concept, frame.predicate, role.mention.concept, min(subject.mention.start, role.mention.start), max(subject.mention.end, role.mention.end), f"frame:{frame.predicate}", frame.confidence))
                break
    return found


def _predicate_behind(text: str, role: Role, end: int, words: Sequence[Morpheme]) -> str:
    """Return the text of the predicate that takes the mention: from the first verb, verbal noun or adjective behind its particle."""
    at = role.mention.end
    passed = False
    for word in words:
        if word.start < at or word.start >= end:
            continue
        if word.pos[0] == "助詞":
            passed = True
        elif passed and (word.pos[0] in {"動詞", "形容詞", "形状詞"} or word.pos[2] in {"サ変可能", "サ変形状詞可能", "形状詞可能"}):
            return text[word.start : min(word.start + 14, end)]
        elif passed and word.pos[0] == "名詞":
            passed = False
    return ""


def _subject(frame: Frame, target: Role, own: list[Role], topic: Role | None, previous: list[Role]) -> Role | None:
    """Return what the frame is said of: in the clause before the object, else the topic, else what the clause before was about."""
    before = [role for role in own if role.mention.end <= target.mention.start and role.particle in frame.subject]
    after_condition = [role for role in previous if role.mention.end <= target.mention.start and role.particle in {"を", "が", "は", "で", "により"}] if frame.agent is False else []
    candidates = [*reversed(before), *([topic] if topic and topic.mention.end <= target.mention.start else []), *reversed(after_condition)]
    for role in candidates:
        actor = role.mention.concept.type in _AGENTS
        if role is not target and (frame.agent is None or frame.agent == actor):
            return role
    return None
