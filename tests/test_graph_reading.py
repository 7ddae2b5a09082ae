"""Reading documents of each format; they are made here, with invented names."""

import io
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from graph.errors import DocumentTooLarge, UnreadableDocument, UnsupportedFormat
from graph.parsing import parse
from graph.reading import pdf as pdf_reader
from graph.reading import read, readable
from graph.reading.archive import MAX_PART

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5", isVertical=True))


def docx(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*pages: list[tuple[float, float, str]], font: str = "HeiseiMin-W3", encrypt: str | None = None) -> bytes:
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer)
    for page in pages:
        sheet.setFont(font, 10)
        for x, y, words in page:
            sheet.drawString(x, y, words)
        sheet.showPage()
    sheet.save()
    if encrypt is None:
        return buffer.getvalue()
    writer = PdfWriter(PdfReader(buffer))
    writer.encrypt(encrypt)
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp"])
def test_text_in_any_usual_encoding(encoding):
    words = "例田検討会（第２回）議事録\r\n日時：令和６年２月９日\r\n○仮野委員　賛成です。\r\n"
    assert read("minutes.txt", words.encode(encoding)).kept.lstrip("\ufeff") == words


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.rst", "a.html", "a.htm", "a.docx", "a.PDF"])
def test_formats_that_are_read(name):
    assert readable(name)


def test_other_formats_are_refused_with_a_way_out():
    with pytest.raises(UnsupportedFormat, match=r"save it as \.docx or PDF"):
        read("minutes.doc", b"x")
    with pytest.raises(UnsupportedFormat, match="give one of"):
        read("minutes.xyz", b"x")


def test_word_paragraphs_tables_and_frames_stand_in_order():
    cells = "".join(f"<w:tc>{p(words)}</w:tc>" for words in ("座長", "例田 太郎"))
    frame = f"<w:tbl><w:tr><w:tc>{p('枠の中')}{p('二行目')}</w:tc></w:tr></w:tbl>"
    text = read("a.docx", docx(p("議事録") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + frame + p("終わり"))).kept
    assert [line for line in text.splitlines() if line] == ["議事録", "| 座長 | 例田 太郎 |", "枠の中", "二行目", "終わり"]


def test_word_lists_keep_their_marks_and_headings_their_depth():
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels.format("decimalFullWidth", "（%1）")}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{levels.format("bullet", chr(0xF0B7))}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    styles = f'<w:styles {W}><w:style w:styleId="h"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    body = p("議題", '<w:pStyle w:val="h"/>') + p("遊び場", item.format(1)) + p("通学路", item.format(1)) + p("暗い。", item.format(2))
    assert read("a.docx", docx(body, numbering=numbering, styles=styles)).kept.split("\n")[:4] == ["## 議題", "（１） 遊び場", "（２） 通学路", "・ 暗い。"]


def test_word_leaves_out_what_was_deleted_hidden_or_said_twice():
    runs = (
        "<w:p><w:del><w:r><w:delText>消</w:delText></w:r></w:del><w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert read("a.docx", docx(runs)).kept.strip() == "加漢"


def test_word_text_boxes_are_read_once():
    box = f"<w:txbxContent>{p('箱の中')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>外</w:t></w:r></w:p>"
    assert read("a.docx", docx(body)).kept.split() == ["外", "箱の中"]


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"", docx("")[:-30]], ids=["cut", "locked", "empty", "no end"])
def test_broken_or_locked_word_documents_get_one_sentence(data):
    with pytest.raises(UnreadableDocument, match=r"^a\.docx: .*[.]$"):
        read("a.docx", data)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(MAX_PART // (1024 * 1024) + 1):
            part.write(bytes(1024 * 1024))
    with pytest.raises(DocumentTooLarge):
        read("a.docx", buffer.getvalue())


PAGE = """<html><head><meta charset="{}"><title>例田市</title><style>p{{}}</style></head><body>
<header>例田市役所</header><nav><ul><li><a href="/">ホーム</a></ul></nav><div class="breadcrumb">ホーム &gt; 会議録</div>
<div id="main"><h1>例田検討会（第２回）議事録</h1><h2>出席者</h2>
<table><tr><th>区分<th>氏名<th>所属<th>備考</tr><tr><td>座長<td>例田　太郎<td>見本大学<br>教授<td></tr></table>
<h2>議事</h2><p>○例田座長　始めます。<br>よろしくお願いします。</p><p>○仮野委員　<ruby>賛成<rt>さんせい</rt></ruby>です。</p>
<ul><li>一つ目<ul><li>その中</ul></ul><ol><li>甲<li>乙</ol></div><script>var a;</script><footer>電話</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis", "euc-jp"])
def test_web_pages_give_their_main_part(encoding):
    text = read("a.html", PAGE.format(encoding).encode(encoding)).kept
    assert [line for line in text.splitlines() if line] == [
        "# 例田検討会（第２回）議事録", "## 出席者", "| 区分 | 氏名 | 所属 | 備考 |", "| 座長 | 例田　太郎 | 見本大学 教授 |  |",
        "## 議事", "○例田座長　始めます。", "よろしくお願いします。", "○仮野委員　賛成です。", "・一つ目", "\u3000・その中", "1. 甲", "2. 乙",
    ]


def test_web_pages_are_parsed_like_other_minutes():
    found = parse(read("a.html", PAGE.format("utf-8").encode()))
    assert [(person.name, person.group, person.organisation, person.position) for person in found.attendees] == [("例田太郎", "座長", "見本大学", "教授")]
    assert [utterance.speaker for utterance in found.utterances][:2] == ["例田座長", "仮野委員"]


def test_pdf_pages_are_kept_apart_and_their_furniture_is_dropped():
    pages = [[(60, 800, "例田検討会（第２回）議事録")] * (number == 0) + [
        (60, 760, "○例田座長　始めます。" if number == 0 else "くので、これを改めるべきです。"),
        (60, 740, "○仮野委員　現在の仕組みは利用者に大きな負担を強いるものであり、このままでは利用が減ってい" if number == 0 else "○例田座長　分かりました。"),
        (60, 60, "例田検討会 第2回"), (290, 40, f"{number + 1}"),
    ] for number in range(2)]
    text = read("a.pdf", pdf(*pages))
    assert len(text.pages) == 2
    found = parse(text)
    assert [utterance.passage.text for utterance in found.utterances][1] == (
        "現在の仕組みは利用者に大きな負担を強いるものであり、このままでは利用が減っていくので、これを改めるべきです。"
    )
    assert text.page(found.utterances[2].passage.span.start) == 2
    assert found.unaccounted() == []


def test_pdf_columns_drawn_row_by_row_are_read_one_after_the_other():
    rows = [(x, 800 - 14 * row, f"{side}の段の{row}行目に見本を置く") for row in range(8) for x, side in ((50, "左"), (310, "右"))]
    lines = read("a.pdf", pdf([*rows, (280, 30, "- 1 -")])).kept.split()
    assert [line[0] for line in lines if "段" in line] == ["左"] * 8 + ["右"] * 8


def test_pdf_rows_of_a_table_stay_rows():
    rows = [(x, 800 - 14 * row, words) for row in range(6) for x, words in ((60, "委員"), (120, f"例田{row}郎"), (220, "見本大学教授"))]
    assert read("a.pdf", pdf(rows)).kept.split("\n")[1] == "委員\u3000例田1郎\u3000見本大学教授"


def test_pdf_vertical_lines_run_from_right_to_left():
    lines = [(500 - 16 * line, 800, f"縦書きの{line}行目の文") for line in (2, 0, 3, 1)]
    assert read("a.pdf", pdf(lines, font="HeiseiKakuGo-W5")).kept.split() == [f"縦書きの{line}行目の文" for line in range(4)]


def test_locked_scanned_broken_and_long_pdfs_get_one_sentence(monkeypatch):
    with pytest.raises(UnreadableDocument, match="encrypted"):
        read("a.pdf", pdf([(60, 800, "議事録")], encrypt="secret"))
    with pytest.raises(UnreadableDocument, match="scanned"):
        read("a.pdf", pdf([]))
    with pytest.raises(UnreadableDocument, match="no intact PDF"):
        read("a.pdf", b"%PDF-1.7\n" + bytes(500))
    monkeypatch.setattr(pdf_reader, "MAX_PAGES", 1)
    with pytest.raises(DocumentTooLarge, match="2 pages"):
        read("a.pdf", pdf([(60, 800, "一")], [(60, 800, "二")]))


def test_a_pdf_locked_against_changes_only_is_read():
    assert "議事録" in read("a.pdf", pdf([(60, 800, "議事録")], encrypt="")).kept


def test_digits_set_apart_are_closed_up_where_the_document_does_it_throughout():
    words = "第 3 回の会議は令和 6 年 2 月 9 日に開く。\n" * 3 + "議題 1 のとおり\n場所 3 階会議室\n1 開会\n"
    text = read("a.txt", words.encode())
    assert text.normal.startswith("第3回の会議は令和6年2月9日に開く。\n")
    assert text.normal.endswith("場所 3階会議室\n1 開会\n")
    at = text.normal.index("6年")
    assert text.kept[slice(*text.place(at, at + 2))] == "6 年"
    assert read("a.txt", "第 3 回、全5回、計7回、第8回".encode()).normal.startswith("第 3 回")
