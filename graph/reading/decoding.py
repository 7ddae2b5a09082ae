"""Decides in which encoding a text file was written."""

import codecs
import re

from graph.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_USUAL = re.compile(r"[\u3001\u3002\u3040-\u30ff\u4e00-\u9fff\uff01-\uff5e\u3000\n\r\t -~・「」【】]")
_UNUSUAL = re.compile(r"[\uff61-\uff9f\ue000-\uf8ff\u0400-\u04ff\x80-\x9f]")
_KANA = re.compile(r"[\u3001\u3002\u3040-\u30ff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_THREE_BYTES = re.compile(rb"[\xe3-\xef][\x80-\xbf]{2}")
_SHIFTS = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_STRAY = 4  # control characters that slip into any text
_SAMPLE = 65536
JIS_ROWS = "jis-rows"
"""The way of decoding that knows the rows which NEC and IBM put into JIS X 0208 (①㈱髙﨑); Python's own codecs leave them out."""

_WIDE = ("utf-16-le", "utf-16-be")


def decode(data: bytes, named: str | None = None) -> tuple[str, str]:
    """Return a text's characters, its line ends untouched, and their encoding; `named` breaks ties. Raises UnreadableDocument."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument("The document is empty: give a file that holds the text of minutes.")
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None) or _wide(data)
    if encoding is None and _SHIFTS.search(data[:_SAMPLE]) and data.isascii():
        encoding = "iso2022_jp_ext"
    if encoding is not None:
        return _checked(data, encoding)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _legacy(data, error, named)
    return _printable(text), "utf-8"


def _legacy(data: bytes, broken: UnicodeDecodeError, named: str | None) -> tuple[str, str]:
    """Decode what is no UTF-8 by the encoding that gives the most usual text; UTF-8 with a damaged place stays what it is."""
    sample = data[:_SAMPLE]
    if 3 * len(_THREE_BYTES.findall(sample)) > 0.8 * len(_HIGH.findall(sample)):
        raise UnreadableDocument(_breaks_off(broken))
    candidates, errors = [], []
    for encoding in (*([named] if named else []), "cp932", "euc_jp", *_WIDE):
        try:
            text = data.decode(encoding, JIS_ROWS)
        except UnicodeDecodeError as error:
            errors.append(error)
            continue
        # any bytes are some UTF-16, so that Japanese sentences must come of them
        if encoding not in _WIDE or len(_KANA.findall(text[:_SAMPLE])) > 0.2 * len(text[:_SAMPLE]):
            candidates.append((text, encoding))
    if candidates:
        text, encoding = max(candidates, key=lambda candidate: plausibility(candidate[0]))
        return _printable(text), encoding
    farthest = max(errors, key=lambda error: error.start, default=broken)
    if farthest.start > len(data) / 2 and farthest.encoding not in _WIDE:
        raise UnreadableDocument(_breaks_off(farthest))
    raise UnreadableDocument(
        "The document is no text in UTF-8, UTF-16, Shift_JIS (cp932) or EUC-JP: save it in one of them."
    )


def _checked(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return _printable(data.decode(encoding, JIS_ROWS)), encoding
    except UnicodeDecodeError as error:
        raise UnreadableDocument(_breaks_off(error)) from error


def _breaks_off(error: UnicodeDecodeError) -> str:
    return f"The document breaks off its {error.encoding} encoding at byte {error.start:,}: save it anew as UTF-8."


def _printable(text: str) -> str:
    if binary(text):
        raise UnreadableDocument("The document is binary, not text: give the minutes as a text file.")
    return text


def binary(text: str) -> bool:
    """Say whether more control characters stand in a text than slip into any."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > _STRAY + len(sample) / 200


def _jis_rows(error: UnicodeError) -> tuple[str, int]:
    """Decode a place that Python's codec does not know by what cp932 has there."""
    if not isinstance(error, UnicodeDecodeError) or not error.encoding.startswith(("euc", "iso2022")):
        raise error
    pair = bytes(byte & 0x7F for byte in error.object[error.start : error.start + 2])
    if len(pair) < 2 or not (pair[0] == 0x2D or 0x79 <= pair[0] <= 0x7C) or not 0x21 <= pair[1] <= 0x7E:
        raise error
    row, cell = pair[0] - 0x21, pair[1] - 0x21
    lead, trail = row // 2 + (0x81 if row < 62 else 0xC1), cell + (0x9F if row % 2 else 0x40)
    return bytes((lead, trail + (not row % 2 and trail >= 0x7F))).decode("cp932"), error.start + 2


codecs.register_error(JIS_ROWS, _jis_rows)


def _wide(data: bytes) -> str | None:
    """Name UTF-16 without a byte order mark: its line ends and spaces leave zero bytes on one side only."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(even, odd) < len(sample) / 100:
        return None
    encoding = _WIDE[odd <= even]
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding if plausibility(text) > 0.7 else None


def plausibility(text: str) -> float:
    """Return the share of characters usual in Japanese minutes less the share of unusual ones."""
    sample = text[:_SAMPLE]
    return (len(_USUAL.findall(sample)) - 3 * len(_UNUSUAL.findall(sample))) / max(len(sample), 1)
