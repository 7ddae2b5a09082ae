"""One contract, kept by the store on disk and by a real SPARQL server; then what each does beyond it."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph.errors import (
    BaseMismatch,
    ConfigurationError,
    QueryError,
    QueryForbidden,
    QuerySyntaxError,
    StoreError,
    StoreLocked,
    StoreMissing,
)
from graph.store import (
    DEFAULT_GRAPH,
    FollowingReader,
    Iri,
    Settings,
    Tagged,
    current_version,
    open_queries,
    open_reader,
    open_writer,
    settings_from_environment,
)
from tests.servers import OWN_GRAPHS, Server, emptied, oxigraph

BASE = "http://example.org/"
A, B = f"{BASE}data/document/a", f"{BASE}data/document/b"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH $g { ?s ?p ?o } }"


def triples(name: str, count: int = 3) -> bytes:
    return "".join(f'<{BASE}id/{name}{i}> <{BASE}p> "意見{i}"@ja .\n' for i in range(count)).encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as running:
        yield running


@pytest.fixture(params=["embedded", "Oxigraph", "Oxigraph without Graph Store", "Virtuoso"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    home = tmp_path / "home"
    if request.param == "embedded":
        return Settings(home, BASE)
    server = request.getfixturevalue("virtuoso_server" if request.param == "Virtuoso" else "server")
    emptied(server)
    if request.param.endswith("without Graph Store"):
        server = replace(server, graph=None)
    return server.settings(home, BASE)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """An embedded store."""
    return Settings(tmp_path / "home", BASE)


def known_limit(request: pytest.FixtureRequest, reason: str) -> None:
    """Expect the test to fail against Virtuoso: docs/remote-stores.md says so."""
    if "Virtuoso" in request.node.name:
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))


def put(settings: Settings, graph: str, data: bytes) -> None:
    with open_writer(settings) as writer, writer.transaction() as transaction:
        transaction.replace_graph(graph, data)


def count(settings: Settings, graph: str) -> int:
    reader = open_reader(settings)
    try:
        return int(reader.select(COUNT, g=Iri(graph))[0]["n"])
    finally:
        reader.close()


class TestContract:
    def test_nothing_stored_is_said_so(self, settings: Settings) -> None:
        assert current_version(settings) is None
        with pytest.raises(StoreMissing, match="ronten ingest"):
            open_reader(settings)

    def test_a_graph_is_replaced_and_no_other_touched(self, settings: Settings) -> None:
        put(settings, A, triples("a", 5))
        put(settings, B, triples("b", 2))
        put(settings, A, triples("a", 3))
        reader = open_reader(settings)
        assert (count(settings, A), count(settings, B)) == (3, 2)
        assert {A, B} <= set(reader.graphs())
        assert reader.ask("ASK { GRAPH $g { ?s ?p $text } }", g=Iri(B), text=Tagged("意見1", "ja"))
        assert not reader.ask("ASK { GRAPH $g { ?s ?p $text } }", g=Iri(B), text="意見1")
        reader.close()

    def test_all_of_a_transaction_or_nothing(self, settings: Settings) -> None:
        put(settings, A, triples("a"))
        with open_writer(settings) as writer:
            before = writer.reader.version
            with pytest.raises(ZeroDivisionError), writer.transaction() as transaction:  # noqa: PT012 the block is what is tested
                transaction.drop_graph(A)
                raise ZeroDivisionError
            with pytest.raises(QuerySyntaxError), writer.transaction() as transaction:  # noqa: PT012 the block is what is tested
                transaction.drop_graph(A)
                transaction.add(B, b"<a> no RDF")
            assert writer.reader.version == before
            assert writer.dirty() == [A]
        assert (count(settings, A), count(settings, B)) == (3, 0)

    def test_what_fails_at_its_end_changes_nothing(self, settings: Settings, request: pytest.FixtureRequest) -> None:
        known_limit(request, "Virtuoso commits each operation of an update by itself")
        put(settings, A, triples("a"))
        with open_writer(settings) as writer:
            before = writer.reader.version
            with pytest.raises(QueryError), writer.transaction() as transaction:  # noqa: PT012 the block is what is tested
                transaction.replace_graph(B, triples("b"))
                transaction.drop_graph(A)
                transaction.update("DROP GRAPH <http://example.org/not-there>")
            assert writer.reader.version == before
        assert (count(settings, A), count(settings, B)) == (3, 0)

    def test_a_writer_reads_what_it_wrote_and_the_version_moves(self, settings: Settings) -> None:
        with open_writer(settings) as writer:
            versions = []
            for number in range(1, 4):
                with writer.transaction() as transaction:
                    transaction.add(A, triples(f"a{number}-", 1))
                assert writer.reader.select(COUNT, g=Iri(A)) == [{"n": str(number)}]
                versions.append(writer.reader.version)
                assert current_version(settings) == writer.reader.version
        assert len(set(versions)) == 3

    def test_rows_are_plain_text_and_unbound_variables_absent(self, settings: Settings) -> None:
        put(
            settings,
            A,
            f'<{BASE}x> <{BASE}p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n_:b <{BASE}q> "t"@ja .'.encode(),
        )
        reader = open_reader(settings)
        rows = reader.select(
            "SELECT ?s ?o ?z { GRAPH ?g { ?s <p> ?o } OPTIONAL { ?s <none> ?z } }".replace("<p>", f"<{BASE}p>")
        )
        assert rows == [{"s": f"{BASE}x", "o": "1"}]
        assert reader.select(f"SELECT ?s {{ ?s <{BASE}q> ?o }}")[0]["s"].startswith("_:")
        reader.close()

    def test_the_default_graph_is_the_union_but_from_goes_before(self, settings: Settings) -> None:
        put(settings, A, triples("a", 2))
        put(settings, B, triples("b", 3))
        reader = open_reader(settings)
        asked = f"SELECT (COUNT(*) AS ?n) {{ ?s <{BASE}p> ?o }}"
        assert reader.select(asked) == [{"n": "5"}]
        assert reader.select(asked.replace("{ ?s", f"FROM <{B}> {{ ?s")) == [{"n": "3"}]
        reader.close()

    def test_every_format(self, settings: Settings) -> None:
        put(settings, A, triples("a", 1))
        reader = open_reader(settings)
        select = f"SELECT ?o {{ <{BASE}id/a0> ?p ?o }}"
        assert json.loads(reader.results(select, "application/sparql-results+json"))["head"]["vars"] == ["o"]
        assert "意見0" in reader.results(select, "text/csv").decode()
        assert '"意見0"@ja' in reader.results(select, "text/tab-separated-values").decode()
        assert b"<sparql" in reader.results("ASK { ?s ?p ?o }", "application/sparql-results+xml")
        construct = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{A}> {{ ?s ?p ?o }} }}"
        for media_type in ("text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples"):
            assert "意見0" in reader.construct(construct, media_type).decode()
        with pytest.raises(QueryError):
            reader.results(select, "text/turtle")
        with pytest.raises(QueryError):
            reader.select("ASK {}")
        with pytest.raises(QueryError):
            reader.ask("SELECT * {}")
        reader.close()

    def test_export_gives_a_graph_or_all(self, settings: Settings) -> None:
        put(settings, A, triples("a", 2))
        put(settings, B, triples("b", 2))
        reader = open_reader(settings)
        assert sorted(reader.export("application/n-triples", A).splitlines()) == sorted(triples("a", 2).splitlines())
        assert reader.export("application/n-triples", f"{BASE}none") == b""
        everything = reader.export("application/n-quads").decode()
        assert everything.count(f"<{A}> .") == 2
        assert everything.count(f"<{B}> .") == 2
        with pytest.raises(QueryError):
            reader.export("text/unheard-of")
        reader.close()

    def test_the_unnamed_graph_has_a_name_too(self, settings: Settings, request: pytest.FixtureRequest) -> None:
        known_limit(request, "Virtuoso has no unnamed graph")
        put(settings, DEFAULT_GRAPH, triples("d", 2))
        reader = open_reader(settings)
        assert reader.select(f"SELECT ?s {{ ?s <{BASE}p> '意見1'@ja }}") == [{"s": f"{BASE}id/d1"}]
        if settings.query_url is None or settings.graph_url:
            assert sorted(reader.export("application/n-triples", DEFAULT_GRAPH)) == sorted(triples("d", 2))
        else:
            with pytest.raises(StoreError, match="RONTEN_STORE_GRAPH"):
                reader.export("application/n-triples", DEFAULT_GRAPH)
        reader.close()
        with open_writer(settings) as writer:
            assert writer.dirty() == [DEFAULT_GRAPH]
            with writer.transaction() as transaction:
                transaction.drop_graph(DEFAULT_GRAPH)
            assert not writer.reader.ask(f"ASK {{ ?s <{BASE}p> ?o }}")

    def test_relative_iris_stand_under_the_base(self, settings: Settings) -> None:
        with open_writer(settings) as writer, writer.transaction() as transaction:
            transaction.add(A, b"<concept/gov-cloud> <p> <q> .", "text/turtle")
            transaction.update("INSERT DATA { GRAPH <g> { <s> <p> <o> } }")
        reader = open_reader(settings)
        assert reader.select("SELECT ?s { ?s <p> <q> }") == [{"s": f"{BASE}id/concept/gov-cloud"}]
        assert reader.select("SELECT ?s { GRAPH <g> { ?s ?p ?o } }") == [{"s": f"{BASE}id/s"}]
        reader.close()

    def test_blank_nodes_of_two_loads_stay_apart(self, settings: Settings) -> None:
        with open_writer(settings) as writer, writer.transaction() as transaction:
            transaction.add(A, f'_:x <{BASE}p> "1" .'.encode())
            transaction.add(A, f'_:x <{BASE}p> "2" .'.encode())
        reader = open_reader(settings)
        assert reader.select(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s <{BASE}p> ?o }}") == [{"n": "2"}]
        reader.close()

    def test_updates_of_every_shape_stand_side_by_side(self, settings: Settings) -> None:
        with open_writer(settings) as writer:
            with writer.transaction() as transaction:
                transaction.update(
                    f"PREFIX x: <{BASE}> INSERT DATA {{ GRAPH x:g {{ x:s x:p $v }} }} ; # end", v='"} ; DROP ALL #'
                )
                transaction.update(f"PREFIX x: <{BASE}>")
                transaction.update("# nothing")
                transaction.update(f"BASE <{BASE}other/> INSERT DATA {{ GRAPH <g> {{ <s> <p> 1 }} }}")
                transaction.update("INSERT DATA { GRAPH <g> { <s> <p> 1 } }")
            assert set(writer.reader.graphs()) >= {f"{BASE}g", f"{BASE}other/g", f"{BASE}id/g"}
            assert writer.reader.select(f"SELECT ?o {{ GRAPH <{BASE}g> {{ ?s ?p ?o }} }}") == [{"o": '"} ; DROP ALL #'}]

    def test_an_error_says_line_and_column(self, settings: Settings) -> None:
        put(settings, A, triples("a"))
        reader = open_reader(settings)
        with pytest.raises(QuerySyntaxError, match="Line 2, column") as caught:
            reader.select("SELECT * {\n  ?s ?p }")
        assert (caught.value.line, caught.value.column is not None) == (2, True)
        reader.close()
        with (
            open_writer(settings) as writer,
            pytest.raises(QuerySyntaxError) as caught,
            writer.transaction() as transaction,
        ):
            transaction.update("INSERT DATA {\n\n oops }")
        assert caught.value.line == 3

    def test_readers_cannot_write_and_nobody_calls_out(self, settings: Settings) -> None:
        put(settings, A, triples("a"))
        reader = open_reader(settings)
        with pytest.raises(QueryForbidden):
            reader.select("DROP ALL")
        with pytest.raises(QueryForbidden):
            reader.select("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
        reader.close()
        with open_writer(settings) as writer, pytest.raises(QueryForbidden), writer.transaction() as transaction:
            transaction.update("LOAD <http://127.0.0.1:1/>")

    def test_another_base_is_refused_with_the_way_out(self, settings: Settings) -> None:
        put(settings, A, triples("a"))
        other = Settings(
            settings.home, "https://else.example/", settings.query_url, settings.update_url, settings.graph_url
        )
        with pytest.raises(BaseMismatch, match=r"ronten export --base https://else\.example/"):
            open_reader(other)
        with pytest.raises(BaseMismatch):
            open_writer(other)
        put(settings, A, triples("a"))

    def test_one_writer(self, settings: Settings) -> None:
        with open_writer(settings):
            with pytest.raises(StoreLocked, match="wait until it has ended"):
                open_writer(settings)
            began = time.monotonic()
            with pytest.raises(StoreLocked):
                open_writer(settings, wait=0.2)
            assert time.monotonic() - began >= 0.2
        open_writer(settings).close()

    def test_dirty_marks_follow_what_is_changed_until_settled(self, settings: Settings) -> None:
        with open_writer(settings) as writer:
            with writer.transaction() as transaction:
                transaction.replace_graph(A, triples("a"))
                transaction.add(B, triples("b"))
                transaction.replace_graph(f"{BASE}data/derived", triples("d"))
            assert writer.dirty() == [A, B]
            with writer.transaction() as transaction:
                transaction.settle([A])
                transaction.replace_graph(f"{BASE}data/derived", triples("e"))
            assert writer.dirty() == [B]
            writer.settle([B])
            assert writer.dirty() == []
            with writer.transaction() as transaction:
                transaction.drop_graph(A)
            assert writer.dirty() == [A]

    @pytest.mark.parametrize(
        ("update", "expected"),
        [
            (f"INSERT DATA {{ GRAPH <{A}> {{ <s> <p> 1 }} }}", [A]),
            (f"PREFIX d: <{BASE}data/document/> DELETE DATA {{ GRAPH d:b {{ <s> <p> 1 }} }}", [B]),
            (f"WITH <{A}> DELETE {{ ?s ?p ?o }} INSERT {{ ?s <q> ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}", [A]),
            (f"DELETE WHERE {{ GRAPH <{B}> {{ ?s ?p ?o }} }}", [B]),
            (f"COPY <{A}> TO <{BASE}new>", [A, f"{BASE}new"]),
            (f"CLEAR SILENT GRAPH <{A}> ; INSERT DATA {{ <s> <p> 1 }}", [A, DEFAULT_GRAPH]),
            ("CLEAR DEFAULT", [DEFAULT_GRAPH]),
            ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", [A, B]),
            ("DROP ALL", [A, B]),
            (f"INSERT {{ GRAPH ?n {{ <s> <p> 1 }} }} WHERE {{ BIND (<{BASE}new> AS ?n) }}", [A, B, f"{BASE}new"]),
            (f"INSERT DATA {{ GRAPH <{BASE}data/\\u0064ocument/a> {{ <s> <p> 'GRAPH <x>' }} }}", [A]),
        ],
    )
    def test_an_update_marks_the_graphs_that_it_may_change(
        self, settings: Settings, update: str, expected: list[str], request: pytest.FixtureRequest
    ) -> None:
        if DEFAULT_GRAPH in expected:
            known_limit(request, "Virtuoso has no unnamed graph")
        if "\\u" in update:
            known_limit(request, "Virtuoso knows no escapes in IRIs")
        with open_writer(settings) as writer:
            with writer.transaction() as transaction:
                transaction.replace_graph(A, triples("a"))
                transaction.replace_graph(B, triples("b"))
            writer.settle(writer.dirty())
            with writer.transaction() as transaction:
                transaction.update(update)
            marked = set(writer.dirty()) - set(OWN_GRAPHS)
            assert sorted(marked - ({DEFAULT_GRAPH} - set(expected))) == sorted(expected)
            version = writer.reader.version
        assert version
        put(settings, A, triples("a"))  # neither base nor number was lost

    def test_public_queries_choose_their_data_set(self, settings: Settings) -> None:
        put(settings, A, triples("a", 2))
        put(settings, B, triples("b", 3))
        queries = open_queries(settings, size=1)
        asked = f"SELECT (COUNT(*) AS ?n) {{ ?s <{BASE}p> ?o }}"
        with queries.run(asked, "text/csv") as answer:
            assert answer.read() == b"n\r\n5\r\n"
        with queries.run(asked, "text/csv", default_graphs=[B]) as answer:
            assert answer.read() == b"n\r\n3\r\n"
        with queries.run(
            f"SELECT ?g {{ GRAPH ?g {{ ?s <{BASE}p> ?o }} }} GROUP BY ?g", "text/csv", named_graphs=[A]
        ) as answer:
            assert answer.read().decode().split() == ["g", A]
        with pytest.raises(QuerySyntaxError):
            queries.run("SELECT", "text/csv")
        with pytest.raises(QueryForbidden):
            queries.run("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", "text/csv")
        queries.close()


NASTY = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="\"'\\\n\r\t<>{}#$?uU0027 Dd;.、", max_size=40),
    st.sampled_from(
        [
            '" . } ; DROP ALL #',
            "\\u0022",
            "\\\\u0022 }",
            "'''",
            '"""',
            "\\",
            "\\U00000022",
            "$v",
            "?s",
            "\x00",
            "\ud800",
        ]
    ),
)


@pytest.fixture(scope="module")
def reader_of_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FollowingReader]:
    settings = Settings(tmp_path_factory.mktemp("one"), BASE)
    put(settings, A, triples("a", 1))
    reader = FollowingReader(settings)
    yield reader
    reader.close()


class TestTerms:
    @hypothesis_settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(value=NASTY)
    def test_a_text_comes_back_as_it_went_in(self, reader_of_one: FollowingReader, value: str) -> None:
        try:
            value.encode()
        except UnicodeEncodeError:
            with pytest.raises(QueryError):
                reader_of_one.select("SELECT ($v AS ?x) {}", v=value)
            return
        assert reader_of_one.select("SELECT ($v AS ?x) ('$v' AS ?y) {} # $v", v=value) == [{"x": value, "y": "$v"}]

    @hypothesis_settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(value=st.one_of(NASTY, NASTY.map(lambda text: f"http://example.org/{text}")))
    def test_an_iri_is_an_iri_or_refused(self, reader_of_one: FollowingReader, value: str) -> None:
        try:
            rows = reader_of_one.select("SELECT (STR($v) AS ?x) (isIRI($v) AS ?i) {}", v=Iri(value))
        except QueryError:
            return
        assert rows == [{"x": value, "i": "true"}]

    def test_numbers_keep_their_kind(self, reader_of_one: FollowingReader) -> None:
        asked = "SELECT (DATATYPE($v) AS ?t) {}"
        kinds = [reader_of_one.select(asked, v=value)[0]["t"].rpartition("#")[2] for value in (-1, 0.5, True, "x")]
        assert kinds == ["integer", "double", "boolean", "string"]
        with pytest.raises(QueryError):
            reader_of_one.select(asked, v=float("nan"))

    def test_a_name_without_place_is_an_error_and_one_without_value_a_variable(
        self, reader_of_one: FollowingReader
    ) -> None:
        with pytest.raises(QueryError, match=r"\$w"):
            reader_of_one.select("SELECT ($v AS ?x) {}", v="1", w="2")
        assert len(reader_of_one.select("SELECT * { GRAPH ?g { $s <http://example.org/p> ?o } }")) == 1

    @pytest.mark.parametrize("tag", ["", "ja>", 'ja" }', "ja-", "日本"])
    def test_a_language_tag_is_one_or_refused(self, reader_of_one: FollowingReader, tag: str) -> None:
        with pytest.raises(QueryError):
            reader_of_one.select("SELECT ($v AS ?x) {}", v=Tagged("x", tag))


class TestSettings:
    def test_what_the_environment_may_say(self, tmp_path: Path) -> None:
        settings = settings_from_environment({})
        assert (settings.home, settings.base, settings.query_url) == (Path(".ronten"), "http://127.0.0.1:8000/", None)
        given_ = {
            "RONTEN_HOME": str(tmp_path),
            "RONTEN_BASE_IRI": "https://minutes.example/g",
            "RONTEN_STORE": "http://s:1/query",
        }
        settings = settings_from_environment(given_ | {"RONTEN_STORE_USER": "u", "RONTEN_STORE_PASSWORD": "p"})
        assert (settings.home, settings.base, settings.user) == (tmp_path, "https://minutes.example/g/", "u")

    @pytest.mark.parametrize(
        "environ",
        [
            {"RONTEN_BASE_IRI": "minutes"},
            {"RONTEN_BASE_IRI": "ftp://x/"},
            {"RONTEN_BASE_IRI": "http://x/?a"},
            {"RONTEN_BASE_IRI": "http://x/ y"},
            {"RONTEN_STORE": "nonsense"},
            {"RONTEN_STORE": "http://x:port/"},
            {"RONTEN_STORE_UPDATE": "http://x/update"},
            {"RONTEN_STORE": "http://x/", "RONTEN_STORE_PASSWORD": "p"},
        ],
    )
    def test_what_it_may_not(self, environ: dict[str, str]) -> None:
        with pytest.raises(ConfigurationError, match="RONTEN_"):
            settings_from_environment(environ)

    def test_importing_the_store_loads_no_engine(self) -> None:
        code = "import sys, graph.store; sys.exit(bool({'pyoxigraph', 'httpx', 'filelock'} & set(sys.modules)))"
        assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], check=False).returncode == 0


class TestSnapshots:
    def test_a_reader_keeps_its_state_while_many_snapshots_come_and_go(self, home: Settings) -> None:
        put(home, A, triples("a", 3))
        reader = open_reader(home)
        with open_writer(home) as writer:
            for number in range(8):
                with writer.transaction() as transaction:
                    transaction.replace_graph(A, triples(f"x{number}", 200))
        assert reader.select(COUNT, g=Iri(A)) == [{"n": "3"}]
        assert len(list((home.home / "snapshots").iterdir())) == 4
        reader.close()
        put(home, B, b"")
        assert len(list((home.home / "snapshots").iterdir())) == 3

    def test_a_following_reader_sees_each_write_at_once_from_many_threads(self, home: Settings) -> None:
        put(home, A, triples("a", 1))
        reader, stop, failures = FollowingReader(home), threading.Event(), list[BaseException]()

        def ask() -> None:
            seen = 0
            try:
                while not stop.is_set():
                    now = int(reader.select(COUNT, g=Iri(A))[0]["n"])
                    assert now >= seen
                    seen = now
            except BaseException as error:  # noqa: BLE001 told to the main thread
                failures.append(error)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        with open_writer(home) as writer:
            for number in range(2, 15):
                with writer.transaction() as transaction:
                    transaction.add(A, triples(f"b{number}", 1))
                assert reader.select(COUNT, g=Iri(A)) == [{"n": str(number)}]
        stop.set()
        for thread in threads:
            thread.join()
        with reader.reading() as one:
            put(home, A, b"")
            assert one.select(COUNT, g=Iri(A)) == [{"n": "14"}]
        assert reader.select(COUNT, g=Iri(A)) == [{"n": "0"}]
        reader.close()
        assert not failures

    @pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
    def test_a_following_reader_works_after_a_fork(self, home: Settings) -> None:
        put(home, A, triples("a", 2))
        reader = FollowingReader(home)
        assert reader.select(COUNT, g=Iri(A)) == [{"n": "2"}]
        child = os.fork()
        if child == 0:
            os._exit(0 if reader.select(COUNT, g=Iri(A)) == [{"n": "2"}] else 1)
        assert os.waitpid(child, 0)[1] == 0
        reader.close()

    def test_a_lost_database_is_made_anew_from_the_snapshot(self, home: Settings) -> None:
        put(home, A, triples("a", 2))
        (home.home / "store").rename(home.home / "elsewhere")
        put(home, B, triples("b", 1))
        assert (count(home, A), count(home, B)) == (2, 1)

    def test_much_data_at_once(self, home: Settings) -> None:
        put(home, A, triples("many", 80_000))
        assert count(home, A) == 80_000
