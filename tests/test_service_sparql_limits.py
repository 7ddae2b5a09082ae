"""Queries that mean harm: each ends within its bounds with an honest error, calls nobody, and the next request is answered."""

import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.application import Configuration, create_app
from tests.disguises import DISGUISES, UPDATES

pytestmark = pytest.mark.embedded("a server bounds its own queries")

SECONDS = 1.0
MEMORY = (1 << 30) + (1 << 28)
"""What a process may hold: what it may grow by, and what it needs at rest."""

PAGE = os.sysconf("SC_PAGE_SIZE")
AT_ONCE = 4
PATIENCE = 5.0
"""Within how many seconds an answer must be there: the limit, a new process, and a slow machine."""

ALL = "?s ?p ?o"
CROSS = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6))
VALUES = " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(200)))} }}" for n in range(8))

ENDLESS = {
    "a cross product of everything": f"SELECT * {{ {CROSS} }}",
    "a cross product that is counted": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "a cross product that is sorted": f"SELECT * {{ {CROSS} }} ORDER BY ?c5 ?c4",
    "a cross product without doubles": f"SELECT DISTINCT ?a0 ?a5 {{ {CROSS} }}",
    "a cross product of values": f"SELECT (COUNT(*) AS ?n) {{ {VALUES} }}",
    "a cross product behind a false filter": f"ASK {{ {VALUES} FILTER (?v0 + ?v7 < 0) }}",
    "paths of any length between any two": "SELECT (COUNT(*) AS ?n) { ?a (<urn:x>|!<urn:x>)* ?b . ?b (<urn:y>|!<urn:y>)* ?c . ?c (<urn:z>|!<urn:z>)* ?d }",
    "nested paths of any length": "SELECT (COUNT(*) AS ?n) { ?a ((!<urn:a>)*/(^!<urn:b>)*)* ?b . ?c ((!<urn:a>)+|(^!<urn:b>)+)+ ?d . ?e (!<urn:c>)* ?f }",
    "a sum over a cross product": f"SELECT (SUM(STRLEN(STR(?c0)) * STRLEN(STR(?c1))) AS ?n) {{ {CROSS} }}",
    "groups of a cross product": f"SELECT ?p (GROUP_CONCAT(?c0) AS ?all) {{ {CROSS} ?s ?p ?o }} GROUP BY ?p",
    "not exists over a cross product": f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {CROSS} FILTER (?c0 = ?c5 && ?s = ?c5 && ?c5 = 'nothing') }} }}",
    "optional over a cross product": f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o OPTIONAL {{ {CROSS} FILTER (?o = ?c3) }} }}",
    "minus over a cross product": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} MINUS {{ ?a0 ?x ?y . ?z ?w ?a1 }} }}",
    "unions of cross products": f"SELECT (COUNT(*) AS ?n) {{ {{ {CROSS} }} UNION {{ {CROSS} }} }}",
    "regular expressions over a cross product": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?t ?q ?r FILTER REGEX(CONCAT(STR(?o), STR(?r)), '(a*)*(b|c+)*$', 'i') }",
    "replacing over a cross product": "SELECT (COUNT(?x) AS ?n) { ?s ?p ?o . ?t ?q ?r BIND (REPLACE(CONCAT(STR(?o), STR(?r)), '.', 'xxxxxxxx') AS ?x) }",
    "hashes over a cross product": "SELECT (COUNT(?x) AS ?n) { ?s ?p ?o . ?t ?q ?r BIND (SHA512(CONCAT(STR(?o), STR(?r))) AS ?x) }",
    "a graph of a cross product": f"CONSTRUCT {{ ?a0 ?b1 ?c2 }} WHERE {{ {CROSS} }}",
    "a description of a cross product": f"DESCRIBE ?a0 ?a5 {{ {CROSS} }}",
    "an offset that is never reached": f"SELECT * {{ {CROSS} }} OFFSET 1000000000000 LIMIT 1",
    "nested selections": f"SELECT * {{ {{ SELECT * {{ {{ SELECT * {{ {CROSS} }} }} }} ORDER BY ?c1 }} }} LIMIT 1",
    "graphs of any name": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } }",
    "random choices": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?t ?q ?r FILTER (RAND() < 0.5 && UUID() != ?s) }",
    "exists within exists": f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ ?t ?q ?r FILTER EXISTS {{ {CROSS} FILTER (?c0 = ?r && ?c1 = ?o && ?c2 = 'nothing') }} }} }}",
}
LARGE = {
    "a large answer": "SELECT * { ?s ?p ?o . ?t ?q ?r }",
    "a large graph": "CONSTRUCT { ?s ?q ?r } WHERE { ?s ?p ?o . ?t ?q ?r }",
    "a text that doubles": "SELECT ?x { "
     "BIND ('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' AS ?x0) "
    + " ".join(f"BIND (CONCAT({', '.join([f'?x{n}'] * 16)}) AS ?x{n + 1})" for n in range(8))
    + " BIND (?x8 AS ?x) }",
}
BROKEN = {
    "deep brackets": "SELECT * { FILTER (" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    "deep braces": "SELECT * " + "{" * 20_000 + "}" * 20_000,
    "deep negation": "ASK { FILTER (" + "!" * 50_000 + "true) }",
    "a long chain": "ASK { FILTER (1" + "+1" * 50_000 + " = 0) }",
    "a long path": "ASK { ?a " + "/".join(["<urn:p>"] * 20_000) + " ?b }",
    "many variables": "SELECT * { " + " ".join(f"OPTIONAL {{ ?x <urn:p> ?v{n} }}" for n in range(3_000)) + " }",
    "a NUL": "SELECT * { ?s ?p '\0' }",
    "no end": "SELECT * { ?s ?p '''",
    "an unknown function": "SELECT (<urn:f>(1) AS ?x) {}",
    "a bad expression": "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), '(((') }",
}
CALLS = {
    "plain": "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <ADDRESS> { ?s ?p ?o } }",
    "in another case": "SELECT * { sErViCe<ADDRESS>{ ?s ?p ?o } }",
    "behind a comment": "SELECT * { SERVICE # }\n <ADDRESS> { ?s ?p ?o } }",
    "by a prefix": "PREFIX a: <ADDRESS> SELECT * { SERVICE a: { ?s ?p ?o } }",
    "by a variable": "SELECT * { BIND (<ADDRESS> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "by a base": "BASE <ADDRESS> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "in a subquery": "SELECT * { { SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } } } }",
    "behind a number": "SELECT * { ?s ?p 1SERVICE<ADDRESS>{ ?s ?p ?o } }",
    "in exists": "ASK { FILTER EXISTS { SERVICE <ADDRESS> { ?s ?p ?o } } }",
    "escaped": "SELECT * { SERV\\u0049CE <ADDRESS> { ?s ?p ?o } }",
    "from": "SELECT * FROM <ADDRESS> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <ADDRESS> { GRAPH ?g { ?s ?p ?o } }",
}


@pytest.fixture(scope="module")
def app(settings):
    made = create_app(Configuration(settings, query_seconds=SECONDS, query_bytes=4_000_000, query_workers=AT_ONCE))
    yield made
    made.extensions["ronten-queries"].close()
    made.extensions["ronten"].reader.close()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def listener():
    """An address, and a function that tells whether anybody has called there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)

        def heard():
            try:
                server.accept()[0].close()
            except TimeoutError:
                return False
            return True

        yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", heard


def timed(client, sparql):
    began = time.monotonic()
    response = client.post("/sparql", data=sparql.encode(), content_type="application/sparql-query")
    return response, time.monotonic() - began


def is_well(client):
    answer = client.get("/sparql", query_string={"query": "ASK { ?s ?p ?o }"})
    return answer.status_code == 200 and answer.json["boolean"]


def children():
    """Yield the process numbers of all child processes."""
    for each in Path("/proc/self/task").glob("*/children"):
        yield from each.read_text().split()


def largest():
    """Return how many bytes the largest child process holds in memory."""
    sizes = [0]
    for child in children():
        try:
            sizes.append(int(Path("/proc", child, "statm").read_text().split()[1]) * PAGE)
        except (FileNotFoundError, ProcessLookupError):
            continue
    return max(sizes)


@pytest.fixture(scope="module")
def observed(app):
    """What became of the queries without end or with large answers, a few at a time, and the most memory that one process took."""
    queries, most, done = {**ENDLESS, **LARGE}, [0], threading.Event()

    def watch():
        while not done.wait(0.02):
            most[0] = max(most[0], largest())

    watching = threading.Thread(target=watch)
    watching.start()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(lambda query: timed(app.test_client(), query), queries.values()))
    done.set()
    watching.join()
    return dict(zip(queries, answers, strict=True)), most[0]


@pytest.fixture(scope="module")
def outcomes(observed):
    return observed[0]


@pytest.mark.parametrize("name", [*ENDLESS, *LARGE])
def test_a_query_without_end_or_bounds_is_refused_as_a_whole(outcomes, name):
    response, seconds = outcomes[name]
    assert response.status_code in {503, 507}, response.get_data(as_text=True)[:500]
    assert response.mimetype == "application/problem+json"
    assert seconds < PATIENCE


def test_after_all_of_them_the_next_request_is_answered(outcomes, client):
    assert outcomes
    assert is_well(client)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc")
def test_none_of_them_takes_more_memory_than_a_process_may(observed):
    assert 0 < observed[1] < MEMORY


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_query_breaks_nothing(client, name):
    response, seconds = timed(client, BROKEN[name])
    assert response.status_code in {200, 400, 503, 507}, response.get_data(as_text=True)[:500]
    assert seconds < PATIENCE
    assert is_well(client)


@pytest.mark.parametrize("name", CALLS)
def test_nobody_is_called(client, listener, name):
    address, heard = listener
    response, _ = timed(client, CALLS[name].replace("ADDRESS", address))
    assert response.status_code in {400, 403} or name.startswith("from"), response.get_data(as_text=True)[:500]
    assert not heard()


def test_nobody_is_called_in_any_disguise(settings, listener):
    """All that the guard is tried with, over HTTP; updates with the token."""
    address, heard = listener
    app = create_app(Configuration(settings, token="secret", query_workers=1))
    client, token = app.test_client(), {"Authorization": "Bearer secret"}
    for kind, texts in (("query", DISGUISES), ("update", UPDATES)):
        for text in texts:
            sent = {kind: text.replace("{U}", address)}
            answer = client.post("/sparql", data=sent, headers=token)
            assert (answer.status_code, answer.mimetype) == (403, "application/problem+json"), text
    assert is_well(client)
    assert not heard()
    app.extensions["ronten-queries"].close()
    app.extensions["ronten"].reader.close()


def test_nobody_is_called_by_the_protocols_data_set(client, listener):
    address, heard = listener
    for name in ("default-graph-uri", "named-graph-uri"):
        answer = client.get("/sparql", query_string={"query": "SELECT * { ?s ?p ?o }", name: address})
        assert answer.json["results"]["bindings"] == []
    assert not heard()


def computed():
    """Return how long all child processes have computed so far, in ticks of 10 ms."""
    ticks = 0
    for child in children():
        try:
            fields = Path("/proc", child, "stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc")
def test_the_work_ends_with_the_answer(client):
    """Within a second of the limit no process of ours computes any more."""
    timed(client, ENDLESS["a cross product of values"])
    time.sleep(1.0)
    before = computed()
    time.sleep(0.5)
    assert computed() - before < 20


def test_beyond_the_places_there_is_a_fair_refusal(settings):
    app = create_app(Configuration(settings, query_seconds=SECONDS, query_workers=1))
    answers = []

    def one():
        answers.append(timed(app.test_client(), ENDLESS["a cross product of values"])[0])

    threads = [threading.Thread(target=one) for _ in range(14)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    app.extensions["ronten-queries"].close()
    assert {answer.status_code for answer in answers} == {503}
    assert sum("Retry-After" in answer.headers for answer in answers) >= 5


def test_a_long_query_does_not_hold_up_the_rest(client):
    """While a query runs without end, look-ups by other ways are answered in little more than their usual time."""

    def lookup():
        began = time.monotonic()
        assert client.get("/ns/context.jsonld").status_code == 200
        assert client.get("/healthz").status_code == 200
        return time.monotonic() - began

    lookup()
    idle = sorted(lookup() for _ in range(20))[18]
    runaway = threading.Thread(target=timed, args=(client, ENDLESS["a cross product of values"]))
    runaway.start()
    busy = sorted(lookup() for _ in range(20))[18]
    runaway.join()
    assert busy < max(5 * idle, 0.1)
