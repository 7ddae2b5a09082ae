"""Lists of those who came as they are written, each in the fewest lines that show it; all names are invented."""

import pytest

from tests.minutes import parsed, people


def test_brackets_say_who_came_and_surnames_may_end_like_units():
    text = (
        "第１回架空会議会議録\n日時：令和2年11月5日\n出席者\n　　委員15名中12名出席\n　　（出席）二階堂会長、弓削副会長、水戸部委員、田所委員、小室委員\n"
        "　　（欠席）大豆生田委員、月見里委員\n議題\n　(1)窓口について\n○水戸部委員　窓口を増やすべきだ。\n○田所委員　費用が心配だ。\n"
    )
    assert people(text) == [
        ("二階堂", "会長", True),
        ("弓削", "副会長", True),
        ("水戸部", "委員", True),
        ("田所", "委員", True),
        ("小室", "委員", True),
        ("大豆生田", "委員", False),
        ("月見里", "委員", False),
    ]


def test_a_number_of_people_may_stand_before_their_names():
    text = "架空協議会 会議録\n開催日　令和４年８月２日\n欠席委員　　１名　　勅使河原　実（架空省架空支局）\n\n○会長　始めます。\n○例田委員　賛成です。\n"
    assert ("勅使河原実", False) in [(name, present) for name, _, present in people(text)]


def test_members_by_surname_one_a_line_are_no_posts_without_names():
    text = "架空会議 会議要旨\n日時：令和4年10月21日\n欠席者：佐倉委員\n　　　　臼井委員\n　　　　酒々井委員\n\n○ 賛成です。\n○ 反対です。\n"
    assert people(text) == [("佐倉", "委員", False), ("臼井", "委員", False), ("酒々井", "委員", False)]


def test_posts_and_counts_are_no_people():
    text = (
        "第十八回　架空委員の会議　会議録\n期　日　　平成二十九年七月十二日（水）　午後七時〜午後八時四十分\n出席者　　委員八名（定数十名）\n"
        "　　　　　榊原議長、荻生副議長、飛鳥井委員\n事務局　　教育部長、生涯学習課長、同係長\n\n議長　始めます。\n飛鳥井委員　賛成します。\n議長　終わります。\n"
    )
    assert [name for name, _, _ in people(text)] == ["榊原", "荻生", "飛鳥井"]


def test_the_chair_may_stand_on_a_line_of_the_header():
    text = "第9回　架空調整会議　議事要旨（案）\n\n日　時　令和元年8月30日（金）\n議　長　例田（県医師会）\n出席者　仮野（市立病院）、見本（保健所）\n\n1. 再編について\n\n議長　　　率直な意見を伺いたい。\n仮野委員　撤回を求めたい。\n見本委員　同意する。\n"
    assert [(each.name, each.group, each.affiliation) for each in parsed(text).attendees] == [
        ("例田", "議長", "県医師会"), ("仮野", None, "市立病院"), ("見本", None, "保健所")
    ]  # fmt: skip


def test_the_order_of_a_list_is_no_name():
    text = "架空審議会　会議録（要点筆記）\n\n日　時　平成３０年９月１４日\n出席委員　　例田　一郎（会長）　　仮野　花子（副会長）\n（５０音順）　見本　二郎　　　　　　雛形　三郎\n\n（会　長）　開会いたします。\n（委　員）　賛成です。\n"
    assert [name for name, *_ in people(text)] == ["例田一郎", "仮野花子", "見本二郎", "雛形三郎"]
    assert parsed(text).meeting.series == "架空審議会"


def test_the_secretariat_listed_below_those_who_stayed_away_was_there():
    text = "架空委員会会議録\n期日　令和５年８月２４日\n\n出席者\n　委　　員　　　　　見　本　　　学\n\n欠席者\n　委　　員　　　　　丁　野　一　茶\n\n事務局出席者\n　教育次長　　　　　甲　田　　　進\n\n見本委員　　値上げには反対です。\n教育次長　　検討します。\n"
    assert people(text) == [("見本学", "委員", True), ("丁野一茶", "委員", False), ("甲田進", "事務局", True)]


def test_a_group_may_say_how_many_of_it_came_before_it_names_them():
    text = "架空協議会　会議録\n【日時】令和４年９月３０日\n【出席者】\n　運営協議会委員　３名（例田会長、仮野副会長、見本委員）\n　学校　校長、教頭、教務主任\n\n（委員）声が小さくなった。\n（学校）運動を計画している。\n"
    assert [(name, group) for name, group, _ in people(text)] == [("例田", "会長"), ("仮野", "副会長"), ("見本", "委員")]


def test_people_stand_in_brackets_behind_their_unit_or_behind_it_with_their_posts():
    text = "架空会議　議事概要\n日時　令和５年７月１０日\n出席者\n　事務局　見本市デジタル推進課（乙川課長、丙山主査）\n　（オブザーバー）公正架空委員会　甲田企画官\n\n議事概要\n○費用が心配だ。\n○進めてほしい。\n"
    assert [(each.name, each.group, each.organisation, each.position) for each in parsed(text).attendees] == [
        ("乙川", "事務局", "見本市", "課長"),
        ("丙山", "事務局", "見本市", "主査"),
        ("甲田", "オブザーバー", "公正架空委員会", "企画官"),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "部会長　甲谷（例田福祉大学）\n委員　　乙倉（特養連絡会）、丙塚（県看護協会）\n県　　　戊原（高齢福祉課長）、己沢（同課主任）",
        "甲谷部会長（例田福祉大学）、乙倉委員（特養連絡会）、丙塚委員（県看護協会）、県：戊原まちづくり課長、己沢係長",
    ],
)
def test_the_chairs_role_does_not_hold_for_the_groups_that_follow(listed: str):
    text = f"例田市検討会　第１回　議事概要\n日時：令和5年10月12日\n参加者：\n{listed}\n議事概要\n・それでよいのではないか。\n"
    assert people(text) == [
        ("甲谷", "部会長", True), ("乙倉", "委員", True), ("丙塚", "委員", True), ("戊原", "県", True), ("己沢", "県", True)
    ]  # fmt: skip


def test_members_with_a_body_in_brackets_are_people_and_posts_counts_and_nothing_are_not():
    listed = (
        "出席委員\n・甲村会長（弁護士会）\n・乙森委員（建築士会）\n・丙池委員（商店会連合会）\n【県】知事、企画部長\n参加者：地域住民　４３名\n傍聴者　なし\n"
    )
    text = f"例田市検討会　第１回　議事概要\n日時：令和5年10月12日\n{listed}議事概要\n・それでよいのではないか。\n"
    assert people(text) == [("甲村", "会長", True), ("乙森", "委員", True), ("丙池", "委員", True)]


def test_posts_whose_letters_stand_as_far_apart_as_columns_are_read():
    text = (
        "令和３年第２回架空村議会定例会会議録\n令和３年６月１１日\n説明のため出席した者\n　村　　　　　長　　壬　生　太　郎\n　副　　村　　長　　癸　屋　次　郎\n"
        "　教　　育　　長　　子　安　三　郎\n　　　　　　開議　午前１０時００分\n○議長（辛島　茂君）　会議を開きます。\n"
    )
    assert [(each.name, each.position) for each in parsed(text).attendees] == [
        ("壬生太郎", "村長"), ("癸屋次郎", "副村長"), ("子安三郎", "教育長")
    ]  # fmt: skip


def test_a_role_behind_a_row_is_that_ones_alone_and_terms_head_those_beside_them():
    rows = "出席者\n（１）委員\n　　浅沼啓介　　例田大学　教授　【部会長】\n　　笠松百合子　　例田連合会　専務理事\n"
    text = f"例田市検討会　第１回　議事概要\n日時：令和5年10月12日\n{rows}議事概要\n・それでよいのではないか。\n"
    assert [group for _, group, _ in people(text)] == ["部会長", "委員"]
    page = (
        "<html><body><h1>第1回例田市検討会 会議結果</h1><h2>日時</h2><p>令和6年5月1日</p><h2>出席者</h2>"
        "<dl><dt>会長</dt><dd>大庭　忠</dd><dt>各町内会長</dt><dd>名取　進、江戸川　学</dd></dl>"
        "<h2>主な意見</h2><ul><li>規制を要望すべきである。</li><li>反対する。</li></ul></body></html>"
    )
    assert [(name, group) for name, group, _ in people(page, "a.html")] == [("大庭忠", "会長"), ("名取進", "各町内会長"), ("江戸川学", "各町内会長")]


def test_names_stretched_to_one_width_are_whole_also_behind_words_that_no_list_of_roles_knows():
    rows = (
        "３　出席委員　　　１３名中１１名\n"
        "　　　学識経験者　　　　　　鷲　巣　健　一　　　　　安　積　淑　子\n"
        "　　　　　　　　　　　　　　巽　　　　　学　　　　　物　集　玲　奈\n"
        "　　　沿線住民の会　　　　　印　南　　　茂　　　　　各　務　ひろみ\n"
    )
    text = f"例田市検討会　第１回　議事概要\n１　日時　令和5年10月12日\n{rows}４　議事概要\n・それでよいのではないか。\n"
    assert [(name, group) for name, group, _ in people(text)] == [
        ("鷲巣健一", "学識経験者"), ("安積淑子", "学識経験者"), ("巽学", "学識経験者"), ("物集玲奈", "学識経験者"), ("印南茂", "沿線住民の会"),
        ("各務ひろみ", "沿線住民の会"),
    ]  # fmt: skip


WAYS = """例田検討会（第３回）　議事概要
日時：令和５年１月26日
＜出席者＞
| 区分 | 氏名 | 所属・役職 | 出席 |
| 座長 | 麻績　千景 | 緑星大学農学部 教授 | 会場 |
| 委員 | 海老沼 桂子 | 国立例田研究所　主任研究員 | Ｗｅｂ |
| 委員 | 遠江　光 | 北稜大学社会学部　准教授 | 欠席 |
＜議事概要＞
・それでよいのではないか。
"""


def test_a_column_says_how_people_took_part_and_those_beside_the_members_follow_who_stayed_away():
    assert [(each.name, each.affiliation, each.present, each.online) for each in parsed(WAYS).attendees] == [
        ("麻績千景", "緑星大学農学部 教授", True, False), ("海老沼桂子", "国立例田研究所 主任研究員", True, True),
        ("遠江光", "北稜大学社会学部 准教授", False, False),
    ]  # fmt: skip
    text = "例田協議会　第１回　議事要旨\n日時：令和5年1月26日\n出席者　　安曇委員、漆原委員\n欠席者　　郡司委員\n陪席者　　熊坂監事、浅利監事\n議事要旨\n・それでよいのではないか。\n"
    assert [(name, present) for name, _, present in people(text)] == [
        ("安曇", True), ("漆原", True), ("郡司", False), ("熊坂", True), ("浅利", True)
    ]  # fmt: skip


def listed(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(each.name, each.group, each.organisation, each.position) for each in parsed(text).attendees]


HEAD = "第３回架空委員会 議事録\n\n１．日時　平成23年4月6日（水）10時00分から11時51分\n２．場所　架空会館\n"
BODY = "\n５．議事録\n\n○例田委員　賛成です。\n○仮野委員　反対です。\n○例田委員　分かりました。\n"


def test_bodies_inside_the_secretariat_are_where_its_people_come_from():
    text = f"{HEAD}３．出席者\n委員：例田委員、仮野委員\n事務局：\n　（内閣府）見本参事官、雛形企画官、（架空省）丁野課長補佐、\n　（架空庁）甲田\n{BODY}"
    assert listed(text)[2:] == [
        ("見本", "事務局", "内閣府", "参事官"),
        ("雛形", "事務局", "内閣府", "企画官"),
        ("丁野", "事務局", "架空省", "課長補佐"),
        ("甲田", "事務局", "架空庁", None),
    ]


def test_a_body_that_is_set_as_its_group_is_stands_beside_it():
    text = f"{HEAD}３．出席者\n委員：例田委員、仮野委員\n事務局：見本課長\n架空省：雛形審議官\n{BODY}"
    assert [group for _, group, *_ in listed(text)] == ["委員", "委員", "事務局", "架空省"]


def test_a_body_alone_on_a_line_heads_those_with_posts_behind_their_surnames():
    text = f"{HEAD}３．出席者\n\n委員\n\n例田委員、仮野委員\n\n架空省研究開発局開発室\n\n見本室長、雛形専門官ほか\n{BODY}"
    assert [(name, group, post) for name, group, _, post in listed(text)[2:]] == [
        ("見本", "架空省研究開発局開発室", "室長"),
        ("雛形", "架空省研究開発局開発室", "専門官"),
    ]


def test_groups_that_a_list_counts_are_groups_whatever_they_are_called():
    text = (
        f"{HEAD}３．出席者\n（１）架空構成員（敬称略、五十音順）\n例田修一郎、仮野悦男（代理出席　見本博）、\n雛形剛太\n（２）架空省側\n丁野大臣官房審議官、甲田地上放送課長\n（以上５名）\n{BODY}"
    )
    assert listed(text) == [
        ("例田修一郎", "架空構成員", None, None),
        ("見本博", "架空構成員", None, None),
        ("雛形剛太", "架空構成員", None, None),
        ("丁野", "架空省側", None, "大臣官房審議官"),
        ("甲田", "架空省側", None, "地上放送課長"),
    ]


def test_roles_may_stand_right_before_full_names():
    text = "架空委員会速記録第六号\n\n平成十八年二月十五日（水曜日）\n出席委員　四名\n委員長例田　有信君\n副委員長仮野　義彦君\n理事見本ともふみ君\n雛形由紀子君\n\n○例田委員長　ただいまから開会いたします。\n○見本理事　異議ありません。\n"
    assert [(name, group) for name, group, *_ in listed(text)] == [
        ("例田有信", "委員長"), ("仮野義彦", "副委員長"), ("見本ともふみ", "理事"), ("雛形由紀子", "委員")
    ]  # fmt: skip


def test_a_name_and_its_role_set_deeper_belong_to_nobody_above():
    text = f"{HEAD}３．出席者：　例田滋樹　委員長\n　　　　　仮野久夫　委員\n　　　　　　　　見本真代　委員\n{BODY}"
    assert [(name, group) for name, group, *_ in listed(text)] == [("例田滋樹", "委員長"), ("仮野久夫", "委員"), ("見本真代", "委員")]


def test_surnames_set_letter_by_letter_stand_before_their_posts():
    text = f"{HEAD}３．出席説明員\n　例　田　区長　　　　　　仮　野　企画経営部長\n　見　本　秘書課長　　　　雛　形　広報課長\n{BODY}"
    assert [(name, post) for name, _, _, post in listed(text)] == [
        ("例田", "区長"), ("仮野", "企画経営部長"), ("見本", "秘書課長"), ("雛形", "広報課長")
    ]  # fmt: skip


def test_two_groups_may_share_a_line():
    text = f"{HEAD}３．出席者\n委員：例田会長、仮野委員　事務局：見本子ども家庭部長、雛形企画政策係長\n{BODY}"
    assert [(name, group) for name, group, *_ in listed(text)] == [
        ("例田", "会長"), ("仮野", "委員"), ("見本", "事務局"), ("雛形", "事務局")
    ]  # fmt: skip


def test_each_of_them_is_a_member_though_no_gap_says_so():
    text = f"{HEAD}３．出席者\n委員\n例田、くり森、二瓶（正）、仮野各委員（見本副委員長は欠席）\n{BODY}"
    assert [name for name, *_ in listed(text)] == ["例田", "くり森", "二瓶(正)", "仮野"]


def test_companies_stand_before_the_surnames_of_their_people():
    text = "日時: 2026年6月24日(水) 13:30 - 15:00\n場所: 架空会館\n参加者: （敬称略）カクウソフト 例田、架空通 仮野、ミホン 見本 雛形、丁野\n\n- 資料の名前が長い。短くしてはどうか。\n- 賛成である。\n"
    assert [(name, organisation) for name, _, organisation, _ in listed(text)] == [
        ("例田", "カクウソフト"), ("仮野", "架空通"), ("見本", "ミホン"), ("雛形", "ミホン"), ("丁野", None)
    ]  # fmt: skip


def test_the_head_says_when_and_where_in_one_field():
    text = "架空審議会総会(第12回)議事録\n\n第1　開催日時及び場所\n平成16年7月28日(水)　15～17時\n於、架空省8階第1特別会議室\n\n第2　出席した委員等（敬称略）\n委員\n例田　喜久、仮野　忠夫\n\n○例田会長　開会いたします。\n○仮野委員　賛成です。\n"
    meeting = parsed(text).meeting
    assert (meeting.date, meeting.start, meeting.end, meeting.place) == ("2004-07-28", "15:00", "17:00", "架空省8階第1特別会議室")
    assert [name for name, *_ in listed(text)] == ["例田喜久", "仮野忠夫"]


def test_an_agenda_keeps_its_last_item_though_its_number_is_the_agendas_own():
    text = "架空分科会(第20回) 議事録\n\n1.日時\n\n平成23年4月6日\n\n3.議題\n\n  1. 代理の指名について\n  2. 試験の在り方について\n  3. その他\n\n4.出席者\n\n例田分科会長、仮野委員\n\n5.議事録\n\n○例田分科会長　始めます。\n○仮野委員　賛成です。\n"
    assert parsed(text).agenda == ["代理の指名について", "試験の在り方について", "その他"]


def test_a_year_may_be_said_twice():
    text = "架空運営委員会会議録\n〇日時\n令和7年(2025年)1月24日(金)10時00分開会　10時38分閉会\n〇場所\n架空協議会室\n〇出席委員\n例田委員長、仮野委員\n\n○例田委員長　開会いたします。\n○仮野委員　賛成です。\n"
    meeting = parsed(text).meeting
    assert (meeting.date, meeting.start, meeting.end) == ("2025-01-24", "10:00", "10:38")


def test_a_sentence_may_announce_the_header():
    text = "架空調査特別委員会\n会議録\n平成14年8月29日（木）午前10時00分\nより議事堂内第1委員会室において標記\n委員会を下記のとおり開催した。\n記\n1.出席委員\n　　委　員　長　　例　田　武　志\n　　委　　　員　　仮　野　誠　剛\n2.付議事件\n　(1)日程について\n\n○委員長（例田武志）　始めます。\n○仮野委員　日程はどうなりますか。\n"
    assert [(name, group) for name, group, *_ in listed(text)] == [("例田武志", "委員長"), ("仮野誠剛", "委員")]
    assert parsed(text).meeting.title == "架空調査特別委員会 会議録"


def test_a_bullet_before_an_entry_says_nothing():
    text = f"{HEAD}３．出席者\n・委員（委員長）　例田　康輝\n・委員　仮野　ちづ子\n・委員（教育長）　見本　完治\n・教育次長　雛形　泰宏\n• 教育センター所長　丁野　一正\n{BODY}"
    assert [(name, group, post) for name, group, _, post in listed(text)] == [
        ("例田康輝", "委員長", None),
        ("仮野ちづ子", "委員", None),
        ("見本完治", "委員", "教育長"),
        ("雛形泰宏", None, "教育次長"),
        ("丁野一正", None, "教育センター所長"),
    ]


def test_one_person_on_a_line_waits_for_no_name():
    text = (
        f"{HEAD}３．出席者\n・【委員】\n　（会議室）例田委員長\n　（テレビ会議）仮野委員、見本委員\n・【説明者】\n　架空庁日下部審議官\n　内閣府雛形参事官\n・【事務局】\n　丁野事務局長\n{BODY}"
    )
    assert [(each.name, each.group, each.organisation, each.position, each.online) for each in parsed(text).attendees] == [
        ("例田", "委員長", None, None, False),
        ("仮野", "委員", None, None, True),
        ("見本", "委員", None, None, True),
        ("日下部", "説明者", "架空庁", "審議官", False),
        ("雛形", "説明者", "内閣府", "参事官", False),
        ("丁野", "事務局", None, "事務局長", False),
    ]


def test_bodies_before_a_colon_head_their_people_where_groups_do():
    text = f"{HEAD}３．出席者\n\n委員：\n例田分科会長、仮野委員\n\n架空省：\n見本事業環境部長、雛形企画課長\n\n架空機構：\n丁野理事長、甲田研究調整ディレクター\n{BODY}"
    assert listed(text)[2:] == [
        ("見本", "架空省", "架空省", "事業環境部長"),
        ("雛形", "架空省", "架空省", "企画課長"),
        ("丁野", "架空機構", "架空機構", "理事長"),
        ("甲田", "架空機構", "架空機構", "研究調整ディレクター"),
    ]


def test_a_heading_in_brackets_is_told_without_its_number():
    text = f"{HEAD}３．出席者\n例田委員、仮野委員\n\n≪1.開会≫\n\n○例田委員　始めます。\n\n≪2.基準について≫\n\n○仮野委員　賛成です。\n○例田委員　反対です。\n"
    assert [each.topic for each in parsed(text).utterances] == ["開会", "基準について", "基準について"]
