"""Look-ups: queries that ask one subject for one triple pattern, answered in the process that is asked.

They cost what they give and no more, whatever the graph holds, so that none of them has to be killed; a process of its own would double their time.
"""

import io
import re
from typing import IO

from graph.errors import RontenError
from graph.store.embedded import StoreReader
from graph.store.following import FollowingReader

_IRI = r'<[^<>"{}|^`\\\s]*>'
_NAME = r"[A-Za-z][\w-]{0,40}:[A-Za-z0-9_][\w-]*"
_LOOKUP = re.compile(
    rf"""
    \s* (?:PREFIX\s+(?:[A-Za-z][\w-]{{0,40}})?:\s*{_IRI}\s*)*
    SELECT\s+ (?:\*|[?$]\w+(?:\s+[?$]\w+)*) \s* (?:WHERE\s*)?
    \{{ \s* (?:{_IRI}|{_NAME}) \s+ (?:{_IRI}|{_NAME}|a|[?$]\w+) \s+ (?:[?$]\w+|{_IRI}|{_NAME}) \s* \.? \s* \}}
    \s* (?:LIMIT\s+\d{{1,9}}\s*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONG = 4000  # characters; a longer query is no look-up
_MOST = 1 << 20
"""Bytes of an answer that are given here; what is larger is left to a process that can be killed."""


class _Bounded(io.BytesIO):
    """Takes an answer up to a bound."""

    def __init__(self, bound: int) -> None:
        super().__init__()
        self._left = bound
        self.overfull = False

    def write(self, data: bytes, /) -> int:  # type: ignore[override] # the engine gives bytes
        """Take bytes. Raises OSError over the bound."""
        self._left -= len(data)
        if self._left < 0:
            self.overfull = True
            raise OSError("The answer is over its bound.")
        return super().write(data)


def is_lookup(sparql: str) -> bool:
    """Say whether a query asks one subject, named by its IRI, for one triple pattern, and for nothing else."""
    return len(sparql) <= _LONG and _LOOKUP.fullmatch(sparql) is not None


def look_up(following: FollowingReader, sparql: str, media_type: str, bound: int) -> IO[bytes] | None:
    """Return the answer to a look-up as a file at its start, None where it is larger than is given here. Raises QueryError, StoreError."""
    output = _Bounded(min(bound, _MOST))
    with following.reading() as reader:
        if not isinstance(reader, StoreReader):
            return None
        try:
            reader.write(sparql, media_type, output)
        except RontenError:
            if output.overfull:
                return None
            raise
    output.seek(0)
    return output
