"""Habits of those who write minutes, each in the fewest lines that show it; tests/test_graph_parsing_attendance.py has those of their lists of people."""

import pytest

from graph.annotating import annotate
from graph.annotating.vocabulary import Vocabulary
from tests.minutes import parsed, people, said

ATTRIBUTED = """第６回架空懇談会　議事要旨
日時　令和５年１０月１２日（木）
＜議題１：移行の状況について＞
・　経費が見積りの２倍を超えている。（例田構成員）
・　人手が足りない。（仮野構成員）
・　今の御指摘に同感である。止まらないことを優先していただきたい。
　　　　　　　　　　　　　　　　　　　　　　　　（見本構成員代理　雛形様）
　⇒　期限の取扱いを検討してまいりたい。（事務局）
"""


def test_who_spoke_may_stand_in_brackets_on_a_line_of_its_own():
    assert [(speaker, text[:5]) for _, speaker, text in said(ATTRIBUTED)] == [
        ("例田構成員", "経費が見積"),
        ("仮野構成員", "人手が足り"),
        ("見本構成員代理 雛形様", "今の御指摘"),
        ("事務局", "期限の取扱"),
    ]


def test_the_secretariat_in_brackets_is_the_speaker_even_once():
    text = "第1回架空会議 会議要録\n日時:令和6年5月1日\n主な意見\n◇ 場所だけ増やすのは危険である。\n  → 次回までに整理する（事務局）。\n◇ 賛成する。\n"
    assert [speaker for _, speaker, _ in said(text)] == [None, "事務局", None]


def test_what_was_reported_behind_a_speech_is_no_part_of_it():
    text = (
        "架空会議 議事録\n日時：令和6年5月1日\n\n○例田議長　では、議題２に移ります。\n（事務局から資料２を説明）\n"
        "○仮野委員　費用が心配です。\n○例田議長　以上です。\n"
    )
    assert [text for _, _, text in said(text)] == ["では、議題2に移ります。", "費用が心配です。", "以上です。"]


NUMBERED = """架空検討会
第４回議事要旨
１．開催日時
　令和３年５月２６日（水）
２．議事次第
（１）開会
（２）意見交換
（３）閉会
３．意見交換（概要）
　論点１　条例で独自の規律を置くことの可否について
　○　全国一律のルールにするべきだ。
　○　上乗せは認めるべきではないか。
　論点２　諮問の要否について
　○　諮問の手続に時間がかかる。
"""


def test_the_exchange_of_views_that_counts_on_heads_the_body_and_its_issues_are_topics():
    minutes = parsed(NUMBERED)
    assert minutes.agenda == ["開会", "意見交換", "閉会"]
    assert [(each.topic, each.passage.text) for each in minutes.utterances] == [
        ("条例で独自の規律を置くことの可否について", "全国一律のルールにするべきだ。"),
        ("条例で独自の規律を置くことの可否について", "上乗せは認めるべきではないか。"),
        ("諮問の要否について", "諮問の手続に時間がかかる。"),
    ]


CLUB = """【議事録】2024年度 第1回 架空勉強会
- 日時: 2024/6/14 (Fri) 20:00〜21:40
- 場所: Zoom
- 参加: 朝比奈, 久留米, 都築(途中から), 宇都宮(記録)

## 1. 前回の宿題
- 朝比奈) 年1回しか更新していないとのこと。
- 久留米) それだと使えないよね。
    - 都築) 様式に合わせるだけなら費用はかからないはず。
## 2. TODO
- [ ] 朝比奈: 様式を送る (6/30)
"""


def test_notes_of_a_club_that_open_with_their_kind_and_close_names_with_a_bracket():
    minutes = parsed(CLUB, "club.md")
    assert (minutes.meeting.title, minutes.meeting.series, minutes.meeting.number) == ("【議事録】2024年度 第1回 架空勉強会", "架空勉強会", 1)
    assert (minutes.meeting.date, minutes.meeting.start, minutes.meeting.place) == ("2024-06-14", "20:00", "Zoom")
    assert [name for name, _, _ in people(CLUB, "club.md")] == ["朝比奈", "久留米", "都築", "宇都宮"]
    assert [(topic, speaker) for topic, speaker, _ in said(CLUB, "club.md")] == [
        ("前回の宿題", "朝比奈"),
        ("前回の宿題", "久留米"),
        ("前回の宿題", "都築"),
    ]


def test_experts_are_a_list_of_people_and_nested_numbers_are_topics():
    text = (
        "架空ヒアリング（第３回）議事概要\n１　日時　令和６年２月１日\n２　有識者\n　　　越智　　賢一　　株式会社架空　代表取締役\n　　　兼平　　沙織　　架空大学　教授\n"
        "３　概要\n　（１）外部人材について\n　　①　報酬\n　　　・応募がない。\n　　　・兼業を認めれば人は来る。\n　　②　役割\n　　　・任せる範囲を決める必要がある。\n"
    )
    assert [name for name, _, _ in people(text)] == ["越智賢一", "兼平沙織"]
    assert [topic for topic, _, _ in said(text)] == ["報酬", "報酬", "役割"]


def test_a_session_before_a_committee_s_name_does_not_hide_it():
    assert parsed("令和５年第２回定例会　総務常任委員会会議録\n\n令和５年６月１６日\n\n○例田委員長　開きます。\n○仮野委員　質問します。\n").meeting.series == (
        "総務常任委員会"
    )


@pytest.mark.parametrize("text", ["夜の便を減らして朝の１便を増やす。", "枠の見直しと場の質の要件を示す。", "便の数の内訳。"])
def test_a_noun_that_says_nothing_alone_joins_nothing(text):
    findings = annotate(parsed(f"架空会議 議事要旨\n日時:令和6年5月1日\n○ {text}\n○ 賛成である。\n"), Vocabulary([]))
    assert all(text[mention.start : mention.end] == mention.surface for mention in findings.opinions[0].mentions)


ASSEMBLY = """令和６年第３回架空町農業委員会総会議事録
１．開催日時　　令和６年３月２６日（火）午後１時３０分から午後２時１５分
２．出席委員　（４人）
　　会　　　長　　　１０番　　大河内　　正
　　会長職務代理者　　９番　　小山内　　実
　　委　　　員　　　　１番　　茅根　　洋子
　　　　　　　　　　　２番　　行方　　修一
３．会議の概要
議　長　　ただいまから総会を開会いたします。
２　番　　水の管理はどうするのか。
事務局　　水利組合に加入すると聞いております。
１　番　　作ってくれるなら反対する理由はありません。
議　長　　それでは採決いたします。
　　　　　（賛成多数）
議　長　　よって本案は可決されました。
"""


def test_seats_name_people_and_those_who_speak():
    assert people(ASSEMBLY) == [
        ("大河内正", "会長", True),
        ("小山内実", "会長職務代理者", True),
        ("茅根洋子", "委員", True),
        ("行方修一", "委員", True),
    ]
    assert [(topic, speaker) for topic, speaker, _ in said(ASSEMBLY)] == [
        (None, each) for each in ("議長", "2番", "事務局", "1番", "議長", "議長")
    ]


LIBRARY = """架空図書館協議会（令和５年度第２回）会議録
●日時：令和５年１１月８日　水曜日　午前１０時～正午
●出席委員：（◎会長　○副会長）
　◎門真　学　○丹下　百合　来栖　悟　温井　さゆり　波多江　剛
●欠席委員：なし
●図書館：館長　宍戸、奉仕係長　釘宮、主任　樽井

◆報告事項
（１）利用状況について
〈図書館〉貸出冊数は前年度より減った。
〈委員〉紙を減らしてまで入れるのは反対だ。
〈会長〉次回、数字を出してもらいたい。
〈図書館〉次回お示しする。
"""


def test_names_set_apart_like_their_parts_and_a_list_behind_that_of_the_absent():
    assert people(LIBRARY) == [
        ("門真学", "会長", True),
        ("丹下百合", "副会長", True),
        ("来栖悟", "委員", True),
        ("温井さゆり", "委員", True),
        ("波多江剛", "委員", True),
        ("宍戸", "図書館", True),
        ("釘宮", "図書館", True),
        ("樽井", "図書館", True),
    ]
    assert [(speaker, topic) for topic, speaker, _ in said(LIBRARY)] == [
        (each, "利用状況について") for each in ("図書館", "委員", "会長", "図書館")
    ]


def test_a_page_s_list_of_terms_is_the_header():
    text = (
        "<html><head><title>第7回 架空会議 議事要旨</title></head><body><main><h1>第7回 架空会議 議事要旨</h1><h2>開催概要</h2>"
        "<dl><dt>日時</dt><dd>令和5年8月18日 13時30分から15時30分まで</dd><dt>場所</dt><dd>架空県庁</dd>"
        "<dt>出席者</dt><dd><ul><li>白鳥沢 誠（架空大学 教授）【座長】</li><li>百目鬼 静（架空連盟 会長）</li></ul></dd></dl>"
        "<h2>議事要旨</h2><h3>議題1 駐車場の有料化</h3><p>百目鬼委員：高すぎる。</p><p>白鳥沢座長：半日の料金を設けてはどうか。</p></main></body></html>"
    )
    minutes = parsed(text, "page.html")
    assert (minutes.meeting.date, minutes.meeting.start, minutes.meeting.place) == ("2023-08-18", "13:30", "架空県庁")
    assert people(text, "page.html") == [("白鳥沢誠", "座長", True), ("百目鬼静", None, True)]
    assert [(each.topic, each.speaker) for each in minutes.utterances] == [
        ("駐車場の有料化", "百目鬼委員"),
        ("駐車場の有料化", "白鳥沢座長"),
    ]


SIDE_BY_SIDE = """架空検討委員会　第４回　会議要旨

日　　時：２０２２年１０月２１日(金)　18:30-20:25
出　席　者：金山委員長、樫村委員
欠　席　者：入江委員

【次第】
１　開会　　２　前回の振り返り　　３　プールの廃止について　　４　その他

【要旨】
３　プールの廃止について
　○委員から出された意見
　　・廃止はやむを得ない。
　　・廃止には反対である。
　○事務局の回答
　　・費用を試算する。
４　その他
　○委員から出された意見
　　・一か月以内に公開すること。
"""


def test_items_side_by_side_and_who_answers_in_a_heading():
    minutes = parsed(SIDE_BY_SIDE)
    assert minutes.agenda == ["開会", "前回の振り返り", "プールの廃止について", "その他"]
    assert [(name, present) for name, _, present in people(SIDE_BY_SIDE)] == [("金山", True), ("樫村", True), ("入江", False)]
    assert [(each.topic, each.speaker, each.reply) for each in minutes.utterances] == [
        ("プールの廃止について", None, False),
        ("プールの廃止について", None, False),
        ("プールの廃止について", "事務局", True),
        ("その他", None, False),
    ]


BRACKETED = """第14回架空部会議事録（概要）
開催日：平成２９年３月２日　　開催時間：１０：００～１１：５０
出席者：（部会長）例田、（委員）仮野、見本、（事務局）雛形、甲野、（オンライン）乙野室長
議事概要：
１．回線の強化について
　仮野）分離をやめれば、危険が高まる（β'案も同じ）。慎重に考えるべき。
　見本）費用を試算してほしい。
"""


def test_a_group_in_brackets_holds_until_the_next():
    found = parsed(BRACKETED).attendees
    assert [(each.name, each.group) for each in found] == [
        ("例田", "部会長"), ("仮野", "委員"), ("見本", "委員"), ("雛形", "事務局"), ("甲野", "事務局"), ("乙野", "事務局")
    ]  # fmt: skip
    assert [each.online for each in found] == [False] * 5 + [True]
    assert [speaker for _, speaker, _ in said(BRACKETED)] == ["仮野", "見本"]


def test_posts_set_right_behind_surnames_are_parted_from_them():
    text = (
        "第１回架空総合教育会議　議事概要\n１．開催日時　令和３年７月２９日（木）\n２．出席者　例田町長、仮野教育長、見本委員\n　　事務局　雛形教育次長、甲野学校教育課長、乙野指導主事\n"
        "３．協議事項\n　(1) 端末の活用について\n４．協議の概要\n　(1) 端末の活用について\n　　【見本委員】\n　　　通信費はどうなるのか。\n"
    )
    found = parsed(text)
    assert [(each.name, each.position) for each in found.attendees] == [
        ("例田", "町長"), ("仮野", "教育長"), ("見本", None), ("雛形", "教育次長"), ("甲野", "学校教育課長"), ("乙野", "指導主事")
    ]  # fmt: skip
    assert found.agenda == ["端末の活用について"]
    assert [topic for topic, *_ in said(text)] == ["端末の活用について"]


def test_where_somebody_comes_from_may_stand_in_brackets():
    text = "【議事メモ】架空ワーキング #7\n\n日時: 2023/06/14 (Wed) 16:00-17:30\n参加: 例田(A市), 仮野(架空総研), 見本(ベンダーX)\n\n# 1. 確認\n- 例田: 対応表は8割できた。\n- 仮野: 方針でよいと思う。\n"
    assert [(each.name, each.affiliation) for each in parsed(text).attendees] == [("例田", "A市"), ("仮野", "架空総研"), ("見本", "ベンダーX")]
    assert parsed(text).meeting.series == "架空ワーキング"


def test_posts_in_brackets_speak():
    text = "第２回架空懇話会の結果について（報告）\n\n１．日時\n　令和元年11月28日　18：30～20：40\n２．内容\n（例田）仕組みを試してみたい。\n（部長）公平性の点から難しい。\n（仮野）方針を決めるべきだ。\n（課長）調整中である。\n"
    assert [speaker for _, speaker, _ in said(text)] == ["例田", "部長", "仮野", "課長"]
    assert parsed(text).meeting.series == "架空懇話会"


def test_a_section_mark_below_the_title_is_no_part_of_it():
    text = "令和６年度第３回架空協議会　議事概要\n■ 開催概要\n日時　　２０２４年１２月１８日（水）\n■ 議事\n１　進捗\n　（資料１について事務局から説明）\n【委員からの主な発言】\n　〇　利用率が伸びていない。\n　〇　窓口が混雑している。\n"
    found = parsed(text)
    assert (found.meeting.title, found.meeting.series) == ("令和6年度第3回架空協議会 議事概要", "架空協議会")
    assert found.unaccounted() == []
    assert [text for *_, text in said(text)] == ["利用率が伸びていない。", "窓口が混雑している。"]


def test_seats_with_a_colon_speak():
    text = (
        "令和2年第4回架空町教育委員会定例会会議録\n開催年月日：令和2年4月23日\n出席委員：教育長 例田 一郎\n1番委員 仮野 花子\n議事の大要\n\n"
        "教育長：事務局の説明を求めます。\n\n学校教育課長：臨時休業とするものです。\n\n1番委員：教材はどう配るのか。\n\n学校教育課長：家庭を回って配ります。\n"
    )
    assert [speaker for _, speaker, _ in said(text)] == ["教育長", "学校教育課長", "1番委員", "学校教育課長"]
    assert "仮野花子" in {each.name for each in parsed(text).attendees}


def test_numbers_behind_brackets_and_brief_words_between_bullets_are_headings():
    text = (
        "架空推進会議　議事メモ\n2022年8月1日　13時～14時　401会議室\n出席：例田課長、仮野係長\n1) 自動化\n・仮野：時間の削減になった。\n・例田：保守できなくなる。\n"
        "2) 連絡\n・例田：意味がない。\n決定事項\n・研修の案を作る。\n"
    )
    assert [topic for topic, *_ in said(text)] == ["自動化", "自動化", "連絡", "決定事項"]


def test_roles_behind_surnames_are_whole():
    text = "架空審議会　架空分科会（第２０回）　議事要旨\n\n日時：令和４年３月２９日\n\n出席者\n\n例田分科会長、仮野委員、見本専門委員\n\n議事概要\n\n○委員\n支援を強化すべき。\n\n○専門委員\n国が定めてほしい。\n"
    assert [(name, group) for name, group, _ in people(text)] == [("例田", "分科会長"), ("仮野", "委員"), ("見本", "専門委員")]
    assert [(speaker, text) for _, speaker, text in said(text)] == [("委員", "支援を強化すべき。"), ("専門委員", "国が定めてほしい。")]


def test_an_account_between_angle_brackets_is_no_topic():
    text = "第３回架空委員会　議事録\n日時：令和５年８月２４日\n出席者：例田委員、仮野委員\n\n(1) 設計について\n<事務局より資料に基づき説明>\n例田委員　動線を見直すべきである。\n仮野委員　行き過ぎではないか。\n(2) 工事費について\n例田委員　どこまで見込んでいるのか。\n"
    assert [topic for topic, *_ in said(text)] == ["設計について", "設計について", "工事費について"]


def test_a_heading_of_whose_remarks_follow_is_a_step_below_the_topic():
    text = "架空検討チーム　議事要旨\n日時：令和５年７月２６日\n概要：\n（１）架空育成会\n【団体からの主な意見】\n・見直しが必要。\n・補助を続けてほしい。\n【アドバイザーからの質問・意見とその回答】\n問　どの程度減るのか。\n答　短縮になった。\n問　難しいのではないか。\n答　要件を緩和してほしい。\n"
    assert {topic for topic, *_ in said(text)} == {"架空育成会"}


def test_quoted_remarks_are_parted_by_empty_quotation_lines():
    text = "# 第4回 架空推進会議 議事録\n\n- 開催日：2024年5月20日（月）\n- 参加者：例田CDO、仮野部長\n\n## 議題1 導入\n\n> **仮野部長**：部署を絞るべきだ。\n>\n> **例田CDO**：賛成。\n"
    assert [(speaker, words) for _, speaker, words in said(text, "minutes.md")] == [("仮野部長", "部署を絞るべきだ。"), ("例田CDO", "賛成。")]


def test_labels_may_be_written_in_hiragana():
    text = "「若者の声を聴く会」記録\n\n日 に ち：2023年11月25日（土）\nば し ょ：架空青少年センター\nさ ん か：中学生5人\n\nテーマ1「居場所」\n・ 話せる部屋がほしい。\n・ 行ける場所がない。\n"
    found = parsed(text).meeting
    assert (found.series, found.date, found.place) == ("若者の声を聴く会", "2023-11-25", "架空青少年センター")


def test_the_heads_of_unions_speak_by_their_posts():
    text = "令和５年第２回架空広域連合議会定例会会議録（第１日）\n令和５年１０月１３日\n\n○議長（例田一郎君）　開会します。\n○２番（仮野花子君）　伺います。\n○議長（例田一郎君）　広域連合長。\n○広域連合長（見本五郎君）　お答えします。\n"
    assert [speaker for _, speaker, _ in said(text)][-1] == "広域連合長(見本五郎君)"
    assert parsed(text).meeting.series == "架空広域連合議会"


def test_an_item_of_the_agenda_said_again_with_its_number_heads_what_was_said_of_it():
    text = "架空協議会　会議録\n【日時】令和４年９月３０日\n【次第】\n　１　校長あいさつ\n　２　教育活動について\n　３　端末の活用について\n\n２　教育活動について\n　（委員）声が小さくなった。\n　（学校）運動を計画している。\n\n３　端末の活用について\n　（委員）重くて大変だ。\n"
    minutes = parsed(text)
    assert minutes.agenda == ["校長あいさつ", "教育活動について", "端末の活用について"]
    assert [topic for topic, *_ in said(text)] == ["教育活動について", "教育活動について", "端末の活用について"]


def test_an_agenda_whose_items_tell_what_became_of_them_is_the_record():
    text = "架空協議会　議事要旨\n日時：令和３年６月４日\n出席者：別紙のとおり\n\n１　議事\n（１）決算について\n　　原案のとおり承認。\n（２）計画の骨子案について\n　（委員Ａ）\n　　担い手の確保策を示すべきである。\n　（委員Ｂ）\n　　実証に賛成である。\n\n２　その他\n　　次回は１０月。\n\n（別紙）出席者名簿\n会長　　見本県副知事　　　　　　例田　太郎\n委員　　架空バス株式会社　社長　仮野　花子\n"
    minutes = parsed(text)
    assert minutes.agenda == ["決算について", "計画の骨子案について"]
    assert [topic for topic, *_ in said(text)] == ["計画の骨子案について"] * 2
    assert people(text) == [("例田太郎", "会長", True), ("仮野花子", "委員", True)]


def test_a_heading_that_says_what_is_spoken_about_is_a_topic_wherever_it_recurs():
    text = "架空ワークショップ　まとめ\nと　き　平成２９年１１月１８日\n\n１．Ａ班の意見\n【図書館について】\n○移してほしい。\n【公民館について】\n○開放するとよい。\n\n２．Ｂ班の意見\n【図書館について】\n○不安である。\n"
    assert [topic for topic, *_ in said(text)] == ["図書館について", "公民館について", "図書館について"]
    assert parsed(text).meeting.series == "架空ワークショップ"


def test_the_authority_answers_and_what_was_decided_is_said_by_nobody():
    text = "架空審議会議事要録\n1　開催日時　平成30年10月26日\n2　出席者\n (1)委員\n　　例田太郎会長、仮野花子委員\n (2)市側\n　　都市計画部長、公園緑地課長\n3　議事の要旨\n【第1号議案】\n委員：廃止する理由は何か。\n市側：代替の緑地があるためである。\n会長：意見を付したい。\n議決：原案どおり承認\n"
    minutes = parsed(text)
    assert people(text) == [("例田太郎", "会長", True), ("仮野花子", "委員", True)]
    assert [speaker for _, speaker, _ in said(text)] == ["委員", "市側", "会長"]
    assert [each.reply for each in minutes.utterances] == [False, True, False]


def test_who_explains_by_a_document_says_nothing():
    text = "架空委員会記録\n１　日時　令和６年６月１３日\n２　出席した者\n　デジタル課長　乙川実\n３　会議の経過\n\n例田委員長　執行部の説明を求める。\n乙川デジタル課長　（議案書により説明）\n例田委員長　質疑はないか。\n見本委員　公平性をどう考えるか。\n乙川デジタル課長　問題はない。\n"
    assert [(speaker, text) for _, speaker, text in said(text)] == [
        ("例田委員長", "執行部の説明を求める。"),
        ("例田委員長", "質疑はないか。"),
        ("見本委員", "公平性をどう考えるか。"),
        ("乙川デジタル課長", "問題はない。"),
    ]


def test_a_numbered_sentence_on_the_meetings_course_heads_what_was_said():
    text = "第21回架空推進会議　議事概要\n日時　平成３０年５月１５日\n\n（１）データの標準化について、事務局から説明があり、以下の意見交換が行われた。\n○　標準を決めるべきである。\n→（見本省）移行期間を設ける。\n（２）公開の推進について、意見交換が行われた。主な意見は以下のとおり。\n○　利用の実績を評価すべきではないか。\n"
    assert [topic for topic, *_ in said(text)] == ["データの標準化について", "データの標準化について", "公開の推進について"]


def test_a_step_on_a_line_of_its_own_is_no_part_of_what_was_said():
    text = "架空審議会　会議録（要旨）\n開催日　平成28年9月9日\n\n会議内容\n（事務局）会議は成立しています。\n会長あいさつ\n議題1　使用料の改定について\n（事務局）資料により説明する。\n質疑応答\n問　高いのか、安いのか。\n答　約300円安い。\n問　2回に分けられないか。\n答　補う必要がある。\n"
    assert [(topic, words) for topic, _, words in said(text)] == [
        (None, "会議は成立しています。"),
        ("使用料の改定について", "資料により説明する。"),
        ("使用料の改定について", "高いのか、安いのか。"),
        ("使用料の改定について", "約300円安い。"),
        ("使用料の改定について", "2回に分けられないか。"),
        ("使用料の改定について", "補う必要がある。"),
    ]


def test_what_became_of_the_opinions_is_none_of_them():
    text = "架空分科会　議事録\n日　時　令和4年6月30日\n\n審議内容\n1）データの公開について\n　・負担が増える。\n　・一律の義務化には反対する。\n　審議の結果、次回までに素案を作成することとなった。\n2）企画について\n　・開かれた形にしたい。\n"
    assert [words for *_, words in said(text)] == ["負担が増える。", "一律の義務化には反対する。", "開かれた形にしたい。"]


def test_heads_of_sections_answer_among_members_where_no_list_names_them():
    text = "架空審議会　会議結果\n日時：令和元年１１月５日\n出席者：\n委員　例田太郎　仮野花子\n実施機関　情報政策課：甲田課長　乙川主査\n\n１　諮問事項\n（１）オンライン結合について\n　ア　説明\n　　資料１に基づき説明があった。\n　イ　質疑\n　　委員　誰が見られるのか。\n　　健康づくり課長　保健師のみである。\n　　委員　海外のサーバーを使う可能性はあるか。\n　　健康づくり課長　国内に限定している。\n２　その他\n　　次回は１月２０日に開催する。\n"
    minutes = parsed(text)
    assert [(each.topic, each.speaker, each.reply) for each in minutes.utterances] == [
        ("オンライン結合について", "委員", False),
        ("オンライン結合について", "健康づくり課長", True),
    ] * 2
    assert [(name, group) for name, group, _ in people(text)] == [
        ("例田太郎", "委員"), ("仮野花子", "委員"), ("甲田", "実施機関"), ("乙川", "実施機関"),
    ]


def test_surnames_side_by_side_share_what_stands_behind_them():
    text = "意見交換会（メモ）\n\n2021.12.3（金）17:00-18:30\n参加：例田（見本大学）、仮野（NPO法人かりて）、雛形・丁野（津市）\n\n■費用の負担\n例田：３千円までなら払える。\n雛形：場所を検討したい。\n例田→国の給付金は使われていない。市が代行できないか。\n丁野→代行は難しい。\n"
    assert [(each.name, each.organisation) for each in parsed(text).attendees] == [
        ("例田", "見本大学"), ("仮野", "NPO法人かりて"), ("雛形", "津市"), ("丁野", "津市"),
    ]
    assert [speaker for _, speaker, _ in said(text)] == ["例田", "雛形", "例田", "丁野"]
    assert parsed(text).meeting.series == "意見交換会"


def test_bodies_in_brackets_behind_what_was_said_speak_below_items_that_are_headings():
    text = "  第 ４ 回  例 示 港 湾 振 興 協 議 会  議 事 概 要\n\n◇ 日  時  令和 ５ 年 １２ 月 １８ 日（月）\n\n１ 開  会\n    会長から挨拶。\n\n２ 議  題\n（１）ターミナルの自動化について\n   （港湾管理者より資料１により説明）\n\n   ＜質疑・意見＞\n   ○ 不安の声が現場にある。（労働組合）\n   ● 訓練を行う。（港湾管理者）\n   ○ まずそこから始めるべきだ。（トラック協会）\n\n（２）クルーズ船の受入れについて\n   ○ 誘致を進めるべき。（商工会議所）\n\n３ 閉  会\n"
    assert [(topic, speaker) for topic, speaker, _ in said(text)] == [
        ("ターミナルの自動化について", "労働組合"),
        ("ターミナルの自動化について", "港湾管理者"),
        ("ターミナルの自動化について", "トラック協会"),
        ("クルーズ船の受入れについて", "商工会議所"),
    ]
    assert parsed(text).meeting.title == "第4回 例示港湾振興協議会 議事概要"


def test_numbers_in_circles_count_items_whatever_follows_them():
    text = "＜第５回　架空委員会　議事録＞\n■開催日　2022/11/07\n■議題\n　①在宅勤務の見直し\n　②時間外労働の削減\n\n■議事内容\n①在宅勤務の見直し\n【組合側】制限する案には反対する。\n【経営側】支障が出ている。\n②時間外労働の削減\n【組合側】人員の補充を求める。\n【経営側】２名を補充する。\n"
    minutes = parsed(text)
    assert minutes.agenda == ["在宅勤務の見直し", "時間外労働の削減"]
    assert [topic for topic, *_ in said(text)] == ["在宅勤務の見直し"] * 2 + ["時間外労働の削減"] * 2
    assert (minutes.meeting.title, minutes.meeting.series) == ("第5回 架空委員会 議事録", "架空委員会")


def test_logs_name_their_topics_and_what_was_resolved():
    text = "架空コミュニティ 月例ミーティング 議事録\nDate: 2020-02-13 20:00 JST\nAttendees: Reita (chair), Karino, Mihon\nScribe: Mihon\n\nTopic: 縦書きについて\nReita: 確認から。調査は?\nKarino: ルビを二重に読むのが問題。\nReita: 反対意見がなければ、提出することにします。\nRESOLUTION: 提出する\n\nTopic: 次回の会場\nMihon: オンラインにすべきでは。\nReita: 賛成。\nACTION: Mihonがツールを調べる\n"
    assert [(topic, speaker) for topic, speaker, _ in said(text)] == [
        ("縦書きについて", "Reita"), ("縦書きについて", "Karino"), ("縦書きについて", "Reita"), ("次回の会場", "Mihon"), ("次回の会場", "Reita"),
    ]
    assert people(text) == [("Reita", "chair", True), ("Karino", None, True), ("Mihon", "Scribe", True)]


def test_surnames_with_roles_fill_a_line_of_the_list():
    text = "架空議会　委員会　議事要録\n開催年月日　令和３年９月１５日\n出席委員　例田委員長　仮野副委員長　見本委員\n説明員　建設課　丁野課長　甲田係長／農林課　乙川課長\n付託案件　議案第５５号　補正予算\n\n問（見本委員）倍になった理由は。\n答（丁野課長）高騰のためである。\n問（仮野副委員長）継続すべきだ。\n答（乙川課長）協議している。\n討論\n（賛成・見本委員）賛成する。\n採決　賛成多数により可決\n"
    assert [(name, group) for name, group, _ in people(text)] == [
        ("例田", "委員長"), ("仮野", "副委員長"), ("見本", "委員"), ("丁野", "説明員"), ("甲田", "説明員"), ("乙川", "説明員"),
    ]
    assert parsed(text).agenda == ["議案第55号 補正予算"]
    assert said(text)[-1][2] == "賛成する。"


def test_a_month_before_the_body_and_a_kind_before_a_colon_are_no_part_of_its_name():
    assert parsed("令和４年６月架空県議会定例会会議録（第３号）\n\n令和４年６月１４日\n\n○議長（例田君）　開きます。\n○一番（仮野君）　伺います。\n").meeting.series == "架空県議会"
    assert parsed("議事メモ: 自治会DX勉強会 (2024/02/17)\n\n日時: 2024年2月17日\n\n例田: 賛成です。\n仮野: 反対です。\n例田: そうですか。\n").meeting.series == "自治会DX勉強会"


def test_a_dash_right_before_words_is_a_mark():
    text = "第８回　架空検討会　議事概要\n\n○開催日時：令和５年１２月１日\n○議事次第：\n　１．開会\n　２．議題（１）改定案について\n\n○議事の経過\n（１）改定案について\n【主な意見】\n　・次の点を補うべきである。\n　　－現実的でない場合がある。\n　　－代替策を例示してほしい。\n　・点検が必要ではないか。\n"
    assert [words for *_, words in said(text)] == ["次の点を補うべきである。現実的でない場合がある。代替策を例示してほしい。", "点検が必要ではないか。"]
    assert parsed(text).agenda == ["開会", "改定案について"]


WRAPPED = """架空市運営協議会（第２回）　会議要旨
日時　令和６年１１月２８日
出席者
　例田太郎会長、仮野花子副会長、見本　学委員、雛形さくら委員、丁野一茶委
員、甲田進委員、乙川実委員
議事
例田会長　ただいまから令和６年第２回の協議会を開会いたします。事務局から
説明をお願いします。
日程第２、議案第２１号、料金の改定についてを議題といたします。事務局から
説明をお願いします。
学校教育課長　資材の高騰により、１食あたり２０円の引上げをお願いするもの
です。
仮野副会長　値上げ自体はやむを得ないが、多子世帯への負担の軽減は考えておら
れますか。
学校教育課長　第３子以降は半額とする補助を町長部局と協議しております。
"""


def test_names_labels_and_sentences_that_the_pages_width_broke_are_whole():
    assert [name for name, *_ in people(WRAPPED)] == ["例田太郎", "仮野花子", "見本学", "雛形さくら", "丁野一茶", "甲田進", "乙川実"]
    assert [WRAPPED[slice(*each.span)] for each in parsed(WRAPPED).attendees][-3:] == ["丁野一茶委\n員", "甲田進委員", "乙川実委員"]
    assert [(topic, speaker, words[-9:]) for topic, speaker, words in said(WRAPPED)] == [
        (None, "例田会長", "明をお願いします。"),
        (None, "学校教育課長", "願いするものです。"),
        (None, "仮野副会長", "えておられますか。"),
        (None, "学校教育課長", "協議しております。"),
    ]


def test_paragraphs_of_a_report_that_the_pages_width_broke_are_whole():
    text = "架空審議会（第２回）　会議の概要\n日時　令和６年１１月２８日\n\n（１）人材の受入れと定着について\n　議題（１）について、事務局から資料１に基づき説明があった。その後、次のとおり意見交\n換が行われた。\n　委員から、特定技能で就労する外国人の職員が、二、三年で都市部の施設へ移ってしまうこ\nとが課題であるとの発言があった。\n　これに対し、例田委員から、転籍の制限は意に反する就労を強いるものであり、残すべきで\nはないとの反論があった。\n"
    assert [(topic, speaker, words[:4], words[-8:]) for topic, speaker, words in said(text)] == [
        ("人材の受入れと定着について", "委員", "委員から", "の発言があった。"),
        ("人材の受入れと定着について", "例田委員", "これに対", "の反論があった。"),
    ]


def test_a_title_may_be_set_in_paragraphs_of_its_own():
    body = "<p>日時　令和５年１０月１２日</p><p>○例田委員　賛成です。</p><p>○仮野委員　反対です。</p>"
    html = "<html><body><main><p>{}</p><p>{}</p>" + body + "</main></body></html>"
    for parts, title, series in (
        (("第3回 架空市交通協議会", "自動運転部会 議事要旨"), "第3回 架空市交通協議会自動運転部会 議事要旨", "架空市交通協議会自動運転部会"),
        (("電動化に関する検討会（第４回）", "議　事　要　旨"), "電動化に関する検討会(第4回) 議事要旨", "電動化に関する検討会"),
        (("平成18年6月設置　架空県審議会", "令和5年度第2回　搬送部会　会議録"), None, "架空県審議会 搬送部会"),
    ):
        meeting = parsed(html.format(*parts), "minutes.html").meeting
        assert title in {None, meeting.title}
        assert meeting.series == series


def test_opinions_counted_with_their_answers_are_whose_they_are():
    text = "第2回架空市環境審議会（書面開催）　意見と対応\n日時：令和2年4月30日\n\nNo.1　例田委員\n意見：目標が低すぎる。国の水準とすべき。\n対応：引き上げます。\nNo.2　仮野委員\n意見：危険性に触れていない。\n対応：検討を追記します。\nNo.3　仮野委員\n意見：素案に賛成します。\n対応：原案のとおりとします。\n"
    assert [(each.speaker, each.reply, each.passage.text) for each in parsed(text).utterances] == [
        ("例田委員", False, "目標が低すぎる。国の水準とすべき。"),
        (None, True, "引き上げます。"),
        ("仮野委員", False, "危険性に触れていない。"),
        (None, True, "検討を追記します。"),
        ("仮野委員", False, "素案に賛成します。"),
        (None, True, "原案のとおりとします。"),
    ]


def test_marked_words_that_name_a_body_head_those_set_below_them():
    text = "第２９回　架空審議会　議事録\n１　開催日時　平成２９年７月２８日\n２　出席者\n　◎審議会委員（敬称略、五十音順）\n　　　例　田　　　進　　（架空大学　教授）\n　◎県教育委員会\n　　　教育長　　　　　　雛　形　さくら\n３　議事要旨\n　例田会長\n　　　受入れが偏っている。調整が必要である。\n　雛形教育長\n　　　検討したい。\n"
    assert [(name, group) for name, group, _ in people(text)] == [("例田進", "審議会委員"), ("雛形さくら", "県教育委員会")]


def test_an_exchange_of_views_may_be_the_meeting_itself():
    text = "オンライン診療に関する意見交換　文字起こし（抜粋）\n2022年10月4日\n\n司会：導入してみての感想をお願いします。\n例田医師：負担が減ったという声は多いです。\n司会：費用についてはいかがでしょうか。\n"
    assert parsed(text).meeting.series == "オンライン診療に関する意見交換"


LED = """例田市検討会　第１回　議事概要
日付：2023/10/12
場所：市役所
出席者
（委員）　会長　架空大学教授　　　　　　　　甲野　一郎
　　　　　　〃　　見本市都市整備部長　　　　己島　四郎
（欠席）　委員　　見本タクシー協会　会長　　辛川　六郎
（事務局）例田市交通政策課　３名
議事概要
・それでよいのではないか。
"""


def test_groups_and_who_stayed_away_lead_rows_of_members_whose_posts_are_split():
    read = parsed(LED)
    assert read.meeting.date == "2023-10-12"
    assert [(each.name, each.organisation, each.position, each.present) for each in read.attendees] == [
        ("甲野一郎", "架空大学", "教授", True),
        ("己島四郎", "見本市", "都市整備部長", True),
        ("辛川六郎", "見本タクシー協会", "会長", False),
    ]


def test_labels_of_a_column_may_be_stretched_by_more_than_one_space():
    text = "例田市会議　議事概要\n日時：令和5年7月24日\n丁原委員：家賃補助は効果があった。\n会　　長：どちらも必要ということでよいか。\n事務局　：次回は１１月である。\n"
    assert [speaker for _, speaker, _ in said(text)] == ["丁原委員", "会長", "事務局"]


POINTS = """第７回架空大学教育改革委員会　議事要旨
日時：２０２２年１０月３日（月）
出席者：甲斐（委員長），乙竹，丙原，丁田（事務局）

１．入試の見直しについて
　・面接を行うのは教員の負担が大きすぎる．学部の判断に任せるべきではないか．
　・面接をやめると，志望の理由が見えなくなる．書類だけでは足りない．
"""


def test_sentences_may_end_in_points_and_names_be_parted_by_commas():
    read = parsed(POINTS)
    assert [each.name for each in read.attendees] == ["甲斐", "乙竹", "丙原", "丁田"]
    found = annotate(read, Vocabulary([])).opinions
    assert [[each.text for each in finding.sentences] for finding in found] == [
        ["面接を行うのは教員の負担が大きすぎる.", "学部の判断に任せるべきではないか."],
        ["面接をやめると,志望の理由が見えなくなる.", "書類だけでは足りない."],
    ]
    assert found[0].act == "proposal"
    for utterance, finding in zip(read.utterances, found, strict=True):
        assert all(utterance.passage.text[each.start : each.end] == each.surface for each in finding.mentions)


MEMO = """（メモ）防災まちづくり部会　第３回
１３：３０～１５：００　＠架空公民館
出た人：甲野、乙川、丙山、丁田（市）
休み：己島

■避難所の運営
　・ペット同伴の人が来ると必ずもめる。最初から場所を分けておいた方がいい（乙川）
　・外だと夏は危ない。空調のある部屋を一つあてられないか（甲野）
　・学校と相談してみる（丁田）

■次回
　１２／１４（木）同じ時間
"""


def test_a_memo_without_a_heading_for_its_body_is_read_by_what_its_bullets_say():
    assert [(topic, speaker, text[:4]) for topic, speaker, text in said(MEMO)] == [
        ("避難所の運営", "乙川", "ペット同"), ("避難所の運営", "甲野", "外だと夏"), ("避難所の運営", "丁田", "学校と相")
    ]  # fmt: skip
    assert [(name, present) for name, _, present in people(MEMO)][-2:] == [("丁田", True), ("己島", False)]


def test_a_hospital_answers_in_its_own_name():
    text = (
        "架空市立病院評価委員会　議事概要\n開催日　２０２１年２月１９日\n\n委員（五十音順）\n　甲賀委員長，乙訓委員\n\n病院\n　院長，事務部長\n\n議事概要\n"
        "　委員　外来患者が２割減っている。感染症の影響だけか。\n　病院　整形外科の医師が１名減ったことが影響している。\n"
        "　委員　医師の確保は急務である。\n　病院　研修の申請を準備している。\n"
    )
    assert [speaker for _, speaker, _ in said(text)] == ["委員", "病院", "委員", "病院"]
    assert [name for name, _, _ in people(text)] == ["甲賀", "乙訓"]


UNIVERSITY = """国立大学法人架空大学　経営協議会（第９１回）議事要録
日　時　　令和６年６月２０日（木）１５：００～１６：３０
出席者　　（学外委員）甲木、乙林（オンライン）の各委員
　　　　　（学内委員）戊岡学長（議長）、己崎理事、壬谷副学長
審議事項
１　令和５年度決算について
（主な意見等：○委員、●大学）
○　光熱費の高騰で教育研究費が圧迫されている。
●　空調の更新計画を今年度中に作成する。
２　授業料の改定について
○　改定には反対である。
●　免除の拡大は併せて検討している。
報告事項
１　入試結果について
○　志願者が減った理由は何か。
"""


def test_a_legend_beside_other_words_and_headings_of_chapters_are_read():
    assert [(topic, speaker) for topic, speaker, _ in said(UNIVERSITY)] == [
        ("令和5年度決算について", "委員"), ("令和5年度決算について", "大学"), ("授業料の改定について", "委員"), ("授業料の改定について", "大学"),
        ("入試結果について", "委員"),
    ]  # fmt: skip
    assert [(each.name, each.group, each.position, each.online) for each in parsed(UNIVERSITY).attendees] == [
        ("甲木", "学外委員", None, False), ("乙林", "学外委員", None, True), ("戊岡", "議長", "学長", False),
        ("己崎", "学内委員", "理事", False), ("壬谷", "学内委員", "副学長", False),
    ]  # fmt: skip


def test_labels_may_ask_for_posts_and_names():
    text = (
        "架空市水道料金等審議会　第４回会議録\n開催年月日　令和５年１月２５日\n会長氏名　　甲田　正\n出席した委員の氏名　甲田　正　　乙沢　好　　丙島　勝\n欠席委員氏名　戊野　実\n"
        "説明のため出席した職員の職・氏名　水道局長　己川　明\n会議に付した事項　料金改定案について\n会議資料の名称　料金改定案\n審議等の概要\n（乙沢委員）　上げ幅は大きすぎる。\n"
    )
    assert people(text) == [
        ("甲田正", "会長", True), ("乙沢好", "委員", True), ("丙島勝", "委員", True), ("戊野実", "委員", False), ("己川明", "説明のため出席した職員", True)
    ]  # fmt: skip
    assert parsed(text).agenda == ["料金改定案について"]


CLOSE = """架空市個人情報保護審査会　会議要旨（第４５回）
１．開催日時　令和４年８月３日（水）９：３０～１１：００
２．出席者
　　委　員　　乙原　和夫（商店街振興組合連合会理事長）
　　　　　　　丙木　恵子（まちづくりＮＰＯ代表）
　　事務局　　消費生活課長、同課長補佐
３．議題及び公開・非公開の別
　　顔認証システムの利用について（公開）
４．会議の結果
　　継続審議とする。
５．主な質疑等
　　委　　員：撮影した画像はいつ消去するのか。
　　実施機関：照合後、直ちに消去する。
６．次回開催予定
　　令和４年９月７日（水）
"""


def test_results_and_dates_of_a_close_record_are_nobodys_opinion():
    assert parsed(CLOSE).agenda == ["顔認証システムの利用について"]
    assert [(speaker, text[:5]) for _, speaker, text in said(CLOSE)] == [("委員", "撮影した画"), ("実施機関", "照合後、直")]
    assert people(CLOSE) == [("乙原和夫", "委員", True), ("丙木恵子", "委員", True)]


def test_a_speaker_below_the_bodys_heading_opens_no_list_and_counts_close_a_list():
    text = (
        "架空県審議会議事録\n日時：令和６年３月１８日（月）\n出席委員　甲賀美樹　乙黒智　丙子椒庵　（計三名）\n事務局　文化財課長　庚塚　ほか三名\n会議内容\n\n"
        "＜事務局＞\n　本日の会議は公開とする。\n\n＜乙黒委員＞\n　講師の養成に予算を付けてもらいたい。\n"
    )
    assert [name for name, _, _ in people(text)] == ["甲賀美樹", "乙黒智", "丙子椒庵", "庚塚"]
    assert [speaker for _, speaker, _ in said(text)] == ["事務局", "乙黒委員"]


def test_who_explained_is_the_meetings_course_and_other_matters_are_a_topic_of_their_own():
    text = (
        "架空大学協議会\n日時　令和６年６月２０日（木）\n議事概要\n１ 入試結果について\n 辛田理事から報告があった。\n○ 志願者が減った理由は何か。\n○ 対策を急ぐべきである。\n"
        "その他\n○ 次回の日程を早く示してほしい。\n"
    )
    assert [topic for topic, _, _ in said(text)] == ["入試結果について", "入試結果について", "その他"]


def test_the_point_that_browsers_print_for_a_middle_dot_opens_a_bullet():
    text = "架空会議 議事要旨\n日時：令和6年5月1日\n主な意見\n\u2027 経費が高い。\n\u2027 人手が足りない。\n"
    assert [text for _, _, text in said(text)] == ["経費が高い。", "人手が足りない。"]


ANNEXED = """平成30年第4回（定例）架空町医療検討会　会議結果報告
1.日　時：平成30年4月26日（木）14:00～16:05
2.出席者：別添名簿のとおり
3.議題及び主な意見等
【議題１】二次医療圏の見直しについて
　【主な意見】
　　・圏域を広げると、搬送時間が延びる地域が出る。
　【事務局】
　　・地図は、次回お示しする。

（別添）
例田検討会　委員名簿
　氏　名　　　　所属・職名　　　　　　　　　　　　備考
　甲斐　正樹　　架空県医師会　会長　　　　　　　　座長
　乙女　由美　　架空県看護協会　会長　　　　　　　ＷＥＢ
　丁子　和男　　例田市　健康福祉部長　　　　　　　欠席
"""


def test_a_roll_annexed_below_the_record_is_the_list_and_the_secretariats_heading_its_answer():
    read = parsed(ANNEXED)
    assert (read.meeting.series, read.meeting.number) == ("架空町医療検討会", 4)
    assert [(each.name, each.group, each.present, each.online) for each in read.attendees] == [
        ("甲斐正樹", "座長", True, False), ("乙女由美", "委員", True, True), ("丁子和男", "委員", False, False)
    ]  # fmt: skip
    assert [(topic, speaker) for topic, speaker, _ in said(ANNEXED)] == [
        ("二次医療圏の見直しについて", None), ("二次医療圏の見直しについて", "事務局")
    ]  # fmt: skip


def test_tasks_and_hand_outs_of_a_memo_are_nobodys():
    text = (
        "＜第5回 例田ワーキンググループ 議事メモ＞\n\n日時　2025/6/3 10:00 - 11:30\n出席　甲、乙、丙\n配布　WG5-1 試行結果.pdf\n\n1. 議論\n"
        "- 丙：誤りの責任を誰が負うのか決めるべきだ。\n- 乙：まず内部文書に限って始めればよい。\n- 甲：それに賛成。\n- 丙：期限を決めたい。\n2. 宿題\n- 丙：責任分担の案（6/20 まで）\n"
    )
    assert [name for name, _, _ in people(text)] == ["甲", "乙", "丙"]
    assert [speaker for _, speaker, _ in said(text)] == ["丙", "乙", "甲", "丙"]


LAID_OUT = """<html><body><table>
<tr><th>会議名</th><td>令和4年度第1回架空市男女共同参画審議会</td></tr>
<tr><th>開催日時</th><td>令和4年7月6日（水曜日）18時30分から20時00分まで</td></tr>
<tr><th>会議の内容</th><td>
<p>1 進捗について</p>
<p>乙瀬副会長：日数を指標に加えるべきではないか。</p>
<p>事務局：次期計画で検討する。</p>
</td></tr></table></body></html>"""


def test_the_minutes_in_a_cell_of_a_page_keep_their_lines():
    assert said(LAID_OUT, "minutes.html") == [
        ("進捗について", "乙瀬副会長", "日数を指標に加えるべきではないか。"), ("進捗について", "事務局", "次期計画で検討する。")
    ]  # fmt: skip


def test_groups_in_brackets_before_a_row_and_posts_that_take_the_unit_up_again():
    text = (
        "架空市審査会　議事概要\n日時：令和６年７月２４日\n【出席委員】会長　甲良　洋、委員　丁屋　薫（ＷＥＢ）\n【事業者】株式会社例田エナジー　開発部長　戊峰　他３名\n"
        "事務局\n　　青少年課長　辛山　同主幹　壬岡\n\n１　開会\n２　会長あいさつ\n３　議事\n（１）配置について\n甲良会長　　説明をお願いします。\n壬岡主幹　　資料により説明します。\n"
        "丁屋委員　　距離を取るべきです。\n壬岡主幹　　検討します。\n"
    )
    assert [(each.name, each.group, each.position) for each in parsed(text).attendees] == [
        ("甲良洋", "会長", None), ("丁屋薫", "委員", None), ("戊峰", "事業者", "開発部長"), ("辛山", "事務局", "青少年課長"), ("壬岡", "事務局", "主幹")
    ]  # fmt: skip
    assert [speaker for _, speaker, _ in said(text)] == ["甲良会長", "壬岡主幹", "丁屋委員", "壬岡主幹"]


TABLED = """<html><body><table>
<tr><th>会議の名称</th><td>令和５年度第２回架空市空家等対策協議会</td></tr>
<tr><th>開催日時</th><td>令和５年１１月６日（月）午後２時～午後３時３０分</td></tr>
<tr><th>出席者</th><td>（委　員）甲賀会長、丁谷委員<br>（事務局）都市整備部長　戊川、住宅課長　己島</td></tr>
<tr><th>議　　題</th><td>１　計画の改定について</td></tr>
<tr><th>録音の有無</th><td>有</td></tr>
<tr><th>内　容</th><td><p>丁谷委員　解体の補助の額を上げるべきではないか。</p><p>甲賀会長　相続の相談も要る。</p><p>住宅課長　調整する。</p></td></tr>
</table></body></html>"""


def test_rows_of_a_table_of_fields_are_fields_whatever_they_say():
    read = parsed(TABLED, "minutes.html")
    assert read.agenda == ["計画の改定について"]
    assert [(each.name, each.group) for each in read.attendees] == [("甲賀", "会長"), ("丁谷", "委員"), ("戊川", "事務局"), ("己島", "事務局")]
    assert [each.speaker for each in read.utterances] == ["丁谷委員", "甲賀会長", "住宅課長"]


NOTES = """# 例田ワーキンググループ 第7回 議事メモ

- **日時**: 2025-05-22 (木) 16:00–17:30
- **場所**: オンライン (Zoom)
- **欠席**: 浜名（東都システム）

## 参加者

| 氏名 | 所属 |
|:-----|:-----|
| 来栖 航 | 岩瀬野市 情報政策課 |
| 都築 実 | 株式会社例田 |

## 議事

### 1. 仕様

* **来栖**: コマの区切りが自治体ごとに違う。
    * → **都築**: 例を足す。
* **来栖**: 更新の頻度は決めるべき。

**決定**: 二値を必須とする。
"""


def test_answers_may_be_bullets_and_what_was_decided_is_nobodys():
    assert [(speaker, text) for _, speaker, text in said(NOTES, "minutes.md")] == [
        ("来栖", "コマの区切りが自治体ごとに違う。"), ("都築", "例を足す。"), ("来栖", "更新の頻度は決めるべき。")
    ]  # fmt: skip
    assert [(each.name, each.present, each.online) for each in parsed(NOTES, "minutes.md").attendees] == [
        ("浜名", False, False), ("来栖航", True, True), ("都築実", True, True)
    ]  # fmt: skip


STRETCHED = """会　議　録　（要点筆記）
会　議　名　　令和５年度第３回灘原市立図書館協議会
日　　　時　　令和６年２月８日（木）　午前１０時～午前１１時５０分
出　席　者　　会　長　相良美智代
　　　　　　　委　員　根岸ともみ、芝田圭吾
欠　席　者　　委　員　丸茂誠一
事　務　局　　栃尾奉仕係長、三雲主任
会　議　内　容
Ⅰ－１　サービス評価について
委　員　満足度を重くみるべきだと思う。
会　長　了承することとしたい。
上記会議の顛末を記載し、相違ないことを証するためここに署名する。
"""


def test_stretched_labels_of_a_header_are_told_by_the_wider_gap_behind_them():
    assert people(STRETCHED) == [
        ("相良美智代", "会長", True), ("根岸ともみ", "委員", True), ("芝田圭吾", "委員", True), ("丸茂誠一", "委員", False), ("栃尾", "事務局", True),
        ("三雲", "事務局", True),
    ]  # fmt: skip
    assert [(topic, speaker) for topic, speaker, _ in said(STRETCHED)] == [("サービス評価について", "委員"), ("サービス評価について", "会長")]


SPACED = """例田市の水道に関する検討会（第４回）

議事概要

○開催日時： 令和６年９月２６日（木）１３：３０～１５：３０

【広域化の進め方について】

○県内では給水人口１万人未満の事業体が半数を占め、技術職員が一人もいない町もある。

経営の一体化まで一気に進めるのは難しいとしても、まずは水質検査や薬品の共同購入と

いった管理の一体化から始めてはどうか。

○浄水場の統廃合の必要性は理解するが、水源を一つに絞れば、災害時に広い範囲で断水

することになりかねない。廃止する浄水場も、予備水源として残しておく必要がある。

○事業統合に参加しない市町村を取り残さないよう、県が広域連携の受皿を用意すること

が重要。
"""


def test_where_every_line_is_followed_by_a_blank_one_a_sentence_that_fills_a_line_ends_no_opinion():
    assert said(SPACED)[0][2].endswith("といった管理の一体化から始めてはどうか。")
    assert len(said(SPACED)) == 3


PAGED = """例田市の水道と下水道に関する検討会（第６回）
議事概要
日時　令和７年１月２３日（木）
１　主な意見
○収穫機を産地から産地へ移して使う実証では、稼働日数が延び、機械費は下がった。中山間地

                                    - 1 -
　　　　　例田市の水道と下水道に関する検討会（第６回）議事概要

　の小さな法人にとって有効な取組であり、高く評価したい。
○天候に左右されやすい。
"""


def test_a_title_set_in_two_lines_and_repeated_in_one_below_a_page_number_is_no_part_of_an_opinion():
    assert said(PAGED)[0][2].endswith("機械費は下がった。中山間地の小さな法人にとって有効な取組であり、高く評価したい。")


COMPETITION = """例田市選定委員会　第２回　会議録
日時：平成30年10月３日
説明者の職・氏名　　運動公園長　　見本　学
会議内容
（２）申請団体の説明

＜申請団体１＞
　　　　［申請団体１　入室、説明（15分）］
委員長：御説明ありがとうございました。それでは質疑に移ります。
Ｂ委員：監視員について、夏の繁忙期は何人体制になりますか。
申請団体１：７月と８月は、常時９名を配置いたします。
Ｃ委員：自主事業の収支計画の根拠は何でしょうか。
申請団体１：２年目までは設備の投資がございます。
　　　　［申請団体１　退室］

＜申請団体２＞
　　　　［申請団体２　入室、説明（15分）］
Ｄ委員：床の傷みがかなり進んでいます。修繕費が少ないように思うのですが。
申請団体２：日常の補修は職員が行います。
　　　　［申請団体２　退室］
この会議録の記載が正確であることを認め、署名する。
"""


def test_numbered_applicants_speak_and_who_comes_in_is_no_heading():
    assert [speaker for _, speaker, _ in said(COMPETITION)] == [
        "委員長", "B委員", "申請団体1", "C委員", "申請団体1", "D委員", "申請団体2",
    ]  # fmt: skip
    assert not any("入室" in (topic or "") for topic, _, _ in said(COMPETITION))
    assert [name for name, _, _ in people(COMPETITION)] == ["見本学"]


TWO_COLUMNS = """例田区子ども会議　第１回　議事概要
【日時】令和元年７月１９日
【出席者】
| No. | 氏　名 | 所　属　等 | 出欠 |
| 1 | 倉橋　結花 | 白水女子短期大学　教授 | 出 |
| 2 | 猪又　博 | 例田商工会議所　事務局長 | 欠 |
【議事概要】
| 委員からの主な意見・質問 | 事務局の回答 |
| ・回収率が低いとのことだが、前回と比べてどうか。 | ・３．５ポイント低下した。 |
| ・企業への働きかけを計画に盛り込むべきである。 | ― |
"""


def test_marks_inside_cells_are_no_part_of_what_is_said_and_that_one_came_is_no_affiliation():
    assert [opinion for _, _, opinion in said(TWO_COLUMNS)] == [
        "回収率が低いとのことだが、前回と比べてどうか。", "3.5ポイント低下した。", "企業への働きかけを計画に盛り込むべきである。"
    ]  # fmt: skip
    assert [(each.name, each.affiliation, each.present) for each in parsed(TWO_COLUMNS).attendees] == [
        ("倉橋結花", "白水女子短期大学 教授", True), ("猪又博", "例田商工会議所 事務局長", False)
    ]  # fmt: skip


HANGING = """例田市運営協議会　議事概要
日時：令和５年３月１日
　（委員）薬局の立場から申し上げると、残薬の多い高齢者の情報をセンターにつな
　　　ぐ様式があると助かる。
　（副会長）医師会としても賛成である。既に歯科医師会が使っている様式があるの
　　　で、それを基に作ってはどうか。
　採決の結果、事業計画（案）は全員一致で承認された。
　（委員）新規の２事業所のうち１か所は市外にあるが、市民にとって不便はないの
　　　か。
　（事務局）隣接する市の事業所で、入院先の病院から近いため、御本人と御家族の
　　　希望によるものである。
　承認された。
"""


def test_what_stands_at_the_edge_of_speeches_that_hang_below_their_labels_is_no_part_of_them():
    assert [(speaker, opinion[-6:]) for _, speaker, opinion in said(HANGING)] == [
        ("委員", "ると助かる。"), ("副会長", "てはどうか。"), ("委員", "はないのか。"), ("事務局", "ものである。")
    ]  # fmt: skip
