"""SPARQL 1.1 Protocol and Graph Store over HTTP, with the server's refusals as our errors."""

import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

import httpx
import pyoxigraph as ox

from graph.errors import QueryError, QuerySyntaxError, QueryTimeout, QueryTooLarge, StoreError, StoreUnavailable
from graph.store import engine
from graph.store.guard import names_data_set
from graph.store.interface import DEFAULT_GRAPH, WHOLE_GRAPH, Settings
from graph.store.terms import iri
from graph.store.translating import ROWS, TRIPLES, rows

_PAUSES = (0.1, 0.3, 0.9)
_TIMEOUT = httpx.Timeout(300.0, connect=5.0)
_AWAY = (502, 503, 504)
_UNNAMED = {"default-graph-uri": [str(DEFAULT_GRAPH)]}
_NO_DEFAULT = "not configured to have default graph"
"""What Virtuoso says, with status 500, where it is asked for the unnamed graph: it has none."""

_BROKEN = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError)


class Server:
    """One server's three addresses, with connections kept open; safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = httpx.Client(auth=_credentials(settings), timeout=_TIMEOUT)
        weakref.finalize(self, self._client.close)

    def query(self, sparql: str, media_type: str) -> bytes:
        """Return the answer to a query in a format. Raises QueryError, QuerySyntaxError, StoreUnavailable."""
        response = _patiently(lambda: self._client.send(self._query(sparql, media_type)), _BROKEN, _AWAY)
        self._check(response, sparql)
        return response.content

    def _query(self, sparql: str, media_type: str, data_set: dict[str, list[str]] | None = None) -> httpx.Request:
        form: dict[str, str | list[str]] = {"query": f"BASE {iri(self._settings.query_base)} {sparql}"}
        if data_set != _UNNAMED:  # there is no standard name for it: it is what a server has where nothing is named
            form |= data_set or {}
        if self._settings.union_default_graph and not data_set and not names_data_set(sparql):
            form["union-default-graph"] = "true"  # Oxigraph's own word; other servers pass over it
        return self._client.build_request(
            "POST", self._settings.query_url or "", data=form, headers={"Accept": media_type}
        )

    def update(self, sparql: str) -> None:
        """Send an update; it is sent again only where the server cannot have taken it.

        Raises QueryError, StoreUnavailable.
        """
        address = self._settings.update_url
        if address is None:
            raise StoreError("This store is read-only: set RONTEN_STORE_UPDATE to the address of its SPARQL updates.")
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        response = _patiently(
            lambda: self._client.post(address, content=sparql.encode(), headers=headers),
            (httpx.ConnectError, httpx.ConnectTimeout),
            (503,),
        )
        self._check(response)

    def graph(self, graph: str) -> bytes:
        """Return one graph over the Graph Store protocol as N-Triples, nothing where it is not there.

        Raises StoreUnavailable.
        """
        response = _patiently(lambda: self._client.send(self._graph(graph)), _BROKEN, _AWAY)
        if _is_missing(response):
            return b""
        self._check(response)
        return response.content

    def check_whole(self, graph: str, lines: Iterable[bytes]) -> None:
        """Raise QueryTooLarge where lines of N-Triples are fewer than a graph has: some servers cut off without a word."""
        if graph == DEFAULT_GRAPH:
            return
        asked = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}"
        size, received = int(rows(self.query(asked, ROWS))[0]["n"]), sum(line[:1] in b"<_" for line in lines if line)
        if received < size:
            raise QueryTooLarge(
                f"The store gives {received} of the graph's {size} statements: raise its limit (Virtuoso: ResultSetMaxRows)."
            )

    def _graph(self, graph: str) -> httpx.Request:
        asked = {"default": ""} if graph == DEFAULT_GRAPH else {"graph": graph}
        return self._client.build_request(
            "GET", self._settings.graph_url or "", params=asked, headers={"Accept": TRIPLES}
        )

    def stream(
        self, sparql: str, media_type: str, data_set: dict[str, list[str]], timeout: float
    ) -> AbstractContextManager[Iterator[bytes]]:
        """Begin to receive an answer, with at most `timeout` seconds of silence.

        Raises as `query` does, and QueryTimeout.
        """
        return self._received(self._query(sparql, media_type, data_set), timeout, sparql)

    def stream_graph(self, graph: str, timeout: float) -> AbstractContextManager[Iterator[bytes]]:
        """Begin to receive one graph as N-Triples, over the Graph Store protocol where the server has that.

        Raises as `query` does, and QueryTimeout.
        """
        if self._settings.graph_url:
            return self._received(self._graph(graph), timeout)
        return self.stream(WHOLE_GRAPH, TRIPLES, {"default-graph-uri": [graph]}, timeout)

    @contextmanager
    def _received(self, request: httpx.Request, timeout: float, sparql: str | None = None) -> Iterator[Iterator[bytes]]:
        request.extensions["timeout"] = {**_TIMEOUT.as_dict(), "read": timeout}
        with _away_errors():
            response = self._client.send(request, stream=True)
            try:
                if response.is_error:
                    response.read()
                if _is_missing(response) and sparql is None:
                    yield iter(())
                    return
                self._check(response, sparql)
                yield response.iter_bytes()
            finally:
                response.close()

    def _check(self, response: httpx.Response, sparql: str | None = None) -> None:
        """Raise what the status means."""
        status, said = response.status_code, " ".join(response.text.split())[:300] if response.is_error else ""
        if response.is_success:
            _refuse_cut_off(response)
            return
        if status in _AWAY:
            raise StoreUnavailable(
                f"The store at {self._settings.query_url} does not answer ({status}): try again later."
            )
        if status in {401, 403}:
            raise StoreError(
                f"The store refuses ({status}): check RONTEN_STORE_USER and RONTEN_STORE_PASSWORD, "
                "and whether RONTEN_STORE_AUTHENTICATION should be basic or digest."
            )
        if status == httpx.codes.BAD_REQUEST and sparql is not None:
            raise _syntax_error(sparql, said)
        if status in {400, 406} or status >= 500:
            raise QueryError(f"The store cannot answer this ({status}): {said}")
        raise StoreError(f"The store answers {status}: {said}")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def _refuse_cut_off(response: httpx.Response) -> None:
    """Refuse an answer that Virtuoso says it has cut off, which it sends as a whole one."""
    rows = response.headers.get("X-SPARQL-MaxRows")
    if rows:
        raise QueryTooLarge(
            f"The store gives no more than {rows} rows: ask for less, or raise its limit (Virtuoso: ResultSetMaxRows)."
        )


def _is_missing(response: httpx.Response) -> bool:
    """Whether a server says that it has no such graph."""
    return response.status_code == httpx.codes.NOT_FOUND or (response.is_error and _NO_DEFAULT in response.text)


def _credentials(settings: Settings) -> httpx.Auth | None:
    if not settings.user:
        return None
    kind = httpx.DigestAuth if settings.authentication == "digest" else httpx.BasicAuth
    return kind(settings.user, settings.password or "")


@contextmanager
def _away_errors() -> Iterator[None]:
    try:
        yield
    except httpx.ReadTimeout:
        raise QueryTimeout("The store took too long to answer: ask for less, or set a LIMIT.") from None
    except httpx.TransportError as error:
        raise StoreUnavailable(
            f"The store does not answer ({error}): check RONTEN_STORE, or try again later."
        ) from error


def _patiently(
    send: Callable[[], httpx.Response], again: tuple[type[httpx.TransportError], ...], busy: tuple[int, ...]
) -> httpx.Response:
    """Send; after the errors in `again` and the answers in `busy`, pause and send again, three times.

    Raises StoreUnavailable.
    """
    for pause in (*_PAUSES, None):
        with _away_errors():
            try:
                response = send()
            except again:
                if pause is None:
                    raise
            else:
                if pause is None or response.status_code not in busy:
                    return response
        time.sleep(pause or 0)
    raise StoreUnavailable("The store does not answer.")  # not reached: the last turn returns or raises


def _syntax_error(sparql: str, said: str) -> QueryError:
    """Return the place of the error, which servers tell in many ways, from our own parser."""
    try:
        ox.Store().query(sparql, base_iri="http://example.org/")
    except SyntaxError as error:
        return engine.syntax_error(str(error))
    except (RuntimeError, OSError, ValueError):
        pass
    return QuerySyntaxError(f"The store does not understand the query: {said}")
