"""Turns the bytes of a document into its text; each format is one small module with one function, imported when it is met."""

from importlib import import_module
from pathlib import PurePath

from graph.errors import DocumentError, DocumentTooLarge, UnreadableDocument, UnsupportedFormat
from graph.model import Text
from graph.reading.normalising import normalise

MAX_BYTES = 100 * 1024 * 1024
"""The largest document that is read."""

FORMATS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".markdown": "plain",
    ".rst": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
"""File name suffix to the module that reads it."""

MEDIA_TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".rst": "text/x-rst",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}
"""File name suffix to media type; plain text where none is given."""

_OLD = {".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".jtd": ".docx"}


def readable(name: str) -> bool:
    """Say whether a file of this name has a format that can be read."""
    return PurePath(name).suffix.lower() in FORMATS


def read(name: str, data: bytes) -> Text:
    """Return the text of a document from its file name and bytes; raises DocumentError."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in FORMATS:
        if suffix in _OLD:
            raise UnsupportedFormat(f"{name}: the format '{suffix}' cannot be read; save it as {_OLD[suffix]} or PDF.")
        known = " ".join(sorted(FORMATS))
        raise UnsupportedFormat(f"{name}: no reader for the format '{suffix or 'none'}'; give one of {known}.")
    if len(data) > MAX_BYTES:
        raise DocumentTooLarge(
            f"{name}: {len(data):,} bytes are over the limit of {MAX_BYTES:,}; give the minutes of one meeting a file."
        )
    module = import_module(f"graph.reading.{FORMATS[suffix]}")
    try:
        kept, encoding = module.extract(data)
    except DocumentError as error:
        raise type(error)(f"{name}: {error}") from error
    if not kept.strip():
        raise UnreadableDocument(f"{name}: The document holds no text: give a file that holds the text of minutes.")
    return normalise(kept, MEDIA_TYPES.get(suffix, "text/plain"), encoding)
