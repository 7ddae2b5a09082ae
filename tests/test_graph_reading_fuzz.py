"""Documents damaged at random: reading and parsing give a text of which nothing is lost, or one sentence, and never take long."""

import io
import random
import re
import time
import zipfile
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

import seeds
from graph.errors import DocumentError
from graph.model import UNSEEN, normal_form
from graph.parsing import parse
from graph.reading import read

SEED = min(Path(next(iter(seeds.__path__))).glob("*.txt")).read_text()[:6000]
LINES = SEED.splitlines()
WORDS = re.compile(rb"/[A-Za-z0-9]+|[-+]?\d[\d.]*|<<|>>|\[|\]|\b(?:obj|endobj|stream|endstream|xref|trailer|BT|ET|T[jJfmd]|R)\b")
SECONDS = 20  # for a document of some kilobytes, on a busy machine
pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))


def markup() -> bytes:
    rows = "".join(f"<tr><td rowspan=2>{line[:9]}<td>{line[9:20]}</tr>" for line in LINES[:9])
    words = "".join(f"<div class=main><p>{line}<br><b>{line[:5]}</b></p><ol start=2><li>{line[:8]}</ol></div>" for line in LINES)
    return f"<html><meta charset=utf-8><nav>案内</nav><table>{rows}</table>{words}</html>".encode()


def word() -> bytes:
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    paragraphs = "".join(f"<w:p>{item}<w:r><w:t>{line}</w:t><w:br/></w:r></w:p>" for line in LINES)
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{line[:9]}</w:t></w:r></w:p></w:tc>" for line in LINES[:3])
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="aiueo"/><w:lvlText w:val="%1."/></w:lvl>'
    parts = {
        "document": f"<w:document {spaces}><w:body>{paragraphs}<w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body></w:document>",
        "numbering": f'<w:numbering {spaces}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "footnotes": f'<w:footnotes {spaces}><w:footnote w:id="2"><w:p><w:r><w:t>{LINES[0]}</w:t></w:r></w:p></w:footnote></w:footnotes>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def printed() -> bytes:
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pageCompression=0)
    for page in range(3):
        sheet.setFont("HeiseiMin-W3", 10)
        for row, line in enumerate(LINES[20 * page : 20 * page + 20]):
            sheet.drawString(60 + 250 * (row % 2), 800 - 14 * row, line[:40])
        sheet.drawString(280, 30, f"- {page + 1} -")
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


ORIGINALS = {
    "a.txt": SEED.encode(), "cp932.txt": SEED.encode("cp932", "replace"), "euc.md": SEED.encode("euc_jp", "replace"),
    "wide.txt": SEED.encode("utf-16"), "jis.rst": SEED.encode("iso2022_jp", "replace"),
    "a.html": markup(), "a.docx": word(), "a.pdf": printed(),
}  # fmt: skip
TOKENS = [
    *(b"\0", b"\xff", b"\x1b$B", b"\x1b(B", b"\x8e", b"\x8f\xa2\xb7", b"\xe3", b"\xf0\x9f", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\x0c", b"\xe2\x80\xa8"),
    *(b"<", b">", b"</", b"<table>", b"<tr><td>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x [", b"&#x0;", b"&amp", b'"', b"<pre>", b"<li>", b"<script>", b"<w:p>", b"</w:p>"),
    *(b"stream", b"endstream", b"endobj", b"obj", b" R", b"<<", b">>", b"[", b"]", b"/Kids", b"/Parent", b"-1", b"99999999999", b"Tj", b"BT", b"ET", b"Tm", b"q ", b"/Length"),
    *("○委員　".encode(), "（".encode(), "第".encode(), "１".encode(), "か\u3099".encode(), "\u200b".encode()),
]  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the document with a few stretches changed, cut, doubled, moved or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) + 1)
        until = min(at + int(2 ** chance.uniform(0, 12)), len(changed))
        match chance.randrange(6):
            case 0:
                del changed[at:until]
            case 1:
                changed[at:at] = chance.choice(TOKENS) * int(2 ** chance.uniform(0, 8))
            case 2 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 3:
                changed[at:at] = changed[at:until]
            case 4:
                piece = bytes(changed[at:until])
                del changed[at:until]
                place = chance.randrange(len(changed) + 1)
                changed[place:place] = piece
            case _:
                changed[at : at + 4] = chance.randbytes(4)
    return bytes(changed)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """Return a package with damage in its parts rather than in itself, so that it goes deeper."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            values = re.sub(rb'w:val="[^"]*"', lambda found: b'w:val="' + chance.choice([b"-1", b"", b"9", found[0][7:-1]]) + b'"', part)
            new.writestr(name, damaged(part, chance) if chance.random() < 0.3 else values)
    return buffer.getvalue()


def reworded(data: bytes, chance: random.Random) -> bytes:
    """Return a PDF with some of its names, numbers and signs in each other's place, which its reader takes for what they should be."""
    for _ in range(chance.randint(1, 4)):
        places = [found.span() for found in WORDS.finditer(data)]
        (begin, end), (other, until) = chance.choice(places), chance.choice(places)
        data = data[:begin] + data[other:until] + data[end:]
    return data


def folded(text: str) -> str:
    return "".join(each for each in normal_form(text) if not each.isspace() and each not in UNSEEN)


def check(name: str, data: bytes) -> None:
    begin = time.perf_counter()
    found, said = None, f"{name}: ."
    try:
        found = parse(read(name, data))
    except DocumentError as error:
        said = str(error)
    assert re.fullmatch(rf"{re.escape(name)}: .*\.", said)
    assert time.perf_counter() - begin < SECONDS
    if found is None:
        return
    assert found.unaccounted() == []
    for utterance in found.utterances:
        passage = utterance.passage
        for at in range(0, len(passage.text), 7):
            assert folded(passage.text[at]) in folded(found.text.kept[slice(*passage.place(at, at + 1))])


DEEPER = {"docx": repacked, "pdf": reworded}


def fuzz(name: str, numbers: range) -> None:
    for number in numbers:
        chance = random.Random(number)
        mangle = DEEPER.get(name.rpartition(".")[2], damaged) if number % 2 else damaged
        data = mangle(ORIGINALS[name], chance)
        try:
            check(name, data)
        except BaseException as error:
            error.add_note(f"damaged document number {number} of {name}")
            raise


@pytest.mark.parametrize("name", ORIGINALS)
def test_damaged_documents_are_read_or_refused(name):
    check(name, ORIGINALS[name])
    fuzz(name, range(12))


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", ORIGINALS)
def test_thousands_of_damaged_documents_are_read_or_refused(name):
    fuzz(name, range(12, 3000))
