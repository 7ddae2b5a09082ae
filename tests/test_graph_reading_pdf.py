"""PDFs drawn in odd orders, in old fonts, with furniture between the parts of a sentence; the names in them are invented."""

import io
import re

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from graph.errors import DocumentError, UnreadableDocument
from graph.parsing import parse
from graph.reading import read

SPEECH = "現在の仕組みは利用者に大きな負担を強いるものであり、このままでは利用が減っていくので、これを改めるべきであると考えます。"
pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))


def lines(name: str, data: bytes) -> list[str]:
    return [line for line in read(name, data).kept.splitlines() if line.strip()]


def pdf(*pages: list[tuple[float, float, str]], size: float = 10) -> bytes:
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer)
    for page in pages:
        sheet.setFont("HeiseiMin-W3", size)
        for x, y, words in page:
            sheet.drawString(x, y, words)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def wrapped(width: int, words: str = "○仮野委員　" + SPEECH * 2) -> list[str]:
    return re.findall(f".{{1,{width}}}", words)


def encoded(codes: bytes, encoding: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf([(60, 800, "議事録")]))))
    page = writer.pages[0]
    fonts = page["/Resources"]["/Font"]
    name = next(name for name in fonts if "Heisei" in fonts[name].get_object()["/BaseFont"])
    fonts[name].get_object()[NameObject("/Encoding")] = NameObject(f"/{encoding}")
    stream = DecodedStreamObject()
    stream.set_data(f"BT {name} 10 Tf 1 0 0 1 60 800 Tm <{codes.hex()}> Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "drawn",
    [
        [(60 + 10 * column, 780 - 14 * row, letter) for row, words in enumerate(wrapped(33)) for column, letter in enumerate(words)],
        [(500 - 18 * line, 780 - 10 * row, letter) for line, words in enumerate(wrapped(33)) for row, letter in enumerate(words)],
        [(60 + shift, 780 - 14 * row, words) for row, words in enumerate(wrapped(33)) for shift in (0, 0.3)],
        [(60, 780 - 14 * row, words) for row, words in reversed(list(enumerate(wrapped(33))))],
    ],
    ids=["letter by letter", "vertical letter by letter", "twice for bold", "from below"],
)
def test_pdf_lines_come_in_reading_order_however_they_were_drawn(drawn):
    assert lines("a.pdf", pdf(drawn)) == wrapped(33)


@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice for bold"])
def test_pdf_lines_whose_letters_are_in_turn_of_two_fonts_keep_every_letter(times):
    said = ["欧州の規則への対応を考えれば、その先の議論の余地はない。", "再生材の品質に直結していることの理解と、再生材の利用。"]
    writer = PdfWriter(PdfReader(io.BytesIO(pdf([(60, 800, "議事録")]))))
    page = writer.pages[0]
    fonts = page["/Resources"]["/Font"]
    name = next(name for name in fonts if "Heisei" in fonts[name].get_object()["/BaseFont"])
    fonts[NameObject("/Other")] = fonts.raw_get(name)
    drawn = [
        f"BT 1 0 0 1 60 {780 - 14 * row} Tm {' '.join(_shown(letter, name) for letter in words)} ET"
        for row, words in enumerate(said)
        for _ in range(times)
    ]
    stream = DecodedStreamObject()
    stream.set_data("\n".join(drawn).encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert lines("a.pdf", buffer.getvalue()) == said


def _shown(letter: str, font: str) -> str:
    return f"{'/Other' if letter in 'のを再材' else font} 10 Tf <{letter.encode('utf-16-be').hex()}> Tj"


def test_pdf_bands_of_vertical_lines():
    drawn = [(500 - 18 * (line % 4), 780 - 200 * (line // 4) - 10 * row, letter) for line, words in enumerate(wrapped(16)) for row, letter in enumerate(words)]
    number = [(280, 30, "- 1 -")]
    assert lines("a.pdf", pdf(drawn + number)) == [*wrapped(16), "- 1 -"]


def test_pdf_three_columns_drawn_row_by_row():
    rows = [(x, 800 - 12 * row, f"{side}の段の{row}行目に見本を置く") for row in range(6) for x, side in ((40, "左"), (220, "中"), (400, "右"))]
    assert [line[0] for line in lines("a.pdf", pdf(rows))] == ["左"] * 6 + ["中"] * 6 + ["右"] * 6


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_pdf_turned_text_is_read_line_by_line(quarter):
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer)
    for row, words in enumerate(wrapped(33)):
        sheet.saveState()
        sheet.translate(300, 400)
        sheet.rotate(quarter)
        sheet.setFont("HeiseiMin-W3", 10)
        sheet.drawString(-200, 100 - 14 * row, words)
        sheet.restoreState()
    sheet.save()
    assert lines("a.pdf", buffer.getvalue()) == wrapped(33)


def jis(words: str) -> bytes:
    return bytes(byte & 0x7F for byte in words.encode("euc_jp"))


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [
        ("90ms-RKSJ-H", "議事録①髙Ａ".encode("cp932")), ("90msp-RKSJ-H", "議事録①髙Ａ".encode("cp932")), ("90msp-RKSJ-V", "議事録①髙Ａ".encode("cp932")),
        ("EUC-H", "議事録の件".encode("euc_jp")), ("H", jis("議事録の件")), ("V", jis("議事録の件")), ("UniJIS-UTF16-H", "議事録の件".encode("utf-16-be")),
    ],
)  # fmt: skip
def test_pdf_fonts_with_the_usual_japanese_character_maps(encoding, codes):
    assert lines("a.pdf", encoded(codes, encoding))[0] in {"議事録①髙Ａ", "議事録の件"}


def test_pdf_fonts_without_a_character_map_are_refused():
    with pytest.raises(UnreadableDocument, match="which characters they draw"):
        read("a.pdf", encoded(b"".join(number.to_bytes(2, "big") for number in range(1, 90)), "Identity-H"))


@pytest.mark.parametrize("number", ["- {} -", "{}/4", "{}", "－{}－", "{}ページ", "Page {} of 4", "（{}）", "[{}]", "P.{}"])
def test_pdf_furniture_between_the_parts_of_a_sentence(number):
    body = wrapped(35, "○仮野委員　" + "".join(f"{count}点目は、" + SPEECH for count in range(9)))
    pages = []
    for page in range(3):
        head = [(60, 810, "令和６年度　例田検討会　議事録")] + [(60, 780, "○例田座長　始めます。")] * (page == 0)
        part = [(60, 740 - 14 * row, words) for row, words in enumerate(body[6 * page : 6 * page + 6])]
        pages.append([*head, *part, (60, 50, "例田市　企画課"), (280, 30, number.format(page + 1))])
    found = parse(read("a.pdf", pdf(*pages)))
    assert "".join(body[:18]).removeprefix("○仮野委員　").startswith(found.utterances[1].passage.text[:60])
    assert found.utterances[1].passage.text == "".join(body[:18]).removeprefix("○仮野委員　")
    assert found.unaccounted() == []


def test_pdf_speeches_that_recur_at_pages_edges_are_no_furniture():
    turn = "○例田座長　ありがとうございます、ほかに御意見はありませんか。"
    speeches = [f"○仮野委員　{SPEECH[:20]}と{number}回目に思います。" for number in range(12)]
    drawn = [words for speech in speeches for words in (turn, speech)]
    pages = [[(60, 780 - 14 * row, words) for row, words in enumerate(drawn[8 * page : 8 * page + 8])] + [(280, 30, f"- {page + 1} -")] for page in range(3)]
    pages[0].insert(0, (60, 810, "例田検討会（第２回）議事録"))
    assert sum(utterance.speaker == "例田座長" for utterance in parse(read("a.pdf", pdf(*pages))).utterances) == 12


def pictured(*pages: str) -> bytes:
    """A PDF whose pages hold a line of text, or only a picture where there is none."""
    picture = ImageReader(Image.new("1", (40, 40)))
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer)
    for words in pages:
        sheet.setFont("HeiseiMin-W3", 10)
        if words:
            sheet.drawString(60, 800, words)
        else:
            sheet.drawImage(picture, 60, 400)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (["見本検討会 議事録", "", "○委員　賛成です。"], {"page 2 holds no text": "\f"}),
        (["", "見本検討会 議事録"], {"page 1 holds no text": "\f"}),
        (["見本検討会 議事録", "", "", "○委員　賛成です。", ""], {"pages 2 to 3 hold no text": "\f\f", "page 5 holds no text": "\f"}),
        (["見本検討会 議事録", "", ""], {"pages 2 to 3 hold no text": "\f\f"}),
        (["見本検討会 議事録", "○委員　賛成です。"], {}),
        (["見本検討会 議事録"], {}),
    ],
)
def test_pages_of_a_pdf_without_text_are_reported_by_their_numbers(pages, told):
    found = parse(read("minutes.pdf", pictured(*pages)))
    parts = {part.reason.partition(":")[0]: found.text.kept[slice(*part.span)] for part in found.unread if "page" in part.reason}
    assert parts == told
    assert found.unread == sorted(found.unread, key=lambda part: part.span)
    assert found.unaccounted() == []


def test_a_pdf_with_a_damaged_page_is_refused_with_its_number():
    writer = PdfWriter(PdfReader(io.BytesIO(pdf([(60, 800, "一")], [(60, 800, "二")]))))
    stream = DecodedStreamObject()
    stream.set_data(b"not deflated")
    stream[NameObject("/Filter")] = NameObject("/NoSuchFilter")
    writer.pages[1][NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    with pytest.raises(DocumentError, match=r"^a\.pdf: .*page 2.*\.$"):
        read("a.pdf", buffer.getvalue())


def test_radicals_are_read_as_the_characters_that_they_stand_for():
    text = read("minutes.txt", "座⻑は住⺠の⽬⻘く".encode())
    assert text.normal.strip() == "座長は住民の目青く"
    assert text.kept == "座⻑は住⺠の⽬⻘く"


def test_the_number_of_the_only_page_is_no_part_of_what_was_said():
    said = ["架空検討会　議事録", "日時：令和６年２月９日", "例田委員：賛成です。", "仮野委員：反対です。"]
    page = [(72.0, 760.0 - 20 * at, line) for at, line in enumerate(said)] + [(300.0, 40.0, "1")]
    assert [each.passage.text for each in parse(read("minutes.pdf", pdf(page))).utterances] == ["賛成です。", "反対です。"]


def test_strokes_of_divisions_and_radicals_of_old_forms_are_read_as_what_is_meant():
    assert read("minutes.txt", "建設課∕農林課、⼾籍、⿊板".encode()).normal == "建設課/農林課、戸籍、黒板"
