"""Lists of people whose groups are headings, whose roles and posts stand behind the names or run on from them; all names are invented."""

import pytest

from graph.parsing import parse
from graph.parsing.surnames import names_posts_only, shared_units
from graph.reading import read

HEAD = "見本検討会（第４回）議事概要\n１　日時　令和７年６月５日（木）\n２　出席者\n"
TAIL = "\n３　議題\n　１　状況について\n４　主な意見\n○ 順調に滑り出したと受け止めている。\n"


def people(text, name="minutes.txt"):
    return [
        (person.name, person.group, person.position)
        for person in parse(read(name, text.encode())).attendees
        if person.present
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "（委員）\n例枝　秀隆　部会長\n仮木　佐知　部会長代理",
            [("例枝秀隆", "部会長", None), ("仮木佐知", "部会長代理", None)],
        ),
        (
            "乙原　徹、丙條　恵理子、丁科　武司（オンライン）　各委員",
            [("乙原徹", "委員", None), ("丙條恵理子", "委員", None), ("丁科武司", "委員", None)],
        ),
        ("（委員）\n例枝　秀隆　座長（見本大学教授）", [("例枝秀隆", "座長", "教授")]),
        ("例田武司、仮野剛の各委員", [("例田武司", "委員", None), ("仮野剛", "委員", None)]),
        (
            "（見本観測機構）\n戊山　剛　理事、己我　昌代　総務部長",
            [("戊山剛", "見本観測機構", "理事"), ("己我昌代", "見本観測機構", "総務部長")],
        ),
        (
            "事務局\n大丁予防接種課長、黒戊予防接種課長補佐　ほか",
            [("大丁", "事務局", "予防接種課長"), ("黒戊", "事務局", "予防接種課長補佐")],
        ),
        (
            "（委員）\n例田　進\n（見本省）\n海運局長、大臣官房審議官（海運担当）、船員政策課長　ほか",
            [("例田進", "委員", None)],
        ),
        (
            "| 区分 | 役職 | 氏名 | 所属等 |\n| 1号委員 | 会長 | 例田　直樹 | 見本大学教授 |\n| 1号委員 | | 仮野　清 | 見本商工会議所専務理事 |",
            [("例田直樹", "会長", "教授"), ("仮野清", "1号委員", "専務理事")],
        ),
        (
            "| 区分 | 所属 | 役職 | 氏名 |\n| 委員 | 見本町内会 | 会長 | 例田　直樹 |",
            [("例田直樹", "委員", "会長")],
        ),
    ],
)
def test_roles_and_posts(lines, expected):
    assert people(HEAD + lines + TAIL) == expected


@pytest.mark.parametrize("group", ["協力者", "事務局", "ヒアリング対象者", "見本庁"])
def test_headings_below_the_lists_own_head_its_groups(group):
    text = f"# 見本会議（第４回）議事要旨\n\n## 日時\n\n令和６年７月２６日\n\n## 出席者\n\n### {group}\n\n例田　進　見本大学教授（座長）\n仮野　幸　見本大学講師\n\n"
    body = "## 議事要旨\n\n### 体制について\n\n【例田委員】急ぐべきである。\n\n【仮野委員】続けてほしい。\n"
    assert people(text + body, "minutes.md") == [("例田進", "座長", "教授"), ("仮野幸", group, "講師")]


def test_a_heading_above_sentences_opens_the_body():
    text = "# 見本会議（第４回）議事要旨\n\n## 出席者\n\n### 委員\n\n例田委員、仮野委員\n\n### 体制について\n\n- 急ぐべきである。\n- 続けてほしい。\n"
    found = parse(read("minutes.md", text.encode()))
    assert [person.name for person in found.attendees] == ["例田", "仮野"]
    assert [said.topic for said in found.utterances] == ["体制について"] * 2


def test_surnames_end_where_a_shared_unit_begins():
    assert shared_units(["例田地域文化課長", "仮野地域文化課主査"])["例田地域文化課長"] == ("例田", "地域文化課長")
    assert shared_units(["海洋環境課長", "陸上環境課長補佐"]) == {}
    assert shared_units(["東部環境政策課長", "西部環境政策課長"]) == {}
    assert not names_posts_only(["例田課長", "仮野係長"])


def test_what_stands_below_the_agenda():
    text = "見本審議会　議事録\n\n日時　令和７年６月５日\n\n出席者\n委員　例田　進\n\n議題\n１　計画について\n２　その他\n\n議事\n\n○例田委員　それでは始めます。\n"
    assert parse(read("minutes.txt", text.encode())).agenda == ["計画について", "その他"]


def test_the_secretariats_staff_follows_the_agenda():
    text = "見本委員会議事録\n\n１　日時　令和６年８月７日\n２　出席委員\n　　１番　例田　栄\n３　議事日程\n　　日程第１　議案第１号　許可について\n４　事務局職員\n　　事務局長　例山　和彦　　主任　仮上　沙織\n５　会議の概要\n\n議　長　　始めます。\n"
    found = parse(read("minutes.txt", text.encode()))
    assert found.agenda == ["議案第1号 許可について"]
    assert [(person.name, person.group, person.position) for person in found.attendees[1:]] == [
        ("例山和彦", "事務局", "事務局長"),
        ("仮上沙織", "事務局", "主任"),
    ]
