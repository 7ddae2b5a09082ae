"""Cuts a sentence into noun phrases with their particles and predicates with their endings."""

import re
from collections.abc import Sequence

from graph.annotating.lexicons import word_list
from graph.annotating.morphology import Morpheme
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
_NOMINAL_PREDICATES = word_list("clauses", "nominal")
_PASSED_OVER = frozenset({"助詞", "助動詞", "補助記号", "副詞", "接続詞", "連体詞", "感動詞", "接尾辞"})
_HELPING = frozenset({"助動詞", "接尾辞"})


class Chunker:
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
            if word.pos[0] in _PASSED_OVER:
                at += 1
                continue
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
            return (
                word.pos[5].startswith("連用形")
                and bool(after)
                and after[0].pos[0] in {"動詞", "名詞"}
                and after[0].lemma not in {"なる", "する"}
            )
        return (
            word.pos[0] == "形状詞"
            and len(after) == 2
            and after[0].surface == "に"
            and after[1].lemma not in {"なる", "する", "も"}
        )

    def _nominal(self, at: int, mention: Mention | None) -> tuple[Argument | Predicate, int]:
        end = at + 1
        if mention is not None:
            while end < len(self.words) and self.words[end].start < mention.end:
                end += 1
        else:
            while (
                end < len(self.words)
                and self.words[end].pos[0] in {"名詞", "接尾辞"}
                and self.words[end].start == self.words[end - 1].end
                and self.words[end].start not in self.mentions
            ):
                end += 1
        last, start = self.words[end - 1], self.words[at].start
        argument = Argument(start, last.end, self.text[start : last.end], "", mention, noun=last.surface)
        if self._verbal(end):
            return self._predicate(at, end, last.surface if last.surface != "化" else argument.label, argument)
        argument.mark, stop = mark_of(self.text, last.end, self.end)
        argument.comma = self.text[stop : stop + 1] == "、"
        while end < len(self.words) and self.words[end].start < stop:
            end += 1
        return argument, end

    def _verbal(self, at: int) -> bool:
        """Whether する or a copula turns the noun before words[at] into a predicate: 利用|する, 不要|と|なる, 前提|と|す."""
        if at >= len(self.words) or self.words[at].start != self.words[at - 1].end:
            return False
        word, noun = self.words[at], self.words[at - 1]
        if word.lemma in _SURU and (noun.pos[2] in {"サ変可能", "サ変形状詞可能"} or noun.surface == "化"):
            return True
        if noun.surface in _NOMINAL_PREDICATES:
            return bool(_COPULA.match(self.text, word.start, word.start + 3)) or word.pos[0] == "助動詞"
        return False

    def _predicate(self, begin: int, at: int, word: str, own: Argument | None) -> tuple[Predicate, int]:
        """Return the predicate whose carrying word ends before words[at], its auxiliaries taken in."""
        end, first = at, self.words[begin]
        while end < len(self.words) and self._helps(end, after_noun=end == at and own is not None):
            end += 1
        behind = "".join(other.surface for other in self.words[at:end])
        made = Predicate(first.start, self.words[end - 1].end, word, own=own)
        made.negative = bool(_NOT.search(behind)) and not _MUST.search(self.text, made.start, made.end + 8)
        able = _ABLE.match(self.text, made.end, self.end) if self.text.startswith("こと", made.end) else None
        if able:
            made.negative = made.negative or bool(able["not"])
            made.end = able.end()
            while end < len(self.words) and self.words[end].start < made.end:
                end += 1
        made.form = self._form(end)
        return made, end

    def _helps(self, at: int, *, after_noun: bool) -> bool:
        word = self.words[at]
        if word.start in self.mentions or word.start != self.words[at - 1].end:
            return False
        if after_noun and word.surface in {"と", "に", "が", "で"} and word.pos[0] in {"助詞", "助動詞"}:
            return True
        if word.pos[0] in _HELPING or (word.pos[1] == "非自立可能" and word.pos[0] in {"動詞", "形容詞"}):
            return True
        return (
            word.surface in {"て", "で"} and at + 1 < len(self.words) and self.words[at + 1].pos[1] == "非自立可能"
        ) or (
            word.surface in {"は", "も"}
            and self.words[at - 1].surface in {"で", "に"}
            and at + 1 < len(self.words)
            and self.words[at + 1].surface.startswith(("な", "あり"))
        )

    def _form(self, end: int) -> str:
        """Return how a predicate that ends before words[end] goes on."""
        last = self.words[end - 1]
        rest = self.text[last.end : min(last.end + 14, self.end)]
        return form_of(rest) or self._plain_form(end, rest)

    def _plain_form(self, end: int, rest: str) -> str:
        """Return how a predicate goes on that no conjunction and no formal noun follows."""
        last = self.words[end - 1]
        following = self.words[end] if end < len(self.words) else None
        if rest.startswith("「") and last.pos[5].startswith(("連体形", "終止形")):
            return "adnominal"
        if (
            following is not None
            and following.start == last.end
            and (following.start in self.mentions or following.pos[0] in {"名詞", "接頭辞", "代名詞"})
        ):
            return "adnominal"
        if rest.startswith(("、", "て", "で", "つつ")) or (last.pos[5].startswith("連用形") and rest):
            return "chained"
        return "final"
