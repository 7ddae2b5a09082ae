"""Labels before colons and before quotations that name speakers although no word in them says so: `校長：…`, `例田：…`, `７組・仮野「…」`."""

import re
from collections import Counter
from itertools import groupby, pairwise

from graph.parsing.fields import LABELS
from graph.parsing.lines import Line
from graph.parsing.roles import GROUPS
from graph.parsing.sights import SENTENCE_END, Sights
from graph.parsing.speakers import Label

_FIELDS = frozenset(label for labels in LABELS.values() for label in labels.split()) - GROUPS
_NO_SPEAKERS = re.compile(
    r"[\d#/@<>=]|^[A-Z]$|^(?:質問|回答|質疑|答弁|問い?|答え?|御?意見|要望|感想|指摘|コメント|説明|発言|現行|改正|変更|継続|新規|決定|結論|結果|課題|論点|背景|目的|理由|現状|対応|対策|方針|期限|担当|予定|今後|概要|内容|詳細|補足|参考|出典|例$|注$|項目|件名|提案|案$|経緯|要旨|まとめ|合意|宿題|確認|備考|前提|条件|原因|効果|費用|予算|(?i:todo|action|url|note|memo|fyi))|(?:事項|項目|状況|事例|一覧|日程|資料|時期|場所|方法|金額|件数|課題|対象|テーマ|ポイント|その\w|について|は|が|を|に|で|と|も|の)$"
)
_STYLES = frozenset(("colon", "enclosed"))
_SHORT = 10  # characters of a label that nothing but its neighbours vouches for
_NAME = 6  # characters of a bare name in brackets
_TELLING = 4  # lines
_TAKEN = 0.6  # share of a document's lines of one dress that labels open where even a single one is trusted


def colon_speakers(lines: list[Line], sights: Sights) -> frozenset[str]:
    """Return the labels before colons that recur at the head of lines of one dress, with speech behind them, and those that stand between such lines."""
    opened = [(line, label) for line in lines if sights[line.number].labels for label in [_label(line, sights)] if label]
    if not opened or 2 * sum(_speech(line.body[label.end :]) for line, label in opened) < len(opened):
        return frozenset()
    labels = {line.number: label for line, label in opened}
    found = [(line.mark, line.indent, labels.get(line.number)) for line in lines]
    speaking: set[str] = set()
    for mark in {mark for mark, _, label in found if label}:
        alike = [label for known, _, label in found if known == mark]
        words = [label.label for label in alike if label]
        recurring = {label for label, count in Counter(words).items() if count >= 2}
        telling = sum(label in recurring for label in words)
        if len(recurring) < 2 or telling < 4:
            continue
        speaking |= recurring
        if len(words) >= _TAKEN * len(alike) and 2 * telling >= len(words):
            speaking |= {label for label in words if len(label.split("(")[0]) <= _SHORT}
    if not speaking:
        return frozenset()
    plain = {label.label for line in lines for label in [sights[line.number].label] if label and label.style == "colon"}
    return frozenset(speaking | _between(found, speaking | plain))


def quoted_speakers(lines: list[Line], sights: Sights) -> frozenset[str]:
    """Return the labels before what is quoted, where most lines that open so name a speaker: 例田会長　「…」 beside ７組・仮野　「…」."""
    opened = [label for line in lines for label in sights[line.number].labels if label.style == "quoted"]
    told = sum(sight.label is not None and sight.label.style == "quoted" for sight in (sights[line.number] for line in lines))
    return frozenset(label.label for label in opened) if told >= _TELLING and 2 * told >= len(opened) else frozenset()


def _label(line: Line, sights: Sights) -> Label | None:
    """Return the label before a colon that opens a line with speech behind it, if it may be anybody's."""
    label = next((label for label in sights[line.number].labels if label.style in _STYLES), None)
    if label is None or (label.style == "enclosed" and len(label.label) > _NAME) or label.label in _FIELDS or _NO_SPEAKERS.search(label.label.split("(")[0]):
        return None
    said = line.body[label.end :]
    return label if said and (":" not in said or SENTENCE_END.search(said)) else None


def _speech(words: str) -> bool:
    """Whether words behind a label read as speech, not as the value of a field."""
    return bool(SENTENCE_END.search(words)) or len(words) > 20 or (len(words) >= 6 and words[-1] > "\u3040")


def _between(found: list[tuple[str, int, Label | None]], speaking: set[str]) -> set[str]:
    """Return the short labels beside those of speakers, in lines of the same mark and indent."""
    beside: set[str] = set()
    for _, alike in groupby(sorted(enumerate(found), key=lambda entry: entry[1][:2]), key=lambda entry: entry[1][:2]):
        for (_, (_, _, before)), (_, (_, _, after)) in pairwise(alike):
            if before and after and (before.label in speaking) != (after.label in speaking):
                beside |= {label.label for label in (before, after) if len(label.label) <= _SHORT}
    return beside
