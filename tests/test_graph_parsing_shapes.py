"""Shapes of records that many offices share: stretched and quoted labels, printed tables of people, proxies with posts, headers told in sentences; all names are invented."""

from graph.parsing import parse
from graph.reading import read

HEAD = "架空町水辺審議会\u3000会議録\n\n日時\u3000令和５年６月７日（水）１０時～１１時\n場所\u3000架空町役場\n"
BODY = "\n議事概要\n・橋を直すべきである。\n"


def minutes(text, name="minutes.txt"):
    return parse(read(name, text.encode()))


def said(text):
    return [(each.topic, each.speaker, each.passage.text) for each in minutes(text).utterances]


def people(text, *fields):
    return [tuple(getattr(person, field) for field in fields) for person in minutes(text).attendees if person.present]


def test_labels_stretched_to_a_column_open_speeches():
    text = HEAD + (
        "出席者\u3000例田進会長、仮野幸委員、見本一郎委員\n\n会議の大要\n\n議題（２）堤の補修について\n\n"
        "会　　長　堤の補修について、係から願います。\n\n"
        "事 務 局　資料の３枚目を御覧ください。補修は秋に始め、春までに終える見込みであり、費用は昨\n"
        "　　　　　年より少なくなります。\n\n"
        "仮野委員　堤の上を歩く人が多いのですが、通れない日はどれくらいありますか。\n\n"
        "副 会 長　迂回する道を前もって知らせておかなければ、通学の子どもが困るのではないかと思われま\n"
        "　　　　　す。\n"
    )
    topic = "堤の補修について"
    assert said(text) == [
        (topic, "会長", "堤の補修について、係から願います。"),
        (topic, "事務局", "資料の3枚目を御覧ください。補修は秋に始め、春までに終える見込みであり、費用は昨年より少なくなります。"),
        (topic, "仮野委員", "堤の上を歩く人が多いのですが、通れない日はどれくらいありますか。"),
        (topic, "副会長", "迂回する道を前もって知らせておかなければ、通学の子どもが困るのではないかと思われます。"),
    ]


def test_what_stands_in_quotation_marks_behind_a_name_was_said():
    text = HEAD + (
        "\n１　広場の使い方について\n\n例田会長「広場の夜の明かりは足りていますか。」\n"
        "仮野委員「北の角が暗いので、一本足してほしいです。\n夏の祭りまでにお願いします。」\n例田会長「分かりました。」\n"
    )
    assert said(text) == [
        ("広場の使い方について", "例田会長", "広場の夜の明かりは足りていますか。"),
        ("広場の使い方について", "仮野委員", "北の角が暗いので、一本足してほしいです。夏の祭りまでにお願いします。"),
        ("広場の使い方について", "例田会長", "分かりました。"),
    ]


def test_a_group_of_the_list_speaks_in_brackets():
    text = HEAD + (
        "出席者\n| 区分 | 氏名 | 職名 |\n| 委員 | 例田 進 | 見本大学教授 |\n| 動物園 | 仮野 幸 | 園長 |\n\n議事概要\n"
        "・（委員）柵は足りるか。\n・（動物園）柵は来月直す。\n・（委員）分かった。\n"
    )
    assert [(each.speaker, each.passage.text, each.reply) for each in minutes(text).utterances] == [
        ("委員", "柵は足りるか。", False),
        ("動物園", "柵は来月直す。", True),
        ("委員", "分かった。", False),
    ]


def test_chapters_counted_in_kanji_and_the_items_below_them():
    text = (
        "架空家庭裁判所委員会（第七回）議事概要\n\n第一　日時\n　　　令和五年六月七日（水）午前一〇時から午前一一時まで\n"
        "第二　出席者\n　一　委員\n　　　例田進、仮野幸（委員長）\n　　　（欠席　見本一郎）\n　二　庶務\n　　　総務課長　丁田花\n"
        "第三　議題\n　一　窓口の案内について\n第四　議事（◎委員長、○委員）\n　一　窓口の案内について\n"
        "　◎　御意見をお願いします。\n　○　案内の札が小さいと思います。\n"
    )
    found = minutes(text)
    assert found.agenda == ["窓口の案内について"]
    assert people(text, "name", "group") == [("例田進", "委員"), ("仮野幸", "委員長"), ("丁田花", "庶務")]
    assert [person.name for person in found.attendees if not person.present] == ["見本一郎"]
    assert [(each.topic, each.speaker) for each in found.utterances] == [
        ("窓口の案内について", "委員長"),
        ("窓口の案内について", "委員"),
    ]


def test_the_chair_calls_the_items_where_no_heading_does():
    text = (
        "架空町議会\n　　温泉施設調査特別委員会会議録（第３号）\n\n　招集年月日　　令和５年６月７日（水曜日）\n　開　　　議　　午前１０時００分\n"
        "　散　　　会　　午前１１時０５分\n\n　出席委員（２名）\n　　委 員 長　　４番　例　田　　　進　君　　　　　７番　仮　野　　　幸　君\n\n"
        "　付議事件\n　　１　浴室の改修について\n　　２　料金の見直しについて\n\n"
        "〇委員長（例田　進君）　浴室の改修についてを議題といたします。\n〇７番（仮野　幸君）　床が滑ります。直してください。\n"
        "〇委員長（例田　進君）　次に、料金の見直しについてを議題といたします。\n〇７番（仮野　幸君）　据え置くべきです。\n"
    )
    found = minutes(text)
    assert [each.topic for each in found.utterances] == ["浴室の改修について"] * 2 + ["料金の見直しについて"] * 2
    assert (found.meeting.number, found.meeting.start, found.meeting.end) == (3, "10:00", "11:05")
    assert people(text, "name", "group") == [("例田進", "委員長"), ("仮野幸", "委員")]


def test_an_agenda_whose_first_item_is_said_again_above_the_first_speech_stays_whole():
    text = HEAD + (
        "次第：１　開　会\n　　　２　議　事\n　　　　（１）畑の貸し出しについて\n　　　　（２）直売所について\n　　　３　閉　会\n\n"
        "（１）畑の貸し出しについて\n\n会長\n　始めます。御意見をどうぞ。\n\n仮野委員\n　水場が遠いです。\n\n会長\n　係に伝えます。\n\n"
        "（２）直売所について\n\n仮野委員\n　朝から開けてほしいです。\n"
    )
    found = minutes(text)
    assert found.agenda[-3:] == ["畑の貸し出しについて", "直売所について", "閉 会"]
    assert [each.topic for each in found.utterances] == ["畑の貸し出しについて"] * 3 + ["直売所について"]


def test_an_explanation_that_was_called_for_is_no_reply():
    text = HEAD + (
        "出席者\n　委員　例田進、仮野幸\n　説明員　水道課長　見本一郎\n\n議事録\n○例田委員　水道課長から説明をお願いします。\n"
        "○見本水道課長　管は古い順に替えています。\n○仮野委員　駅の前はいつ替えますか。\n○見本水道課長　来年です。\n"
    )
    assert [each.reply for each in minutes(text).utterances] == [False, False, False, True]


def test_a_printed_table_is_read_by_its_columns():
    text = HEAD + (
        "出席　別紙のとおり\n\n議事概要\n・橋を直すべきである。\n\n別紙\n　　　　　　　　出　席　者　名　簿\n\n"
        "　　氏　　名　　　　選出区分　　　所属・役職　　　　　　　　　　　　　　出欠\n"
        "◎　例田　進　　　　学識　　　　　見本大学農学部教授　　　　　　　　　　出席\n"
        "　　原　　幸之助　　農業　　　　　架空農業協同組合　理事　　　　　　　　出席（Web）\n"
        "　　仮野　幸　　　　商業　　　　　一般社団法人架空商店街振興組合連合会\n"
        "　　　　　　　　　　　　　　　　　事務局長　　　　　　　　　　　　　　　出席\n"
        "　　見本　一郎　　　住民　　　　　北川自治会長　　　　　　　　　　　　　欠席\n"
        "　　　　　　　　　　　　　　　　　　　　（◎会長）\n\n"
        "　　事務局　　農政課長　　　　　　乙野　次郎\n　　　　　　　農政課　主事　　　　丙川　三郎\n"
    )
    assert people(text, "name", "group", "position", "online") == [
        ("例田進", "会長", "教授", False),
        ("原幸之助", "農業", "理事", True),
        ("仮野幸", "商業", "事務局長", False),
        ("乙野次郎", "事務局", "農政課長", False),
        ("丙川三郎", "事務局", "主事", False),
    ]
    assert [each.passage.text for each in minutes(text).utterances] == ["橋を直すべきである。"]


def test_proxies_are_completed_by_whom_they_stand_for():
    text = HEAD + (
        "出席者\n| 氏名 | 所属・役職 | 備考 |\n| --- | --- | --- |\n| 例田 進 | 架空バス株式会社 取締役 | 代理出席：運行部 次長 仮野 幸 |\n"
        "| 見本 一郎 | 架空河川部長 | 代理：同部　調整課長　丁田　花 |\n| 乙野 次郎 | 架空高校 校長 | ほか２名 |\n" + BODY
    )
    assert people(text, "name", "affiliation", "position") == [
        ("仮野幸", "架空バス株式会社 運行部 次長", "次長"),
        ("丁田花", "架空河川部 調整課長", "調整課長"),
        ("乙野次郎", "架空高校 校長", "校長"),
    ]


def test_an_affiliation_goes_on_below_itself_and_a_sentence_says_who_stayed_away():
    text = HEAD + (
        "出席者\n【委員】\n　例田　進　　　　　見本物流株式会社　技術本部　車両開発\n　　　　　　　　　　推進部　部長\n"
        "　仮野　幸（＊）　　一般財団法人架空協会　調査領域\n　　　　　　　　　　主任研究員\n　見本　一郎　　　　架空大学　教授\n"
        "【事務局】\n　架空省　道路局　企画課長　丁田　花\n　架空省　道路局　企画課　係長　丙川　三郎（＊）\n　（＊）オンラインによる出席\n"
        "　なお、乙野　次郎委員（架空運輸株式会社　代表取締役）は欠席。\n\n議題\n（１）道路について\n" + BODY
    )
    assert people(text, "name", "position", "online") == [
        ("例田進", "部長", False),
        ("仮野幸", "主任研究員", True),
        ("見本一郎", "教授", False),
        ("丁田花", "企画課長", False),
        ("丙川三郎", "係長", True),
    ]
    assert minutes(text).agenda == ["道路について"]


def test_groups_in_the_words_of_the_list():
    text = HEAD + (
        "出席者\n（学内委員）例田進（学長、議長）、仮野幸（理事（財務担当）・事務局長）\n（学外委員）見本一郎＊（株式会社架空銀行取締役会長）\n"
        "陪席者　丁田花（監事）、丙川三郎＊（監事（非常勤））\n欠席者　乙野次郎（架空新聞社主幹）\n（注）＊はWeb会議による出席者\n" + BODY
    )
    assert people(text, "name", "affiliation", "online") == [
        ("例田進", "学長、議長", False),
        ("仮野幸", "理事(財務担当)・事務局長", False),
        ("見本一郎", "株式会社架空銀行取締役会長", True),
        ("丁田花", "監事", False),
        ("丙川三郎", "監事(非常勤)", True),
    ]
    assert people(text, "group")[1:] == [("学内委員",), ("学外委員",), ("陪席者",), ("陪席者",)]


def test_below_a_numbered_group_of_its_own_words_the_words_before_names_are_posts():
    text = HEAD + (
        "出席者の職及び氏名\n　（１）教育長及び委員\n　　　　教育長　　　　　例　田　　　進\n　　　　委　員　　　　　仮　野　ゆかり\n"
        "　（２）説明のため出席した者\n　　　　学校課長　　　　見　本　一　郎\n" + BODY
    )
    assert people(text, "name", "group", "position") == [
        ("例田進", "教育長及び委員", "教育長"),
        ("仮野ゆかり", "教育長及び委員", "委員"),
        ("見本一郎", "説明のため出席した者", "学校課長"),
    ]


def test_a_header_told_in_sentences():
    text = (
        "令和５年度第３回架空町公民館運営審議会議事録\n\n　令和５年度第３回架空町公民館運営審議会は、令和５年６月７日（水）午後２時から、架空町中央公民館講座室において開催された。\n"
        "　出席者は、例田進会長（見本大学准教授）並びに仮野幸（架空町婦人会代表）及び見本一郎（公募）の各委員であり、乙野次郎委員は欠席した。"
        "教育委員会からは、丁田花子社会教育課長が出席した。\n　議題は、次の２件である。\n　　１　講座の案について\n　　２　図書室について\n\n"
        "１　講座の案について\n　係から説明があった。\n\n例田会長「何か御意見はありますか。」\n仮野委員「夜の講座を増やしてください。」\n丁田課長「検討します。」\n\n"
        "２　図書室について\n\n見本委員「本が古いと思います。」\n\n　以上をもって終わり、午後３時２０分に閉会した。\n"
    )
    found = minutes(text)
    assert (found.meeting.date, found.meeting.start, found.meeting.end) == ("2023-06-07", "14:00", "15:20")
    assert found.meeting.place == "架空町中央公民館講座室"
    assert found.agenda == ["講座の案について", "図書室について"]
    assert people(text, "name", "group", "affiliation") == [
        ("例田進", "会長", "見本大学准教授"),
        ("仮野幸", "委員", "架空町婦人会代表"),
        ("見本一郎", "委員", "公募"),
        ("丁田花子", "教育委員会", "社会教育課長"),
    ]
    assert [(each.speaker, each.reply) for each in found.utterances] == [
        ("例田会長", False),
        ("仮野委員", False),
        ("丁田課長", True),
        ("見本委員", False),
    ]


def test_printed_heads_with_numbers_and_an_opening_explanation():
    text = HEAD + (
        "出席者\n　番号　　氏　　名　　　　　所　　属　　　　　　　　　　　　備　　考\n"
        "　　１　　例田　進　　　　　見本大学工学部教授　　　　　　　会長\n　　２　　仮野　幸子　　　　架空町文化協会理事\n"
        "　　３　　見本　一郎　　　　公募町民　　　　　　　　　　　　オンライン\n"
        "事務局　　都市課長　乙野次郎、同課主任　丙川三郎\n議題\n１　看板について\n\n１　看板について\n"
        "事務局　　資料のとおり、看板の高さを七メートルまでとする案である。\n例田会長　「七メートルとした理由は何か。」\n事務局　　「軒の高さに合わせた。」\n"
    )
    assert people(text, "name", "group", "online") == [
        ("例田進", "会長", False),
        ("仮野幸子", None, False),
        ("見本一郎", None, True),
        ("乙野次郎", "事務局", False),
        ("丙川三郎", "事務局", False),
    ]
    assert [(each.speaker, each.passage.text, each.reply) for each in minutes(text).utterances] == [
        ("事務局", "資料のとおり、看板の高さを七メートルまでとする案である。", False),
        ("例田会長", "七メートルとした理由は何か。", False),
        ("事務局", "軒の高さに合わせた。", True),
    ]


def test_items_in_round_brackets_and_a_list_behind_the_body_with_a_title_of_its_own():
    text = HEAD + (
        "出席者　別紙名簿のとおり\n議　事\n\n　（議題１）井戸について\n　　（委　員）　深さは足りるか。\n　　（事務局）　足りる。\n"
        "　（議題２）堰について\n　　（委　員）　直してほしい。\n　　（事務局）　来年直す。\n\n（別　紙）\n　　　架空町水辺審議会　出席者名簿\n【委　員】\n"
        "　例田　進　　架空大学　教授　　　会長\n　仮野　幸　　架空組合　組合長\n"
    )
    found = minutes(text)
    assert [(each.topic, each.passage.text) for each in found.utterances] == [
        ("井戸について", "深さは足りるか。"),
        ("井戸について", "足りる。"),
        ("堰について", "直してほしい。"),
        ("堰について", "来年直す。"),
    ]
    assert people(text, "name", "group", "position") == [("例田進", "会長", "教授"), ("仮野幸", "委員", "組合長")]
    assert found.unread == []


def test_a_post_that_speaks_answers_and_the_end_stands_on_a_second_line():
    text = (
        "架空町教育委員会臨時会会議録\n\n開催日時　　令和５年８月２４日　午後３時００分　開会\n　　　　　　令和５年８月２４日　午後３時４０分　閉会\n"
        "開催場所　　架空町役場\n出席委員　　教育長　例田進　　委員　仮野幸\n出席職員　　教育部長　乙野次郎　　学校課長　丙川三郎\n"
        "議　　題　　議案第１０号　学区について\n　　　　　　議案第１１号　給食費について\n\n"
        "教 育 長　　議案第１０号について、説明を求めます。\n学校課長　　北町の一部を東小学校の学区に移すものです。\n仮野委員　　移る子どもは何人ですか。\n学校課長　　１８人です。\n教 育 長　　可決しました。\n"
    )
    found = minutes(text)
    assert found.agenda == ["議案第10号 学区について", "議案第11号 給食費について"]
    assert (found.meeting.start, found.meeting.end) == ("15:00", "15:40")
    assert [(each.speaker, each.reply) for each in found.utterances] == [
        ("教育長", False),
        ("学校課長", False),
        ("仮野委員", False),
        ("学校課長", True),
        ("教育長", False),
    ]


def test_a_group_whose_people_stand_in_brackets_behind_it():
    text = HEAD + "出席者　例田会長、仮野委員、事務局（乙野館長、丙川主査）\n" + BODY
    assert people(text, "name", "group", "position") == [
        ("例田", "会長", None),
        ("仮野", "委員", None),
        ("乙野", "事務局", "館長"),
        ("丙川", "事務局", "主査"),
    ]
