"""What may not reach the engine: SERVICE and LOAD in every disguise, with a socket that must hear nothing."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph.errors import QueryForbidden, QueryTooLarge
from graph.store import first_keyword
from graph.store.guard import check
from tests.disguises import DISGUISES, UPDATES

HARMLESS = [
    "PREFIX SERVICE: <http://a/> SELECT * { SERVICE:x SERVICE:y SERVICE:z }",
    "PREFIX load: <http://a/> SELECT * { load:x load:y ?load GRAPH load:g { ?s ?p ?o } }",
    "SELECT ?service $SERVICE { ?service ?load $SERVICE }",
    "SELECT * { ?s ?p 'SERVICE <http://a/> { }' } # SERVICE <x> {}",
    'SELECT * { ?s ?p """LOAD "SERVICE" <x>""" }',
    "SELECT * { ?s <http://a/service/1> ?o ; <http://a/#service> <load> }",
    "SELECT * { ?s (<http://a/b>/<http://a/service#x>)* ?o }",
    "SELECT * { VALUES (?a ?b) { (<http://a/b> <http://a/service/1>) } ?s ?p ?o }",
    "SELECT * { ?s ?p 'x'@service-load }",
    "SELECT * { _:service ?p :service FILTER (?p < 3 && ?p > 2) }",
    "SELECT * FROM <http://a/service> { GRAPH <http://a/load> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\\\u0053ERVICE' }",
    "PREFIX s: <http://a/service/> SELECT ?n (COUNT(?service) AS ?load) { ?service s:load-service ?n } GROUP BY ?n",
]


class Listener:
    """Counts the connections to a port of this machine."""

    def __init__(self) -> None:
        self.heard = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.heard += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def guarded(text: str, *, updates: bool) -> None:
    """Ask the engine what the guard lets through; what it thinks of it is its business."""
    check(text, updates=updates)
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://s"), ox.NamedNode("http://p"), ox.Literal("true")))
    try:
        if updates:
            store.update(text)
        else:
            list(store.query(text)) if not text.startswith("ASK") else bool(store.query(text))
    except (SyntaxError, RuntimeError, OSError, ValueError):
        pass


@pytest.mark.parametrize("text", DISGUISES)
def test_no_disguise_of_service_is_let_through(text: str, listener: Listener) -> None:
    with pytest.raises(QueryForbidden):
        guarded(text.replace("{U}", listener.address), updates=False)
    assert listener.heard == 0


@pytest.mark.parametrize("text", UPDATES)
def test_no_disguise_of_load_is_let_through(text: str, listener: Listener) -> None:
    with pytest.raises(QueryForbidden):
        guarded(text.replace("{U}", listener.address), updates=True)
    assert listener.heard == 0


@pytest.mark.parametrize("text", HARMLESS)
def test_the_words_elsewhere_are_let_through(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA {}",
        "# SELECT\nDROP ALL",
        "PREFIX a: <http://a/> BASE <http://b/> CLEAR ALL",
        "WITH <x> DELETE {} WHERE {}",
    ],
)
def test_updates_are_refused_where_only_reading_is_allowed(text: str) -> None:
    with pytest.raises(QueryForbidden, match="update"):
        check(text)
    check(text, updates=True)


def test_foreign_graphs_in_from_are_empty_and_not_fetched(listener: Listener) -> None:
    for clause in ("FROM", "FROM NAMED"):
        guarded(
            f"SELECT * {clause} <{listener.address}x> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}",
            updates=False,
        )
    assert listener.heard == 0


def test_the_engine_would_have_called(listener: Listener) -> None:
    with pytest.raises(OSError):  # noqa: PT011 what it says is the engine's business: it was heard
        list(ox.Store().query(f"PREFIX : <{listener.address}> SELECT * {{ SERVICE:x{{ ?s ?p ?o }} }}"))
    assert listener.heard


PIECES = st.sampled_from(
    [
        *[
            "SERVICE",
            "service:x",
            "trueSERVICE",
            "SERVICE<U>{?s ?p ?o}",
            "SELECT*",
            "?s ?p ?o",
            "FILTER",
            "VALUES",
            "<U>",
        ],
        *[
            "<",
            ">",
            "<http://a#b>",
            "?v",
            "1",
            ":x",
            "@en",
            "_:b",
            "(",
            ")",
            "{",
            "}",
            "#",
            "\n",
            " ",
            ".",
            ";",
            "/",
            "|",
        ],
        *['"', '"""', "'", "'''", "\\", "^^", "&&", "\\u0022", "\\u003e"],
    ]
)


@hypothesis_settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_what_is_let_through_makes_the_engine_call_nobody(pieces: list[str]) -> None:
    address = (
        "http://127.0.0.1:9/"  # a port that the engine's HTTP client refuses by itself, with an error that names it
    )
    text = (
        "PREFIX : <"
        + address
        + "> PREFIX service: <"
        + address
        + "> SELECT * {"
        + "".join(pieces).replace("U", address)
        + "}"
    )
    try:
        check(text)
    except QueryForbidden:
        return
    try:
        for _ in ox.Store().query(text):
            pass
    except (SyntaxError, RuntimeError, ValueError):
        pass
    except OSError as error:
        pytest.fail(f"{text!r} made the engine call: {error}")


@pytest.mark.parametrize(
    "text", ["{" * 20_000, "{FILTER(" + "(" * 20_000, "{FILTER(" + "! " * 40_000 + "1)}", "{?s ?p " + "[?p " * 20_000]
)
def test_what_would_overflow_the_parsers_stack_is_refused(text: str) -> None:
    with pytest.raises(QueryTooLarge, match="deep"):
        check("ASK " + text)
    check("ASK " + "{" * 900 + "}" * 900 + "VALUES (?a) {" + "(1) " * 5000 + "}")


def test_the_first_keyword() -> None:
    assert first_keyword("PREFIX select: <http://a/ask#> # describe\nBASE <x> Construct { } WHERE { }") == "construct"
    assert first_keyword("") == ""


LONG = [
    '"\\',
    '"""\\',
    '"a\n',
    "'''a \"\"\"\\",
    "a.",
    "a-",
    "a:.",
    "_:a.",
    "1.",
    "<a",
    "(<a>",
    "service:x ",
    "FILTER(?a<?b#>\n)",
]


@pytest.mark.timeout(20)  # what grows with the square of the length takes minutes
@pytest.mark.parametrize("piece", LONG)
def test_long_hostile_texts_cost_little(piece: str) -> None:
    with contextlib.suppress(QueryForbidden, QueryTooLarge):
        check("\\u0061 from (1" + piece * (40_000 // len(piece)))
