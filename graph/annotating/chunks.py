"""Cuts a sentence into noun phrases with their particles and predicates with their endings."""

import re
from collections.abc import Sequence

from graph.annotating.lexicons import classes_of, word_list
from graph.annotating.morphology import PARTICLE, Trait, Words
from graph.annotating.particles import form_of, mark_of
from graph.annotating.phrases import Argument, Predicate
from graph.model import Mention

_ABLE = re.compile(r"こと[がはも]でき(?P<not>な[いくかけ]|ず|ませ)?(?:[いるたばれ]|なる)*")
_NOT = re.compile(r"な[いくかけ]|ず|ませ?ん")
_MUST = re.compile(r"なければなら|なくてはなら|ざるを得")
_COPULA = re.compile(
    r"と(?:な|す|し|せ)|に(?:な|す|し)|が(?:あ|な|高|残|生)|で(?:あ|は|も|き|、)|だ|な|を(?:来|要|及)|。|$|か"
)
_SURU = frozenset(
    "する す できる 出来る いたす 致す いただく 頂く くださる なさる れる られる せる させる 為る".split()
)
MANNER = word_list("clauses", "manner")
"""Verbal nouns that with して only say how something else is done: 一括して行う."""
_NOMINAL_PREDICATES = word_list("clauses", "nominal")
_SPOKEN = "NDPMVAK"
"""Shapes of the words that noun phrases and predicates begin with; what begins with others is passed over."""
_ATTACHED = "xSVAj"
_DEPENDENT = Trait(lambda word: word.pos[1] == "非自立可能")
_HELPING = Trait(lambda word: word.shape in "xS" or (_DEPENDENT[word] and word.shape in "VA"))
_DONE = Trait(lambda word: word.pos[2] in {"サ変可能", "サ変形状詞可能"} or word.surface.endswith("化"))
_NOMINAL = Trait(lambda word: word.surface in _NOMINAL_PREDICATES)
_PREDICATIVE = Trait(lambda word: _DONE[word] or _NOMINAL[word])
_ATTRIBUTIVE = Trait(lambda word: word.pos[5].startswith(("連体形", "終止形")))


class Chunker:
    """Cuts the words of a sentence, which stand at `places`, into noun phrases with their particles and predicates with their endings."""

    def __init__(self, text: str, words: Words, places: range, mentions: Sequence[Mention]) -> None:
        self.text, self.words, self.items, self.starts = text, words, words.items, words.starts
        self.places, self.stop = places, places.stop
        self.mentions = {mention.start: mention for mention in mentions}
        self.end = words.ends[places.stop - 1] if places else 0

    def phrases(self) -> list[Argument | Predicate]:
        """Return the phrases in the order of the text."""
        found: list[Argument | Predicate] = []
        at, stop, shapes, starts, mentions = self.places.start, self.stop, self.words.shapes, self.starts, self.mentions
        while at < stop:
            shape = shapes[at]
            if shape not in _SPOKEN and starts[at] not in mentions:
                at += 1
                continue
            mention = mentions.get(starts[at])
            if mention is not None or shape in "NDPM":
                phrase, at = self._nominal(at, mention)
                found.append(phrase)
            elif self._adverbial(at):
                at += 1
            else:
                word = self.items[at]
                phrase, at = self._predicate(at, at + 1, word.surface if shape == "K" else word.lemma, None)
                found.append(phrase)
        return found

    def _adverbial(self, at: int) -> bool:
        """Whether an adjective only colours the verb behind it: 高く|評価, 早め|に|示す."""
        shape = self.words.shapes[at]
        if shape == "A":
            return (
                self.items[at].stem
                and at + 1 < self.stop
                and self.words.shapes[at + 1] in "VN"
                and self.items[at + 1].lemma not in {"なる", "する"}
            )
        return (
            shape == "K"
            and at + 2 < self.stop
            and self.items[at + 1].surface == "に"
            and self.items[at + 2].lemma not in {"なる", "する", "も"}
        )

    def _reach(self, at: int, end: int) -> int:
        """Return the place of the first word from a place on that begins at or behind an offset of the text."""
        starts, stop = self.starts, self.stop
        while at < stop and starts[at] < end:
            at += 1
        return at

    def _nominal(self, at: int, mention: Mention | None) -> tuple[Argument | Predicate, int]:
        text, starts = self.text, self.starts
        start, end = starts[at], at + 1
        if mention is not None:
            inside, limit = mention.end, self.stop
            while end < limit and starts[end] < inside:
                end += 1
        elif end < self.stop and self.words.shapes[end] in "NS":
            end = self._run(end)
        noun, finish = self.items[end - 1], self.words.ends[end - 1]
        label = text[start:finish]
        if _PREDICATIVE[noun] and self._verbal(end):
            own = Argument(start, finish, label, "", mention, noun=noun.surface)
            return self._predicate(at, end, noun.surface if noun.surface != "化" else label, own)
        mark, stop = mark_of(text, finish, self.end)
        argument = Argument(start, finish, label, mark, mention, text.startswith("、", stop), (), noun.surface)
        if stop > finish:
            end = end + 1 if end < self.stop and self.words.ends[end] == stop else self._reach(end, stop)
        return argument, end

    def _run(self, at: int) -> int:
        """Return where the nouns and suffixes end that go on at a place without a gap."""
        starts, ends, shapes = self.starts, self.words.ends, self.words.shapes
        while at < self.stop and shapes[at] in "NS" and starts[at] == ends[at - 1] and starts[at] not in self.mentions:
            at += 1
        return at

    def _verbal(self, at: int) -> bool:
        """Whether する or a copula turns the noun before words[at] into a predicate: 利用|する, 不要|と|なる, 前提|と|す."""
        if at >= self.stop or self.starts[at] != self.words.ends[at - 1]:
            return False
        noun, start = self.items[at - 1], self.starts[at]
        if self.items[at].lemma in _SURU and _DONE[noun]:
            return True
        return _NOMINAL[noun] and (self.words.shapes[at] == "x" or bool(_COPULA.match(self.text, start, start + 3)))

    def _predicate(self, begin: int, at: int, word: str, own: Argument | None) -> tuple[Predicate, int]:
        """Return the predicate whose carrying word ends before words[at], its auxiliaries taken in."""
        end = at
        while end < self.stop and self._helps(end, after_noun=end == at and own is not None):
            end += 1
        finish = self.words.ends[end - 1]
        made = Predicate(self.starts[begin], finish, word, classes_of(word), own=own)
        if end > at:
            behind = "".join([other.surface for other in self.items[at:end]])
            if own is not None and word in MANNER and "行" in behind:
                made.word, made.classes = "行う", classes_of("行う")
            made.negative = self._negated(behind, made.start, finish)
        able = _ABLE.match(self.text, finish, self.end) if self.text.startswith("こと", finish) else None
        if able:
            made.negative = made.negative or bool(able["not"])
            made.end = able.end()
            end = self._reach(end, made.end)
        made.form = self._form(end)
        return made, end

    def _negated(self, behind: str, start: int, finish: int) -> bool:
        """Whether what follows a predicate's word negates it: not an obligation, a fear (招き|かねない) or a rhetorical question (べき|ではない|か)."""
        return (
            bool(_NOT.search(behind))
            and "かね" not in behind
            and not ("ではな" in behind and self.text.startswith("か", finish))
            and not _MUST.search(self.text, start, finish + 8)
        )

    def _helps(self, at: int, *, after_noun: bool) -> bool:
        word, shapes = self.items[at], self.words.shapes
        if (
            shapes[at] not in _ATTACHED
            or self.starts[at] in self.mentions
            or self.starts[at] != self.words.ends[at - 1]
        ):
            return False
        if _HELPING[word] or (after_noun and word.surface in {"と", "に", "が", "で"} and shapes[at] == PARTICLE):
            return True
        if shapes[at] != PARTICLE or at + 1 >= self.stop:
            return False
        following = self.items[at + 1]
        if word.surface in {"て", "で"}:
            return _DEPENDENT[following]
        return (
            word.surface in {"は", "も"}
            and self.items[at - 1].surface in {"で", "に"}
            and following.surface.startswith(("な", "あり"))
        )

    def _form(self, end: int) -> str:
        """Return how a predicate that ends before words[end] goes on."""
        finish = self.words.ends[end - 1]
        rest = self.text[finish : min(finish + 14, self.end)]
        return form_of(rest) or self._plain_form(end, rest)

    def _plain_form(self, end: int, rest: str) -> str:
        """Return how a predicate goes on that no conjunction and no formal noun follows."""
        last = self.items[end - 1]
        if rest.startswith("「") and _ATTRIBUTIVE[last]:
            return "adnominal"
        if (
            end < self.stop
            and self.starts[end] == self.words.ends[end - 1]
            and (self.words.shapes[end] in "NPD" or self.starts[end] in self.mentions)
        ):
            return "adnominal"
        if rest.startswith(("、", "て", "で", "つつ")) or (last.stem and rest):
            return "chained"
        return "final"
