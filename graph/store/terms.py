"""The one place where values become SPARQL: a value can never be read as anything but one term."""

import math
import re

from graph.errors import QueryError
from graph.store.interface import Iri, Tagged, Term
from graph.store.tokens import tokens

_NOT_IN_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20\ud800-\udfff]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'\\[uU]|[\\"\n\r\t\x08\x0c]')
_XSD = "http://www.w3.org/2001/XMLSchema#"


def fill(sparql: str, values: dict[str, Term]) -> str:
    """Return the query with each `$name` that has a value replaced by it.

    Raises QueryError for a value that has no place or no form.
    """
    if not values:
        return sparql
    parts, last, missing = [], 0, set(values)
    for token in tokens(sparql):
        name = token.text[1:]
        if token.kind == "variable" and token.text[0] == "$" and name in values:
            parts += [sparql[last : token.start], serialise(values[name])]
            last = token.end
            missing.discard(name)
    if missing:
        raise QueryError(f"The query has no ${' and no $'.join(sorted(missing))} to fill.")
    return "".join([*parts, sparql[last:]])


def serialise(value: Term) -> str:
    """Return a value as a SPARQL term: `<iri>`, a quoted literal, or a literal with its XSD type. Raises QueryError."""
    if isinstance(value, Iri):
        return iri(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, int):
        return f'"{value}"^^<{_XSD}integer>'
    if isinstance(value, float) and math.isfinite(value):
        return f'"{value!r}"^^<{_XSD}double>'
    raise QueryError(f"{value!r} cannot stand in a query.")


def iri(value: str) -> str:
    """Return an absolute IRI in angle brackets. Raises QueryError where it is none."""
    if _NOT_IN_IRI.search(value) or not _ABSOLUTE.match(value):
        raise QueryError(f"“{value[:200]}” is not an absolute IRI.")
    return f"<{value}>"


def literal(value: str) -> str:
    """Return a text as a quoted literal, with its language where it is Tagged.

    Raises QueryError for lone surrogates.
    """
    if re.search(r"[\ud800-\udfff]", value):
        raise QueryError("A text with lone surrogates cannot stand in a query.")
    quoted = f'"{_ESCAPED.sub(_escape, value)}"'
    if not isinstance(value, Tagged):
        return quoted
    if not _LANGUAGE.fullmatch(value.language):
        raise QueryError(f"“{value.language}” is not a language tag.")
    return f"{quoted}@{value.language}"


def _escape(found: re.Match[str]) -> str:
    text = found.group()
    if (
        len(text) == 2
    ):  # a backslash and u: the u is escaped too, for engines that look for \uXXXX before they look for strings
        return f"\\\\\\u00{ord(text[1]):02X}"
    return _ESCAPES[text]
