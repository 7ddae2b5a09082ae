"""Look-ups: what asks one subject for one pattern is answered in this process, as its workers would answer, and nothing else is."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError, QuerySyntaxError
from graph.store import Settings, open_writer
from graph.store.following import FollowingReader
from graph.store.lookups import is_lookup
from graph.store.workers import WorkerPool

pytestmark = pytest.mark.embedded("its snapshots")

BASE = "http://example.org/"
PREFIX = f"PREFIX e: <{BASE}>"
LOOKUPS = [
    f"SELECT ?o {{ <{BASE}n1> <{BASE}next> ?o }}",
    f"SELECT ?p ?o WHERE {{ <{BASE}n1> ?p ?o . }} LIMIT 3",
    f"{PREFIX} select * where {{ e:n1 e:next ?o }}",
    f"{PREFIX} SELECT $o {{ e:n1 a $o }}",
    f"{PREFIX} SELECT ?p {{ e:n1 ?p e:n2 }}",
    f"SELECT ?o {{ <{BASE}nobody> <{BASE}next> ?o }}",
]
QUERIES = [
    "SELECT ?o { ?s ?p ?o }",
    f"SELECT ?o {{ <{BASE}n1> <{BASE}next>+ ?o }}",
    f"SELECT ?o {{ <{BASE}n1> <{BASE}next>/<{BASE}next> ?o }}",
    f"SELECT ?o {{ <{BASE}n1> ^<{BASE}next> ?o }}",
    f"SELECT ?o {{ <{BASE}n1> ?p ?o . <{BASE}n1> ?q ?r }}",
    f"SELECT ?o {{ <{BASE}n1> ?p ?o ; ?q ?r }}",
    f"SELECT ?o {{ <{BASE}n1> ?p ?o , ?r }}",
    f"SELECT ?o {{ <{BASE}n1> ?p ?o }} ORDER BY ?o",
    f"SELECT DISTINCT ?o {{ <{BASE}n1> ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) {{ <{BASE}n1> ?p ?o }}",
    f"SELECT ?o FROM <{BASE}g> {{ <{BASE}n1> ?p ?o }}",
    f"SELECT ?o {{ SERVICE <{BASE}> {{ <{BASE}n1> ?p ?o }} }}",
    f"SELECT ?o {{ <{BASE}n1> ?p ?o FILTER REGEX(?o, '(a+)+$') }}",
    f"CONSTRUCT {{ <{BASE}n1> ?p ?o }} WHERE {{ <{BASE}n1> ?p ?o }}",
    f"SELECT ?o {{ <{BASE}n1> ?p ?o }} # " + "x" * 5000,
]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(tmp_path_factory.mktemp("lookups"), BASE)
    chain = "".join(f"<{BASE}n{i}> <{BASE}next> <{BASE}n{i + 1}> .\n" for i in range(20))
    long = "".join(f'<{BASE}long> <{BASE}says> "{i} {"あ" * 100}" .\n' for i in range(4000))
    with open_writer(settings) as writer, writer.transaction() as transaction:
        transaction.replace_graph(f"{BASE}data/document/a", (chain + long).encode())
    return settings


@pytest.fixture(scope="module")
def pools(settings: Settings) -> Iterator[tuple[WorkerPool, WorkerPool]]:
    """One pool that answers look-ups here and has no process at all, one that hands every query to its process."""
    following = FollowingReader(settings)
    here, there = WorkerPool(settings, size=0, following=following), WorkerPool(settings, size=1)
    yield here, there
    here.close()
    there.close()
    following.close()


@pytest.mark.parametrize("query", LOOKUPS)
@pytest.mark.parametrize("media_type", ["application/sparql-results+json", "text/csv"])
def test_a_lookup_is_answered_here_as_a_process_answers_it(
    pools: tuple[WorkerPool, WorkerPool], query: str, media_type: str
) -> None:
    assert is_lookup(query)
    answers = []
    for pool in pools:
        with pool.run(query, media_type) as answer:
            answers.append(answer.read())
    assert answers[0] == answers[1]


@pytest.mark.parametrize("query", QUERIES)
def test_what_may_take_long_is_no_lookup(query: str) -> None:
    assert not is_lookup(query)


@given(st.text(alphabet="{}<>?*+/|^;,.()ab: \n\"'#", max_size=40))
def test_nothing_but_one_pattern_is_a_lookup(inside: str) -> None:
    query = f"SELECT * {{ <{BASE}n1> {inside} }}"
    if is_lookup(query):
        assert not set(inside) & set(";,()\"'#{")
        assert len(inside.replace(".", " ").split()) == 2


def test_a_wrong_lookup_is_told_as_a_process_tells_it(pools: tuple[WorkerPool, WorkerPool]) -> None:
    for pool in pools:
        with pytest.raises(QuerySyntaxError, match="Prefix not found"):
            pool.run("SELECT ?o { nobody:a ?p ?o }", "text/csv")
        with pytest.raises(QueryError, match="text/turtle"):
            pool.run(LOOKUPS[0], "text/turtle")


def test_a_subject_that_says_very_much_is_left_to_a_process(settings: Settings) -> None:
    pool = WorkerPool(settings, size=1, following=FollowingReader(settings))
    with pool.run(f"SELECT ?o {{ <{BASE}long> ?p ?o }}", "text/csv") as answer:
        assert answer.read().count(b"\r\n") == 4001
    pool.close()


def test_a_lookup_sees_what_was_written_since(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = Settings(tmp_path_factory.mktemp("since"), BASE)
    following = FollowingReader(settings)
    pool = WorkerPool(settings, size=0, following=following)
    for value in (b"1", b"2"):
        with open_writer(settings) as writer, writer.transaction() as transaction:
            transaction.replace_graph(f"{BASE}data/document/a", b'<%sn1> <%snext> "%s" .' % (BASE.encode(), BASE.encode(), value))
        with pool.run(LOOKUPS[0], "text/csv") as answer:
            assert answer.read() == b"o\r\n%s\r\n" % value
    pool.close()
    following.close()
