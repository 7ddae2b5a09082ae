"""The Flask application: its configuration, what it serves, and what every answer carries."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from flask import Flask, Response, current_app

from graph.analysis.views import Views
from graph.errors import ConfigurationError
from graph.fulltext import FullText
from graph.iris import Iris
from graph.originals import Originals
from graph.store import Settings, settings_from_environment
from graph.store.following import FollowingReader

BLUEPRINTS = ("problems", "operating", "api", "openapi", "sparql", "linked_data", "network", "mapping", "scorecard", "exporting", "rest", "reconciling",
              "reference", "searching", "adding", "editor", "pages")  # fmt: skip
"""The modules of this package that bring a blueprint named `blueprint`, in the order in which they are registered."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What every answer carries unless its view set the header itself."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the service is set to: the store, the token that writing needs (None: read-only), its bounds, who runs it and how to reach them."""

    settings: Settings
    token: str | None = None
    query_seconds: float = 10.0
    query_bytes: int = 256 * 1024 * 1024
    query_workers: int = 2
    body_bytes: int = 16 * 1024 * 1024
    read_seconds: float = 60.0
    read_bytes: int = 2 * 1024 * 1024 * 1024
    operator: str | None = None
    contact: str | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Configuration":
        """Return the configuration that the environment's RONTEN_… variables give. Raises ConfigurationError."""
        return cls(
            settings_from_environment(environ),
            token=environ.get("RONTEN_TOKEN") or None,
            query_seconds=_number(environ, "RONTEN_QUERY_SECONDS", 10.0),
            query_bytes=int(_number(environ, "RONTEN_QUERY_MEGABYTES", 256.0) * 1024 * 1024),
            query_workers=int(_number(environ, "RONTEN_QUERY_WORKERS", 2.0)),
            body_bytes=int(_number(environ, "RONTEN_BODY_MEGABYTES", 16.0) * 1024 * 1024),
            read_seconds=_number(environ, "RONTEN_READ_SECONDS", 60.0),
            read_bytes=int(_number(environ, "RONTEN_READ_MEGABYTES", 2048.0, 768) * 1024 * 1024),
            operator=environ.get("RONTEN_OPERATOR") or None,
            contact=environ.get("RONTEN_CONTACT") or None,
        )


def _number(environ: Mapping[str, str], name: str, default: float, least: float = 0.0) -> float:
    """Return a setting that is a number; `least` is the smallest that makes sense: the analyser's dictionary alone takes some. Raises ConfigurationError."""
    try:
        value = float(environ.get(name) or default)
    except ValueError:
        raise ConfigurationError(f"{name} must be a number, not “{environ[name]}”.") from None
    if not 0 < value < 1e9:
        raise ConfigurationError(f"{name} must be a number above 0, not “{environ[name]}”.")
    if value < least:
        raise ConfigurationError(f"{name} must be {least:g} or more: reading needs that much in any case.")
    return value


class Service:
    """What all answers stand on: configuration, a reader that follows the newest state, views of it, addresses, originals, full-text index."""

    def __init__(self, configuration: Configuration, reader: FollowingReader) -> None:
        self.configuration = configuration
        self.reader = reader
        self.views = Views(reader, configuration.settings)
        self.iris = Iris(configuration.settings.base)
        self.originals = Originals(configuration.settings.home)
        self.fulltext = FullText.reading(configuration.settings.home / "fulltext")


def service() -> Service:
    """Return what the current application stands on."""
    found: Service = current_app.extensions["ronten"]
    return found


class _Application(Flask):
    """Flask without its question, several times a request, whether a function is asynchronous: none of ours is."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func


def create_app(configuration: Configuration | None = None) -> Flask:
    """Return the application for a configuration, by default the environment's. Raises ConfigurationError."""
    configuration = configuration or Configuration.from_environment(os.environ)
    app = _Application("service")
    app.config["MAX_CONTENT_LENGTH"] = configuration.body_bytes
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.merge_slashes = False
    made = Service(configuration, FollowingReader(configuration.settings))
    app.extensions |= {"ronten": made, "ronten.views": made.views}
    for module in BLUEPRINTS:
        app.register_blueprint(import_module(f"service.{module}").blueprint)
    app.after_request(_with_headers)
    return app


def _with_headers(response: Response) -> Response:
    given = {name.lower() for name, _ in response.headers}
    own_policy = "content-security-policy" in given
    if own_policy and "frame-ancestors *" in response.headers["Content-Security-Policy"]:  # X-Frame-Options has no word for that
        given.add("x-frame-options")
    for header, value in HEADERS.items():
        if header.lower() not in given:
            response.headers.add(header, value)  # a fifth of setdefault's time, at every answer
    return response
