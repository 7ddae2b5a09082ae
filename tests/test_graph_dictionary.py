"""What the dictionary knows of names, and what the reader of attendance lists makes of it."""

import pytest

from graph.dictionary import is_given_name, is_place, is_surname, word_ends
from graph.parsing import parse
from graph.parsing.surnames import surname_and_post
from graph.reading import read


def test_the_dictionary_tells_names_from_other_words():
    assert is_surname("鵜飼")
    assert is_surname("日下部")
    assert not any(map(is_surname, ("市民", "総務", "支部", "学科", "")))
    assert is_given_name("宗一")
    assert not is_given_name("総務")
    assert is_place("千葉")
    assert not is_place("鵜飼")
    assert word_ends("金刺在宅療養課長")[0] == 2


@pytest.mark.parametrize(
    ("words", "parted"),
    [
        ("鵜飼水辺環境局長", ("鵜飼", "水辺環境局長")),
        ("小早川河畔管理課長", ("小早川", "河畔管理課長")),
        ("長曽我部教材課長", ("長曽我部", "教材課長")),
        ("木戸口勉中央図書館長", ("木戸口勉", "中央図書館長")),
        ("福田公園緑地課長", ("福田", "公園緑地課長")),
    ],
)
def test_a_listed_surname_ends_where_the_post_begins(words, parted):
    assert surname_and_post(words) == parted


@pytest.mark.parametrize(
    "words",
    ["千葉県知事", "高松支店長", "長野労働局長", "秋田商工会議所専務理事", "山村振興課長", "市民部長", "内閣審議官", "氷室千尋会長"],
)
def test_places_bodies_offices_and_roles_open_no_post_of_a_person(words):
    assert surname_and_post(words) is None


HEAD = "見本検討会（第４回）議事概要\n１　日時　令和７年６月５日（木）\n２　場所　見本市役所\n"
TAIL = "\n９　主な意見\n○ 順調に滑り出したと受け止めている。\n"


def people(lines: str, head: str = "３　出席者\n") -> list[tuple[str, str | None, str | None]]:
    found = parse(read("minutes.txt", f"{HEAD}{head}{lines}{TAIL}".encode()))
    assert not found.unaccounted()
    return [(person.name, person.group, person.affiliation) for person in found.attendees if person.present]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("　東地区　　苗代沢　　宗　一　　　　西地区　　四月朔日　　美由紀\n", [("苗代沢宗一", None, None), ("四月朔日美由紀", None, None)]),
        ("（オブザーバー）\n　見本府　統括官（避難担当）付参事官補佐　四月朔日　剛\n", [("四月朔日剛", "オブザーバー", "見本府 統括官(避難担当)付参事官補佐")]),
        ("（見本庁）\n　江連　非常通信室長、苗代沢　電波部長\n", [("江連", "見本庁", "非常通信室長"), ("苗代沢", "見本庁", "電波部長")]),
        ("　安全委員会　別役委員\n", [("別役", "委員", "安全委員会")]),
        ("〔事務局〕　古仁所健康福祉部長、榊原保険年金課長\n", [("古仁所", "事務局", "健康福祉部長"), ("榊原", "事務局", "保険年金課長")]),
        ("　委員　例田進、仮野幸 事務局　苗代沢館長、六角主任\n", [("例田進", "委員", None), ("仮野幸", "委員", None), ("苗代沢", "事務局", "館長"), ("六角", "事務局", "主任")]),
        (
            "　例田（文）、仮野（理）、見本（工）、\n　雛形（農）、架谷（教養教育機構）の各委員\n",
            [("例田", "委員", "文"), ("仮野", "委員", "理"), ("見本", "委員", "工"), ("雛形", "委員", "農"), ("架谷", "委員", "教養教育機構")],
        ),
        (
            (" No. 区分　　　　　氏名　　　　所属・役職　　　　　　　　　　出欠\n  1　会長　　　　　例田　宗一　見本町　副町長　　　　　　　　出席\n"
            "  2　住民代表　　　仮野　シズ　東区自治会　会長　　　　　　　出席\n  3　住民代表　　　雛形　進　　西区自治会　副会長　　　　　　欠席\n　事務局　　地域振興課長　見本　貴\n"),
            [("例田宗一", "会長", "見本町 副町長"), ("仮野シズ", "住民代表", "東区自治会 会長"), ("見本貴", "事務局", "地域振興課長")],
        ),
    ],
    ids=["districts", "a name behind posts", "posts behind surnames", "a body before", "surnames like units", "groups in one line", "letters", "columns by heads"],
)  # fmt: skip
def test_lists_of_people(lines, expected):
    assert people(lines) == expected


def test_a_boxed_head_with_signs_whose_legend_stands_below():
    text = (
        "　　第７回見本特別委員会\n\n　　　会　議　記　録\n\n┌──────┬──────────────────────┐\n│会議名　　　│第７回見本特別委員会　　　　　　　　　　　　│\n├──────┼──────────────────────┤\n"
        "│　　　　　　│開会　午前　９時３０分　　　　　　　　　　　│\n│日　　時　　│平成２８年８月２日（火）　　　　　　　　　　│\n│　　　　　　│閉会　午前１１時０４分　　　　　　　　　　　│\n├──────┼──────────────────────┤\n"
        "│会議室　　　│全員協議会室　　　　　　　　　　　　　　　　│\n├──────┼──────────────────────┤\n│出席委員　　│◎例　田　　　悟　　○仮　野　由　香　　　　│\n└──────┴──────────────────────┘\n"
        "　（◎委員長　○副委員長）\n\n例田委員長：おはようございます。開会いたします。\n仮野副委員長：体育館は対象から外すべきです。\n"
    )
    found = parse(read("minutes.txt", text.encode()))
    assert (found.meeting.date, found.meeting.start, found.meeting.end, found.meeting.place) == ("2016-08-02", "09:30", "11:04", "全員協議会室")
    assert [(person.name, person.group) for person in found.attendees] == [("例田悟", "委員長"), ("仮野由香", "副委員長")]


def test_who_came_may_be_told_in_the_second_sentence():
    found = parse(read("minutes.txt", (
        "第４回見本評価委員会　議事要旨\n\n　委員会は、令和７年８月27日（水）午後６時30分から午後８時５分まで、見本棟講堂において開催された。出席した委員は、例田匡委員長（見本大学教授）、"
        "仮野幸委員（公認会計士、Web参加）の２名で、事務局長ほかが同席した。\n\n１．決算の概要\n\n　仮野委員から、損益を示すべきであるとの意見があった。\n"
    ).encode()))  # fmt: skip
    assert [(person.name, person.group, person.affiliation, person.online) for person in found.attendees] == [
        ("例田匡", "委員長", "見本大学教授", False), ("仮野幸", "委員", "公認会計士", True)
    ]  # fmt: skip
