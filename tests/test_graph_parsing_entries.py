"""Every usual way of setting somebody in a list of those who came, behind every usual mark, below every usual heading; all names are invented."""

from itertools import product

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


def minutes(form: str, mark: str, heading: str) -> str:
    entries = [
        (mark + form).format(n=number, circled="①②③④⑤"[number - 1], sur=sur, giv=giv, role=role, belongs=belongs)
        for number, (sur, giv, role, belongs, *_) in enumerate(PEOPLE, 1)
    ]
    head = "第３回架空委員会 議事録\n\n１．日時　平成23年4月6日（水）10時00分から11時51分\n２．場所　架空会館\n３．出席者\n"
    body = "\n４．議題\n（１）計画について\n\n５．議事録\n\n○相田会長　始めます。\n○宇野委員　反対です。\n○相田会長　分かりました。\n"
    return head + heading + "\n".join(entries) + body


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
