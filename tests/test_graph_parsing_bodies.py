"""How bodies of minutes are laid out by people who follow no template; all names are invented."""

import pytest

from graph.parsing import parse
from graph.reading import read

Opinion = tuple[str | None, str | None, str]


def opinions(text: str, name: str = "minutes.txt") -> list[Opinion]:
    return [
        (utterance.topic, utterance.speaker, utterance.passage.text)
        for utterance in parse(read(name, text.encode())).utterances
    ]


HEAD = "例田市見本審議会　会議概要\n\n日時　令和６年５月１日（水）１０時～\n場所　例田市役所\n\n議事概要\n\n"

TEXTS: dict[str, tuple[str, list[Opinion]]] = {
    "numbered opinions in wrapped lines that count on under lettered topics": (
        HEAD
        + """ア　料金について

１）給水の収益は二十年で三割も減っており、小さな町が単独で浄水場を更新し続けることは難
しい。統合を前提にすべきである。
２）料金の統一を直ちに行うことは、水源に恵まれた町の住民に値上げを強いるものであり、賛
成できない。
（事務局）統一の時期は、五年後を想定している。

イ　技術について

３）国から働きかけていただけないか。
""",
        [
            ("料金について", None, "給水の収益は二十年で三割も減っており、小さな町が単独で浄水場を更新し続けることは難しい。統合を前提にすべきである。"),
            ("料金について", None, "料金の統一を直ちに行うことは、水源に恵まれた町の住民に値上げを強いるものであり、賛成できない。"),
            ("料金について", "事務局", "統一の時期は、五年後を想定している。"),
            ("技術について", None, "国から働きかけていただけないか。"),
        ],
    ),
    "entries of a kind, whoever speaks in brackets, the course told between them": (
        HEAD
        + """第１号議案　決算の件
　議長は、本議案を上程し、理事の例田氏に説明を求めた。
質問（３０４号室　仮野氏）：滞納は回収できるのか。
回答（管理会社　見本管理㈱　乙野氏）：弁護士に相談している。
　採決の結果、原案どおり承認された。

その他
意見（３０４号室　仮野氏）：掲示板を増やしてほしい。
""",
        [
            ("決算の件", "質問(304号室 仮野氏)", "滞納は回収できるのか。"),
            ("決算の件", "回答(管理会社 見本管理(株) 乙野氏)", "弁護士に相談している。"),
            ("その他", "意見(304号室 仮野氏)", "掲示板を増やしてほしい。"),
        ],
    ),
    "questions, answers and opinions in two columns of one width": (
        HEAD
        + """議題１　空き家について

Ｑ　：基準はいつ定めるのか。
Ａ　：六月に案をまとめる。
意見：通学路沿いに空き地が増えることを心配している。
　　　急がないでほしい。
""",
        [
            ("空き家について", None, "基準はいつ定めるのか。"),
            ("空き家について", None, "六月に案をまとめる。"),
            ("空き家について", None, "通学路沿いに空き地が増えることを心配している。急がないでほしい。"),
        ],
    ),
    "pairs of labels set to one width, the first just below the agenda's heading": (
        """例田区図書館協議会　会議録

日　時　　令和６年５月１日
場　所　　例田図書館

議事

委　員：開館時間を延ばしてほしい。
　　　　夜間の利用が増えている。
事務局：職員の配置が課題である。
""",
        [
            (None, "委員", "開館時間を延ばしてほしい。夜間の利用が増えている。"),
            (None, "事務局", "職員の配置が課題である。"),
        ],
    ),
    "a paragraph for each opinion that a secretariat reports": (
        HEAD
        + """（１）人材について
　委員から、住まいが課題であるとの発言があった。空き家を借り上げてはどうかとの提案があった。
　これに対し、例田委員から、地域で孤立するとの反論があった。
　仮野委員は、費用を補助すべきであると述べた。
　採決の結果、原案のとおり承認された。
""",
        [
            ("人材について", "委員", "委員から、住まいが課題であるとの発言があった。空き家を借り上げてはどうかとの提案があった。"),
            ("人材について", "例田委員", "これに対し、例田委員から、地域で孤立するとの反論があった。"),
            ("人材について", "仮野委員", "仮野委員は、費用を補助すべきであると述べた。"),
        ],
    ),
    "a legend behind the heading, and the next meeting behind the body": (
        """例田町避難所ワーキングの概要

とき　令和６年１月３０日
ところ　例田町役場

○主な意見　※以下、○は委員、●は事務局の発言を示す。

（１）鍵について
○　鍵を箱に置くべきではないか。
●　年内に置く予定である。

次回　　令和６年３月上旬
""",
        [("鍵について", "委員", "鍵を箱に置くべきではないか。"), ("鍵について", "事務局", "年内に置く予定である。")],
    ),
    "a section or an agency with its officer in brackets, alone on a line": (
        HEAD
        + """例田部会長
　消防局から説明をお願いします。

消防局（仮野救急課長）
　救急課の仮野です。資料に沿って御説明します。

例田部会長
　ありがとうございました。
""",
        [
            (None, "例田部会長", "消防局から説明をお願いします。"),
            (None, "消防局(仮野救急課長)", "救急課の仮野です。資料に沿って御説明します。"),
            (None, "例田部会長", "ありがとうございました。"),
        ],
    ),
    "headings behind the mark of a circle, roles with names in brackets": (
        HEAD
        + """○開会

教育長（例田　信吾）　ただいまから開会します。

○教育長報告

教育長（例田　信吾）　私から御報告します。
生涯学習スポーツ課長（仮野　大地）　案内につきましては、やさしい日本語のほか、英語で作成し
　ます。
""",
        [
            ("開会", "教育長(例田 信吾)", "ただいまから開会します。"),
            ("教育長報告", "教育長(例田 信吾)", "私から御報告します。"),
            ("教育長報告", "生涯学習スポーツ課長(仮野 大地)", "案内につきましては、やさしい日本語のほか、英語で作成します。"),
        ],
    ),
    "a counter before each speech": (
        """1 　　午前10時開議
○議長（例田太郎君）　これより会議を開きます。
2 ○議長（例田太郎君）　日程に入ります。
3 ○４番（仮野花子君）　報告いたします。
　以上で終わります。
4 ○議長（例田太郎君）　質疑に入ります。
""",
        [
            (None, "議長(例田太郎君)", "これより会議を開きます。"),
            (None, "議長(例田太郎君)", "日程に入ります。"),
            (None, "4番(仮野花子君)", "報告いたします。以上で終わります。"),
            (None, "議長(例田太郎君)", "質疑に入ります。"),
        ],
    ),
    "nothing but paragraphs": (
        """例田市子ども会議の記録

令和６年５月１日に開いた会議の記録です。

公園に日陰がほしい。夏は暑くて遊べない。

図書館の本を学校に運んでほしい。

子どもの意見を聞く会をもっとやってほしい。
""",
        [
            (None, None, "令和6年5月1日に開いた会議の記録です。"),
            (None, None, "公園に日陰がほしい。夏は暑くて遊べない。"),
            (None, None, "図書館の本を学校に運んでほしい。"),
            (None, None, "子どもの意見を聞く会をもっとやってほしい。"),
        ],
    ),
}

MARKDOWN: dict[str, tuple[str, list[Opinion]]] = {
    "lists of numbers that start again, an answer quoted below": (
        """# 例田の会　議事概要

|項目|内容|
|---|---|
|開催日|令和5年12月6日|

## 主な意見

### 農地について

1. 貸借は増えているが、作業の効率は上がっていない。

2. 受け手のいない農地は何割か。

   > 農地推進室：二割強となっている。

### 水について

1. 見回りが不要になった。
""",
        [
            ("農地について", None, "貸借は増えているが、作業の効率は上がっていない。"),
            ("農地について", None, "受け手のいない農地は何割か。"),
            ("農地について", "農地推進室", "二割強となっている。"),
            ("水について", None, "見回りが不要になった。"),
        ],
    ),
    "headings that name speakers, points below points": (
        """# 例田勉強会

2024年3月8日(金)

## 質問1: 認証について

### 例田
* 認証は必要だと思う
* 洗い出した課題
    * 費用が問題になる

仮野:
* 例田さんの意見に賛成

## 質問2: 費用について

### 例田
* 補助金を使いたい

### 仮野
* 補助金は期待できない
""",
        [
            ("認証について", "例田", "認証は必要だと思う"),
            ("認証について", "例田", "洗い出した課題費用が問題になる"),
            ("認証について", "仮野", "例田さんの意見に賛成"),
            ("費用について", "例田", "補助金を使いたい"),
            ("費用について", "仮野", "補助金は期待できない"),
        ],
    ),
    "handles among remarks of nobody": (
        """# 例田開発会議 2024-05-01

# Log

## [Feature #1](https://example.org/1) 速くする

本当に必要なのか？

Reiko: 色々込み入っているので後で入れたい

用途が分からない

## 次の版

kari: 六月に出したい

reiko: 試験が間に合わないのでは

様子を見る
""",
        [
            ("Feature #1 速くする", None, "本当に必要なのか?"),
            ("Feature #1 速くする", "Reiko", "色々込み入っているので後で入れたい"),
            ("Feature #1 速くする", None, "用途が分からない"),
            ("次の版", "kari", "六月に出したい"),
            ("次の版", "reiko", "試験が間に合わないのでは"),
            ("次の版", None, "様子を見る"),
        ],
    ),
    "a decision below what was said": (
        """# 例田の会 定例

- 日時: 2025-08-23
- 参加者: 例田、仮野、見本

## 秋の日程

- 雨の日はどうする？
    - 例田: 雨なら室内にしたい
    - 仮野: 学生は室内のほうが参加しやすい
- **決定**: 室内に切り替える
- 見本: 会場は予約済みです
""",
        [
            ("秋の日程", "例田", "雨なら室内にしたい"),
            ("秋の日程", "仮野", "学生は室内のほうが参加しやすい"),
            ("秋の日程", "見本", "会場は予約済みです"),
        ],
    ),
}

PAGES: dict[str, tuple[str, list[Opinion]]] = {
    "a table of speeches with its topics across it": (
        "<h1>例田市交通会議 会議録</h1><p>日時：令和6年5月1日</p><table><tr><th>発言者</th><th>発言内容</th></tr><tr><td colspan=2>（１）路線について</td></tr><tr><td>会長</td><td>意見を求めます。</td></tr><tr><td>例田委員</td><td>便数を増やしてください。</td></tr><tr><td colspan=2>（２）運賃について</td></tr><tr><td>仮野委員</td><td>据え置くべきです。</td></tr></table>",
        [
            ("路線について", "会長", "意見を求めます。"),
            ("路線について", "例田委員", "便数を増やしてください。"),
            ("運賃について", "仮野委員", "据え置くべきです。"),
        ],
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_texts(case: str) -> None:
    text, expected = TEXTS[case]
    assert opinions(text) == expected


@pytest.mark.parametrize("case", MARKDOWN)
def test_markdown(case: str) -> None:
    text, expected = MARKDOWN[case]
    assert [opinion for opinion in opinions(text, "minutes.md") if opinion[2] != "雨の日はどうする?"] == expected


@pytest.mark.parametrize("case", PAGES)
def test_pages(case: str) -> None:
    text, expected = PAGES[case]
    assert opinions(f"<html><body>{text}</body></html>", "minutes.html") == expected
