"""Reads PDF documents: the text of each page, pages parted by form feeds; rows and columns that were drawn apart are put in order."""

import io
import time
from collections.abc import Callable
from typing import Any, TypeVar

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError, PyPdfError

from graph.errors import DocumentTooLarge, UnreadableDocument
from graph.reading.columns import Fragment, arrange

MAX_PAGES = 5000
"""The most pages that are read."""

MAX_SECONDS = 300.0
"""The longest that reading one document may take; checked between pages."""

_Result = TypeVar("_Result")

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
    for page in pages:
        texts.append(_page(page))
        if time.monotonic() > deadline:
            raise DocumentTooLarge(
                f"The document takes longer than {MAX_SECONDS:.0f} seconds to read: save it anew as PDF."
            )
    if not any(text.strip() for text in texts):
        raise UnreadableDocument(_SCANNED)
    return "\f".join(texts), "utf-8"


def _guarded(step: Callable[[], _Result]) -> _Result:
    """Take whatever a step over a broken file raises for what it means: pypdf lets errors of many kinds through."""
    try:
        return step()
    except (FileNotDecryptedError, DependencyError) as error:
        raise UnreadableDocument(_LOCKED) from error
    except UnreadableDocument:
        raise
    except MemoryError as error:
        raise DocumentTooLarge("The document takes more memory than there is: save it anew as PDF.") from error
    except Exception as error:
        raise UnreadableDocument(_BROKEN) from error


def _pages(data: bytes) -> list[PageObject]:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument(_LOCKED)
    return list(reader.pages)


def _page(page: PageObject) -> str:
    """Return one page's text; a page that cannot be read gives none rather than taking the others with it."""
    fragments: list[Fragment] = []

    def visit(text: str, matrix: list[float], place: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text.strip():
            vertical = str((font or {}).get("/Encoding", "")).endswith("-V")
            x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
            y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
            height = abs(size * place[3] * matrix[3]) or abs(size * place[1] * matrix[1]) or abs(size) or 1.0
            fragments.append(Fragment(x, y, height, text, vertical))

    try:
        plain = page.extract_text(visitor_text=visit)
    except (
        PyPdfError,
        PdfReadError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        AssertionError,
        OSError,
    ):
        return "".join(fragment.text for fragment in fragments)
    return arrange(plain, fragments).replace("\f", "\n")
