"""Reads a sentence as predicates with their arguments: particles, relative clauses, conditions and reasons, without a parser's tree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.annotating.morphology import Morpheme
from graph.model import Mention

_FOCUS = re.compile(r"[」』]?(?:\([^()]{1,60}\))?[」』]?(?:(?:上|内|中|後|前|時|間)(?=[のにでは、]))?(?:等|など|自体|そのもの|だけ(?!で)|のみ(?!な)|ばかり|まで)?")
"""What may stand between a noun and its particle."""
_FOCUSING = frozenset("」』(上内中後前時間等な自そだのばま")
_MARKS: dict[str, tuple[str, ...]] = {}
"""The particles and what does their work, by their first character, the longer ones first."""
for _mark in sorted(
    (
        "を条件に を前提に によって により による に伴い に伴う に伴って に基づき に基づく に基づいて に対して に対し に対する に関する に係る については について において における にとって にとり に加えて に加え に代えて "
        "に代わり に応じて に応じた をもとにした をもとに を基に をもとにして を踏まえて を使って を用いて を活用して を利用して を通じて を通じた を機に としては としての として という といった のような のように のため "
        "のもと だけでなく だけではなく のみならず ではなく よりも より とで とが とを とに には にも にまで に をも を が は も への へ での では でも で からの からは から までの まで との とは とも と や 及び "
        "並びに 又は または 若しくは 及びその の ・ 、 "
    ).split(),
    key=len,
    reverse=True,
):
    _MARKS[_mark[0]] = (*_MARKS.get(_mark[0], ()), _mark)
_AFTER = (
    ("instead", re.compile(r"(?:の(?:では|で)なく|のを待たず|よりも?(?!良|よ|い)|代わりに)")),
    ("purpose", re.compile(r"(?:には(?!な)|に当たって|にあたって|ためには)")),
    ("cause", re.compile(r"(?:ため|ので(?!は|あれば)|から(?!の)|こと(?:で|により|によって|から)|おかげで|せいで|まま(?:では|、)|ままで|にしたがい|に従い|につれ)")),
    ("condition", re.compile(r"(?:ば|たら|だら|なら|場合|限り|ほど|ので(?:あれば)|と(?=、|[^のいすな考思言見])|ては(?=、|[^どいあ])|際|ようになれば|となれば|となると|ことになれば|だけでは)")),
    ("contrast", re.compile(r"(?:が、|が(?=[^あ])|けれど|ものの|のに|ても|でも|反面|一方|ながら)")),
)
_AFTER_FORMAL = tuple(pair for pair in _AFTER if pair[0] in {"cause", "condition"})
_ABLE = re.compile(r"こと[がはも]でき(?P<not>な[いくかけ]|ず|ませ)?(?:[いるたばれ]|なる)*")
_FORMAL_HEAD = re.compile(
    r"(?:という|との|といった)?(?:こと|もの|の(?=[はがをにも])|おそれ|恐れ|懸念|可能性|必要|例|状況|課題|ところ|わけ|はず|よう|傾向|見込み|予定|方(?!法|式|針|向)|ほう|体制|形|場合|ため|問題|面|点|ケース|上(?=[で、])|中で|うち|際|とき|時(?=[に、])|限り|ほど|まま|危険|リスク|べき|だけ)"
)
_JOINING = frozenset({"や", "及び", "並びに", "又は", "または", "若しくは", "・", "、", "だけでなく", "だけではなく", "のみならず"})
_ENDING_PAIRS = {"とで": "で", "とが": "が", "とを": "を", "とに": "に", "との": "の", "とは": "は", "とも": "も"}
_BEARERS = frozenset({"actor", "place", "organisation"})
_LISTING = frozenset({"だけでなく", "だけではなく", "のみならず"})
_SURU = frozenset({"する", "す", "できる", "出来る", "いたす", "致す", "いただく", "頂く", "くださる", "なさる", "れる", "られる", "せる", "させる", "為る"})
_HELPING = frozenset({"助動詞", "接尾辞"})


@dataclass(slots=True)
class Argument:
    """A noun phrase: what it names, the particle behind it, whether a comma follows, and what stands side by side with it."""

    start: int
    end: int
    label: str
    mark: str
    mention: Mention | None = None
    comma: bool = False
    beside: list["Argument"] = field(default_factory=list)
    noun: str = ""


@dataclass(slots=True)
class Predicate:
    """A predicate: the word that carries its meaning, whether negated or passive, how it goes on, its arguments and what it modifies."""

    start: int
    end: int
    word: str
    negative: bool = False
    passive: bool = False
    form: str = "final"
    arguments: list[Argument] = field(default_factory=list)
    head: Argument | None = None
    own: Argument | None = None

    def marked(self, *marks: str) -> list[Argument]:
        """Return the arguments under any of the particles, the nearest first."""
        return [argument for argument in reversed(self.arguments) if argument.mark in marks]


@dataclass(slots=True)
class Clauses:
    """A sentence as its predicates in order, its noun phrases in order, and its topics."""

    predicates: list[Predicate]
    arguments: list[Argument]
    topics: list[Argument]


def clauses(text: str, words: Sequence[Morpheme], mentions: Sequence[Mention]) -> Clauses:
    """Return the predicates and noun phrases of a sentence; `words` are its morphemes, `mentions` its outermost mentions."""
    phrases = _Chunker(text, words, mentions).phrases()
    _coordinate(phrases)
    return _attach(phrases)


class _Chunker:
    """Cuts a sentence into noun phrases with their particles and predicates with their endings."""

    def __init__(self, text: str, words: Sequence[Morpheme], mentions: Sequence[Mention]) -> None:
        self.text, self.words = text, words
        self.mentions = {mention.start: mention for mention in mentions}
        self.end = words[-1].end if words else 0

    def phrases(self) -> list[Argument | Predicate]:
        """Return the phrases in the order of the text."""
        found: list[Argument | Predicate] = []
        at = 0
        while at < len(self.words):
            word = self.words[at]
            mention = self.mentions.get(word.start)
            if mention is not None or word.pos[0] in {"名詞", "代名詞", "接頭辞", "記号"}:
                phrase, at = self._nominal(at, mention)
                found.append(phrase)
            elif word.pos[0] in {"動詞", "形容詞", "形状詞"} and not self._adverbial(at):
                phrase, at = self._predicate(at, at + 1, word.lemma if word.pos[0] != "形状詞" else word.surface, None)
                found.append(phrase)
            else:
                at += 1
        return found

    def _adverbial(self, at: int) -> bool:
        """Whether an adjective only colours the verb behind it: 高く|評価, 早め|に|示す."""
        word, after = self.words[at], self.words[at + 1 : at + 3]
        if word.pos[0] == "形容詞":
            return word.pos[5].startswith("連用形") and bool(after) and after[0].pos[0] in {"動詞", "名詞"} and after[0].lemma not in {"なる", "する"}
        return word.pos[0] == "形状詞" and len(after) == 2 and after[0].surface == "に" and after[1].lemma not in {"なる", "する", "も"}

    def _nominal(self, at: int, mention: Mention | None) -> tuple[Argument | Predicate, int]:
        end = at + 1
        if mention is not None:
            while end < len(self.words) and self.words[end].start < mention.end:
                end += 1
        else:
            while end < len(self.words) and self.words[end].pos[0] in {"名詞", "接尾辞"} and self.words[end].start == self.words[end - 1].end and self.words[end].start not in self.mentions:
                end += 1
        last, start = self.words[end - 1], self.words[at].start
        argument = Argument(start, last.end, self.text[start : last.end], "", mention, noun=last.surface)
        if self._verbal(end):
            return self._predicate(at, end, last.surface if last.surface != "化" else argument.label, argument)
        argument.mark, stop = self._mark(last.end)
        argument.comma = self.text[stop : stop + 1] == "、"
        while end < len(self.words) and self.words[end].start < stop:
            end += 1
        return argument, end

    def _mark(self, at: int) -> tuple[str, int]:
        """Return the particle of a noun that ends at a place, and where it ends."""
        text, end = self.text, self.end
        if text[at : at + 1] in _FOCUSING:
            focus = _FOCUS.match(text, at, end)
            at = focus.end() if focus else at
        for mark in _MARKS.get(text[at : at + 1], ()) if at < end else ():
            if text.startswith(mark, at, end):
                stop = at + len(mark)
                return mark, stop + (mark in _LISTING and text.startswith("、", stop, end))
        return "", at

    def _verbal(self, at: int) -> bool:
        """Whether する or a copula turns the noun before words[at] into a predicate: 利用|する, 不要|と|なる, 前提|と|す."""
        if at >= len(self.words) or self.words[at].start != self.words[at - 1].end:
            return False
        word, noun = self.words[at], self.words[at - 1]
        if word.lemma in _SURU and (noun.pos[2] in {"サ変可能", "サ変形状詞可能"} or noun.surface == "化"):
            return True
        if noun.surface in _NOMINAL_PREDICATES:
            return bool(re.match(r"と(?:な|す|し|せ)|に(?:な|す|し)|が(?:あ|な|高|残|生)|で(?:あ|は|も|き|、)|だ|な|を(?:来|要|及)|。|$|か", self.text[word.start : word.start + 3])) or word.pos[0] == "助動詞"
        return False

    def _predicate(self, begin: int, at: int, word: str, own: Argument | None) -> tuple[Predicate, int]:
        """Return the predicate whose carrying word ends before words[at], its auxiliaries taken in."""
        end, first = at, self.words[begin]
        while end < len(self.words) and self._helps(end, end == at and own is not None):
            end += 1
        behind = "".join(other.surface for other in self.words[at:end])
        made = Predicate(first.start, self.words[end - 1].end, word, own=own)
        made.negative = bool(re.search(r"な[いくかけ]|ず|ませ?ん", behind)) and not re.search(r"なければなら|なくてはなら|ざるを得", self.text[made.start : made.end + 8])
        made.passive = bool(re.search(r"(?:さ|[わかがさたなばまら])れ|られ", self.text[made.start : made.end]))
        able = _ABLE.match(self.text, made.end, self.end)
        if able:
            made.negative = made.negative or bool(able["not"])
            made.end = able.end()
            while end < len(self.words) and self.words[end].start < made.end:
                end += 1
        made.form = self._form(end)
        return made, end

    def _helps(self, at: int, after_noun: bool) -> bool:
        word = self.words[at]
        if word.start in self.mentions or word.start != self.words[at - 1].end:
            return False
        if after_noun and word.surface in {"と", "に", "が", "で"} and word.pos[0] in {"助詞", "助動詞"}:
            return True
        if word.pos[0] in _HELPING or word.pos[1] == "非自立可能" and word.pos[0] in {"動詞", "形容詞"}:
            return True
        return word.surface in {"て", "で"} and at + 1 < len(self.words) and self.words[at + 1].pos[1] == "非自立可能" or word.surface in {"は", "も"} and self.words[at - 1].surface in {"で", "に"} and at + 1 < len(self.words) and self.words[at + 1].surface.startswith(("な", "あり"))

    def _form(self, end: int) -> str:
        """Return how a predicate that ends before words[end] goes on."""
        last = self.words[end - 1]
        rest = self.text[last.end : min(last.end + 14, self.end)]
        for form, pattern in _AFTER:
            if pattern.match(rest):
                return form
        formal = _FORMAL_HEAD.match(rest)
        if formal:
            behind = rest[formal.end() :]
            return next((form for form, pattern in _AFTER_FORMAL if pattern.match(behind) or pattern.match(rest)), "nominal")
        following = self.words[end] if end < len(self.words) else None
        if rest.startswith("「") and last.pos[5].startswith(("連体形", "終止形")):
            return "adnominal"
        if following is not None and following.start == last.end and (following.start in self.mentions or following.pos[0] in {"名詞", "接頭辞", "代名詞"}):
            return "adnominal"
        if rest.startswith(("、", "て", "で", "つつ")) or last.pos[5].startswith("連用形") and rest:
            return "chained"
        return "final"


def _coordinate(phrases: list[Argument | Predicate]) -> None:
    """Join what stands side by side: each member of XやY、Z knows the others and takes the last one's particle."""
    group: list[Argument] = []
    for place, phrase in enumerate(phrases):
        if isinstance(phrase, Predicate):
            if not (group and phrase.form == "adnominal"):
                group = []
            continue
        if group and phrase.mark == "の":
            continue
        group.append(phrase)
        if phrase.mark in _JOINING or phrase.mark == "と" and (not phrase.comma or _goes_on(phrases[place + 1 :])):
            continue
        for member in group:
            member.mark = _single(phrase.mark) if len(group) > 1 else member.mark
            member.beside = [other for other in group if other is not member]
        group = []


def _goes_on(phrases: Sequence[Argument | Predicate]) -> bool:
    """Whether an enumeration with と ends in a second と: AとBとがある."""
    return any(isinstance(phrase, Argument) and phrase.mark in _ENDING_PAIRS for phrase in phrases[:6])


def _single(mark: str) -> str:
    """Return the particle behind an enumeration without the と of its last member: XとYとで."""
    return _ENDING_PAIRS.get(mark, mark)


def _attach(phrases: list[Argument | Predicate]) -> Clauses:
    """Give each predicate its arguments: a particle's phrase goes to the next predicate, one set off by a comma past relative clauses, a topic to the end."""
    made = Clauses([], [], [])
    waiting: list[Argument] = []
    for index, phrase in enumerate(phrases):
        if isinstance(phrase, Argument):
            made.arguments.append(phrase)
            waiting.append(phrase)
            if phrase.mark in {"は", "には", "では", "については"}:
                made.topics.append(phrase)
            continue
        made.predicates.append(phrase)
        if phrase.own is not None:
            made.arguments.append(phrase.own)
        if phrase.form == "adnominal":
            following = next((other for other in phrases[index + 1 :] if isinstance(other, Argument)), None)
            phrase.head = _head(following, phrases, index)
            phrase.arguments = [argument for argument in waiting if not argument.comma and argument.mark not in {"は", "には", "については", "の"}]
            waiting = [argument for argument in waiting if argument.comma or argument.mark in {"は", "には", "については"}]
        else:
            phrase.arguments = waiting
            waiting = [argument for argument in waiting if argument.mark == "は" and phrase.form not in {"final"}]
    return made


def _head(following: Argument | None, phrases: list[Argument | Predicate], index: int) -> Argument | None:
    """Return the noun that a relative clause modifies: of データを使った民間のアプリ the last one."""
    while following is not None and following.mark == "の" and (following.mention is None or following.mention.concept.type in _BEARERS):
        place = phrases.index(following, index)
        after = phrases[place + 1] if place + 1 < len(phrases) else None
        if not isinstance(after, Argument):
            return following
        following = after
    return following


_NOMINAL_PREDICATES = frozenset(
    "必要 不要 不可欠 必須 前提 条件 要件 困難 重荷 支障 障害 障壁 壁 可能 不可能 有効 有用 有益 容易 必要不可欠 限界 足かせ ネック 不十分 あいまい 曖昧 任せ 十分 不利 有利 半分 好機 機会 効果的 手段 急務 不明確 不透明 左右 影響 効果 対象".split()
)
