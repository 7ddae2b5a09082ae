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


def related(text: str) -> set[tuple[str, str, str]]:
    return {(one.subject.label, one.predicate, one.object.label) for one in found(text).relations}


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


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate", "target"),
    [
        ("廃校を改装した「森のオフィス」を広げたい。", "森のオフィス", "uses", "廃校"),
        ("伐採と植栽とを組み合わせた「めぐりの森」を進めたい。", "めぐりの森", "includes", "伐採"),
        ("技術者が若手に教える「匠の寺子屋」は好評である。", "技術者", "provides", "匠の寺子屋"),
        ("漁師と料理人が話し合う「浜の会議」を開いてほしい。", "浜の会議", "includes", "漁師"),
        ("携帯電話で申し込める「かんたん漁業許可」を広げたい。", "かんたん漁業許可", "uses", "携帯電話"),
        ("塩分濃度で仕分けて届ける「潮だより」を広げたい。", "潮だより", "uses", "塩分濃度"),
    ],
)
def test_the_clause_before_a_coined_name_explains_it(sentence, subject, predicate, target):
    assert (subject, predicate, target) in related(sentence)


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate", "target"),
    [
        ("学芸員の不足が資料の整理の妨げになっている。", "学芸員の不足", "hinders", "資料の整理"),
        ("獣害が増えたのは、耕作放棄地の拡大が原因である。", "耕作放棄地", "causes", "獣害"),
        ("救急車の到着時間は、道路の渋滞に左右される。", "道路の渋滞", "affects", "救急車の到着時間"),
        ("観光客の急増は、住民の生活環境を悪化させるおそれがある。", "観光客の急増", "hinders", "住民の生活環境"),
        ("井戸の掘削を急ぐことは、地盤沈下を招きかねない。", "井戸の掘削", "causes", "地盤沈下"),
        ("遊漁券の減収により経営が苦しくなり、放流の費用が膨らむ。", "遊漁券の減収", "causes", "放流の費用"),
        ("担い手が集まれば、祭りの練習は三分の一に減る。", "担い手が集まる", "affects", "祭りの練習"),
    ],
)
def test_what_leads_to_what_is_read_in_many_ways(sentence, subject, predicate, target):
    assert (subject, predicate, target) in related(sentence)


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate", "target"),
    [
        ("排水設備さえ整えば、裏作は広がる。", "裏作", "requires", "排水設備"),
        ("護岸が完成しない段階での砂浜の開放には同意できない。", "砂浜の開放", "requires", "護岸"),
        ("灯台の保存には、修理の記録を残すことが不可欠である。", "灯台の保存", "requires", "修理の記録"),
        ("作業日誌の提出を補助の要件に加えるべきではないか。", "補助の要件", "includes", "作業日誌の提出"),
        ("噴水より水飲み場の方が喜ばれる。", "噴水", "contrastsWith", "水飲み場"),
    ],
)
def test_needs_and_alternatives_are_read_in_many_ways(sentence, subject, predicate, target):
    assert (subject, predicate, target) in related(sentence)


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate", "target"),
    [
        ("養殖業者が水温のデータを漁協から受け取る。", "漁協", "provides", "水温のデータ"),
        ("除雪を民間事業者に委託したところ、苦情が半減した。", "民間事業者", "provides", "除雪"),
        ("町内会の役員会に審査委員会の承認が届いた。", "審査委員会", "provides", "承認"),
        ("蔵書検索は、スマートフォンで利用できる。", "蔵書検索", "uses", "スマートフォン"),
        ("町が避難階段の点検を一括して行ってほしい。", "町", "provides", "避難階段の点検"),
        ("県が主導して森林地図を示すべきである。", "県", "provides", "森林地図"),
        ("気象台から提供される降雨データは、現場で読めない。", "気象台", "provides", "降雨データ"),
        ("県において降雨データベースを整備していただきたい。", "県", "provides", "降雨データベース"),
        ("漁協と旅館組合が組んだ「うみべ便」は好評である。", "漁協", "provides", "うみべ便"),
        ("町が審査基準に景観への配慮を加えるべきだ。", "審査基準", "includes", "配慮"),
        ("配管の交換には人手がかかる。", "配管の交換", "requires", "人手"),
        ("共同処理と広域処理とでは、交付金の扱いが異なる。", "共同処理", "contrastsWith", "広域処理"),
        ("寄附金に頼る財源は長く続かない。", "財源", "uses", "寄附金"),
        ("入漁料の統一を急ぐと、組合の理解を得ることは困難である。", "入漁料の統一", "hinders", "組合の理解"),
        ("乗船記録と気象データを突き合わせた推計が公表された。", "推計", "uses", "乗船記録"),
        ("人口減少に伴い料金収入が減る。", "人口減少", "hinders", "料金収入"),
    ],
)
def test_who_gives_and_uses_what_is_read_in_many_ways(sentence, subject, predicate, target):
    assert (subject, predicate, target) in related(sentence)


@pytest.mark.parametrize(
    ("sentence", "subject", "target"),
    [
        ("どの機関が河川の測量を担うのか。", "機関", "河川の測量"),
        ("農薬を求めない栽培に改めるべきである。", "栽培", "農薬"),
        ("井戸の水位を測ることが課題だが、計測器を増やすことばかりを急ぐ。", "計測器", "水位"),
    ],
)
def test_what_is_asked_or_denied_is_not_stated(sentence, subject, target):
    assert not any({subject, target} == {one, other} for one, _, other in related(sentence))


def test_a_relation_lies_in_its_sentence_and_says_by_which_rule():
    text = "駅前の駐輪場は足りている。断水が長引くと、透析患者の治療に支障が生じるおそれがある。"
    for relation in found(text).relations:
        assert text[relation.start : relation.end] in text
        assert relation.rule
        assert 0 < relation.confidence < 1
        assert relation.subject.label != relation.object.label
