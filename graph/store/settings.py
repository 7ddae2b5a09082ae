"""The store's settings, from the environment."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import ConfigurationError
from graph.iris import DEFAULT_BASE
from graph.store.interface import Settings

AUTHENTICATIONS = ("basic", "digest")
"""The ways of HTTP in which a remote store may want its credentials."""

_UNSAFE = set('<>"{}|^`\\')


def settings_from_environment(environ: Mapping[str, str]) -> Settings:
    """Return the settings that RONTEN_HOME, RONTEN_BASE_IRI, RONTEN_STORE and its companions give.

    Raises ConfigurationError.
    """
    query = _address(environ, "RONTEN_STORE")
    update = _address(environ, "RONTEN_STORE_UPDATE")
    graph = _address(environ, "RONTEN_STORE_GRAPH")
    user, password = environ.get("RONTEN_STORE_USER") or None, environ.get("RONTEN_STORE_PASSWORD") or None
    authentication = (environ.get("RONTEN_STORE_AUTHENTICATION") or "basic").lower()
    if query is None and any((update, graph, user, password)):
        raise ConfigurationError(
            "RONTEN_STORE_… is set without RONTEN_STORE, the address of the store's SPARQL queries."
        )
    if password and not user:
        raise ConfigurationError("RONTEN_STORE_PASSWORD is set without RONTEN_STORE_USER.")
    if authentication not in AUTHENTICATIONS:
        raise ConfigurationError(f"RONTEN_STORE_AUTHENTICATION must be basic or digest, not “{authentication}”.")
    return Settings(
        home=Path(environ.get("RONTEN_HOME") or ".ronten"),
        base=_base(environ.get("RONTEN_BASE_IRI") or DEFAULT_BASE),
        query_url=query,
        update_url=update,
        graph_url=graph,
        user=user,
        password=password,
        authentication=authentication,
    )


def _base(text: str) -> str:
    base = text if text.endswith("/") else f"{text}/"
    if not _is_http(base) or urlsplit(base).query or urlsplit(base).fragment:
        raise ConfigurationError(
            f"RONTEN_BASE_IRI must be an absolute http or https address without ? and #, not “{text}”."
        )
    return base


def _address(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name) or None
    if text is not None and not _is_http(text):
        raise ConfigurationError(f"{name} must be an http or https address, not “{text}”.")
    return text


def _is_http(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host) and not any(c in _UNSAFE or c.isspace() for c in text)
