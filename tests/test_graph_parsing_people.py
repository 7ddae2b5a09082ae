"""Who spoke: labels are led to the attendance list only where exactly one person can be meant."""

import pytest

from graph.model import Attendee
from graph.parsing import parse
from graph.parsing.affiliation import split_affiliation
from graph.parsing.identity import attributed, plain
from graph.parsing.roles import name_in
from graph.reading import read

PEOPLE = """見本検討会（第１回）議事録
日時　令和６年４月１日
出席者
座長　例田　太郎　　見本大学教授
委員　仮野　花子　　株式会社ひながた代表取締役
委員　﨑山　次郎　　雛形市デジタル課長
委員　佐例　一郎　　架空県知事
委員　佐例　二美　　架空県立図書館長
事務局　甲野　三郎　見本省企画課課長補佐

議事録
"""


def speakers(*labels: str) -> list[str | None]:
    speech = "".join(f"○{label}　そのように考えます。\n" for label in labels)
    found = parse(read("minutes.txt", (PEOPLE + speech).encode()))
    return [None if said.attendee is None else found.attendees[said.attendee].name for said in found.utterances]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("例田委員", "例田太郎"),
        ("例田太郎委員", "例田太郎"),
        ("例田座長", "例田太郎"),
        ("座長", "例田太郎"),
        ("仮野構成員", "仮野花子"),
        ("崎山委員", "﨑山次郎"),
        ("甲野課長補佐", "甲野三郎"),
        ("佐例委員", None),
        ("佐例一郎委員", "佐例一郎"),
        ("佐例知事", "佐例一郎"),
        ("佐例館長", "佐例二美"),
        ("委員", None),
        ("乙野委員", None),
    ],
)
def test_a_label_means_one_person_or_nobody(label, name):
    assert speakers(label, "例田座長", label)[0] == name


OTHERWISE = """見本検討会（第１回）議事録
出席者
座長　例田　太郎（れいだ　たろう）　見本大学教授
委員　黒坂　達也（クロサカ　タツヤ）　株式会社見本代表取締役
委員　サトウ　花子（佐藤　花子）　　株式会社ひながた
委員　仮野　次郎（旧姓：乙野）　雛形市ふれあい課長
委員　丁野　三郎（オンライン）　架空市長

議事録
"""


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("クロサカ委員", "黒坂達也"),
        ("黒坂委員", "黒坂達也"),
        ("佐藤委員", "サトウ花子"),
        ("サトウ委員", "サトウ花子"),
        ("乙野委員", "仮野次郎"),
        ("仮野ふれあい課長", "仮野次郎"),
        ("れいだ座長", "例田太郎"),
        ("カリノ委員", None),
    ],
)
def test_a_name_is_known_by_what_the_list_gives_beside_it(label, name):
    speech = "".join(f"○{one}　そのように考えます。\n" for one in (label, "例田座長", label))
    found = parse(read("minutes.txt", (OTHERWISE + speech).encode()))
    said = found.utterances[0].attendee
    assert (None if said is None else found.attendees[said].name) == name


def test_another_name_is_no_affiliation():
    people = parse(read("minutes.txt", OTHERWISE.encode())).attendees
    assert [(one.also, one.affiliation, one.online) for one in people] == [
        (("れいだたろう",), "見本大学教授", False),
        (("クロサカタツヤ",), "株式会社見本代表取締役", False),
        (("佐藤花子",), "株式会社ひながた", False),
        (("乙野",), "雛形市ふれあい課長", False),
        ((), "架空市長", True),
    ]


def test_absent_people_do_not_speak():
    from graph.model import Alignment, Passage, Span, Utterance

    said = Utterance(Passage("はい。", Span(0, 3), Alignment([])), speaker="例田委員", speaker_name="例田")
    assert attributed([said], [Attendee("例田太郎", present=False)])[0].attendee is None


def test_variants_of_characters_are_one():
    assert plain("髙﨑 渡邉") == plain("高崎　渡辺")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("例田委員", "例田"),
        ("議長(例田太郎君)", "例田太郎"),
        ("3番(仮野花子委員)", "仮野花子"),
        ("例田 太郎 会長", "例田太郎"),
        ("仮野部会長代理", "仮野"),
        ("事務局", None),
        ("委員長", None),
        ("見本次郎君", "見本次郎"),
    ],
)
def test_the_name_in_a_label(label, name):
    assert name_in(label) == name


@pytest.mark.parametrize(
    ("words", "organisation", "position"),
    [
        ("見本大学大学院工学研究科教授", "見本大学", "教授"),
        ("株式会社ひながた 代表取締役", "株式会社ひながた", "代表取締役"),
        ("総務省自治行政局長", "総務省", "自治行政局長"),
        ("一般社団法人かりの協会理事長", "一般社団法人かりの協会", "理事長"),
        ("見本市長", "見本市", "市長"),
        ("公募", None, None),
        ("弁護士", None, "弁護士"),
    ],
)
def test_affiliations_are_split_where_their_words_show_it(words, organisation, position):
    assert split_affiliation(words) == (organisation, position)
