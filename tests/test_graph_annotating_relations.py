"""Relations between concepts, each rule on sentences from fields of policy that it was not written on."""

import pytest

from graph.annotating import annotate
from graph.annotating.vocabulary import Vocabulary
from graph.model import Alignment, Minutes, Passage, Span, Text, Utterance


def found(text: str):
    minutes = Minutes(
        Text("", "", Alignment([])), "summary", utterances=[Utterance(Passage(text, Span(0, 0), Alignment([])))]
    )
    return annotate(minutes, Vocabulary([])).opinions[0]


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate", "target"),
    [
        (
            "スマート農機を導入した農業法人では、草刈りに要する時間が半分に短縮された。",
            "農業法人",
            "uses",
            "スマート農機",
        ),
        (
            "スマート農機を導入した農業法人では、草刈りに要する時間が半分に短縮された。",
            "スマート農機",
            "affects",
            "草刈りに要する時間",
        ),
        (
            "木質バイオマスボイラーを使った温水プールは、燃料費の削減につながる。",
            "温水プール",
            "uses",
            "木質バイオマスボイラー",
        ),
        (
            "木質バイオマスボイラーを使った温水プールは、燃料費の削減につながる。",
            "温水プール",
            "enables",
            "燃料費の削減",
        ),
        ("漏水調査に衛星画像を用いた市では、調査費用が大幅に減った。", "漏水調査", "uses", "衛星画像"),
        ("図書館や公民館などの社会教育施設には、司書が配置されている。", "社会教育施設", "includes", "公民館"),
        ("里親支援センターには、心理士、保健師及び弁護士が参加している。", "里親支援センター", "includes", "弁護士"),
        ("国が水道事業者に更新計画の様式を示すべきである。", "国", "provides", "更新計画の様式"),
        ("観光協会の周遊マップは外国人旅行者の回遊を促す。", "観光協会", "provides", "周遊マップ"),
        ("観光協会の周遊マップは外国人旅行者の回遊を促す。", "周遊マップ", "enables", "外国人旅行者の回遊"),
        ("断水が長引くと、透析患者の治療に支障が生じるおそれがある。", "断水", "hinders", "透析患者の治療"),
        ("デジタル教科書への一本化は、視覚に障害のある児童の学習を妨げかねない。", "一本化", "hinders", "児童の学習"),
        ("生ごみの分別収集を始めれば、焼却炉の増設は不要となる。", "分別収集", "makesUnnecessary", "焼却炉の増設"),
        ("間伐が進まなければ、森林の保水力は維持できない。", "保水力", "requires", "間伐"),
        ("雪捨て場の確保が除雪計画の前提となる。", "除雪計画", "requires", "雪捨て場の確保"),
        ("宿泊税の導入は、観光案内所の運営に必要な財源となる。", "観光案内所の運営", "requires", "財源"),
        (
            "紙の時刻表に代えて、バスロケーションシステムを整備すべきではないか。",
            "時刻表",
            "contrastsWith",
            "バスロケーションシステム",
        ),
        ("漁協が運営する直売所は、漁業者の所得向上に役立っている。", "直売所", "enables", "漁業者の所得向上"),
        (
            "遠隔授業システムを活用することで、離島の生徒が専門科目を履修できるようになる。",
            "遠隔授業システム",
            "enables",
            "専門科目を履修できる",
        ),
        (
            "農地バンクは貸し手と借り手をつなぐ仕組みであり、遊休農地の解消に寄与している。",
            "農地バンク",
            "enables",
            "遊休農地の解消",
        ),
        ("住民が不具合を通報できる「みちまもりアプリ」を広げてほしい。", "住民", "uses", "みちまもりアプリ"),
        ("現地保存か移築かの二者択一ではない。", "現地保存", "contrastsWith", "移築"),
    ],
)
def test_a_sentence_states_a_relation(sentence, subject, predicate, target):
    relations = [(one.subject.label, one.predicate, one.object.label) for one in found(sentence).relations]
    assert (subject, predicate, target) in relations


@pytest.mark.parametrize(
    "sentence",
    ["本日は資料に沿って説明する。", "次回は来月に開く。", "委員の意見を伺いたい。", "御出席いただき感謝する。"],
)
def test_where_nothing_is_stated_nothing_is_found(sentence):
    assert found(sentence).relations == []


def test_a_relation_lies_in_its_sentence_and_says_by_which_rule():
    text = "駅前の駐輪場は足りている。断水が長引くと、透析患者の治療に支障が生じるおそれがある。"
    for relation in found(text).relations:
        assert text[relation.start : relation.end] in text
        assert relation.rule
        assert 0 < relation.confidence < 1
        assert relation.subject.label != relation.object.label
