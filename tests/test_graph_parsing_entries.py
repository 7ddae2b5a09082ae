"""Every usual way of setting somebody in a list of those who came, behind every usual mark, below every usual heading; all names are invented."""

from itertools import product
from random import Random

import pytest

from tests.minutes import parsed

PEOPLE = [
    ("相田", "太郎", "会長", "架空大学教授", "架空大学", "教授"),
    ("伊沢", "花子", "副会長", "架空商工会議所専務理事", "架空商工会議所", "専務理事"),
    ("宇野", "健", "委員", "株式会社架空代表取締役", "株式会社架空", "代表取締役"),
    ("江藤", "美咲", "委員", "架空協会理事", "架空協会", "理事"),
    ("小川", "誠一", "委員", "学校法人架空学園理事長", "学校法人架空学園", "理事長"),
]
FORMS = [
    "{role} {sur} {giv}", "{role}　{sur}　{giv}", "{sur} {giv} {role}", "{sur}{giv}　{role}", "{sur}{giv}（{role}）", "{role}：{sur}{giv}", "{sur}{role}",
    "{sur} {giv}（{belongs}）", "{sur} {giv}　　{belongs}", "{belongs}　{sur} {giv}", "{role} {sur} {giv}（{belongs}）", "{role}　{sur} {giv}　　{belongs}",
    "{sur} {giv}　{role}　{belongs}", "{sur}{giv} {role}（{belongs}）", "{belongs} {sur}{giv}氏", "{sur} {giv} 氏（{belongs}）", "{role} {belongs} {sur} {giv}",
    "{sur}{giv}{role}（{belongs}）", "{sur} {giv} {role}（{belongs}）", "{belongs} {sur} {giv} {role}", "{sur}{role}（{belongs}）", "（{role}）{sur} {giv} {belongs}",
    "{role}：{sur} {giv}（{belongs}）", "{sur} {giv} ／ {belongs}", "{sur} {giv}、{belongs}", "{belongs}：{sur} {giv}",
]  # fmt: skip
MARKS = ["", "・", "・　", "○", "- ", "{n}　", "{n}．", "({n}) ", "（{n}）", "{circled}", "　　"]
HEADINGS = ["", "【委員】\n", "委員\n", "（委員）\n", "■委員\n", "委員：\n", "（１）委員\n"]


def minutes(form: str, mark: str, heading: str, people: list[tuple[str, ...]] = PEOPLE) -> str:
    entries = [
        (mark + form).format(n=number, circled="①②③④⑤"[number - 1], sur=sur, giv=giv, role=role, belongs=belongs)
        for number, (sur, giv, role, belongs, *_) in enumerate(people, 1)
    ]
    head = "第３回架空委員会 議事録\n\n１．日時　平成23年4月6日（水）10時00分から11時51分\n２．場所　架空会館\n３．出席者\n"
    body = "\n４．議題\n（１）計画について\n\n５．議事録\n\n○{chair}会長　始めます。\n○{member}委員　反対です。\n○{chair}会長　分かりました。\n"
    return head + heading + "\n".join(entries) + body.format(chair=people[0][0], member=people[2][0])


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_is_read_whatever_mark_and_heading_it_has(form):
    for mark, heading in product(MARKS, HEADINGS):
        found = parsed(minutes(form, mark, heading)).attendees
        where = repr((mark, heading))
        assert [each.name for each in found] == [sur + (giv if "{giv}" in form else "") for sur, giv, *_ in PEOPLE], where
        if "{role}" in form:
            assert [each.group for each in found] == [role for _, _, role, *_ in PEOPLE], where
        if "{belongs}" in form:
            assert [(each.organisation, each.position) for each in found] == [(body, post) for *_, body, post in PEOPLE], where


SURNAMES = (
    "阿部 服部 渡部 日下部 長谷部 曽我部 田所 別所 城所 古仁所 庄司 小室 大室 館野 館林 市川 町田 村上 香川 千葉 大津 内藤 会田 司馬 辻 関 原 堤 槙 "
    "四月朔日 苗代沢 鵜飼 別役 江連 湯通堂 野老山 粟飯原 千々和 宇佐神 百目鬼 小鳥遊 余語"
).split()
GIVEN = "宗一 朋子 勇 かほる ミチ子 里美 主税 公一 宰 幹 望 千春 ひろみ 実 真由美 悠 佳代 あゆみ 隼 貴".split()
BELONGINGS = [
    ("{}大学教授", "{}大学", "教授"), ("{}大学大学院工学研究科 准教授", "{}大学", "准教授"), ("{}商工会議所専務理事", "{}商工会議所", "専務理事"), ("株式会社{}代表取締役", "株式会社{}", "代表取締役"),
    ("{}協会理事", "{}協会", "理事"), ("{}市社会福祉協議会 事務局長", "{}市社会福祉協議会", "事務局長"), ("{}市立中央小学校長", "{}市立中央小学校", "校長"), ("{}県弁護士会 弁護士", "{}県弁護士会", "弁護士"),
    ("NPO法人{}の会 代表理事", "NPO法人{}の会", "代表理事"), ("{}銀行 常務取締役", "{}銀行", "常務取締役"), ("{}町自治会連合会会長", "{}町自治会連合会", "会長"), ("{}病院 院長", "{}病院", "院長"),
    ("{}新聞社 論説委員", "{}新聞社", "論説委員"), ("独立行政法人{}機構 理事", "独立行政法人{}機構", "理事"), ("{}農業協同組合 営農部長", "{}農業協同組合", "営農部長"), ("{}総合研究所 主任研究員", "{}総合研究所", "主任研究員"),
]  # fmt: skip
DRAWS = 30  # lists of each form


def drawn(random: Random) -> list[tuple[str, ...]]:
    """Return five people whose names and belongings are put together by chance."""
    names = zip(random.sample(SURNAMES, 5), random.sample(GIVEN, 5), ("会長", "副会長", "委員", "委員", "委員"), strict=True)
    words = (random.choice(("架空", "見本", "みどり野", "三ツ川")) for _ in range(5))
    return [(*name, *(part.format(word) for part in parts)) for name, word, parts in zip(names, words, random.sample(BELONGINGS, 5), strict=True)]


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_is_read_whoever_it_is_and_wherever_they_belong(form):
    random = Random(form)
    for _ in range(DRAWS):
        people = drawn(random)
        mark, heading = random.choice(MARKS), random.choice(HEADINGS)
        found = parsed(minutes(form, mark, heading, people)).attendees
        where = repr((mark, heading, people))
        assert [each.name for each in found] == [sur + (giv if "{giv}" in form else "") for sur, giv, *_ in people], where
        if "{role}" in form:
            assert [each.group for each in found] == [role for _, _, role, *_ in people], where
        if "{belongs}" in form:
            assert [(each.organisation, each.position) for each in found] == [(body, post) for *_, body, post in people], where
