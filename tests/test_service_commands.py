"""The command line: answers on standard output, one clear line on standard error, exit status that scripts can use."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.iris import DEFAULT_BASE
from service.commands import main
from tests.servers import environment

SEEDS = Path(__file__).parent.parent / "seeds"


def enter(settings, monkeypatch):
    """Let commands that follow use a store."""
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def run(store_at, tmp_path, monkeypatch):
    enter(store_at(tmp_path / "home", DEFAULT_BASE), monkeypatch)

    def invoke(*arguments: str):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return invoke


def test_extract_prints_json_and_nothing_else(run):
    result = run("extract", SEEDS / "soumu-dx-3.txt")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert said["meeting"]["number"] == 3
    assert len(said["opinions"]) == 11
    assert len(said["attendees"]) == 23


def test_a_document_s_journey(run, tmp_path):
    result = run("ingest", SEEDS / "soumu-dx-3.txt")
    assert (result.exit_code, result.stdout) == (0, "1 added; 11 opinions\n")
    assert run("ingest", SEEDS / "soumu-dx-3.txt").stdout == "1 unchanged\n"
    (listed,) = json.loads(run("list", "--json").stdout)
    assert listed["file_name"] == "soumu-dx-3.txt"
    count = "SELECT (COUNT(*) AS ?n) { ?o a <https://w3id.org/ronten/ns#Opinion> }"
    assert run("query", count, "--format", "csv").stdout.split() == ["n", "11"]
    assert "11" in run("query", count).stdout
    assert json.loads(run("query", "ASK { ?s ?p ?o }", "--format", "json").stdout)["boolean"] is True
    assert "http://127.0.0.1:8000/" in run("export").stdout
    moved = run("export", "--format", "nquads", "--base", "https://minutes.example/").stdout
    assert "<https://minutes.example/id/opinion/" in moved
    assert "127.0.0.1" not in moved.replace('"http://127.0.0.1:8000/"', "")
    assert run("delete", listed["id"]).exit_code == 0
    assert run("list").stdout == ""


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder.mkdir(), "no document in this folder"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(bytes(range(256)) * 8), "text"),
        (lambda path: None, "no such file"),
    ],
    ids=["folder without documents", "empty file", "binary file", "missing file"],
)
def test_what_cannot_be_read_is_one_clear_line_and_changes_nothing(run, tmp_path, make, says):
    run("ingest", SEEDS / "soumu-dx-3.txt")
    before = run("export", "--format", "nquads").stdout
    target = tmp_path / "given.txt"
    make(target)
    result = run("ingest", target)
    assert result.exit_code != 0
    lines = [line for line in result.stderr.splitlines() if line]
    assert len(lines) == 1
    assert says in lines[0]
    assert run("export", "--format", "nquads").stdout == before


def test_what_is_wrong_is_said_in_one_line(run, tmp_path):
    empty = run("query", "SELECT * { ?s ?p ?o }")
    assert empty.exit_code == 1
    assert "ronten ingest" in empty.stderr
    run("ingest", SEEDS / "soumu-dx-3.txt")
    broken = run("query", "SELECT * { ?s ?p")
    assert broken.exit_code == 1
    assert broken.stderr.startswith("ronten: ")
    assert len(broken.stderr.splitlines()) == 1
    reaching = run("query", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert reaching.exit_code == 1
    table = tmp_path / "bad.csv"
    table.write_text("name\nx\n", encoding="utf-8")
    assert "label" in run("vocabulary", "add", table).stderr


def statements(exported: str) -> set[str]:
    """What an export says, without its comments, blank nodes (named anew) and the store's own state."""
    lines = exported.splitlines()
    return {line for line in lines if not line.startswith("#") and "_:" not in line and "/data/system>" not in line}


def test_a_backup_brings_everything_back(run, store_at, tmp_path, monkeypatch):
    run("ingest", SEEDS / "soumu-dx-3.txt", SEEDS / "example-dx-1.txt")
    before = run("export", "--format", "nquads").stdout
    assert run("backup", tmp_path / "backup").stdout == "2 documents backed up\n"
    assert run("backup", tmp_path / "backup").exit_code == 1
    enter(store_at(tmp_path / "elsewhere", DEFAULT_BASE), monkeypatch)
    assert run("restore", tmp_path / "backup").stdout == "2 documents restored\n"
    assert run("check").stdout == "all is well\n"
    assert statements(run("export", "--format", "nquads").stdout) == statements(before)
    assert run("restore", tmp_path / "backup").exit_code == 1
    (original,) = (tmp_path / "elsewhere").glob("originals/a1/*/original")
    original.write_bytes(b"changed")
    broken = run("check")
    assert broken.exit_code == 1
    assert "soumu-dx-3.txt" in broken.stderr


def test_every_command_explains_itself(run):
    for command in (
        "extract",
        "ingest",
        "list",
        "delete",
        "serve",
        "query",
        "export",
        "vocabulary",
        "check",
        "backup",
        "restore",
    ):
        result = run(command, "--help")
        assert result.exit_code == 0
        assert "Usage:" in result.stdout
