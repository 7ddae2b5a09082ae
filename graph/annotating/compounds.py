"""Candidates for concepts from morphology: compound nouns, ASCII terms over hyphens, quoted terms."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from graph.annotating.morphology import Morpheme

FORMAL = frozenset(
    "こと もの ところ ほう 方 わけ はず ため うち よう とおり 通り 上 中 下 前 後 際 時 場合 点 面 側 形 形式 程度 部分 全体 一部 一方 他 他方 ほか 以外 以上 以下 以降 "
    "今後 現在 現状 今回 次回 本日 当面 将来 従来 昨今 近年 最近 今年度 来年度 年度 年度内 今 今まで これまで 先 前回 当初 最初 最後 最終 途中 "
    "必要 重要 可能 不可能 適切 十分 有効 大切 問題 必須 不可欠 十分 困難 容易 当然 一定 多く 多数 少数 複数 全て すべて 全部 各 両者 双方 お互い "
    "検討 対応 実施 実現 確認 説明 意見 議論 指摘 発言 質問 回答 発生 存在 考え 考え方 観点 視点 立場 方向 方向性 方法 手段 やり方 形態 在り方 あり方 位置付け "
    "非常 本当 結果 原因 理由 目的 意味 内容 状況 状態 事例 例 例え 話 感じ 印象 認識 理解 趣旨 前提 中心 基本 原則 対象 範囲 単位 種類 項目 "
    "増加 減少 拡大 縮小 向上 低下 改善 強化 促進 推進 展開 継続 開始 終了 完了 達成 維持 確保 実現 活用 利用 使用 導入 提供 作成 設定 整備 整理 設置 "
    "自分 皆 皆様 皆さん 人 者 誰 何 どこ 方々 一人 我々 私 それぞれ 等 など 様々 さまざま 次 次第 順 間 間際 同様 同士 同時 逆 余り 以前 直後 直前 "
    "機会 時期 時点 時間 期間 期限 段階 過程 段取り 手順 流れ 動き 傾向 水準 レベル 割合 数 量 額 大きさ 高さ 多さ 重要性 必要性 可能性 有効性 "
    "恐れ おそれ 見込み 予定 つもり 期待 懸念 心配 不安 希望 要望 賛成 反対 同意 異論 異議 賛同 評価 議題 資料 本文 文書 前者 後者 当該 該当 関連 関係 "
    "気 手 目 口 声 力 身 心 頭 足 手間 一つ 二つ ひとつ 一度 二度 一般 普通 特別 特定 独自 固有 限り 度 回 度合い 役 役割 立ち位置 余地 余裕 形成 参考 参照".split()
)
"""Nouns that name nothing of their own: formal nouns, adverbial nouns, words of the talk itself and light verbal nouns."""

_PREFIXES = frozenset("各 当 本 同 全 約 諸 某 毎 両 現 御 ご お 昨 今 来 前 翌".split())
_SUFFIXES = frozenset("等 側 間 中 時 後 内 上 下 毎 ごと ら たち 達 など 前 別 宛 用 外 年 月 日 回 件 社 名 人 点 種 割 台 式 氏 様 さん 君 ずつ 以上 以下 以外 以内 同士 自体 自身 全体 全般 当たり あたり 際 ほど 的".split())
_TELLING = frozenset("費 率 料 者 権 先 度 力 員 物 場 所 証 書 法 計画 案".split())
"""Suffixes that make a term of an empty noun: 整備|費, 導入|率."""
RELATIONAL = frozenset("見直し 手順 時期 ひな形 標準例 方法 経費 費用 要件 仕方 付け方 進め方 考え方 負担 混雑 様式 書式 基準 範囲 目標 期限 担い手 体制 窓口 内訳 水準 差異 単価 手当て 効果 在り方 切替え 取扱い 取り扱い 割合 品質 事情 実情".split())
"""Nouns of a part, a measure or a manner, which need what they are of."""
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
    compounds = _compounds(text, words)
    found = [*_genitives(text, compounds, words), *_quotations(text, words)]
    return sorted(set(found), key=lambda candidate: (candidate.start, -candidate.end))


def _compounds(text: str, words: Sequence[Morpheme]) -> list[Candidate]:
    found = []
    for run in _runs(text, words):
        trimmed = _trim(run)
        if trimmed and _says_something(trimmed, words):
            start, end = trimmed[0].start, trimmed[-1].end
            found.append(Candidate(start, end, "compound" if len(trimmed) > 1 else "noun", trimmed[-1].surface))
    return found


def _genitives(text: str, compounds: list[Candidate], words: Sequence[Morpheme]) -> list[Candidate]:
    """Join 点数表|の|標準化: a lone noun of action, measure or part behind の says little without what stands before it."""
    at_end = {word.end: word for word in words}
    joined: list[Candidate] = []
    for candidate in compounds:
        before = joined[-1] if joined else None
        if before and (candidate.rule == "noun" or text[candidate.start : candidate.end] in RELATIONAL) and before.rule in {"compound", "noun"} and text[before.end : candidate.start] == "の" and _relational(at_end[candidate.end]):
            joined[-1] = Candidate(before.start, candidate.end, "genitive", candidate.head, (before,))
            continue
        joined.append(candidate)
    return joined


def _relational(word: Morpheme) -> bool:
    return word.pos[2] in {"サ変可能", "サ変形状詞可能"} or word.surface in RELATIONAL or word.surface.endswith(("化", "率", "数", "費", "性", "量", "額"))


def _runs(text: str, words: Sequence[Morpheme]) -> list[list[Morpheme]]:
    """Return the longest runs of words that can stand in one compound, without a gap between them."""
    runs: list[list[Morpheme]] = []
    run: list[Morpheme] = []
    for index, word in enumerate(words):
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
            return not (word.pos[2] == "副詞可能" and not run) and not (word.surface in FORMAL and len(word.surface) == 1 and not run)
        case "接尾辞":
            return bool(run) and word.pos[1] == "名詞的"
        case "接頭辞":
            return adjacent
        case "形状詞":
            return adjacent and following is not None and (following.noun or following.pos[0] == "接尾辞") and word.pos[1] == "一般"
        case "動詞":
            return _deverbal(word, following, before) and adjacent
        case "補助記号" | "記号":
            return word.surface in {"-", "_", "/", "&", "+", "."} and bool(run) and adjacent and following is not None and _ascii(run[-1]) and _ascii(following)
    return False


def _deverbal(word: Morpheme, following: Morpheme | None, before: Morpheme | None) -> bool:
    """Whether a verb's stem stands inside a compound: 使い|勝手, 引継ぎ|票; not the predicate of an argument before it."""
    stem = word.pos[5].startswith("連用形") and bool(_KANJI.search(word.surface)) and following is not None and following.noun
    return stem and following is not None and following.pos[2] != "副詞可能" and (before is None or before.pos[0] != "助詞")


def _ascii(word: Morpheme) -> bool:
    return bool(_ASCII.fullmatch(word.surface)) or word.surface.isdecimal()


def _trim(run: list[Morpheme]) -> list[Morpheme]:
    """Take off what does not belong to a term: 各, numerals with their counters, 等, 間, 自体."""
    run = list(run)
    while run and _leading(run):
        run.pop(0)
    while run and (run[-1].surface in _SUFFIXES or run[-1].pos[2] == "助数詞可能" and len(run) > 1 and run[-2].pos[1] == "数詞" or run[-1].pos[1] == "数詞"):
        run.pop()
    return run


def _leading(run: list[Morpheme]) -> bool:
    first = run[0]
    if first.surface in _PREFIXES and (first.pos[0] == "接頭辞" or len(run) > 1 and first.surface in {"各", "当該", "本"}):
        return True
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
    if word.surface in FORMAL or word.pos[0] != "名詞" or word.pos[2] == "副詞可能":
        return False
    if len(word.surface) == 1 and not word.surface.isascii():
        return word.surface in _ADMINISTRATIONS and _stands_alone(word, words)
    return not (word.pos[2] in {"サ変可能", "サ変形状詞可能"} and _is_predicate(word, words))


def _stands_alone(word: Morpheme, words: Sequence[Morpheme]) -> bool:
    """Whether a particle follows a word and no noun, prefix or suffix touches it."""
    at = bisect_left(words, word.start, key=lambda other: other.start)
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and after.pos[0] == "助詞" and (before is None or before.end < word.start or before.pos[0] not in {"名詞", "接頭辞", "接尾辞", "連体詞"})


def _is_predicate(word: Morpheme, words: Sequence[Morpheme]) -> bool:
    """Whether a verbal noun is used as a verb: 発生|する, 実現|し, 提供|できる."""
    at = bisect_left(words, word.end, key=lambda other: other.start)
    following = words[at] if at < len(words) and words[at].start == word.end else None
    return following is not None and (following.lemma in {"する", "できる", "出来る", "いたす", "頂く", "いただく", "下さる", "くださる"} or following.surface in {"可能", "済み"})


def _quotations(text: str, words: Sequence[Morpheme]) -> list[Candidate]:
    """Return the terms in 「…」 that end in a noun; what ends in a predicate is quoted speech."""
    found = []
    for quotation in _QUOTED.finditer(text):
        start, end = quotation.span("term")
        inside = [word for word in words if start <= word.start and word.end <= end]
        if not inside or any(word.pos[1] in {"終助詞", "読点", "句点"} for word in inside):
            continue
        if inside[-1].pos[0] in {"名詞", "接尾辞", "記号"} or _ascii(inside[-1]):
            found.append(Candidate(start, end, "quoted", inside[-1].surface))
    return found
