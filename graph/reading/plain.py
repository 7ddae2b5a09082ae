"""Reads text files: plain text, Markdown and reStructuredText, whose marks are left to the parser."""

from graph.reading.decoding import decode


def extract(data: bytes) -> tuple[str, str]:
    """Return the characters of a text file and their encoding; raises UnreadableDocument."""
    text, encoding = decode(data)
    return text.removeprefix("\ufeff"), encoding
