"""No text makes an annotator crash, and every span stands in its text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.annotating import annotate
from graph.annotating.vocabulary import Vocabulary
from graph.model import Alignment, Concept, Minutes, Passage, Span, Text, Utterance

WORDS = (
    "国 県 市町村 住民 水道事業者 図書館 システム データ 手引き 「見守りマップ」 「 」 ( ) (以下「略称」という。) (J-LIS) AI RPA β 3 二 第2回 令和7年度 % ・ 、 。 ？ \n ー の は が を に で と や も から まで より へ など 等 "
    "により ために ことで ので ば と、 場合 には では について に代えて ではなく だけでなく 導入 利用 整備 共有 廃止 反対 賛成 懸念 必要 前提 条件 不要 困難 可能 負担 増える 減らす 進まない 妨げる つながる できる できない すべき である "
    "ではないか のではないか と思う と思います ください いただきたい こと もの おそれ がある ない なければ し て た ます ません 標準化 情報システムの標準化"
).split(" ")
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
VOCABULARY = Vocabulary(
    [
        Concept("見守りマップ", "system", "http://x/1", ("マップ",)),
        Concept("府中市", "place", "http://x/2"),
        Concept("府中市", "place", "http://x/3"),
        Concept("AI", "technology", "http://x/4", ("人工知能",)),
    ]
)


def minutes_of(texts: list[str], topic: str | None = None) -> Minutes:
    return Minutes(
        Text("", "", Alignment([])),
        "summary",
        utterances=[
            Utterance(Passage(text, Span(0, len(text)), Alignment([])), topic=topic, reply=number % 3 == 2)
            for number, text in enumerate(texts)
        ],
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, max_size=4), st.one_of(st.none(), TEXTS))
def test_every_text_is_survived_and_every_span_stands_in_it(texts, topic):
    findings = annotate(minutes_of(texts, topic), VOCABULARY)
    assert len(findings.opinions) == len(texts)
    for text, finding in zip(texts, findings.opinions, strict=True):
        for mention in finding.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert mention.surface == text[mention.start : mention.end]
        for sentence in finding.sentences:
            assert sentence.text == text[sentence.start : sentence.end]
        for placed in (*finding.positions, *finding.relations):
            assert 0 <= placed.start <= placed.end <= len(text)
    for link in findings.links:
        assert link.source != link.target
        assert 0 <= link.source < len(texts) > link.target >= 0


@pytest.mark.parametrize(
    "text",
    [
        "あ" * 30_000,
        "システムの" * 6_000,
        "(" * 5_000,
        "「" * 5_000,
        "、" * 20_000,
        "AI" * 10_000,
        "データを共有し、" * 3_000,
        "\u0000\u200b\ufeff" * 500,
        "𠮷野家の" * 3_000,
        "\U0001f11f\U0001f241の導入",
    ],
    ids=lambda text: text[:6],
)
def test_long_and_strange_texts_are_read_in_bearable_time(text):
    annotate(minutes_of([text]), VOCABULARY)
