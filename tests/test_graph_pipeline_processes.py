"""Documents read in several processes give what one process gives; one that ends takes its document only, and none outlives its parent."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from graph.annotating.vocabulary import Vocabulary, searchable
from graph.errors import DocumentError
from graph.iris import DEFAULT_BASE
from graph.model import Concept
from graph.pipeline import accounts, processes
from graph.pipeline.ingesting import Ingestion, Outcome
from graph.pipeline.keeping import exported, kept_documents
from graph.pipeline.learnt import Learnt, Lesson
from graph.store import Settings, open_writer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")

HEAD = "{series}（第{number}回）議事概要\n日時　令和６年４月{day}日（月）１０時～１１時\n\n主な意見\n"
TEACHING = {
    3: "○ 移動端末遠隔管理（ＭＤＭ）を全ての端末に入れるべきである。\n",
    6: "○ 広域見守り支援協議会（以下「協議会」という。）の議論を踏まえてほしい。\n",
    9: "○ 広域水道基盤強化計画（ＫＫＰ）の費用が重い。\n",
    12: "○ 健康管理促進プログラム（ＫＫＰ）を広げるべきである。\n",
    15: "○ 地域移動支援協議会（以下「協議会」という。）の議論を踏まえてほしい。\n",
}
"""What some documents teach: acronyms for all, an abbreviation for the series, and names that two concepts bear."""
USING = "○ ＭＤＭの費用を国が負担すべきである。\n○ 協議会の負担が重いのではないか。\n○ ＫＫＰの見直しが必要である。\n○ 資料{number}の統計を毎年公開してほしい。\n"


def minutes(folder: Path, count: int) -> list[Path]:
    """Documents of two series in turns; some teach what those close behind them use."""
    files = []
    for number in range(1, count + 1):
        series = "見本検討会" if number % 2 else "別の検討会"
        text = HEAD.format(series=series, number=number, day=number % 28 + 1)
        files.append(folder / f"{number:03}.txt")
        files[-1].write_text(text + TEACHING.get(number, "") + USING.format(number=number), encoding="utf-8")
    return files


def ingested(home: Path, files: list[Path], count: int) -> tuple[list[Outcome], set[bytes]]:
    settings = Settings(home, DEFAULT_BASE)
    outcomes = Ingestion(settings, processes=count).run(files)
    apart = (b"data/runs> .", b"data/system> .", b"data/ontology> .")  # times, the store's state, blank nodes
    lines = b"".join(exported(settings, "nquads")).splitlines()
    return outcomes, {line for line in lines if not line.endswith(apart)}


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    files = minutes(tmp_path, 24)
    files.insert(10, tmp_path / "empty.txt")
    files[10].write_bytes(b"")
    files.append(tmp_path / "again.txt")
    files[-1].write_bytes(files[4].read_bytes())
    alone, said = ingested(tmp_path / "one", files, 1)
    together, said_together = ingested(tmp_path / "three", files, 3)
    assert [(each.path, each.status, each.opinions) for each in together] == [
        (each.path, each.status, each.opinions) for each in alone
    ]
    assert [each.status for each in alone if each.status != "added"] == ["failed", "unchanged"]
    assert said_together == said
    assert not active_children()
    reading_again, _ = ingested(tmp_path / "three", files, 3)
    assert {each.status for each in reading_again} == {"failed", "unchanged"}


def test_a_process_that_is_killed_takes_its_document_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, here, extract = minutes(tmp_path, 20), os.getpid(), accounts.extract

    def ending(name: str, *rest):  # what a kernel does that is out of memory
        if name in {"010.txt", "015.txt"} and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return extract(name, *rest)

    monkeypatch.setattr(accounts, "extract", ending)
    outcomes, _ = ingested(tmp_path / "home", files, 2)
    failed = [outcome for outcome in outcomes if outcome.status != "added"]
    assert [outcome.path.name for outcome in failed] == ["010.txt", "015.txt"]
    assert failed[0].reason == (
        "010.txt: the process that read it was ended by signal 9, perhaps for want of memory: "
        "free memory or split the document, then ingest it again."
    )
    monkeypatch.undo()
    outcomes, _ = ingested(tmp_path / "home", files, 2)
    assert [outcome.path.name for outcome in outcomes if outcome.status == "added"] == ["010.txt", "015.txt"]


def test_where_every_process_ends_this_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, listen = os.getpid(), processes._listen

    def ending(*arguments):
        if os.getpid() != here:
            os._exit(3)
        listen(*arguments)

    monkeypatch.setattr(processes, "_listen", ending)
    files = minutes(tmp_path, 24)
    outcomes, _ = ingested(tmp_path / "home", files, 2)
    assert [outcome.status for outcome in outcomes].count("added") >= len(files) - processes._REPLACED - 2
    assert all("was ended by an error" in outcome.reason for outcome in outcomes if outcome.status == "failed")


def test_an_error_in_the_program_is_not_hidden_and_ends_one_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    extract = accounts.extract

    def failing(name: str, *rest):
        if name == "012.txt":
            raise KeyError("what nobody thought of")
        return extract(name, *rest)

    monkeypatch.setattr(accounts, "extract", failing)
    outcomes, _ = ingested(tmp_path / "home", minutes(tmp_path, 16), 2)
    assert [outcome.path.name for outcome in outcomes if outcome.status == "failed"] == ["012.txt"]
    assert "KeyError: 'what nobody thought of'" in capfd.readouterr().err


def children(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []


def running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


COMMAND = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells let what runs in the background ignore it
from service.commands import main
main()
"""


def started(home: Path, folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """An ingestion on the command line, and its processes, as soon as there are two."""
    command = [sys.executable, "-c", COMMAND, "ingest", "--processes", "2", str(folder)]
    environment = {**os.environ, "RONTEN_HOME": str(home)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    until = time.monotonic() + 60
    while len(found := children(process.pid)) < 2 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    return process, found


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_its_parent(tmp_path: Path, sent: signal.Signals) -> None:
    (tmp_path / "documents").mkdir()
    minutes(tmp_path / "documents", 300)
    process, found = started(tmp_path / "home", tmp_path / "documents")
    assert len(found) == 2
    if sent == signal.SIGINT:
        os.killpg(process.pid, sent)  # as a terminal does
    else:
        process.send_signal(sent)
    _, said = process.communicate(timeout=60)
    assert process.returncode != 0
    until = time.monotonic() + 20
    while any(map(running, found)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(running, found))
    assert said.count("Traceback") == 0
    settings = Settings(tmp_path / "home", DEFAULT_BASE)
    with open_writer(settings):
        pass
    (outcome,) = Ingestion(settings).run([tmp_path / "documents" / "001.txt"])
    assert outcome.status in {"added", "unchanged"}
    assert {document.opinions for document in kept_documents(settings)} <= {4, 5}


def test_a_small_run_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_Process", None)
    outcomes, _ = ingested(tmp_path / "home", minutes(tmp_path, 5), 2)
    assert [outcome.status for outcome in outcomes] == ["added"] * 5


def lesson(series: str, label: str, other: str) -> Lesson:
    return Lesson(series, Concept(label, "system"), other)


@pytest.mark.parametrize(
    ("learnt", "text", "changed"),
    [
        (lesson("甲会", "移動端末遠隔管理", "ＭＤＭ"), "mdmの費用", True),
        (lesson("甲会", "移動端末遠隔管理", "ＭＤＭ"), "移動端末遠隔管理の費用", True),
        (lesson("甲会", "移動端末遠隔管理", "ＭＤＭ"), "端末の費用", False),
        (lesson("乙会", "移動端末遠隔管理", "MDM"), "ＭＤＭの費用", True),
        (lesson("乙会", "広域見守り協議会", "協議会"), "協議会の費用", False),
        (lesson("甲会", "広域見守り協議会", "協議会"), "協議会の費用", True),
        (lesson("甲会", "別の計画", "KKP"), "はじめの計画の費用", True),
        (lesson("甲会", "はじめの計画", "KKP"), "KKPの費用", False),
        (lesson("甲会", "広域見守り協議会", "協議会"), "か\u3099たか\u3099た", True),
    ],
)
def test_what_was_learnt_matters_where_it_could_be_met(learnt: Lesson, text: str, changed: bool) -> None:
    known = Learnt(Vocabulary([]))
    known.learn([lesson("丙会", "はじめの計画", "KKP")])
    before = len(known.lessons)
    known.learn([learnt])
    assert known.changed(before, "甲会", searchable([text])) == changed


def test_questions_without_a_document_come_back_in_their_places() -> None:
    questions = [None, DocumentError("no"), None]
    answered = list(processes.answers(None, questions, 2))  # type: ignore[arg-type] # nothing is to be read
    assert answered == [(question, question) for question in questions]
