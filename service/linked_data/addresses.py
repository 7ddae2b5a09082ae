"""Which IRI an address stands for: servers decode percent-encoding before anybody sees it, IRIs keep some of it."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes, urlsplit

from flask import Request

_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")
_NOT_IN_NAME = re.compile(r"[^\w.~\-・ー々〆]")
_NOT_IN_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20\x7f\ud800-\udfff\ufffd]|%(?![0-9A-Fa-f]{2})')


def candidates(request: Request, folder: str, decoded: str) -> list[str]:
    """Return the paths below `folder` that a request may mean, the most literal one first; `decoded` is what the server made of it.

    A client may percent-encode what an IRI writes plainly, and write plainly what an IRI percent-encodes.
    """
    kind, slash, name = decoded.partition("/")
    found = [
        *_as_sent(request, folder),
        _legal(decoded),
        _minted(decoded, "/"),
        f"{_minted(kind)}{slash}{_minted(name)}",
    ]
    return list(dict.fromkeys(found))


def _as_sent(request: Request, folder: str) -> Iterator[str]:
    """Yield the path as the client sent it, turned into an IRI as RFC 3987 (3.2) does."""
    raw = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI")
    path = urlsplit(raw).path if isinstance(raw, str) else ""
    _, found, rest = path.partition(folder)
    if found:
        yield _legal(_ESCAPE.sub(_unescape, _BEYOND_ASCII.sub(_decode, rest)))


def _decode(found: re.Match[str]) -> str:
    try:
        return unquote_to_bytes(found.group()).decode()
    except UnicodeDecodeError:
        return found.group()


def _unescape(found: re.Match[str]) -> str:
    character = chr(int(found.group()[1:], 16))
    return character if _UNRESERVED.fullmatch(character) else found.group().upper()


def _minted(name: str, kept: str = "") -> str:
    """Return a name with everything percent-encoded that `graph.iris` percent-encodes, but the characters `kept`."""
    return _NOT_IN_NAME.sub(
        lambda found: found.group() if found.group() in kept else quote(found.group(), safe="", errors="replace"), name
    )


def _legal(path: str) -> str:
    return _NOT_IN_IRI.sub(lambda found: quote(found.group(), safe="", errors="replace"), path)
