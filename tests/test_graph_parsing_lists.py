"""Headers drawn with lines, sent in letters or set in turn on one line; all names are invented."""

from dataclasses import dataclass, field

import pytest

from graph.model import Minutes
from graph.parsing import parse
from graph.parsing.affiliation import split_affiliation
from graph.parsing.inline import named_in
from graph.parsing.title import number_of, series_of
from graph.reading import read


def minutes(text: str, file: str = "minutes.txt") -> Minutes:
    """Return what a document of this text says."""
    found = parse(read(file, text.encode()))
    assert not found.unaccounted()
    return found


@dataclass
class Case:
    name: str
    text: str
    people: list[tuple[str, str | None, str | None]]  # name, group, position
    meeting: dict[str, str | int | None] = field(default_factory=dict)
    agenda: list[str] | None = None
    online: list[str] = field(default_factory=list)
    file: str = "minutes.txt"


CASES = [
    Case(
        "a box drawn with lines, roles in brackets, a mark between name and affiliation",
        """┌─────────────────────────┐
│　見本川の流域に関する検討会（第３回）　　　　　　│
│　　　　　　　議　事　概　要　　　　　　　　　　　│
├────┬────────────────────┤
│日　　時│令和５年６月２１日（水）１３時３０分～１５時│
├────┼────────────────────┤
│出 席 者│（座　長）例田　一郎　　見本大学教授　　　　│
│　　　　│（委　員）仮野　ふたば※見本株式会社取締役　│
│　　　　│（事務局）乙川　三太　　見本県河川課長　　　│
│　　　　│※はＷＥＢによる出席　　　　　　　　　　　　│
├────┼────────────────────┤
│議　　題│（１）遊水地について　　　　　　　　　　　　│
│　　　　│（２）その他　　　　　　　　　　　　　　　　│
└────┴────────────────────┘
【議事の概要】
・遊水地を広げるべきである。
""",
        [("例田一郎", "座長", "教授"), ("仮野ふたば", "委員", "取締役"), ("乙川三太", "事務局", "河川課長")],
        {"series": "見本川の流域に関する検討会", "number": 3, "start": "13:30"},
        ["遊水地について", "その他"],
        ["仮野ふたば"],
    ),
    Case(
        "a box with columns for names and affiliations",
        """┏━━━━━━┳━━━━━━━━━━━━━━━┓
┃会議の名称　┃第２回見本子育て応援会議　　　┃
┣━━━━━━╋━━━━━━┳━━━━━━━━┫
┃　　　　　　┃氏　　名　　┃所属・役職　　　┃
┃　　　　　　┣━━━━━━╋━━━━━━━━┫
┃出　席　者　┃例田　一郎　┃見本短期大学教授┃
┃　　　　　　┃仮野　二葉　┃見本市商工会会長┃
┗━━━━━━┻━━━━━━┻━━━━━━━━┛
会議の内容
（委員）病児保育を広げるべきである。
""",
        [("例田一郎", None, "教授"), ("仮野二葉", None, "会長")],
        {"series": "見本子育て応援会議"},
    ),
    Case(
        "a grid of plus signs",
        """+----------+------------------------------------+
| 会議名   | 見本区子ども会議（第４回）         |
+----------+------------------------------------+
| 日時     | 2025年2月4日（火）18:30-20:00      |
+----------+------------------------------------+
| 出席委員 | 例田委員長、仮野副委員長、         |
|          | 乙川委員、丙山委員                 |
+----------+------------------------------------+

２　議題
○乙川委員　一時保育の枠を増やしてほしい。
""",
        [("例田", "委員長", None), ("仮野", "副委員長", None), ("乙川", "委員", None), ("丙山", "委員", None)],
        {"date": "2025-02-04", "end": "20:00"},
    ),
    Case(
        "a letter above the header",
        """件名：【送付】第５回見本広報部会　議事概要

構成員各位

お世話になっております。見本広報室です。
標記の議事概要がまとまりましたので、送付いたします。

----------------------------------------
第５回　見本広報部会　議事概要
----------------------------------------
日時: 2025年3月11日(火) 10:00-11:50
場所: 見本庁舎　第６会議室
出席: 例田律子主査（見本大学経済学部教授）
      仮野航委員（全国見本連盟副会長）
      乙川あかね委員（見本県立北高等学校教諭、オンライン）
議題: (1) 若年層への広報について
      (2) その他

○仮野委員
・動画の本数を増やすべきと考える。

○例田主査
・事務局で整理してほしい。

○仮野委員
・予算も要る。
""",
        [("例田律子", "主査", "教授"), ("仮野航", "委員", "副会長"), ("乙川あかね", "委員", "教諭")],
        {"title": "第5回 見本広報部会 議事概要", "start": "10:00", "place": "見本庁舎 第6会議室"},
        ["若年層への広報について", "その他"],
        ["乙川あかね"],
    ),
    Case(
        "bullets with roles before colons, then a heading with bullets below it",
        """# 見本観光会議（第３回）意見の概要

## 出席者

- 会長：例田 洋一（見本大学観光学部長）
- 副会長：仮野 さやか（一般社団法人見本観光機構専務理事）
- 委員：
  - 乙川 俊（見本旅館組合組合長）
  - ケイト・ハリス（合同会社見本代表社員）※オンライン
- 事務局：丙山 勝（見本県観光課長）

## 議題

1. 宿泊業の人手不足

## 委員からの意見の概要

- 料金を見直すべきだ。
""",
        [
            ("例田洋一", "会長", "観光学部長"),
            ("仮野さやか", "副会長", "専務理事"),
            ("乙川俊", "委員", "組合長"),
            ("ケイト・ハリス", "委員", "代表社員"),
            ("丙山勝", "事務局", "観光課長"),
        ],
        agenda=["宿泊業の人手不足"],
        online=["ケイト・ハリス"],
        file="minutes.md",
    ),
    Case(
        "a memo: date, times and place on one line, two sides with posts before names",
        """第7回見本労使協議会メモ（速報・未定稿）
2031/6/18(水) 16:00-17:20 本社5F 会議室B
会社側: 常務 例田、総務課長 仮野(Teams)
組合側: 委員長 乙川、書記長 丙山
-----------------------------------------

■在宅勤務の回数
・週3回にしてほしい。7割が希望している（丙山）
　→7割というのは事務職だけの数字では？（例田）
・困る。特に月末（例田）
""",
        [
            ("例田", "会社側", "常務"),
            ("仮野", "会社側", "総務課長"),
            ("乙川", "組合側", "委員長"),
            ("丙山", "組合側", "書記長"),
        ],
        {"series": "見本労使協議会", "start": "16:00", "place": "本社5F 会議室B"},
        online=["仮野"],
    ),
    Case(
        "posts and names in turn, strokes between them, numbers of members",
        """見本小学校ＰＴＡ　定期総会　議事録
| 日　時 | 令和１１年４月２７日（金）１５：３０～１６：４０ |
| 出席者 | 会長　例田麻里／副会長　仮野健／会計　乙川慎吾　校長　丙山久雄／教頭　丁田真 |
| 出席会員 | 会員総数４１２名のうち、出席９８名、委任状２５１名 |

１　開会
会長：よろしくお願いします。
""",
        [
            ("例田麻里", "会長", "会長"),
            ("仮野健", "副会長", "副会長"),
            ("乙川慎吾", None, "会計"),
            ("丙山久雄", None, "校長"),
            ("丁田真", None, "教頭"),
        ],
    ),
    Case(
        "roles by their place, posts that names stand beside or below",
        """出席者は左のとおり。
　　　委員長　　　　　　　　　例田　信行君
　　　理　事
　　　　　　　　　　　　　　　仮野みどり君
　　　国務大臣
　　　　　　　見本大臣　　　　乙川　亮輔君
　　　政府参考人
　　　　　　　見本省総合政策局次長
　　　　　　　　　　　　　　　丙山　千秋君
　　　　―――――――――――――
○委員長（例田信行君）　ただいまから開会いたします。
""",
        [
            ("例田信行", "委員長", None),
            ("仮野みどり", "理事", None),
            ("乙川亮輔", "国務大臣", "見本大臣"),
            ("丙山千秋", "政府参考人", "見本省総合政策局次長"),
        ],
    ),
    Case(
        "two columns of posts, long ones with the name below; a post around its holder's name",
        """令和６年度見本区議会定例会　会議録
５　出席理事者
　　区長　　　　　　　　例田　亨　　　　福祉部長　　　　　　仮野康宏
　　副区長　　　　　　　乙川紀子　　　　子ども・子育て支援部長
　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　丙山敏春
　　選挙管理委員会
　　　　　　　　　　　　丁田和仁
　　事務局長
　　教育長　　　　　　　戊井康晴
７　出席事務局職員
　　事務局長　　　　　　己野孝弘　　　　書記　　　　　　　　庚島　愛
　　　　　午後１時開議
○議長（辛田篤）　会議を開きます。
""",
        [
            ("例田亨", "理事者", "区長"),
            ("仮野康宏", "理事者", "福祉部長"),
            ("乙川紀子", "理事者", "副区長"),
            ("丙山敏春", "理事者", "子ども・子育て支援部長"),
            ("丁田和仁", "理事者", "選挙管理委員会事務局長"),
            ("戊井康晴", "理事者", "教育長"),
            ("己野孝弘", None, "事務局長"),
            ("庚島愛", None, "書記"),
        ],
        {"series": "見本区議会"},
    ),
    Case(
        "letters of a post set apart that begin like a label, a mark that repeats the role",
        """第２９回見本審議会議事録
４　出席者氏名
　　会　　長　　例　田　　　寛
　　委　　員　　仮　野　　　剛
　　　〃　　　　乙　川　美　咲
職務のため出席した事務局職員
　議　事　課　長　　丙　山　太　郎
　主　　　　　査　　丁　田　花　子
６　議事の概要
・蔵を残すべきである。
""",
        [
            ("例田寛", "会長", None),
            ("仮野剛", "委員", None),
            ("乙川美咲", "委員", None),
            ("丙山太郎", None, "議事課長"),
            ("丁田花子", None, "主査"),
        ],
    ),
    Case(
        "fields in two languages, names in Latin letters with affiliations behind commas",
        """# 第12回 見本プラットフォーム運営会議 / 12th Steering Meeting

- Date / 日時: 2024-11-08 (Fri) 16:00–17:30 JST
- Venue / 場所: Online (Zoom)
- Attendees / 出席者:
  - Taro Reida (Chair), Example Inc.
  - 仮野 花子（見本大学）
- Agenda / 議題:
  1. ロードマップ

## ロードマップ
- 仮野: 来年の春までに公開すべきです。
""",
        [("TaroReida", "Chair", None), ("仮野花子", None, None)],
        {"series": "見本プラットフォーム運営会議", "date": "2024-11-08", "place": "Online (Zoom)"},
        ["ロードマップ"],
        file="minutes.md",
    ),
    Case(
        "a list of fields between colons",
        """2017年6月7日 一般社団法人見本 運営会議#20

:日時: 2017年6月7日（水） 19:40 - 21:00
:理事: 例田、かりの、乙川（リモート）
:オブザーバー: o3obot(おぐら)

課題
====

* 済
""",
        [("例田", "理事", None), ("かりの", "理事", None), ("乙川", "理事", None), ("o3obot", "オブザーバー", None)],
        {"number": 20},
        online=["乙川"],
        file="minutes.rst",
    ),
    Case(
        "groups in brackets within one cell, roles behind names",
        """| 開催日時 | 令和6年7月3日　午前9時30分から午前11時15分 |
| 出席者 | 【委員】 例田健（会長）、仮野幸子、乙川誠 【事務局】 企画課長　丙山進、企画係長　丁田薫 |
| 議題 | 1．計画について |

会議の概要
（会長）意見を伺いたい。
""",
        [
            ("例田健", "会長", None),
            ("仮野幸子", "委員", None),
            ("乙川誠", "委員", None),
            ("丙山進", "事務局", "企画課長"),
            ("丁田薫", "事務局", "企画係長"),
        ],
    ),
    Case(
        "roles between names and brackets, posts joined to names by a dot",
        """見本台自治会　令和６年度第２回役員会　議事録
２．ところ　　見本台集会所
３．出席　　　会長・例田　副会長・仮野、乙川　会計・丙山　班長１２名中９名
４．議事
（１）夏祭りについて
　・屋台の数を減らしてほしい。
""",
        [("例田", "会長", "会長"), ("仮野", "副会長", "副会長"), ("乙川", "副会長", "副会長"), ("丙山", None, "会計")],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_lists(case):
    found = minutes(case.text, case.file)
    here = [person for person in found.attendees if person.present]
    assert [(person.name, person.group, person.position) for person in here] == case.people
    assert [person.name for person in here if person.online] == case.online
    assert {key: getattr(found.meeting, key) for key in case.meeting} == case.meeting
    assert case.agenda in (None, found.agenda)


def test_agenda_details_are_no_items():
    text = "第１回見本会議　議事概要\n４．議事\n（１）意見交換\n・計画（案）について\n（２）その他\n５．議事概要\n・進めるべきだ。\n"
    assert minutes(text).agenda == ["意見交換", "その他"]


def test_heads_in_round_brackets():
    text = (
        "見本会議（第４回）　議事要旨\n（開催要領）\n１．開催日時：令和６年２月２９日\n（議事次第）\n１．開会\n２．閉会\n（資料）\n資料１　案\n"
        "（概要）\n・進めるべきだ。\n"
    )
    assert minutes(text).agenda == ["開会", "閉会"]


def test_date_below_the_title():
    found = minutes(
        "資料１\n　　第７回見本部会における主な御意見\n　　　（令和６年５月２２日（水）開催）\n① 分別について\n○　ごみが減った。\n"
    ).meeting
    assert (found.series, found.number, found.date) == ("見本部会", 7, "2024-05-22")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("患者と家族のくらし相談室室長", ("患者と家族のくらし相談室", "室長")),
        ("見本型クラブたまゆら運営委員長", ("見本型クラブたまゆら", "運営委員長")),
        ("見本町消防団副団長", ("見本町消防団", "副団長")),
        ("見本県文化財保護指導委員会会長", ("見本県文化財保護指導委員会", "会長")),
        ("宗教法人見本寺住職", ("宗教法人見本寺", "住職")),
        ("社会福祉法人見本いろ自立援助ホーム施設長", ("社会福祉法人見本いろ自立援助ホーム", "施設長")),
    ],
)
def test_affiliations(words, parts):
    assert split_affiliation(words) == parts


@pytest.mark.parametrize(
    ("title", "series", "number"),
    [
        ("第7回労使協議会メモ(速報・未定稿)", "労使協議会", 7),
        ("2024年度 例田小学校PTA第3回運営委員会議事録", "例田小学校PTA 運営委員会", 3),
        ("5回 見本イベント - 議事録", "見本イベント", 5),
        ("令和6年度第1回見本町会議の会議録", "見本町会議", 1),
    ],
)
def test_series(title, series, number):
    assert (series_of(title), number_of(title)) == (series, number)


def test_words_with_more_than_posts_and_names_are_no_list():
    assert not named_in("会長 例田が説明した。")
    assert not named_in("値上げについて、事務局 説明する")
    assert [person.name for person in named_in("総務課長 例田、同課 仮野")] == ["例田", "仮野"]
