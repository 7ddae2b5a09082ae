"""SPARQL as tokens: what the guard, the filling-in of terms and the search for changed graphs look at."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_HEX = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_PATTERN = re.compile(
    rf"""
      (?P<space>[\x20\t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_HEX})*>)
    | (?P<string>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\\\r\n]|\\[^\r\n])*')
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w(?:[\w.\-]*[\w\-])?)
    | (?P<prefixed>(?:[^\W\d_](?:[\w.\-]{{0,100}}[\w\-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])
        (?:(?:[\w:.\-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])*
           (?:[\w:\-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)?)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d][\w]*)
    | (?P<sign>\^\^|&&|\|\||[!<>]=|.)
    """,
    re.VERBOSE | re.DOTALL,
)


LEFT_OPEN = 100
"""How many quotation marks that do not end are looked at; one is a syntax error already."""


class Token(NamedTuple):
    """One token: its kind (a group of the pattern), its text, and where it starts (characters)."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the token ends (characters, exclusive)."""
        return self.start + len(self.text)


def token_at(sparql: str, start: int) -> Token:
    """Return the token that starts at a place inside the text; what is no SPARQL comes a character at a time as `sign`."""
    found = _PATTERN.match(sparql, start)
    if found is None or found.lastgroup is None:  # cannot be: the last alternative takes any character
        return Token("sign", sparql[start], start)
    return Token(found.lastgroup, found.group(), start)


def is_left_open(token: Token, sparql: str) -> bool:
    """Tell whether a quotation mark begins something here that does not end: each has cost a look through all the rest."""
    empty = token.text in {'""', "''"}
    return token.text in {'"', "'"} or (empty and sparql.startswith(token.text[0], token.end))


def tokens(sparql: str) -> Iterator[Token]:
    """Yield all tokens but white space and comments; end where too many quotation marks are left open for this to be SPARQL."""
    start, left_open = 0, 0
    while start < len(sparql) and left_open <= LEFT_OPEN:
        token = token_at(sparql, start)
        left_open += is_left_open(token, sparql)
        if token.kind not in {"space", "comment"}:
            yield token
        start = token.end
