"""What opinions speak of: terms, names that documents introduce, people and types, in fields of policy that no rule was written on."""

import pytest

from graph.annotating import annotate
from graph.annotating.kinds import TYPES, kind_of
from graph.annotating.lexicons import read
from graph.annotating.vocabulary import Vocabulary
from graph.model import Alignment, Attendee, Concept, Minutes, Passage, Span, Text, Utterance
from graph.parsing import parse
from graph.reading import read as read_document


def found(*texts: str, vocabulary=(), attendees=(), topic=None, known=()):
    utterances = [Utterance(Passage(text, Span(0, 0), Alignment([])), topic=topic) for text in texts]
    minutes = Minutes(Text("", "", Alignment([])), "summary", utterances=utterances, attendees=list(attendees))
    return annotate(minutes, Vocabulary(vocabulary), known=known).opinions


def terms(text: str, **more) -> set[str]:
    return {mention.surface for mention in found(text, **more)[0].mentions}


class TestTerms:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("移動図書館の巡回を増やすべきである。", {"移動図書館"}),
            ("水道管の耐震化率が低い。", {"水道管"}),
            ("「みちまもりアプリ」を広げてほしい。", {"みちまもりアプリ"}),
            ("小規模な漁港の整備費を確保する。", {"漁港", "整備費"}),
            ("平均の待ち日数が減った。", {"待ち日数"}),
            ("二重投資を避ける。", {"二重投資"}),
            ("EV-バスの充電設備を置く。", {"充電設備"}),
            ("国が基準を示すべきである。", {"国", "基準"}),
            ("巡回バスの便を残してほしい。", {"巡回バスの便"}),
        ],
    )
    def test_are_found(self, text, expected):
        assert expected <= terms(text)

    @pytest.mark.parametrize(
        ("text", "empty"),
        [
            ("現実的な方法を検討することが必要である。", {"現実的", "方法", "検討", "こと", "必要"}),
            ("三割程度の農家が今後の見通しを持てない。", {"三割", "割程度", "程度", "今後"}),
            ("小規模な漁港が一部に残る。", {"小規模", "一部"}),
            ("早期に対応する場合もある。", {"早期", "対応", "場合"}),
            ("加入率が62パーセントに下がった。", {"パーセント"}),
        ],
    )
    def test_words_that_name_nothing_are_none(self, text, empty):
        assert not empty & terms(text)


class TestNames:
    def test_a_name_that_one_opinion_introduces_serves_the_others(self):
        opinions = found("共同住宅の防災倉庫(以下「まちの蔵」という。)を置く。", "まちの蔵の鍵は自治会が持つ。")
        mention = next(one for one in opinions[1].mentions if one.surface == "まちの蔵")
        assert mention.method == "taught"
        assert mention.concept.label == "まちの蔵"

    def test_an_acronym_in_brackets_is_the_same_concept(self):
        opinions = found("地理情報システム(GIS)を使う。", "GISの更新費が重い。")
        [label] = {one.concept.label for one in opinions[1].mentions if one.surface == "GIS"}
        assert label == "地理情報システム"

    def test_a_name_from_another_document_serves_this_one(self):
        known = [Concept("まるごと農園便", "system", None, ("農園便",))]
        [mention] = [
            one for one in found("農園便の路線を延ばすべきである。", known=known)[0].mentions if one.surface == "農園便"
        ]
        assert (mention.concept.label, mention.method, mention.confidence) == ("まるごと農園便", "known", 0.8)

    def test_a_document_s_own_meaning_goes_before_another_s(self):
        known = [Concept("別の便", "system", None, ("農園便",))]
        opinions = found("宅配サービス(以下「農園便」という。)を続ける。農園便は好評である。", known=known)
        assert {one.concept.label for one in opinions[0].mentions if one.surface == "農園便"} == {"農園便"}

    def test_a_label_of_two_concepts_is_left_open(self):
        twice = [Concept("府中市", "place", "http://x/1"), Concept("府中市", "place", "http://x/2")]
        [mention] = [
            one for one in found("府中市の例に学ぶ。", vocabulary=twice)[0].mentions if one.surface == "府中市"
        ]
        assert (mention.method, mention.concept.iri) == ("ambiguous", None)

    def test_a_short_form_means_the_longer_term_of_the_heading(self):
        known = [Concept("料金体系の統一化", "policy", "http://x/1")]
        mentions = found("統一化を急ぐべきである。", vocabulary=known, topic="料金体系の統一化について")[0].mentions
        assert [one.concept.iri for one in mentions if one.surface == "統一化"] == ["http://x/1"]


class TestPeople:
    ATTENDEES = (
        Attendee("土岐康子", "委員", organisation="霞浜市水道局"),
        Attendee("長谷川誠", "委員"),
        Attendee("長田実", "委員"),
        Attendee("佐藤一", "委員"),
        Attendee("佐藤花", "委員"),
    )

    def test_a_surname_with_a_title_is_the_attendee(self):
        text = "土岐委員の意見に賛成である。"
        [mention] = [one for one in found(text, attendees=self.ATTENDEES)[0].mentions if one.concept.type == "person"]
        assert (mention.surface, mention.concept.label, mention.attendee) == ("土岐委員", "土岐康子", 0)

    def test_the_longer_surname_is_meant(self):
        [mention] = [
            one
            for one in found("先ほど長谷川委員が述べたとおりである。", attendees=self.ATTENDEES)[0].mentions
            if one.concept.type == "person"
        ]
        assert mention.attendee == 1

    def test_two_of_one_name_are_not_told_apart(self):
        [mention] = [
            one
            for one in found("佐藤委員の指摘は重要である。", attendees=self.ATTENDEES)[0].mentions
            if one.concept.type == "person"
        ]
        assert (mention.surface, mention.attendee) == ("佐藤委員", None)

    @pytest.mark.parametrize("text", ["各委員の協力を得る。", "民生委員の見守りが大切である。", "教育委員会に諮る。"])
    def test_offices_are_nobody(self, text):
        assert all(one.concept.type != "person" for one in found(text, attendees=self.ATTENDEES)[0].mentions)

    def test_an_attendee_s_organisation_is_known(self):
        mentions = found("霞浜市水道局の試算を示してほしい。", attendees=self.ATTENDEES)[0].mentions
        assert [one.concept.type for one in mentions if one.surface == "霞浜市水道局"] == ["organisation"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("森林組合", "organisation"),
        ("獣医師会", "organisation"),
        ("農業委員会", "actor"),
        ("小さな町", "actor"),
        ("隣県", "actor"),
        ("送迎の委託先", "actor"),
        ("障害のある方", "actor"),
        ("漁業協同組合", "organisation"),
        ("株式会社浜凪水産", "organisation"),
        ("酪農家", "actor"),
        ("里親", "actor"),
        ("技能実習生", "actor"),
        ("有害鳥獣駆除", "activity"),
        ("学校給食", "activity"),
        ("間伐", "activity"),
        ("港湾計画", "policy"),
        ("宿泊税", "policy"),
        ("森林環境税法", "law"),
        ("景観条例", "law"),
        ("浸水想定区域図", "document"),
        ("母子健康手帳", "document"),
        ("有収率", "indicator"),
        ("待機日数", "indicator"),
        ("浄水場", "place"),
        ("バスロケーションシステム", "system"),
        ("防犯カメラ", "technology"),
        ("耕作放棄地", "place"),
        ("市立美術館", "place"),
        ("集中豪雨", "event"),
        ("後継者不足", "issue"),
        ("維持管理費", "indicator"),
        ("七割", "indicator"),
        ("畜舎の臭気", "issue"),
        ("磯焼け", "issue"),
        ("船員の離職", "issue"),
        ("農薬の飛散", "issue"),
        ("防護服の備蓄", "activity"),
        ("種苗の早期発見", "activity"),
        ("土俵の切り分け", "activity"),
        ("空室の貸し回し", "activity"),
        ("施肥の手法", "activity"),
        ("新港湾管理法", "law"),
        ("共同売電パッケージ", "policy"),
        ("海の家ナビ", "system"),
        ("ゼブロット", "system"),
        ("特設分館", "place"),
        ("納骨堂", "place"),
        ("転入届", "document"),
        ("若手表具師", "actor"),
        ("巡回アーキビスト", "actor"),
        ("名品鑑賞会", "event"),
        ("道端の石仏", "place"),
        ("電子透かし", "technology"),
    ],
)
def test_an_unknown_term_is_typed_by_its_last_word(label, kind):
    assert kind_of(label) == kind


def test_no_head_has_two_types():
    heads = [
        head
        for kind in TYPES
        for key, words in read(f"kinds-{kind}").items()
        if key != "within"
        for head in set(words.split())
    ]
    assert len(heads) == len(set(heads))


def test_a_question_s_letter_says_that_it_asks():
    text = "架空勉強会　議事概要\n日時：令和5年9月6日\n\nQ1. 標準化についてはどうか。\nA1. 国が示すべきだが、縛りすぎると柔軟性が失われる。\nQ2. 費用の負担は。\nA2. 県が持つ。\n"
    minutes = parse(read_document("minutes.txt", text.encode()))
    findings = annotate(minutes, Vocabulary([]))
    assert [each.act for each in findings.opinions] == ["question", "answer", "question", "answer"]
