"""Sends answers of the workers to the client: in pieces, packed where the client takes that, not at all where it has them already."""

import hashlib
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from flask import Request, Response, current_app

from graph.store import PublicQueries, Settings, current_version
from service.negotiation import Format

_CHUNK = 1 << 16
_WORTH_PACKING = 1 << 10


def queries() -> PublicQueries:
    """Return what answers strangers' queries in this application."""
    found: PublicQueries = current_app.extensions["ronten-queries"]
    return found


def entity_tag(settings: Settings, *parts: object) -> str | None:
    """Return the tag of an answer that follows from the graph's version and some parts; None for a remote store, whose version nobody knows."""
    if settings.query_url is not None:
        return None
    return hashlib.sha256(repr((current_version(settings), parts)).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def deliver(request: Request, wanted: Format, tag: str | None, run: Callable[[], IO[bytes]]) -> Response:
    """Return what `run` writes as an answer in a format, or 304 without running; raises what `run` raises, before anything is sent."""
    known = tag is not None and request.if_none_match.contains_weak(tag)
    response = Response(status=304) if known else _stream(request, run(), wanted)
    if tag is not None:
        response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(("Accept", "Accept-Encoding"))
    return response


def _stream(request: Request, output: IO[bytes], wanted: Format) -> Response:
    size = output.seek(0, 2)
    output.seek(0)
    packed = request.accept_encodings.quality("gzip") > 0 and size >= _WORTH_PACKING
    chunks = pack(_chunks(output)) if packed else _chunks(output)
    response = Response(chunks, content_type=wanted.content_type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    else:
        response.content_length = size
    if request.method == "HEAD":
        output.close()
    response.call_on_close(output.close)
    return response


def _chunks(output: IO[bytes]) -> Iterator[bytes]:
    with output:
        while chunk := output.read(_CHUNK):
            yield chunk


def packed(request: Request, response: Response) -> Response:
    """Return an answer that is ready as a whole packed with gzip, where that is worth it and the client takes it."""
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0 and response.content_length and response.content_length >= _WORTH_PACKING:
        response.set_data(b"".join(pack(iter([response.get_data()]))))
        response.headers["Content-Encoding"] = "gzip"
    return response


def pack(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the chunks packed with gzip."""
    packer = zlib.compressobj(level=5, wbits=31)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()
