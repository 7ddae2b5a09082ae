"""Tables that the rules of a PDF draw become rows of cells; the names in them are invented."""

import io

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from graph.parsing import parse
from graph.reading import read

FONT = "HeiseiMin-W3"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
PLAIN = ParagraphStyle("plain", fontName=FONT, fontSize=10, leading=14, wordWrap="CJK")
GRID = [("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
LONG = "標準化の対象業務が多く、小規模な団体では対応できる職員がいない。県による支援を明確にしてほしい。"


def printed(*parts) -> bytes:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build([Paragraph(part, PLAIN) if isinstance(part, str) else part for part in parts])
    return buffer.getvalue()


def rows(data: bytes) -> list[str]:
    return [line for line in read("minutes.pdf", data).kept.splitlines() if line.strip()]


def test_a_ruled_table_becomes_rows_where_it_stands():
    table = Table([["区分", "氏名", "所属"], ["座長", "例田 進", "例田大学 教授"], ["委員", "仮野 幸", "仮野市 課長"]], style=GRID)
    assert rows(printed("３．出席者", table, "４．議事")) == [
        "３．出席者",
        "| 区分 | 氏名 | 所属 |",
        "| 座長 | 例田 進 | 例田大学 教授 |",
        "| 委員 | 仮野 幸 | 仮野市 課長 |",
        "４．議事",
    ]


def test_what_the_width_of_a_cell_broke_is_joined():
    table = Table([["1", "仮野委員", Paragraph(LONG, PLAIN)], ["2", "事務局", Paragraph("検討する。", PLAIN)]], colWidths=[30, 80, 200], style=GRID)
    assert rows(printed("議事概要", table))[1:] == [f"| 1 | 仮野委員 | {LONG} |", "| 2 | 事務局 | 検討する。 |"]


def test_cells_that_reach_over_others_keep_the_columns_apart():
    spans = [*GRID, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 2), (2, 2))]
    table = Table([["委員", "例田 進", "例田大学"], ["", "仮野 幸", "仮野市"], ["備考", "ほかに傍聴者がいた", ""]], style=spans)
    assert rows(printed(table)) == ["| 委員 | 例田 進 | 例田大学 |", "|  | 仮野 幸 | 仮野市 |", "| 備考 | ほかに傍聴者がいた |  |"]


def test_a_cell_that_holds_the_minutes_keeps_its_lines():
    speeches = [Paragraph(f"○ {LONG}", PLAIN) for _ in range(4)]
    table = Table([["内容", speeches]], colWidths=[60, 380], style=GRID)
    found = rows(printed("第１回架空会議　議事概要", "日時　令和６年５月１日", table))
    assert found[2:] == ["内容", *(f"○ {LONG}" for _ in range(4))]


@pytest.mark.parametrize("frame", ["page", "column", "underline", "clip"])
def test_rules_that_draw_no_table_leave_the_text_as_it_is(frame):
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer)
    sheet.setFont(FONT, 10)
    for row, words in enumerate(("第１回架空会議　議事概要", "日時　令和６年５月１日", "○　費用が心配である。", "○　賛成する。")):
        sheet.drawString(60, 780 - 20 * row, words)
    if frame == "page":
        sheet.rect(40, 40, 500, 760)
    elif frame == "column":
        for row in range(4):
            sheet.rect(50, 775 - 20 * row, 400, 20)
    elif frame == "underline":
        sheet.line(60, 778, 200, 778)
    else:
        for column in range(3):
            path = sheet.beginPath()
            path.rect(50 + 100 * column, 700, 100, 100)
            sheet.clipPath(path, stroke=0, fill=0)
    sheet.save()
    assert len(rows(buffer.getvalue())) == 4
    assert "|" not in "".join(rows(buffer.getvalue()))


def test_minutes_in_tables_are_read_like_any_others():
    people = Table([["区分", "氏名", "所属・役職"], ["座長", "例田 進", "例田大学 教授"], ["委員", "仮野 幸", "仮野市情報課 課長"]], style=GRID)
    said = Table(
        [["No.", "発言者", "内容"], ["1", "仮野委員", Paragraph(LONG, PLAIN)], ["2", "例田座長", Paragraph("仮野委員の意見に賛成する。", PLAIN)]],
        colWidths=[30, 80, 300],
        style=GRID,
    )
    data = printed("第７回　架空検討会　議事概要", "１．日時　令和３年５月１１日（火）", "２．出席者", people, "３．議事概要", "（１）標準化について", said, Spacer(1, 5), "以上")
    found = parse(read("minutes.pdf", data))
    assert [(each.name, each.group, each.organisation) for each in found.attendees] == [("例田進", "座長", "例田大学"), ("仮野幸", "委員", "仮野市")]
    assert [(each.speaker, each.topic, each.passage.text) for each in found.utterances] == [
        ("仮野委員", "標準化について", LONG),
        ("例田座長", "標準化について", "仮野委員の意見に賛成する。"),
    ]
