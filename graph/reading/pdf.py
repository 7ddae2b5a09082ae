"""Reads PDF documents: the text of each page, pages parted by form feeds; rows and columns that were drawn apart are put in order."""

import io
import logging
import struct
import time
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from graph.errors import DocumentTooLarge, UnreadableDocument
from graph.reading.cmaps import teach
from graph.reading.columns import Fragment
from graph.reading.decoding import binary, plausibility
from graph.reading.ruled import Strokes, arrange_with_tables

MAX_PAGES = 5000
"""The most pages that are read."""

MAX_SECONDS = 300.0
"""The longest that reading one document may take; checked between pages."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends in a broken file is nobody's concern

_Result = TypeVar("_Result")

# pypdf takes a file's numbers, names and objects for what they should be: where they are something else, Python's own errors come through.
_DAMAGE = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # with endless recursion, and filters that pypdf does not know
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_LEGIBLE = 0.3
_ILLEGIBLE = (
    "The document's fonts do not say which characters they draw: run it through character recognition (OCR) first."
)
_LOCKED = "The document is encrypted: save it without a password."
_BROKEN = "The document is no intact PDF: save or print it anew as PDF."
_SCANNED = (
    "The document holds pictures of its pages and no text (scanned): run it through character recognition (OCR) first."
)


def extract(data: bytes) -> tuple[str, str]:
    """Return a PDF's text, a form feed between its pages, and `utf-8`; raises DocumentError."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument(_BROKEN)
    pages = _guarded(lambda: _pages(data))
    if len(pages) > MAX_PAGES:
        raise DocumentTooLarge(
            f"The document has {len(pages):,} pages, over the limit of {MAX_PAGES:,}: give the minutes of one meeting a file."
        )
    deadline = time.monotonic() + MAX_SECONDS
    texts = []
    for number, page in enumerate(pages, 1):
        texts.append(_guarded(partial(_page, page), f"The document's page {number} is damaged: save it anew as PDF."))
        if time.monotonic() > deadline:
            raise DocumentTooLarge(
                f"The document takes longer than {MAX_SECONDS:.0f} seconds to read: save it anew as PDF."
            )
    whole = "\f".join(texts)
    if not whole.strip():
        raise UnreadableDocument(_SCANNED)
    if binary(whole) or plausibility(whole) < _LEGIBLE:
        raise UnreadableDocument(_ILLEGIBLE)
    return whole, "utf-8"


def _guarded(step: Callable[[], _Result], broken: str = _BROKEN) -> _Result:
    """Take what a step over a broken file raises for what it means."""
    try:
        return step()
    except (FileNotDecryptedError, DependencyError) as error:
        raise UnreadableDocument(_LOCKED) from error
    except MemoryError as error:
        raise DocumentTooLarge("The document takes more memory than there is: save it anew as PDF.") from error
    except _DAMAGE as error:
        raise UnreadableDocument(broken) from error


def _pages(data: bytes) -> list[PageObject]:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument(_LOCKED)
    return list(reader.pages)


def _turn(place: list[float], matrix: list[float]) -> int:
    """Return by how many quarters of a circle a piece is turned, counterclockwise."""
    right = place[0] * matrix[0] + place[1] * matrix[2]
    up = place[0] * matrix[1] + place[1] * matrix[3]
    if abs(up) > abs(right):
        return 1 if up > 0 else 3
    return 2 if right < 0 else 0


def _page(page: PageObject) -> str:
    """Return one page's text."""
    fragments: list[Fragment] = []
    strokes = Strokes()

    def operate(operator: bytes, operands: list[object], matrix: list[float], _place: list[float]) -> None:
        strokes.operate(operator, operands, matrix)

    def visit(text: str, matrix: list[float], place: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text.strip():
            vertical = str((font or {}).get("/Encoding", "")).endswith("-V")
            x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
            y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
            height = abs(size * place[3] * matrix[3]) or abs(size * place[1] * matrix[1]) or abs(size) or 1.0
            fragments.append(Fragment(x, y, height, text, vertical, _turn(place, matrix)))

    teach(page)
    plain = page.extract_text(visitor_text=visit, visitor_operand_before=operate)
    return arrange_with_tables(plain, fragments, strokes).replace("\f", "\n")
