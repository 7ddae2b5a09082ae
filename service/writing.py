"""Who may write over HTTP: the holders of the configured token, nobody where none is configured."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from flask import request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from graph.pipeline import deriving
from graph.store import Writer
from service.application import service

PATIENCE = 10.0
"""How long a write over HTTP waits for another to end, in seconds."""


def require_token() -> None:
    """Let only holders of the token pass. Raises Forbidden where the service is read-only, Unauthorized for a missing or wrong token."""
    token = service().configuration.token
    if token is None:
        raise Forbidden("This service is read-only: writing over HTTP needs RONTEN_TOKEN to be set where it runs.")
    given = request.authorization
    if given is None or given.type != "bearer":
        raise Unauthorized(
            "Writing needs “Authorization: Bearer …” with this service's token.", www_authenticate=_challenge()
        )
    if not hmac.compare_digest((given.token or "").encode(), token.encode()):
        raise Unauthorized("This is not the service's token.", www_authenticate=_challenge(error="invalid_token"))


def _challenge(**parameters: str | None) -> WWWAuthenticate:
    return WWWAuthenticate("bearer", {"realm": "ronten", **parameters})


@contextmanager
def writing() -> Iterator[Writer]:
    """Give the one writer. Raises StoreLocked where another has it for long."""
    with deriving.writing(service().configuration.settings, PATIENCE) as writer:
        yield writer
