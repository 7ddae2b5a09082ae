"""Teaches pypdf the Japanese character maps that old PDFs name and it does not know."""

from contextlib import suppress
from functools import lru_cache
from itertools import product

from pypdf import PageObject
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from graph.reading.decoding import JIS_ROWS

_SHIFTED = {
    f"/{name}-RKSJ-{way}": f"/90ms-RKSJ-{way}" for name in ("90msp", "90pv", "83pv", "Add", "Ext") for way in "HV"
}
_JIS = {f"/{name}{way}": offset for name, offset in (("", 0x20), ("EUC-", 0xA0)) for way in "HV"}


def teach(page: PageObject) -> None:
    """Name a known character map, or write one out, in each of a page's fonts that needs it."""
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    for reference in fonts.get_object().values() if fonts is not None else ():
        font = reference.get_object()
        encoding = font.get("/Encoding") if isinstance(font, DictionaryObject) else None
        if not isinstance(encoding, str) or "/ToUnicode" in font:
            continue
        if encoding in _SHIFTED:
            font[NameObject("/Encoding")] = NameObject(_SHIFTED[encoding])
        elif encoding in _JIS:
            font[NameObject("/ToUnicode")] = _map(_JIS[encoding])


@lru_cache(maxsize=2)
def _map(offset: int) -> DecodedStreamObject:
    """Write out the characters of JIS X 0208 where each byte of a code lies `offset` above its row or cell."""
    lines = []
    for row, cell in product(range(1, 95), repeat=2):
        with suppress(UnicodeDecodeError):  # a place without a character
            text = bytes((row + 0xA0, cell + 0xA0)).decode("euc_jp", JIS_ROWS)
            lines.append(f"<{row + offset:02x}{cell + offset:02x}> <{ord(text):04x}>")
    blocks = [lines[begin : begin + 100] for begin in range(0, len(lines), 100)]
    written = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    stream = DecodedStreamObject()
    stream.set_data(f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{written}\n".encode())
    return stream
