"""Web pages of odd, wrong and hostile make; each gives what a person would read, or one sentence."""

import pytest

from graph.errors import UnreadableDocument
from graph.reading import html, read


def lines(name: str, data: bytes) -> list[str]:
    return [line for line in read(name, data).kept.splitlines() if line.strip()]


@pytest.mark.parametrize("named", ["shift_jis", "iso-8859-1", "euc-jp", "utf-8", "undefined", "idna", "unicode_escape", "utf-7", "hex"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp"])
def test_a_page_that_names_a_wrong_encoding(named, encoding):
    page = f"<meta charset={named}><p>例田検討会議事録。\\x \\N{{x}} 仮野委員の意見。"
    assert lines("a.html", page.encode(encoding)) == ["例田検討会議事録。\\x \\N{x} 仮野委員の意見。"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("議事録<br>日時：令和6年<br><br>○例田委員　賛成<br>　続き", ["議事録", "日時：令和6年", "", "○例田委員　賛成", "　続き"]),
        ("<p>例田\n  委員は<b>賛成</b>\nです。<p>AI\n tool", ["例田委員は賛成です。", "", "AI tool"]),
        ("<p>見える<p hidden>隠<p><b style='display: none'>隠</b><i style='visibility:hidden'>隠</i><template>型</template>続き", ["見える", "", "続き"]),
        ("<article><header><h1>議事録</h1></header><p>本文</article>", ["# 議事録", "", "本文"]),
        ("<form><h1>議事録</h1><p>本文です</form><nav>案内</nav>", ["# 議事録", "", "本文です"]),
        ("<div class='lang ja'><p>本文です、長い本文です</div><div class=menu>案内</div>", ["本文です、長い本文です"]),
        ("<ol start=3><li><p>甲<p>続き</li><li value=7><div>乙</div></ol>", ["3. 甲", "", "続き", "", "7. 乙"]),
        ("<table><tr><th>区分<th>氏名<th>所属<tr><td rowspan=2>委員<td>例田<td>大学<tr><td>仮野<td>市<tr><td colspan=2>計<td>二</table>",
         ["| 区分 | 氏名 | 所属 |", "| 委員 | 例田 | 大学 |", "|  | 仮野 | 市 |", "| 計 |  | 二 |"]),
        ("<table><tr><td><table><tr><td>氏名<td>所属</table><td>右側</table>", ["| 氏名 | 所属 |", "", "右側"]),
        ("<table><tr><td rowspan=99999999999999999999>甲<td colspan=-1>乙</table>", ["| 甲 | 乙 |"]),
        ("<div>" * 300 + "深い" + "</div>" * 300 + "後ろ", ["深い", "", "後ろ"]),
        ("<p>前" + "<font>" * 400 + "<p>後", ["前", "後"]),
        ("<p>前\0後", ["前\ufffd後"]),
        ("本文だけ", ["本文だけ"]),
        ("<p>式<math><mi>x</mi></math>と&#x3042;&amp;", ["式xとあ&"]),
    ],
)  # fmt: skip
def test_pages_of_odd_make(page, expected):
    assert read("a.html", page.encode()).kept.rstrip("\n").split("\n") == expected


def test_a_page_is_read_whole_or_not_at_all():
    assert html.extract(("<p>" + "あ" * 3_500_000 + "<p>後").encode())[0].endswith("後\n")
    with pytest.raises(UnreadableDocument, match="nested too deep"):
        read("a.html", ("<p>前" + "<div>" * 5000 + "深").encode())
