"""Records of assemblies as their secretariats set them: heads told part by part, boxes of seats, labels of seats; all names are invented."""

import pytest

from tests.minutes import parsed, said

NUMBERED = """架空市議会定例会会議録
令和６年３月定例会（第２日目）
１．令和６年３月５日午前１０時００分招集
２．出席議員は次のとおりである。（３名）
１番　　例　田　克　彦　　　　　　　　　２番　　仮　野　介　三
３番　　見　本　正　幸
３．欠席議員は次のとおりである。（１名）
４番　　雛　形　久
４．会議録署名議員
１番　　例　田　克　彦　　　　　　　　　２番　　仮　野　介　三
５．地方自治法第１２１条により説明のため出席した者の職氏名（２名）
市　　　　　　　長　　架　谷　伸　二　　　副　　市　　長　　庚　山　公　男
６．職務のため出席した事務局の職氏名（１名）
事　務　局　長　　丁　野　雅　昭
７．議事日程
日程第１　会議録署名議員の指名
日程第２　一般質問

　　　　　　午前１０時００分　　開会

○見 本 議 長　　ただいまの出席議員は３名であります。
　日程第１、会議録署名議員の指名を行います。

○例田 克彦議員　　１番、例田克彦でございます。市長のお考えを伺います。

○架 谷 市 長　　お答えいたします。計画を策定する予定でございます。
　　　　　　午前１１時１５分　　散会
"""
BOXED = """令和６年第３回架空町議会定例会　会議録

１．議長の氏名　　　例田　隆徳
２．説明のため出席した者の氏名・職
　　　町長　　　　　仮野　　修
　　　税務課長　　　見本　正彦
３．書記の氏名
　　　議会事務局長　雛形　健治
４．議員の出欠　（出席 ／・　欠席　△）
┌─┬───┬─────────┬─┬───┬─────────┐
│／│１番　│架　谷　靖　浩　　│／│２番　│庚　山　順　二　　│
├─┼───┼─────────┼─┼───┼─────────┤
│△│３番　│丁　野　峯　達　　│／│４番　│例　田　隆　徳　　│
└─┴───┴─────────┴─┴───┴─────────┘
５．議事日程
　日程第１　　議案第４１号　　架空町税条例の一部改正について

　　　　　　　　　開会　午前９時３０分

○議長（例田隆徳）　日程第１、議案第４１号を議題といたします。
◎税務課長（見本正彦）　地方税法の改正に伴うものでございます。
◆２番議員（庚山順二）　２番、庚山です。
　軽減の対象は何世帯になるのか、お尋ねいたします。
"""


def test_a_head_whose_numbered_parts_are_told_in_sentences():
    found = parsed(NUMBERED)
    assert (found.meeting.date, found.meeting.start, found.meeting.end) == ("2024-03-05", "10:00", "11:15")
    assert [(person.name, person.group, person.position) for person in found.attendees if person.present] == [
        ("例田克彦", "議員", None), ("仮野介三", "議員", None), ("見本正幸", "議員", None),
        ("架谷伸二", "説明のため出席した者", "市長"), ("庚山公男", "説明のため出席した者", "副市長"), ("丁野雅昭", "職務のため出席した事務局", "事務局長"),
    ]  # fmt: skip
    assert [person.name for person in found.attendees if not person.present] == ["雛形久"]
    assert [utterance.speaker for utterance in found.utterances] == ["見本議長", "例田 克彦議員", "架谷市長"]


def test_a_box_of_marks_seats_and_names_and_labels_of_seats_with_names():
    found = parsed(BOXED)
    assert [(person.name, person.group, person.present) for person in found.attendees] == [
        ("例田隆徳", "議長", True), ("仮野修", "説明のため出席した者", True), ("見本正彦", "説明のため出席した者", True), ("雛形健治", "書記", True),
        ("架谷靖浩", "議員", True), ("庚山順二", "議員", True), ("丁野峯達", "議員", False),
    ]  # fmt: skip
    assert [utterance.speaker for utterance in found.utterances] == ["議長(例田隆徳)", "税務課長(見本正彦)", "2番議員(庚山順二)"]


UNIT = """第3回　架空市環境審議会　議事概要
１　日時　令和6年5月14日（火）午前10時～11時
２　場所　架空市役所
３　出席者
（委員）例田隆徳会長、仮野修委員
{officials}
４　議事
（１）架空市環境基本計画について
　資料１の説明があった後、審議を行った。
・指標の数が多い。絞るべきではないか。
（２）その他
　質問は特になし。
"""


@pytest.mark.parametrize(
    ("officials", "units"),
    [
        ("（事務局）環境部：見本部長", [("見本", "環境部", "部長")]),
        ("事務局　環境部：見本部長、雛形課長", [("見本", "環境部", "部長"), ("雛形", "環境部", "課長")]),
        ("事務局：環境政策課：雛形茂課長", [("雛形茂", "環境政策課", "課長")]),
        ("【事務局】\n環境部：見本部長\n環境政策課：雛形課長、架谷", [("見本", "環境部", "部長"), ("雛形", "環境政策課", "課長"), ("架谷", "環境政策課", None)]),
        ("（事務局）\n・環境部：見本部長", [("見本", "環境部", "部長")]),
    ],
)  # fmt: skip
def test_a_unit_before_a_colon_is_what_the_officials_after_it_belong_to(officials, units):
    found = parsed(UNIT.format(officials=officials)).attendees
    assert [(person.name, person.organisation, person.position) for person in found if person.group == "事務局"] == units
    assert len(found) == 2 + len(units)


def test_procedure_and_nothing_in_particular_are_no_opinions():
    assert said(UNIT.format(officials="（事務局）見本部長")) == [("架空市環境基本計画について", None, "指標の数が多い。絞るべきではないか。")]
