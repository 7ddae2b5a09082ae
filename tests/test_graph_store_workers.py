"""Public queries within their bounds: ended at the time limit, bounded in size and memory, and nothing left behind."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.errors import QueryError, QueryRefused, QuerySyntaxError, QueryTimeout, QueryTooLarge, StoreMissing
from graph.store import Settings, open_writer
from graph.store.workers import WorkerPool

pytestmark = pytest.mark.embedded("its worker processes")

BASE = "http://example.org/"
GRAPH = f"{BASE}data/document/a"
ONE = "SELECT ?o { ?s ?p ?o } LIMIT 1"


def values(names: str, count: int = 1000) -> str:
    numbers = " ".join(str(number) for number in range(count))
    return "".join(f"VALUES ?{name} {{ {numbers} }} " for name in names)


ENDLESS = {
    "cross product of VALUES": f"SELECT (COUNT(*) AS ?n) {{ {values('abcde')} }}",
    "unbounded paths": f"SELECT (COUNT(*) AS ?n) {{ ?a (<{BASE}next>|^<{BASE}next>)* ?b . ?b (<{BASE}next>|^<{BASE}next>)* ?c . ?c (<{BASE}next>)* ?d }}",
    "a giant regular expression": f'SELECT (COUNT(*) AS ?n) {{ {values("abc")} FILTER REGEX(CONCAT(STR(?a), STR(?b)), "^(([0-9]+)+)+(x|{"a?" * 60})$") }}',
    "a giant answer": f"SELECT * {{ {values('abcd')} }}",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(tmp_path_factory.mktemp("workers"), BASE)
    chain = "".join(f"<{BASE}n{i}> <{BASE}next> <{BASE}n{i + 1}> .\n" for i in range(3000)).encode()
    with open_writer(settings) as writer, writer.transaction() as transaction:
        transaction.replace_graph(GRAPH, chain)
    return settings


_others: set[int] = set()
"""The worker processes that other tests have left with this process."""


@pytest.fixture(autouse=True)
def aside() -> None:
    _others.clear()
    _others.update(children())


@pytest.fixture
def pool(settings: Settings) -> Iterator[WorkerPool]:
    pool = WorkerPool(settings, size=2, waiting=1, memory=400 << 20)
    yield pool
    pool.close()


def children() -> dict[int, float]:
    """The worker processes of this one, with the seconds of CPU that each has used."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            command = path.with_name("cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == os.getpid() and b"graph.store.worker" in command and fields[0] != "Z":
            found[int(path.parent.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return {number: used for number, used in found.items() if number not in _others}


def wait_until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_query_is_ended_and_leaves_no_load(pool: WorkerPool, name: str) -> None:
    pool.run(ONE, "text/csv").close()
    before = set(children())
    began = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"longer than 0\.5 s"):
        pool.run(ENDLESS[name], "text/csv", timeout=0.5, max_bytes=1 << 40)
    assert time.monotonic() - began < 1.5
    with pool.run(ONE, "text/csv") as answer:
        assert answer.readline() == b"o\r\n"
    pool.run(ONE, "text/csv").close()
    wait_until(lambda: len(children()) == 2 and set(children()) != before)
    idle = children()
    time.sleep(0.3)
    assert sum(children().values()) - sum(idle.values()) <= 0.02


def test_while_some_are_endless_others_are_answered(pool: WorkerPool) -> None:
    def ask() -> None:
        with pytest.raises(QueryTimeout):
            pool.run(ENDLESS["cross product of VALUES"], "text/csv", timeout=2)

    endless = threading.Thread(target=ask)
    endless.start()
    time.sleep(0.2)
    for _ in range(20):
        pool.run(ONE, "text/csv", timeout=1).close()
    assert endless.is_alive()
    endless.join()


def test_a_full_line_is_refused_with_a_time_to_come_back(settings: Settings) -> None:
    pool = WorkerPool(settings, size=1, waiting=1)
    results = list[BaseException]()

    def ask() -> None:
        try:
            pool.run(ENDLESS["cross product of VALUES"], "text/csv", timeout=1)
        except QueryError as error:
            results.append(error)

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.close()
    refused = [error for error in results if isinstance(error, QueryRefused)]
    assert len(results) == 5
    assert len(refused) >= 3
    assert all(error.retry_after >= 1 for error in refused)


def test_an_answer_over_its_bound_is_an_error_and_no_cut_off_answer(pool: WorkerPool) -> None:
    with pytest.raises(QueryTooLarge, match="2,000 bytes"):
        pool.run("SELECT * { ?s ?p ?o }", "text/csv", max_bytes=2000)
    with pool.run("SELECT * { ?s ?p ?o }", "text/csv") as answer:
        assert answer.read().count(b"/next,") == 3000


def test_an_answer_of_many_megabytes_comes_whole(pool: WorkerPool) -> None:
    with pool.run(f"SELECT ?a ?b {{ {values('ab')} }}", "text/tab-separated-values") as answer:
        assert sum(1 for _ in answer) == 1_000_001


def test_memory_is_bounded(pool: WorkerPool) -> None:
    with pytest.raises(QueryTooLarge, match="memory"):
        pool.run(f"SELECT * {{ {values('abcd')} }} ORDER BY ?a ?d", "text/csv", timeout=60)
    pool.run(ONE, "text/csv").close()


def test_errors_of_the_query_come_back_as_they_are(pool: WorkerPool) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        pool.run("SELECT * {\n ?s ?p", "text/csv")
    assert caught.value.line == 2
    with pytest.raises(QueryError, match="text/turtle"):
        pool.run(ONE, "text/turtle")
    pool.run(ONE, "text/csv").close()


def test_workers_follow_the_newest_snapshot(tmp_path: Path) -> None:
    settings = Settings(tmp_path, BASE)
    pool = WorkerPool(settings, size=1)
    with pytest.raises(StoreMissing):
        pool.run(ONE, "text/csv")
    with open_writer(settings) as writer:
        for number in range(3):
            with writer.transaction() as transaction:
                transaction.replace_graph(GRAPH, f'<{BASE}s> <{BASE}p> "{number}" .'.encode())
            with pool.run(f"SELECT ?o {{ <{BASE}s> ?p ?o }}", "text/csv") as answer:
                assert answer.read() == f"o\r\n{number}\r\n".encode()
    pool.close()


def test_closing_leaves_no_process(settings: Settings) -> None:
    pool = WorkerPool(settings, size=3)
    pool.run(ONE, "text/csv").close()
    assert len(children()) == 3
    pool.close()
    assert not children()


PARENT = """
import sys, threading, time
from pathlib import Path
from graph.store import Settings
from graph.store.workers import WorkerPool
pool = WorkerPool(Settings(Path(sys.argv[1]), sys.argv[2]), size=2)
threading.Thread(target=lambda: pool.run(sys.argv[3], "text/csv", timeout=60), daemon=True).start()
time.sleep(0.5)
print(*(process._popen.pid for process in pool._all), flush=True)
time.sleep(60)
"""


def test_workers_die_with_a_killed_parent_even_in_the_middle_of_a_query(settings: Settings) -> None:
    command = [sys.executable, "-c", PARENT, settings.home, BASE, ENDLESS["cross product of VALUES"]]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])
    assert parent.stdout is not None
    workers = [int(word) for word in parent.stdout.readline().split()]
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not any(alive(worker) for worker in workers))


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_process_has_workers_of_its_own(pool: WorkerPool) -> None:
    pool.run(ONE, "text/csv").close()
    ours = set(children())
    child = os.fork()
    if child == 0:
        with pool.run(ONE, "text/csv") as answer:
            good = answer.readline() == b"o\r\n"
        pool.close()
        os._exit(0 if good else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert set(children()) == ours
    pool.run(ONE, "text/csv").close()
