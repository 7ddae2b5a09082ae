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
_SAMPLE = 65536


def decode(data: bytes) -> tuple[str, str]:
    """Return a text file's characters, its line ends untouched, and the encoding they were in; raises UnreadableDocument."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument("The document is empty: give a file that holds the text of minutes.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data, encoding)
    wide = _wide(data)
    if wide is not None:
        return _checked(data, wide)
    try:
        return _checked(data, "utf-8")
    except UnreadableDocument:
        candidates = [text for text in (_legacy(data, name) for name in ("cp932", "euc_jp", "euc_jis_2004")) if text]
    if not candidates:
        raise UnreadableDocument(
            "The document is no text in UTF-8, UTF-16, Shift_JIS (cp932) or EUC-JP: save it in one of them."
        )
    return max(candidates, key=lambda candidate: _plausibility(candidate[0]))


def _checked(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"The document breaks off its {encoding} encoding at byte {error.start}: save it anew as UTF-8."
        ) from error
    if len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 200:
        raise UnreadableDocument("The document is binary, not text: give the minutes as a text file.")
    return text, encoding


def _legacy(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return _checked(data, encoding)
    except UnreadableDocument:
        return None


def _wide(data: bytes) -> str | None:
    """Name UTF-16 without a byte order mark: its line ends and spaces leave zero bytes on one side only."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(even, odd) < len(sample) / 100:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding if _plausibility(text) > 0.7 else None


def _plausibility(text: str) -> float:
    """Return the share of characters usual in Japanese minutes less the share of unusual ones."""
    sample = text[:_SAMPLE]
    return (len(_USUAL.findall(sample)) - 3 * len(_UNUSUAL.findall(sample))) / max(len(sample), 1)
