"""Rolls of two columns, numbers and marks, what stands between or behind names, and speakers whom only their place shows; all names are invented."""

from itertools import product
from random import Random

import pytest

from graph.model import Attendee, Minutes
from graph.parsing import parse
from graph.parsing.affiliation import split_affiliation
from graph.reading import read
from tests.test_graph_parsing_entries import GIVEN, SURNAMES

HEAD = "見本検討会（第４回）議事概要\n１　日時　令和７年６月５日（木）\n２　場所　見本市役所\n"
TAIL = "\n３　議題\n　１　状況について\n４　主な意見\n○ 順調に滑り出したと受け止めている。\n"


def minutes(text: str, name: str = "minutes.txt") -> Minutes:
    found = parse(read(name, text.encode()))
    assert not found.unaccounted()
    return found


def people(lines: str, label: str = "出席者") -> list[Attendee]:
    return minutes(f"{HEAD}{label}\n{lines}{TAIL}").attendees


def told(person: Attendee) -> tuple[str, str | None, str | None]:
    return person.name, person.group, person.affiliation


def test_a_counted_roll_of_two_columns_marks_who_came_and_names_the_proxy() -> None:
    found = people(
        "　１番　○　例田　惣一郎（市議会議員）　　　３番　×　仮野　かほる（公募市民）\n"
        "　２番　△　見本警察署長　　　　　　　　　　４番　○　雛形　　望（農業委員会）\n"
        "　５番　○　乙川　友一（商工会議所）　　　　　　　（代理　交通課長　甲野　忠）\n",
        "委員の出欠（○：出席　×：欠席　△：代理出席）",
    )
    assert {person.name: (person.present, person.affiliation) for person in found} == {
        "例田惣一郎": (True, "市議会議員"),
        "仮野かほる": (False, "公募市民"),
        "雛形望": (True, "農業委員会"),
        "乙川友一": (True, "商工会議所"),
        "甲野忠": (True, "交通課長"),
    }


def test_whoever_a_list_names_again_as_the_chair_is_one_person() -> None:
    found = people("　例田　進（見本大学教授）\n　仮野　幸（雛形市自治会長）\n　会長　例田　進\n")
    assert [told(person) for person in found] == [
        ("例田進", "会長", "見本大学教授"),
        ("仮野幸", None, "雛形市自治会長"),
    ]


@pytest.mark.parametrize(
    ("lines", "online"),
    [
        ("　例田　隆臣　座長　＊　仮野　綾　委員\n　＊　乙川　栄　委員　甲野　健　委員\n", ["仮野綾", "乙川栄"]),
        ("　例田　隆臣　座長　＊　仮野　綾　委員\n　乙川　栄　委員　甲野　健　委員　＊\n", ["例田隆臣", "甲野健"]),
    ],
)
def test_a_mark_between_two_columns_belongs_where_marks_stand_elsewhere(lines: str, online: list[str]) -> None:
    found = people("　　　　　　　　＊はＷｅｂ参加\n" + lines)
    assert [(person.name, person.group) for person in found] == [
        ("例田隆臣", "座長"), ("仮野綾", "委員"), ("乙川栄", "委員"), ("甲野健", "委員")
    ]  # fmt: skip
    assert [person.name for person in found if person.online] == online


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("例田　倫也 ／ 見本大学 工学部 教授", [("例田倫也", None, "見本大学 工学部 教授")]),
        ("委員　例田　進 / 仮野　幸 / 乙川　学", [("例田進", "委員", None), ("仮野幸", "委員", None), ("乙川学", "委員", None)]),
        (
            "学校　　校長　例田　薫 / 教頭　仮野　隆志 / 教務主任　乙川　麻衣",
            [("例田薫", "学校", "校長"), ("仮野隆志", "学校", "教頭"), ("乙川麻衣", "学校", "教務主任")],
        ),
        (
            "消費者代表　　例田　花子、仮野進、乙川さち",
            [("例田花子", "消費者代表", None), ("仮野進", "消費者代表", None), ("乙川さち", "消費者代表", None)],
        ),
        ("例田　信弘　　分科会長　　見本大学海洋学部　名誉教授", [("例田信弘", "分科会長", "見本大学海洋学部 名誉教授")]),
        ("箕輪例　佳　苗　会長（見本短期大学教授）", [("箕輪例佳苗", "会長", "見本短期大学教授")]),
        ("小　例　道　代　委員（見本市体育協会会長）", [("小例道代", "委員", "見本市体育協会会長")]),
        ("例田　拓郎（見本商店会 ※代理 同会事務長 仮野　咲）", [("仮野咲", None, "見本商店会 事務長")]),
    ],
)
def test_what_stands_between_names(line: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [told(person) for person in people(f"　{line}\n")] == expected


def test_dots_lead_to_how_somebody_took_part() -> None:
    found = people("　例田　聡（見本中学校長） … 欠席\n　仮野　幸（見本大学教授） … オンライン\n")
    assert [(person.name, person.present, person.online) for person in found] == [
        ("例田聡", False, False),
        ("仮野幸", True, True),
    ]


def test_the_same_unit_goes_on_below_a_post_and_is_nobody() -> None:
    found = people("　市民健康部長　　　例　島　　徹\n　保険年金課長　　　仮　土　瑞　穂\n　同課　国保税係長　　乙　目　隼　人\n")
    assert [(person.name, person.position) for person in found] == [
        ("例島徹", "市民健康部長"),
        ("仮土瑞穂", "保険年金課長"),
        ("乙目隼人", "国保税係長"),
    ]


def test_rows_name_people_below_heads_or_beside_what_they_are() -> None:
    found = minutes(
        "第２回見本ヒアリング　議事概要\n| 日時 | 令和元年６月27日 10時00分～12時10分 |\n| 場所 | 見本センター |\n| ヒアリング対象者 | 所属 |\n"
        "| 例田　信也 | 見本温泉旅館組合専務理事 |\n| 仮野　ナオ | 株式会社ひながた渉外部部長 |\n| 検討委員 | 乙川稔（主査）、甲野さち、丙山圭 |\n"
        "１．ヒアリング\n次のとおり意見が述べられた。\n例田信也氏（見本温泉旅館組合）\n・年間の上限は維持すべきである。\n・撤廃には反対する。\n仮野ナオ氏（株式会社ひながた）\n・補助を検討していただきたい。\n"
    )
    assert [(person.name, person.group) for person in found.attendees] == [
        ("例田信也", "ヒアリング対象者"),
        ("仮野ナオ", "ヒアリング対象者"),
        ("乙川稔", "主査"),
        ("甲野さち", "検討委員"),
        ("丙山圭", "検討委員"),
    ]
    assert [said.speaker for said in found.utterances] == ["例田信也氏(見本温泉旅館組合)"] * 2 + ["仮野ナオ氏(株式会社ひながた)"]
    assert found.utterances[1].passage.text == "撤廃には反対する。"


def test_a_column_of_roles_is_told_from_one_of_origins_by_its_cells() -> None:
    found = people("| 役職 | 氏名 | 選出区分 |\n| 会長 | 例田　京子 | 学識経験者 |\n| 委員 | 仮野　克郎 | 公募市民 |\n")
    assert [told(person) for person in found] == [("例田京子", "会長", "学識経験者"), ("仮野克郎", "委員", "公募市民")]


def test_a_roll_may_be_announced_in_prose() -> None:
    found = minutes(
        "第４７回見本県消費生活審議会　議事要旨\n\n　平成２８年１０月２６日、標記審議会を県庁西館６０２会議室において開催した。委員１５名のうち、次の４名が出席した。\n\n"
        "　　学識経験者　　例田与志人、仮野百合\n　　消費者代表　　乙川房江、甲野るみ\n\n一　計画について\n\n　例田委員から、指標を改めるべきではないかとの意見があった。\n"
    )
    assert found.meeting.place == "県庁西館602会議室"
    assert [(person.name, person.group) for person in found.attendees] == [
        ("例田与志人", "学識経験者"),
        ("仮野百合", "学識経験者"),
        ("乙川房江", "消費者代表"),
        ("甲野るみ", "消費者代表"),
    ]


def test_whoever_is_quoted_like_known_speakers_speaks() -> None:
    found = minutes(
        "見本町内会　臨時総会　議事録\n日時　令和５年１１月１９日\n場所　見本集会所\n\n第１号議案　屋根の改修について\n議長　「第１号議案を議題とします。」\n"
        "例田会長　「見積りを取りました。」\n７組・仮野　「補助金は必ずもらえるんですか。」\n乙川係長　「要綱では２分の１です。」\n"
        "２組・甲野　「金属の屋根にしたらどうでしょう。」\n議長　「採決します。」\n　　　　　　―― 賛成多数（反対３）により可決 ――\n\n"
        "この議事録が正確であることを証し、ここに記名押印する。\n　　　　　議　　　長　　　丙山　則夫　　　印\n"
    )
    assert [said.speaker for said in found.utterances] == ["議長", "例田会長", "7組・仮野", "乙川係長", "2組・甲野", "議長"]
    assert found.utterances[-1].passage.text == "採決します。"


def test_a_post_that_fills_the_column_of_labels_speaks() -> None:
    found = minutes(
        "令和６年第８回見本市教育委員会定例会　会議録\n１　日時　令和６年８月２２日（木）\n２　出席職員　　教育総務課長　例田　佐織\n　　　　　　　　教育部長　　　仮野　伸一\n\n３　会議の経過\n"
        + 2 * "　乙川委員　　市内５校から１８人が参加したと伺いましたが、子どもたちの質問が具体的で\n　　　　　　驚きました。\n"
        + "　乙川委員　　水泳の民間委託ですけれども、バスの移動で授業時間が足りなくなるとい\n　　　　　　うことはなかったんでしょうか。\n"
        "　教育部長　　おっしゃるとおりでございます。１１月に各課の取組状況を取りまとめ、\n　　　　　　学校を通じて生徒に報告する予定にしております。\n"
        "　乙川委員　　中学生議会を傍聴しましたが、子どもたちの質問が具体的で驚きました。\n　　　　　　その後どうなったかを返してあげてほしいと思います。\n"
        "　教育総務課長２時間続きの時間割を組みましたので、泳ぐ時間は以前より１０分ほど\n　　　　　　長くなっています。\n"
    )
    assert [said.speaker for said in found.utterances] == ["乙川委員"] * 3 + ["教育部長", "乙川委員", "教育総務課長"]
    assert found.utterances[-1].passage.text == "2時間続きの時間割を組みましたので、泳ぐ時間は以前より10分ほど長くなっています。"


def test_the_agenda_beside_its_label_goes_on_to_where_it_is_said_again() -> None:
    found = minutes(
        "見本市子ども会議　会議録（要旨）\n日　時　　令和６年１月２３日（火）\n次　第　　１　開会\n　　　　　２　会長あいさつ\n　　　　　３　議事\n　　　　　　（１）進捗状況について\n"
        "　　　　　４　その他\n\n────────────\n\n１　開会\n　　事務局より、会議が成立している旨を報告。\n\n２　会長あいさつ\n\n３　議事\n（１）進捗状況について\n"
        "委　員　　３歳未満児の見込みと実績に開きがあるが、要因は何か。\n事務局　　申込みが見込みを下回ったことが主な要因と考えている。\n\n４　その他\n委　員　　次回の日程を早めに知らせてほしい。\n"
    )
    assert {"進捗状況について", "その他"} <= set(found.agenda)
    assert [said.topic for said in found.utterances] == ["進捗状況について", "進捗状況について", "その他"]


def test_a_cell_of_a_markdown_table_may_hold_lines() -> None:
    found = minutes(
        "第4回 見本懇談会 議事概要\n===\n\n|  |  |\n|---|---|\n| 開催日 | 令和2年11月5日 |\n| 議事 | 1. 豪雨の検証<br>2. 避難情報の伝え方 |\n\n発言の要旨\n---\n\n"
        "| 番号 | 発言者 | 発言の要旨 | 県の回答 |\n|:--:|:--|:--|:--|\n| 1 | 例田委員 | 補償がなければ協力できない。 | 影響は確認中である。<br>仕組みは協議する。 |\n",
        "minutes.md",
    )
    assert found.agenda == ["豪雨の検証", "避難情報の伝え方"]
    assert [said.passage.text for said in found.utterances] == ["補償がなければ協力できない。", "影響は確認中である。仕組みは協議する。"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("県北部土木事務所道路課長", ("県北部土木事務所", "道路課長")),
        ("中央図書館長", (None, "中央図書館長")),
        ("見本市立中央図書館長", ("見本市立中央図書館", "館長")),
        ("霞例県立公文書館館長", ("霞例県立公文書館", "館長")),
        ("県立見本高等学校長", ("県立見本高等学校", "校長")),
        ("下見本地区自主防災会 会長", ("下見本地区自主防災会", "会長")),
        ("民生児童委員", (None, "民生児童委員")),
    ],
)
def test_organisation_and_position(words: str, expected: tuple[str | None, str | None]) -> None:
    assert split_affiliation(words) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("　全国例田会　西牟田調査第二部長\n", [("西牟田", "調査第二部長", "全国例田会")]),
        ("　例田　哲（見本市経済部長）　※代理出席：見本市経済部観光課長　仮野　さおり\n", [("仮野さおり", "観光課長", "見本市")]),
        ("　例田　恵　　見本市　副市長（見本市長　仮野　浩　委員の代理）\n", [("例田恵", "副市長", "見本市")]),
        ("　例　田　　　剛　　（見本県警察例島警察署交通課長）\n　　　　　　　※署長　仮野　誠　委員の代理\n", [("例田剛", "交通課長", "見本県警察例島警察署")]),
        ("【見本省】\n　例野情報流通局長、仮江大臣官房審議官\n", [("例野", "情報流通局長", "見本省"), ("仮江", "大臣官房審議官", "見本省")]),
        ("事 務 局：総務課長　　例　橋　　康　太　　総務課主査　　仮　倉　　　唯\n", [("例橋康太", "総務課長", None), ("仮倉唯", "総務課主査", None)]),
        ("　人権課長　例沢　典子、同課係長　日下部　翔\n", [("例沢典子", "人権課長", None), ("日下部翔", "係長", "人権課")]),
        ("| 委員 | 例田　真由 | 見本研究所主任研究員 |\n| 同 | 仮野　健 | 見本県副知事 |\n", [("例田真由", "主任研究員", "見本研究所"), ("仮野健", "副知事", "見本県")]),
        ("| 見本省 | 例田　隆 | 政策局長 |\n| 同 | 仮野　伸一 | 大臣官房審議官 |\n", [("例田隆", "政策局長", "見本省"), ("仮野伸一", "大臣官房審議官", "見本省")]),
    ],
)  # fmt: skip
def test_posts_of_bodies_and_proxies(lines: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(person.name, person.position, person.organisation) for person in people(lines)] == expected


def test_members_keep_their_roles_below_a_name_that_only_this_list_has() -> None:
    found = people("　審査会：例田会長、仮野会長職務代理者、乙川委員\n")
    assert [(person.name, person.group) for person in found] == [("例田", "会長"), ("仮野", "会長職務代理者"), ("乙川", "委員")]


def test_a_printed_table_without_room_between_name_and_body_is_parted_where_its_column_begins() -> None:
    found = people(
        "　　　氏　名　　　　　役　職　名　　　　　　　　　　　出欠\n"
        "　　例　葉　　仁　　見本県医師会会長　　　　　　　　　出席（会長）\n"
        "　　仮豆原　和　子　見本県看護協会会長　　　　　　　　出席\n"
        "　　乙　沼　　徹　　見本県市長会会長　　　　　　　　　代理出席（見本市健康福祉部長　丙　屋　　実）\n"
        "　　丁　坂　　誠　　見本県町村会副会長　　　　　　　　欠席\n"
    )
    assert [(person.name, person.group, person.affiliation, person.present) for person in found] == [
        ("例葉仁", "会長", "見本県医師会会長", True),
        ("仮豆原和子", None, "見本県看護協会会長", True),
        ("丙屋実", None, "見本市健康福祉部長", True),
        ("丁坂誠", None, "見本県町村会副会長", False),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "　（委員長）例田　孝史　（副委員長）仮村　洋子\n　（委員）乙見　博、丙河原　千尋\n",
            [("例田孝史", "委員長"), ("仮村洋子", "副委員長"), ("乙見博", "委員"), ("丙河原千尋", "委員")],
        ),
        (
            "　事務局　　健康医療部長　例　野　　勉　　　医療政策課長　仮　江　克　己\n",
            [("例野勉", "事務局"), ("仮江克己", "事務局")],
        ),
        ("| 出席者（事務局） | 例口勉中央図書館長、仮島礼子副館長、乙良太奉仕係長 |\n", [("例口勉", "事務局"), ("仮島礼子", "事務局"), ("乙良太", "事務局")]),
        ("　見本市　都市整備部　市街地整備課　例嘉課長、仮野係長\n", [("例嘉", None), ("仮野", None)]),
        ("※西例　誠（霧島町　総務課長）は欠席\n　例田　進\n", [("例田進", None)]),
    ],
)  # fmt: skip
def test_groups_that_share_a_line(lines: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(person.name, person.group) for person in people(lines) if person.present] == expected


def test_items_that_are_repeated_below_the_heading_of_the_record_stay_the_agenda() -> None:
    found = minutes(
        "第６回見本研究会　議事概要\n１ 日時\n 令和５年６月14日（水）\n４ 議事\n（１）議論の整理について\n（２）検討状況について\n（３）意見交換\n５ 議事概要\n"
        "（１）議論の整理について\n 事務局から、資料に基づき説明が行われた。\n（２）検討状況について\n 協会から説明が行われた。\n（３）意見交換\n"
        "【例田構成員】\n・目安となる時間を示すべきではないか。\n（４）その他\n【仮野構成員】\n・次回までに一覧を公表していただきたい。\n"
    )
    assert found.agenda == ["議論の整理について", "検討状況について", "意見交換"]
    assert [said.speaker for said in found.utterances] == ["例田構成員", "仮野構成員"]


WIDE = {(1, 1): "{0}　　　　　{1}", (2, 1): "{0[0]}　{0[1]}　　　{1}", (1, 2): "{0}　　　{1[0]}　{1[1]}", (2, 2): "{0[0]}　{0[1]}　{1[0]}　{1[1]}", (2, 3): "{0[0]}　{0[1]}　{1}", (3, 1): "{0}　　　{1}", (3, 2): "{0}　{1[0]}　{1[1]}", (1, 3): "{0}　　　{1}", (3, 3): "{0}　{1}"}
OFFICERS = "総務部長 企画財政課長 市民生活部長 水道局長 教育長 教育部次長 危機管理監 会計管理者 消防長 財政課長 まちづくり推進課長 下水道課長 副市長 市長 税務課長 健康づくり課長 議会事務局長 産業観光部長".split()
MISREAD = 0.1  # of the lists


def _spread(word: str, width: int) -> str:
    """Return a word set over a width, letter by letter where that comes out even."""
    each, over = divmod(width - len(word), max(len(word) - 1, 1))
    return word + "　" * (width - len(word)) if over or len(word) < 2 else ("　" * each).join(word)


def test_lists_of_assemblies_are_read_whoever_they_are_and_however_their_letters_are_set() -> None:
    random, misread, total = Random(11), [], 0
    names = [name for name in SURNAMES if len(name) <= 3]
    for columns, kun, seats, wide, lead in product((1, 2, 3), ("", "君", "　君"), (False, True), (False, True), ("", "　", "　　")):
        people = list(zip(random.sample(names, 11), random.sample([name for name in GIVEN if len(name) <= 3], 11), strict=True))
        set_out = [(WIDE[len(sur), len(giv)].format(sur, giv) if wide else f"{sur}　{giv}") + kun for sur, giv in people]
        posts = random.sample(OFFICERS, 4)
        width = max(map(len, posts))
        roles = ["委員長", "副委員長", *["委員"] * 5]
        members = [f"{_spread(role, 4)}　{name}" if seats else f"{'１２３４５６７'[at]}番　{name}" for at, (role, name) in enumerate(zip(roles, set_out[:7], strict=True))]
        officers = [f"{_spread(post, width)}　{name}" for post, name in zip(posts, set_out[7:], strict=True)]
        text = (
            "令和６年第２回見本市議会総務委員会会議録\n\n日時　令和6年5月22日（水）午前10時\n場所　第一委員会室\n出席委員（７名）\n"
            + "\n".join(lead + "　　　　".join(members[at : at + columns]) for at in range(0, 7, columns))
            + "\n説明のため出席した者\n"
            + "\n".join(lead + "　　　　".join(officers[at : at + min(columns, 2)]) for at in range(0, 4, min(columns, 2)))
            + "\n付議事件\n１　条例の一部改正について\n\n　　午前10時開会\n○委員長　会議を開きます。\n○委員　反対です。\n"
        )
        found = minutes(text).attendees
        right = [person.name for person in found] == [sur + giv for sur, giv in people] and [person.position for person in found[7:]] == posts
        total, misread = total + 1, misread if right else [*misread, text]
    assert len(misread) <= MISREAD * total, "\n".join(misread[:2])
