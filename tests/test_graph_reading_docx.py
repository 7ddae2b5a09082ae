"""Word documents of odd, damaged and hostile make; each gives what a person would read, or one sentence."""

import io
import zipfile

import pytest

from graph.errors import DocumentError, DocumentTooLarge, UnreadableDocument
from graph.reading import archive, read

SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def lines(name: str, data: bytes) -> list[str]:
    return [line for line in read(name, data).kept.splitlines() if line.strip()]


def docx(body: str, whole: str = "", **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", whole or f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words)}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


TWO = '<w:gridSpan w:val="2"/>'
DELETED = '<w:del w:id="1"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("前半", f"<w:rPr>{DELETED}</w:rPr>") + p("後半"), ["前半後半"]),
        (f"<w:tbl>{row(cell(p('消')), cell(p('行')), properties=DELETED)}{row(cell(p('残')), cell(p('行')))}</w:tbl>", ["| 残 | 行 |"]),
        (f"<w:tbl>{row(cell(p('計'), properties=TWO), cell(p('二')))}</w:tbl>", ["| 計 |  | 二 |"]),
        (f"<w:tbl>{row(cell(p('出席者')), cell(p('例田　一'), p('仮野　二'), p('乙野　三')))}</w:tbl>", ["出席者", "例田　一", "仮野　二", "乙野　三"]),
        (f"<w:tbl>{row(cell(p('議題')), cell(p('（１）甲'), p('（２）乙'), p('（３）丙')))}</w:tbl>", ["| 議題 | （１）甲 （２）乙 （３）丙 |"]),
        (f"<w:tbl>{row(cell(p('会長')), cell(p('始めます。'), p('二件です。'), p('説明を。')))}</w:tbl>", ["| 会長 | 始めます。 二件です。 説明を。 |"]),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0D8"/><w:t>賛成</w:t><w:sym w:char="zz"/></w:r></w:p>', ["\uf0d8賛成"]),
        (f"<w:p>{run('式')}<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>", ["式x+1"]),
        ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:cr/><w:t>三</w:t></w:r></w:p>", ["一", "二", "三"]),
        ("<w:tbl><w:tr><w:tc>" * 30 + p("深" * 300) + "</w:tc></w:tr></w:tbl>" * 30, ["深" * 300]),
        (("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * 25) + p("深" * 300) + "</w:tc></w:tr></w:tbl>" * 25, ["深" * 300]),
    ],
)  # fmt: skip
def test_word_documents_of_odd_make(body, expected):
    assert lines("a.docx", docx(body)) == expected


def test_word_notes_stand_behind_the_text():
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:id="-1" w:type="separator">{p("線")}</w:footnote>'
        f'<w:footnote w:id="2">{p("脚注の文です。")}</w:footnote></w:footnotes>'
    )
    body = f'<w:p>{run("本文")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("の続き")}</w:p>'
    assert lines("a.docx", docx(body, footnotes=notes)) == ["本文の続き", "※ 脚注の文です。"]


def test_word_lists_begin_anew_where_the_document_says_so():
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>{again}</w:num></w:numbering>'
    )
    body = "".join(p(words, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>') for number, words in ((1, "甲"), (1, "乙"), (2, "丙"), (2, "丁")))
    assert lines("a.docx", docx(body, numbering=numbering)) == ["1. 甲", "2. 乙", "1. 丙", "2. 丁"]


def test_word_numbers_that_are_none_do_no_harm():
    level = '<w:lvl w:ilvl="q"><w:start w:val="99999999999999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    numbering = f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    body = p("甲", '<w:numPr><w:ilvl w:val="-3"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="²"/>')
    assert lines("a.docx", docx(body, numbering=numbering)) == ["I.%2 甲"]


def test_word_packages_that_name_their_parts_otherwise():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("_rels/.rels", f'<Relationships><Relationship Type="{kind}" Target="/word/document2.xml"/></Relationships>')
        package.writestr("word/document2.xml", f"<w:document {SPACES}><w:body>{p('別名')}</w:body></w:document>")
        package.writestr("../../escape.xml", "x")
    assert lines("a.docx", buffer.getvalue()) == ["別名"]
    strict = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{p("厳格")}</w:body></w:document>'
    assert lines("a.docx", docx("", strict)) == ["厳格"]


LAUGHS = "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9))


@pytest.mark.parametrize(
    "whole",
    [
        f'<!DOCTYPE d [<!ENTITY a "lol">{LAUGHS}]><w:document {SPACES}><w:body>{p("議事録&j;後")}</w:body></w:document>',
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {SPACES}><w:body>{p("議事録&a;後")}</w:body></w:document>',
        f"<w:document {SPACES}><w:body>{p('議事録')}<w:p><w:r><w:t>途中",
        f"<w:document {SPACES}><w:body>{p('議事録')}{'<w:sdt>' * 300}{p('深い')}{'</w:sdt>' * 300}{p('後')}</w:body></w:document>",
        f"<w:document {SPACES}></w:document>",
    ],
    ids=["laughs", "external", "cut", "deep", "no body"],
)
def test_word_text_that_cannot_be_read_whole_is_refused(whole):
    with pytest.raises(UnreadableDocument, match=r"^a\.docx: [^\n]*\.$"):
        read("a.docx", docx("", whole))


def test_a_word_document_of_endless_tags_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_TAGS", 1000)
    with pytest.raises(DocumentTooLarge, match="1,000 tags"):
        read("a.docx", docx("<w:p/>" * 1000))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packages_packed_as_word_packs_none_are_refused(method):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        package.writestr("word/document.xml", f"<w:document {SPACES}><w:body/></w:document>")
    with pytest.raises(UnreadableDocument, match="packed as Word packs none"):
        read("a.docx", buffer.getvalue())


def test_a_package_damaged_at_any_byte_is_read_or_refused():
    whole = docx("".join(f"<w:p>{run(f'例文{number}')}</w:p>" for number in range(40)))
    refused = 0
    for at in range(len(whole)):
        try:
            read("a.docx", whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        except DocumentError:
            refused += 1
    assert refused > len(whole) // 2
