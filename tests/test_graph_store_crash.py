"""Nothing acknowledged is lost and nothing is there by half: killed processes, two writers, full disks."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import StoreError, StoreLocked, StoreMissing
from graph.store import Iri, Settings, open_reader, open_writer

pytestmark = pytest.mark.embedded("its files, and what a killed process leaves of them")

BASE = "http://example.org/"
SHARED = f"{BASE}data/vocabulary"
SIZE = 60
ROOT = Path(__file__).parents[1]

WRITER = """
import sys
from pathlib import Path
from graph.store import Settings, open_writer
base, first, size = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
number = first
while True:  # some writers write once, some often
    with open_writer(Settings(Path(sys.argv[1]), base)) as writer:
        for _ in range(4):
            with writer.transaction() as transaction:
                graph = f"{base}data/document/{number}"
                transaction.replace_graph(graph, b"".join(b"<%sid/s%d> <%sp> \\"%d\\" .\\n" % (base.encode(), i, base.encode(), number) for i in range(size)))
                transaction.update(f"DELETE WHERE {{ GRAPH <{base}data/vocabulary> {{ ?s ?p ?o }} }}")
                transaction.update(f"INSERT DATA {{ GRAPH <{base}data/vocabulary> {{ <{base}id/newest> <{base}p> {number} }} }}")
            print(number, flush=True)
            number += 1
"""


def start(home: Path, first: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(home), BASE, str(first), str(SIZE)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True)


def documents(settings: Settings) -> tuple[dict[int, int], int]:
    """Each document's triples that say its number, and the number that the shared graph says."""
    reader = open_reader(settings)
    try:
        rows = reader.select(
            f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s <{BASE}p> ?o }} FILTER STRENDS(STR(?g), ?o) }} GROUP BY ?g"
        )
        newest = reader.select("SELECT ?o { GRAPH $g { ?s ?p ?o } }", g=Iri(SHARED))
        found = {int(row["g"].rpartition("/")[2]): int(row["n"]) for row in rows if "/document/" in row["g"]}
        return found, int(newest[0]["o"])
    finally:
        reader.close()


def check_all(settings: Settings, acknowledged: set[int]) -> None:
    found, newest = documents(settings)
    assert acknowledged <= set(found)
    assert set(found.values()) == {SIZE}
    assert newest == max(found)
    assert len(found) <= len(acknowledged) + 1


def kill_and_look(settings: Settings, kills: int, seed: int) -> None:
    dice, acknowledged = random.Random(seed), set[int]()
    for _ in range(kills):
        process = start(settings.home, max(acknowledged, default=-1) + 1)
        time.sleep(dice.uniform(0.05, 0.6))
        os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
        acknowledged |= {int(line) for line in out.split()}
        if acknowledged:
            check_all(settings, acknowledged)  # as the killed writer left it
        with open_writer(settings) as writer:  # what was not acknowledged is completed or undone
            version = writer.reader.version
        try:
            found, newest = documents(settings)
        except StoreMissing:
            assert not acknowledged
            continue
        check_all(settings, acknowledged)
        acknowledged = set(found)
        reader = open_reader(settings)
        assert (reader.version, newest) == (version, max(found))
        reader.close()
        leftovers = {path.name for path in settings.home.iterdir()} - {"store", "snapshots", "current", "lock"}
        assert leftovers <= {"current.new"}
    assert acknowledged


def test_killed_at_any_time_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    kill_and_look(Settings(tmp_path, BASE), kills=12, seed=1)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_killed_two_hundred_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    kill_and_look(Settings(tmp_path, BASE), kills=200, seed=int(time.time()))


def put(settings: Settings, number: int, size: int = SIZE) -> None:
    data = b"".join(b'<%sid/s%d> <%sp> "%d" .\n' % (BASE.encode(), i, BASE.encode(), number) for i in range(size))
    with open_writer(settings) as writer, writer.transaction() as transaction:
        transaction.replace_graph(f"{BASE}data/document/{number}", data)
        transaction.replace_graph(SHARED, f'<{BASE}id/newest> <{BASE}p> "{number}" .'.encode())


STAGES = {
    "before the first step": ("graph.store.making._make_group", 1),
    "between two steps": ("graph.store.making._make_group", 2),
    "before the snapshot": ("graph.store.snapshots.publish", 1),
    "before the pointer": ("graph.store.snapshots.point", 1),
    "before old snapshots are collected": ("graph.store.snapshots.collect", 1),
}
STOPPED = """
import importlib, os, sys
from pathlib import Path
from graph.store import Settings, open_writer
module, _, name = sys.argv[3].rpartition(".")
module, left = importlib.import_module(module), [int(sys.argv[4])]
original = getattr(module, name)
def stop(*arguments):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), 9)
    return original(*arguments)
setattr(module, name, stop)
with open_writer(Settings(Path(sys.argv[1]), sys.argv[2])) as writer, writer.transaction() as transaction:
    lines = ('<%sid/s%d> <%sp> "2" .' % (sys.argv[2], i, sys.argv[2]) for i in range(60))
    transaction.replace_graph(sys.argv[2] + "data/document/2", "\\n".join(lines).encode())
    transaction.replace_graph(sys.argv[2] + "data/vocabulary", b'<http://a> <http://b> "2" .')
"""


@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_each_stage(tmp_path: Path, stage: str) -> None:
    settings = Settings(tmp_path, BASE)
    put(settings, 1)
    before = open_reader(settings)
    step, times = STAGES[stage]
    assert (
        subprocess.run(
            [sys.executable, "-c", STOPPED, tmp_path, BASE, step, str(times)], cwd=ROOT, check=False
        ).returncode
        == -9
    )
    collected = stage == "before old snapshots are collected"
    assert documents(settings)[1] == (2 if collected else 1)
    with open_writer(settings) as writer:
        assert writer.dirty()
    all_done = "steps" not in stage and "first step" not in stage
    assert documents(settings) == (({1: SIZE, 2: SIZE}, 2) if all_done else ({1: SIZE}, 1))
    assert before.select("SELECT ?o { GRAPH $g { ?s ?p ?o } }", g=Iri(SHARED)) == [{"o": "1"}]
    before.close()
    put(settings, 3)
    assert documents(settings)[1] == 3


def test_a_restoration_that_was_killed_is_done_again(tmp_path: Path) -> None:
    settings = Settings(tmp_path, BASE)
    put(settings, 1)
    (tmp_path / "store").rename(tmp_path / "store.discarded")
    (tmp_path / "store.new").mkdir()
    (tmp_path / "store.new" / "CURRENT").write_text("half")
    (tmp_path / "snapshots" / "9-abcdef.tmp").mkdir()
    put(settings, 2)
    assert documents(settings) == ({1: SIZE, 2: SIZE}, 2)
    assert {path.name for path in tmp_path.iterdir()} == {"store", "snapshots", "current", "lock"}
    assert len(list((tmp_path / "snapshots").iterdir())) == 2


def test_two_writers_at_once_take_turns(tmp_path: Path) -> None:
    settings = Settings(tmp_path, BASE)
    put(settings, 1)
    first, second = start(tmp_path, 10), start(tmp_path, 1000)
    try:
        wait = time.monotonic() + 5
        while first.poll() is None and second.poll() is None and time.monotonic() < wait:
            time.sleep(0.05)
        with pytest.raises(StoreLocked):  # noqa: PT012 the block is what is tested
            while True:
                open_writer(settings).close()
    finally:
        for process in (first, second):
            process.kill()
            process.communicate()
    assert set(documents(settings)[0].values()) == {SIZE}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=40m", "tmpfs", folder], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_changes_nothing_and_room_helps(small_disk: Path) -> None:
    settings = Settings(small_disk / "home", BASE)
    put(settings, 1)
    filler = small_disk / "filler"
    with filler.open("wb") as file, pytest.raises(OSError, match="space"):  # noqa: PT012 the block is what is tested
        while True:
            file.write(b"x" * 65536)
    with pytest.raises(StoreError) as caught:  # noqa: PT012 the block is what is tested
        for number in range(2, 50):
            put(settings, number, 20_000)
    assert str(caught.value).endswith(".")
    found, newest = documents(settings)
    assert newest == max(found) == len(found)
    filler.unlink()
    put(settings, 99)
    assert set(documents(settings)[0]) == set(found) | {99}


def test_a_file_size_limit_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path, BASE)
    put(settings, 1)
    code = f"""
import resource, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from test_graph_store_crash import put, Settings, BASE, StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    put(Settings(Path({str(tmp_path)!r}), BASE), 2, 30_000)
except StoreError as error:
    print(error)
"""
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert told.stdout.startswith("The store cannot be"), told
    assert documents(settings) == ({1: SIZE}, 1)
    put(settings, 3)
    assert set(documents(settings)[0]) == {1, 3}


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StoreError, match="cannot be written"):
        open_writer(Settings(tmp_path / "home", BASE))


def test_few_files_are_enough(tmp_path: Path) -> None:
    """Readers close what they opened: as many as may be open at once in this process are opened ten times over."""
    settings = Settings(tmp_path, BASE)
    put(settings, 1)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(30):
        documents(settings)
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 2
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > before
