"""Headers of minutes as others print them: fields, agendas and lists of people; all names are invented."""

from dataclasses import dataclass, field

import pytest

from graph.parsing import parse
from graph.parsing.affiliation import split_affiliation
from graph.reading import read


@dataclass
class Case:
    name: str
    text: str
    people: list[tuple[str, str | None, str | None]] = field(default_factory=list)  # name, group, affiliation
    meeting: dict[str, str | int | None] = field(default_factory=dict)
    agenda: list[str] | None = None
    absent: list[str] = field(default_factory=list)
    online: list[str] = field(default_factory=list)
    file: str = "minutes.txt"


CASES = [
    Case(
        "printed heads of columns, a repeated group, posts before names, a period on two lines",
        """第３回見本市地域計画策定委員会　会議録

１　開催日時　令和６年１１月５日（火）自　午後２時
　　　　　　　　　　　　　　　　　　　至　午後４時１５分
２　開催場所　見本市役所　第２庁舎　３階　大会議室
３　出席者
（１）委員（順不同・敬称略）
　　　　氏　名　　　　　所　属　　　　　　役　職　　備　考
　　　例田　太郎　　　見本大学　　　　　　教授　　　会長
　　　仮野　花子　　　見本市社会福祉協議会　事務局長
　　　乙野　茂　　　　公募委員
（２）事務局
　　　福祉部長　　　　丙川　進
　　　福祉総務課　課長補佐　　　丁野　さくら
　　　同　　主任　　　戊田　実
４　議題
（１）計画素案について
（２）その他
５　議事内容
・進めてよい。
""",
        [
            ("例田太郎", "会長", "見本大学 教授"),
            ("仮野花子", "委員", "見本市社会福祉協議会 事務局長"),
            ("乙野茂", "委員", "公募委員"),
            ("丙川進", "事務局", "福祉部長"),
            ("丁野さくら", "事務局", "福祉総務課 課長補佐"),
            ("戊田実", "事務局", "主任"),
        ],
        {"start": "14:00", "end": "16:15", "date": "2024-11-05"},
        ["計画素案について", "その他"],
    ),
    Case(
        "a table of fields in Markdown, groups in bold, bullets, a note behind the affiliation",
        """# 見本の普及に関する意見交換会（第４回）議事概要

|項目|内容|
|---|---|
|開催日|令和5年12月6日（水）|
|時間|15時～16時50分|
|開催場所|見本会館 2階 大研修室|

## 出席者

**座長**

* 例田 こずえ（見本大学農学部教授）

**委員**

* 仮野 すず（例田町産業課農政係長）※オンライン

## 議題

1. 集約について

## 主な意見

1. 進めるべき。
2. 急ぐべきではない。
""",
        [("例田こずえ", "座長", "見本大学農学部教授"), ("仮野すず", "委員", "例田町産業課農政係長")],
        {"date": "2023-12-06", "start": "15:00", "end": "16:50", "place": "見本会館 2階 大研修室"},
        ["集約について"],
        online=["仮野すず"],
        file="minutes.md",
    ),
    Case(
        "marks that stand beside the label, a place without label",
        """第８回　見本の循環に関する実務者会議　議事概要

令和５年１１月８日（水）１４：３０－１６：３０
於：見本省　２２階　第１会議室

［出席者］　◎座長、＊オンラインでの参加
　委員
　　　例田　　誠　　　仮野町環境課長
　　＊仮野　寛　　　　ながつき株式会社取締役副社長
　　◎乙野　静江　　　見本大学環境学部教授

［議題］
　１　地産地消について

［議事］

議題１　地産地消について
●　評価できる。
●　撤退した。
""",
        [
            ("例田誠", "委員", "仮野町環境課長"),
            ("仮野寛", "委員", "ながつき株式会社取締役副社長"),
            ("乙野静江", "座長", "見本大学環境学部教授"),
        ],
        {"place": "見本省 22階 第1会議室", "start": "14:30", "end": "16:30"},
        ["地産地消について"],
        online=["仮野寛"],
    ),
    Case(
        "several whole names in a line with their roles",
        """第３回　見本市交通部会　議事要旨

令和７年５月２２日（木）　午前１０時から正午まで
見本市役所　本庁舎５階　庁議室

［出席委員］
　　例田　いぶき（部会長）　　　仮野　六花（副部会長）　　　乙野　ななみ
　　丙川　譲二　　　　　　　　　丁野　さくや
［欠席委員］
　　戊田　晴

［議事要旨］
委　員：予約はどうするのか。
委　員：電話でよい。
""",
        [
            ("例田いぶき", "部会長", None),
            ("仮野六花", "副部会長", None),
            ("乙野ななみ", "委員", None),
            ("丙川譲二", "委員", None),
            ("丁野さくや", "委員", None),
        ],
        {"place": "見本市役所 本庁舎5階 庁議室", "end": "12:00"},
        absent=["戊田晴"],
    ),
    Case(
        "roles behind the affiliation",
        """見本町避難所ワーキング（第３回）の概要

と　き　　令和６年１月３０日（火）　１９時～２０時４５分
ところ　　見本町防災センター　２階

○出席者（順不同）
　例田　はると　　見本大学創造学部准教授（座長）
　仮野　　光　　　ＮＰＯ法人見本事務局長（委員・オンライン）
　乙野　金治　　　見本町社会福祉協議会課長（委員・欠席）
　丙川　健　　　　見本町総務部防災課長（事務局）

○議　題
　（１）鍵の管理について
""",
        [
            ("例田はると", "座長", "見本大学創造学部准教授"),
            ("仮野光", "委員", "NPO法人見本事務局長"),
            ("丙川健", "事務局", "見本町総務部防災課長"),
        ],
        absent=["乙野金治"],
        online=["仮野光"],
    ),
    Case(
        "front matter, handles, people named in two roles",
        """---
title: 8月度
tags: 議事録
---

# 見本の会 運営ミーティング（2025年8月）

- 日時: 2025-08-23（土） 20:00〜21:35
- 司会: mizuki / 書記: 例田
- 参加者:
    - 理事: 仮野さん、mizuki、乙野（途中から）
    - 見学: 丙川さん
- 欠席: 丁野

## 1. 日程

- mizuki: 25日は避けたい。
- 仮野: 18日がよい。
""",
        [
            ("mizuki", "理事", None),
            ("例田", "書記", None),
            ("仮野", "理事", None),
            ("乙野", "理事", None),
            ("丙川", "見学", None),
        ],
        {"series": "見本の会 運営ミーティング", "date": "2025-08-23"},
        absent=["丁野"],
        file="minutes.md",
    ),
    Case(
        "English labels and dates, regrets, fields below the heading of the record",
        """# Example Meeting 2024

Date: 10 May 2024
Time: 13:00 - 14:30

# Log

attendee: sora_h, akr, ko1
online: matz, n0kada

## Topic
""",
        [
            ("sora_h", None, None),
            ("akr", None, None),
            ("ko1", None, None),
            ("matz", None, None),
            ("n0kada", None, None),
        ],
        {"date": "2024-05-10", "start": "13:00", "end": "14:30"},
        online=["matz", "n0kada"],
        file="minutes.md",
    ),
    Case(
        "letters apart in columns, posts in the same columns",
        """第３８回見本地方裁判所委員会議事概要
第１　日時
　　　Ｒ6.2.9（金）　午後１時30分から午後３時40分まで
第２　出席者
　１　委員（敬称略）
　　　委員長　例　　　　義　孝　　見本地方裁判所長
　　　委　員　新　妻　　実　咲　　弁護士
　　　委　員　吹　越　　　　薫　　検察官
　　　委　員　名久井　　久　代　　裁判員経験者
　　　委　員　丸　尾　　健　介　　見本市立南中学校教諭
　　　委　員　林　　　　有　吾　　株式会社見本人事部長
　２　説明者
　　　刑事部総括判事　　芳　賀　　和　子
　　　事務局長　　　　　鶴　田　　　　茂
第３　議事
　１　開会
　２　意見交換
　　　別紙「発言要旨」のとおり
""",
        [
            ("例義孝", "委員長", "見本地方裁判所長"),
            ("新妻実咲", "委員", "弁護士"),
            ("吹越薫", "委員", "検察官"),
            ("名久井久代", "委員", "裁判員経験者"),
            ("丸尾健介", "委員", "見本市立南中学校教諭"),
            ("林有吾", "委員", "株式会社見本人事部長"),
            ("芳賀和子", "説明者", "刑事部総括判事"),
            ("鶴田茂", "説明者", "事務局長"),
        ],
        {"date": "2024-02-09"},
        ["開会", "意見交換"],
    ),
    Case(
        "roles told from posts by the lines beside them, a numbered field without a known label, bills that bear numbers",
        """令和６年第９回見本市教育委員会定例会会議録

１　日　　時　　令和６年９月２６日（木）
２　出席者
　　教　育　長　　　　　　例　原　信　吾
　　教育長職務代理者　　　二階堂　　　隆
　　委　　　員　　　　　　仮　野　恭　子
　　委　　　員　　　　　　乙　野　佑　樹
３　説明のため出席した職員
　　教育部長　　　　　　　宇佐美　　　茂
４　書　　記　　教育総務課　主査　丙丹　彩花
５　傍聴者　　３名
６　付議事件
　　議案第３１号　計画の策定について
　　議案第３２号　委員の委嘱について
７　会議の概要
委員　質問がある。
""",
        [
            ("例原信吾", "教育長", None),
            ("二階堂隆", "教育長職務代理者", None),
            ("仮野恭子", "委員", None),
            ("乙野佑樹", "委員", None),
            ("宇佐美茂", "説明のため出席した職員", "教育部長"),
            ("丙丹彩花", "書記", "教育総務課 主査"),
        ],
        agenda=["議案第31号 計画の策定について", "議案第32号 委員の委嘱について"],
    ),
    Case(
        "an organisation before several names, a surname and a given name behind an office",
        """見本管理組合
第１９期　通常総会議事録
１．日　　時　　令和７年５月２５日（日）　午前１０時～午前１１時５０分
２．出席役員　　理事長　例田　和雅
　　　　　　　　監事　伊勢谷　たか子
３．その他の出席者　修繕委員長　仮野　慎
　　　　　　　　ハルミ管理株式会社　乙宮　隼人、丙山　ちか
４．議　　案
　第１号議案　決算の件
５．議事の経過の要領及びその結果
　定刻、議長が開会を宣した。
""",
        [
            ("例田和雅", "理事長", None),
            ("伊勢谷たか子", "監事", None),
            ("仮野慎", None, "修繕委員長"),
            ("乙宮隼人", None, "ハルミ管理株式会社"),
            ("丙山ちか", None, "ハルミ管理株式会社"),
        ],
        agenda=["決算の件"],
    ),
    Case(
        "a list that the label puts elsewhere and that stands below it, proxies, units before surnames",
        """見本町交通会議（令和６年度第２回）議事要旨

と　き：令和６年７月３日（水）　正午～午後１時３０分
ところ：見本町役場　庁議室

出席者：別紙名簿のとおり

【委員】　◎：会長　○：副会長　※：Ｗｅｂ参加
　◎　例田　太郎　　（見本大学　教授）
　　　乙野　次郎　　（見本町老人クラブ連合会　会長）
　※　丙川　三郎　　（国土交通省見本運輸支局　首席専門官）
　　　丁野　四郎　　（見本警察署　交通課長）　代理　戊田　五郎
【事務局】
　企画課　己田課長、庚山係長

議　事
　１　運賃の改定について

主な意見
・運賃は据え置くべきである。
""",
        [
            ("例田太郎", "会長", "見本大学 教授"),
            ("乙野次郎", "委員", "見本町老人クラブ連合会 会長"),
            ("丙川三郎", "委員", "国土交通省見本運輸支局 首席専門官"),
            ("戊田五郎", "委員", None),
            ("己田", "事務局", "企画課 課長"),
            ("庚山", "事務局", "企画課 係長"),
        ],
        {"start": "12:00", "end": "13:30"},
        online=["丙川三郎"],
    ),
    Case(
        "items side by side in one cell, an agenda with a heading of its own",
        """| 会議の名称 | 第１回見本審議会 |
| 開催日時 | 令和７年５月２７日（火） 午後２時から午後３時まで |
| 出席者 | 委員 例田、仮野 |
| 次第 | １　開会 ２　議事 （１）署名委員について （２）計画（素案）について ３　閉会 |

審議内容
・進めるべきである。
""",
        [("例田", "委員", None), ("仮野", "委員", None)],
        {"series": "見本審議会"},
        ["開会", "署名委員について", "計画(素案)について", "閉会"],
    ),
]


@pytest.mark.parametrize("number", ["２　", "２．", "（３）"])
def test_an_agenda_whose_first_number_is_not_one(number):
    found = parse(read("minutes.txt", f"見本会議 議事録\n議題：{number}計画について\n出席者：例田 太郎\n".encode()))
    assert found.agenda == ["計画について"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_heads(case):
    found = parse(read(case.file, case.text.encode()))
    here = [person for person in found.attendees if person.present]
    assert [(person.name, person.group, person.affiliation) for person in here] == case.people
    assert [person.name for person in found.attendees if not person.present] == case.absent
    assert [person.name for person in here if person.online] == case.online
    assert {key: getattr(found.meeting, key) for key in case.meeting} == case.meeting
    assert case.agenda is None or found.agenda == case.agenda
    assert found.unaccounted() == []


@pytest.mark.parametrize(
    ("words", "organisation", "position"),
    [
        ("読み聞かせの会れい代表", "読み聞かせの会れい", "代表"),
        ("食品流通課長", None, "食品流通課長"),
        ("株式会社れいシステムズ保育事業部長", "株式会社れいシステムズ", "保育事業部長"),
        ("農事組合法人れいの輪代表理事", "農事組合法人れいの輪", "代表理事"),
        ("青凪市民病院副院長", "青凪市民病院", "副院長"),
        ("潮路県央消防局救急課長", "潮路県央消防局", "救急課長"),
        ("デジタル庁省庁業務サービスグループ企画官", "デジタル庁", "企画官"),
    ],
)
def test_affiliations_close_where_their_words_do(words, organisation, position):
    assert split_affiliation(words) == (organisation, position)


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("第8回 見本イベント: 例の勉強会", "見本イベント"),
        ("第4回 見本イベント - 例を踏まえて - 議事録", "見本イベント"),
        ("DevMeeting-2014-05-17", "DevMeeting"),
        ("見本県医療審議会 令和5年度第2回 救急部会 会議録", "見本県医療審議会 救急部会"),
    ],
)
def test_a_series_is_named_without_what_is_said_of_one_meeting(title, series):
    found = parse(read("minutes.txt", f"{title}\n\n日時：令和6年4月1日\n出席者：例田、仮野\n".encode()))
    assert found.meeting.series == series


def test_an_assembly_is_known_by_the_words_that_open_it():
    text = "会議名：令和７年第１回定例会（第１日）\n開催日：令和７年２月１４日\n\n○議長（例田太郎君）　ただいまから、令和７年第１回見本区議会定例会を開会いたします。\n"
    assert parse(read("minutes.txt", text.encode())).meeting.series == "見本区議会"
