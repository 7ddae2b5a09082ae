"""Writes triples as N-Triples, the one form that every store takes."""

import re
from functools import cache

from graph.iris import PREFIXES

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\n\r\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f]')
_XSD = PREFIXES["xsd"]


def iri(value: str) -> str:
    """Return an IRI as N-Triples writes it."""
    return f"<{value}>"


@cache
def name(prefix: str, local: str) -> str:
    """Return the IRI of a term in one of the known namespaces as N-Triples writes it."""
    return f"<{PREFIXES[prefix]}{local}>"


def literal(value: str, datatype: str | None = None, language: str | None = None) -> str:
    """Return a literal as N-Triples writes it, with a datatype of XSD or a language, if given."""
    quoted = f'"{_SPECIAL.sub(_escape, value)}"'
    if language:
        return f"{quoted}@{language}"
    return f"{quoted}^^<{_XSD}{datatype}>" if datatype else quoted


def japanese(value: str) -> str:
    """Return a literal in Japanese."""
    return literal(value, language="ja")


def integer(value: int) -> str:
    """Return an xsd:integer."""
    return f'"{value}"^^<{_XSD}integer>'


def decimal(value: float) -> str:
    """Return an xsd:decimal with at most two places."""
    return literal(f"{value:.2f}".rstrip("0").rstrip(".") or "0", "decimal")


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character, f"\\u{ord(character):04X}")


TRUE = literal("true", "boolean")
FALSE = literal("false", "boolean")


class Triples:
    """Collects triples, each once, in the order in which they came."""

    def __init__(self) -> None:
        self._lines: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, subject: str, predicate: str, *objects: str | None) -> None:
        """Add one triple for each object that is given; subject is a bare IRI, predicate and objects are N-Triples terms."""
        for value in objects:
            if value is not None:
                self._lines[f"<{subject}> {predicate} {value} .\n"] = None

    def subjects(self) -> dict[str, bytes]:
        """Return what is said of each subject, as N-Triples, by its IRI."""
        said: dict[str, list[str]] = {}
        for line in self._lines:
            said.setdefault(line[1 : line.index(">")], []).append(line)
        return {subject: "".join(lines).encode() for subject, lines in said.items()}

    def serialise(self) -> bytes:
        """Return the triples as N-Triples."""
        return "".join(self._lines).encode()
