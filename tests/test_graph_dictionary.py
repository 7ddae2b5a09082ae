"""What the dictionary knows of names, and what the reader of attendance lists makes of it."""

import pytest

from graph.dictionary import is_given_name, is_place, is_surname, word_ends
from graph.parsing.surnames import surname_and_post


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
