"""The usual ways of setting lists of names, heads and bodies, each with each; all names are invented."""

from itertools import cycle, product
from random import Random

import pytest

from tests.minutes import parsed
from tests.test_graph_parsing_entries import GIVEN, SURNAMES, drawn

MEMBERS = [("相田", "太郎", "会長", "架空大学教授"), ("伊沢", "花子", "副会長", "架空商工会議所専務理事"), ("宇野", "健", "委員", "株式会社架空代表取締役"), ("江藤", "美咲", "委員", "架空協会理事")]  # fmt: skip
OFFICIALS = [("片山", "進", "総務課長"), ("木村", "幸", "企画係長"), ("久保", "望", "主査")]
MEMBER_FORMS = [
    "{sur}{role}", "{sur}{giv}", "{sur} {giv}", "{sur}{giv}（{belongs}）", "{sur} {giv}（{belongs}）", "{sur}{giv}（{role}）", "{sur}{giv}{role}", "{role} {sur}{giv}", "{sur}{role}（{belongs}）",
]  # fmt: skip
OFFICIAL_FORMS = ["{sur}{post}", "{post} {sur}{giv}", "{post} {sur}", "{sur}{giv}（{post}）", "{post}　{sur}　{giv}"]
SEPARATORS = ["、", "，", "，　", "　"]
GROUPS = [
    "{group}：{names}", "【{group}】{names}", "【{group}】\n{names}", "（{group}）{names}", "{group}　{names}", "{group}\n　{names}", "○{group}：{names}", "・{group}：{names}",
    "（{number}）{group}\n{names}", "＜{group}＞\n{names}", "■{group}\n{names}", "[{group}] {names}",
]  # fmt: skip
HEAD = "第３回架空委員会 議事録\n\n１．日時　平成23年4月6日（水）10時00分から11時51分\n２．場所　架空会館\n３．出席者\n"
BODY = "\n４．議題\n（１）計画について\n\n５．議事録\n\n○相田会長　始めます。\n○宇野委員　反対です。\n○相田会長　分かりました。\n"


@pytest.mark.parametrize("form", MEMBER_FORMS)
def test_names_side_by_side_are_read_in_every_group(form):
    for official, separator, group in product(OFFICIAL_FORMS, SEPARATORS, GROUPS):
        if separator == "　" and (" " in form or official not in {"{sur}{post}", "{sur}{giv}（{post}）"}):
            continue  # spaces would part what belongs together
        members = separator.join(form.format(sur=sur, giv=giv, role=role, belongs=belongs) for sur, giv, role, belongs in MEMBERS)
        officials = separator.join(official.format(sur=sur, giv=giv, post=post) for sur, giv, post in OFFICIALS)
        lines = [group.format(group="委員", names=members, number=1), group.format(group="事務局", names=officials, number=2)]
        found = parsed(HEAD + "\n".join(lines) + BODY).attendees
        names = [sur + (giv if "{giv}" in form else "") for sur, giv, *_ in MEMBERS] + [sur + (giv if "{giv}" in official else "") for sur, giv, _ in OFFICIALS]
        groups = [role if "{role}" in form else "委員" for _, _, role, _ in MEMBERS] + ["事務局"] * 3
        assert [(each.name, each.group) for each in found] == list(zip(names, groups, strict=True)), lines
        assert [each.position for each in found[4:]] == [post for *_, post in OFFICIALS], lines


POSTS = (
    "総務課長 企画係長 主査 水辺環境局長 河畔管理課長 デジタル戦略室長 移住定住推進課長 子ども未来課課長補佐 教材課専門官 文化財保護係長 まち並み保存室長 参事官 広域連携推進監 スポーツ振興課主幹 初等教育局審議官 "
    "放射線対策室長補佐 統括保健師 アセット経営課長 にぎわい創出課長 首席調査官 空き家対策係主事 館長 副館長 司書 指導主事 教育部次長 図書館長"
).split()
MISREAD = 0.02  # of the lists


def test_names_side_by_side_are_read_whoever_they_are_and_whatever_posts_they_hold():
    random, misread, total = Random(7), [], 0
    for form, official, separator, group in product(MEMBER_FORMS, OFFICIAL_FORMS, SEPARATORS, GROUPS):
        if separator == "　" and (" " in form or official not in {"{sur}{post}", "{sur}{giv}（{post}）"}):
            continue
        people = drawn(random)[:4]
        officials = list(zip(random.sample(sorted({*SURNAMES} - {sur for sur, *_ in people}), 3), random.sample(GIVEN, 3), random.sample(POSTS, 3), strict=True))
        members = separator.join(form.format(sur=sur, giv=giv, role=role, belongs=belongs) for sur, giv, role, belongs, *_ in people)
        named = separator.join(official.format(sur=sur, giv=giv, post=post) for sur, giv, post in officials)
        lines = [group.format(group="委員", names=members, number=1), group.format(group="事務局", names=named, number=2)]
        found = parsed(HEAD + "\n".join(lines) + BODY).attendees
        names = [sur + (giv if "{giv}" in form else "") for sur, giv, *_ in people] + [sur + (giv if "{giv}" in official else "") for sur, giv, _ in officials]
        groups = [role if "{role}" in form else "委員" for _, _, role, *_ in people] + ["事務局"] * 3
        right = [(each.name, each.group) for each in found] == list(zip(names, groups, strict=True)) and [each.position for each in found[4:]] == [post for *_, post in officials]
        total, misread = total + 1, misread if right else [*misread, lines]
    assert len(misread) <= MISREAD * total, misread[:5]


NUMBERS = [
    "{label}", "{n}. {label}", "{wide}　{label}", "{wide}．{label}", "（{n}）{label}", "【{label}】", "○{label}", "■ {label}", "{kanji}、{label}", "## {label}", "<{label}>", "第{n} {label}", "・{label}", "{circled}{label}",
]  # fmt: skip
VALUES = ["{label}：{value}", "{label}　{value}", "{label}\n{value}", "{label}\n　{value}", "{label}\n\n{value}\n", "{label}: {value}"]
LABELS = [
    ("日時", "場所", "出席者", "議題", "議事概要"), ("開催日時", "開催場所", "出席委員", "議事", "議事録"), ("日　時", "場　所", "出 席 者", "議　題", "議事要旨"),
    ("日時等", "会場", "参加者", "会議次第", "主な意見"), ("とき", "ところ", "出席者（敬称略）", "議事次第", "会議の経過"), ("開催日", "場所", "出席者", "協議事項", "審議内容"),
]  # fmt: skip
SAID = {
    "○ {text}": ["施設の数が足りない。", "費用が心配である。", "早めに進めるべきである。"],
    "・{text}": ["施設の数が足りない。", "費用が心配である。", "早めに進めるべきである。"],
    "○{who}　{text}": ["始めます。", "反対です。", "分かりました。"],
}


@pytest.mark.parametrize("numbering", NUMBERS)
def test_heads_are_read_whatever_their_labels_numbers_and_values_are_set_like(numbering):
    for labels, (value, said) in zip(cycle(LABELS), product(VALUES, SAID), strict=False):
        date, place, people, agenda, body = (
            numbering.format(label=label, n=n, wide="０１２３４５"[n], kanji="〇一二三四五"[n], circled="〇①②③④⑤"[n]) for n, label in enumerate(labels, 1)
        )
        told = [(date, "令和6年5月22日（水）13:30～15:00"), (place, "架空市役所３階会議室"), (people, "例田会長、仮野委員、見本委員")]
        head = "\n".join(value.format(label=label, value=words) for label, words in told)
        spoken = "\n".join(said.format(who=who, text=text) for who, text in zip(["例田会長", "仮野委員", "例田会長"], SAID[said], strict=True))
        text = f"第３回架空委員会 議事概要\n\n{head}\n{agenda}\n（１）計画について\n（２）その他\n{body}\n{spoken}\n"
        found = parsed(text)
        meeting = found.meeting
        assert (meeting.date, meeting.start, meeting.end, meeting.place) == ("2024-05-22", "13:30", "15:00", "架空市役所3階会議室"), text
        assert [each.name for each in found.attendees] == ["例田", "仮野", "見本"], text
        assert found.agenda == ["計画について", "その他"], text
        assert [each.passage.text for each in found.utterances] == SAID[said], text


TOPICS = [
    "（{n}）{topic}", "【{topic}】", "■{topic}", "{wide}．{topic}", "＜{topic}＞", "◆{topic}", "### {topic}", "議題{wide}　{topic}", "《{topic}》", "{circled}{topic}", "◇ {topic}", "議題({n}) {topic}", "［{topic}］",
    "\n{topic}\n", "5.{n} {topic}", "{kana}　{topic}", "≪{n}.{topic}≫",
]  # fmt: skip
SPEECHES = [
    "○ {text}", "・{text}", "- {text}", "　○{text}", "• {text}", "○{who}　{text}", "【{who}】{text}", "【{who}】　{text}", "（{who}）{text}", "{who}：{text}", "{who}　{text}", "○{who}\n　{text}", "【{who}】\n　{text}", "{who}\n　{text}\n",
    "（{who}）\n{text}\n", "{text}（{who}）", "・{text}（{who}）", "○ {text}（{who}）", "{who}「{text}」", "・{who}：{text}", "○（{who}）{text}", "○{who}：{text}", "＜{who}＞{text}", "［{who}］{text}", "**{who}**：{text}", "◎{who}　{text}",
    "（{who}）\n・{text}", "{who}\n・{text}", "○{who}　{text}\n", "{who}：{text}\n",
]  # fmt: skip
WHO = ["例田会長", "仮野委員", "見本委員", "事務局"]
OPINIONS = {
    "施設の整備について": ["施設の整備を急ぐべきである。費用は県が負担してほしい。", "費用が心配である。利用者が減っているのではないか。", "賛成である。", "来年度から三年で整備する予定である。"],
    "料金の改定について": ["料金の改定は避けられない。", "低所得の世帯への配慮が必要である。減免の制度を設けてはどうか。", "値上げの幅はどのくらいか。", "一割程度を見込んでいる。"],
    "今後の進め方について": ["次回までに案を示してほしい。", "日程が厳しいのではないか。", "早めに資料を送ってほしい。", "承知した。資料は一週間前に送付する。"],
}  # fmt: skip
ITEMS = "".join(f"（{number}）{topic}\n" for number, topic in zip("１２３", OPINIONS, strict=True))


@pytest.mark.parametrize("heading", TOPICS)
def test_bodies_are_read_whatever_their_headings_and_speakers_are_set_like(heading):
    for speech in SPEECHES:
        parts = []
        for n, (topic, texts) in enumerate(OPINIONS.items(), 1):
            parts.append(heading.format(topic=topic, n=n, wide="０１２３"[n], circled="〇①②③"[n], kana="〇アイウ"[n]))
            parts += [speech.format(who=who, text=text) for who, text in zip(WHO, texts, strict=True)]
        text = f"第３回架空委員会 議事録\n\n１　日時　令和6年5月22日（水）13:30～15:00\n２　場所　架空市役所３階会議室\n３　出席者　例田会長、仮野委員、見本委員、事務局\n４　議題\n{ITEMS}５　議事の概要\n" + "\n".join(parts) + "\n"
        found = parsed(text).utterances
        speaks = "{who}" in speech
        wanted = [(who if speaks else None, said) for texts in OPINIONS.values() for who, said in zip(WHO, texts, strict=True)]
        assert [(each.speaker, each.passage.text) for each in found] == wanted, text
        assert [(each.topic or "").split()[-1] for each in found] == [topic for topic in OPINIONS for _ in WHO], text


ROWS = [
    ("相田 太郎", "会長", "架空大学", "教授", ""), ("伊沢 花子", "副会長", "架空商工会議所", "専務理事", "オンライン"), ("宇野 健", "委員", "株式会社架空", "代表取締役", ""), ("江藤 美咲", "委員", "架空協会", "理事", "欠席"),
]  # fmt: skip
CELLS = {"番号": 5, "氏名": 0, "区分": 1, "所属": 2, "職名": 3, "所属・役職": 6, "備考": 4}
TABLES = [
    ("氏名", "所属・役職"), ("所属・役職", "氏名"), ("番号", "氏名", "所属・役職"), ("区分", "氏名", "所属・役職"), ("氏名", "区分", "所属・役職"), ("氏名", "所属", "職名"), ("番号", "氏名", "所属", "職名"),
    ("区分", "氏名", "所属・役職", "備考"), ("氏名", "所属・役職", "備考"), ("区分", "所属・役職", "氏名"), ("番号", "区分", "氏名", "所属", "職名", "備考"),
]  # fmt: skip


@pytest.mark.parametrize("columns", TABLES)
@pytest.mark.parametrize("heads", [True, False])
def test_tables_of_people_are_read_with_and_without_heads(columns, heads):
    rows = [[(*row, str(number), row[2] + row[3])[CELLS[column]] for column in columns] for number, row in enumerate(ROWS, 1)]
    lines = [columns, *rows] if heads else rows
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    page = (
        "<html><body><h1>第３回架空委員会 議事概要</h1><p>１．日時　令和6年5月22日</p><p>２．出席者</p>"
        f"<table>{table}</table><p>３．議事概要</p><p>○ 施設が足りない。</p><p>○ 費用が心配である。</p></body></html>"
    )
    found = parsed(page, "m.html").attendees
    assert [each.name for each in found] == [row[0].replace(" ", "") for row in ROWS]
    assert [(each.organisation, each.position) for each in found] == [(body, post) for _, _, body, post, _ in ROWS]
    if "区分" in columns:
        assert [each.group for each in found] == [row[1] for row in ROWS]
    if "備考" in columns:
        assert [(each.online, each.present) for each in found] == [(row[4] == "オンライン", row[4] != "欠席") for row in ROWS]


SERIES = ["架空市総合計画審議会", "自治体DX推進に関する研究会", "架空市子ども・子育て会議", "架空ワーキンググループ", "架空市立図書館協議会", "産業構造審議会架空小委員会", "架空懇談会"]
TITLES = [
    "第３回{body}議事録", "第３回　{body}　議事概要", "{body}（第３回）議事要旨", "{body}(第3回) 会議録", "令和６年度第３回{body}会議録", "令和６年度　第３回　{body}　議事録", "{body}\n第３回\n議事録", "{body}　第３回会合　議事概要",
    "第３回{body}　会議結果報告", "令和6年度 第3回 {body} 議事要旨（案）", "{body}（令和６年度第３回）議事概要", "第３回{body}　議 事 録", "「第３回{body}」議事概要", "第３回{body}議事録（要旨）", "令和６年第３回{body}会議録", "第三回{body}議事録",
    "＜第３回{body}　議事要旨＞", "第3回{body}・議事概要", "議事録\n第３回{body}", "第３回{body} 議事概要（令和６年５月２２日開催）",
]  # fmt: skip
ABOVE = ["", "架空市企画部\n", "資料１\n", "令和６年５月２２日\n", "（未定稿）\n", "戻る\n"]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_tells_the_body_and_its_number_whatever_stands_above(title):
    for body, above in product(SERIES, ABOVE):
        text = f"{above}{title.format(body=body)}\n\n日時：令和6年5月22日（水）13:30～15:00\n場所：架空市役所\n出席者：例田会長、仮野委員\n議題\n（１）計画について\n議事概要\n○ 施設が足りない。\n○ 費用が心配である。\n"
        meeting = parsed(text).meeting
        assert (meeting.series, meeting.number, meeting.date) == (body, 3, "2024-05-22"), text[:60]
