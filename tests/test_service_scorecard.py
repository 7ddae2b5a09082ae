"""The scorecard in the service and on the command line."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from graph.pipeline.extracting import version
from service import scorecard, wording
from service.commands import main

GOLD = Path(__file__).parent.parent / "seeds" / "gold"
SMALL = """移動の足を考える会（第２回）議事概要
１　日時　令和３年５月１２日（水）１０：００～１２：００
２　場所　市役所３階会議室
３　主な意見
【バスの見直しについて】
○ 予約バスを導入すべき。
○ 費用がどのくらいかかるのか心配である。
○ 高齢者には予約の仕組みが分かりにくいのではないか。
"""
JAPANESE = re.compile(r"[ぁ-ヺ一-鿿]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.txt").write_text(SMALL, encoding="utf-8")
    texts = [line.removeprefix("○ ") for line in SMALL.splitlines() if line.startswith("○")]
    # the first is labelled wrongly: there shall be an error to list
    opinions = [
        {"id": f"O{number}", "speaker": None, "text": text, "act": "concern"} for number, text in enumerate(texts, 1)
    ]
    gold = {"document": "small.txt", "genre": "summary", "meeting": {"number": 2}, "opinions": opinions}
    (tmp_path / "small.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def evaluate(*arguments: object):
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def test_the_page_shows_every_field_with_its_figure(client: FlaskClient):
    text = client.get("/scorecard").text
    card = json.loads((GOLD / "scorecard.json").read_text(encoding="utf-8"))
    known = {field: name for _, _, fields in scorecard.GROUPS for field, name, _ in fields}
    assert set(known) == set(card["all"])
    for field, plain in card["all"].items():
        shown = re.search(rf"<strong>{re.escape(known[field])}</strong>.*?main-figure\">([\d.]+)<", text, re.DOTALL)
        assert shown, field
        assert shown[1] == f"{scorecard.main_figure(plain):.2f}"
    assert card["extractor"] in text
    assert not re.search(r"<style|<[^>]+\s(?:style|on\w+)=", text)
    assert text.count("<h1") == 1


def test_the_page_says_whether_the_running_version_was_measured(client: FlaskClient, monkeypatch):
    told = {**scorecard.shipped(), "extractor": version()}
    monkeypatch.setattr(scorecard, "shipped", lambda: told)
    assert "いま動いている抽出器と同じ版です" in client.get("/scorecard").text
    monkeypatch.setattr(scorecard, "shipped", lambda: {**told, "extractor": "ronten/older"})
    text = client.get("/scorecard").text
    assert "版が違います" in text
    assert version() in text


def test_without_a_scorecard_both_addresses_say_so(client: FlaskClient, monkeypatch):
    monkeypatch.setattr(scorecard, "shipped", lambda: None)
    assert client.get("/scorecard").status_code == 404
    assert "ronten evaluate" in client.get("/api/v1/scorecard").json["detail"]


def test_json_is_the_shipped_file_with_the_version_that_runs(client: FlaskClient):
    answer = client.get("/api/v1/scorecard")
    told = json.loads((GOLD / "scorecard.json").read_text(encoding="utf-8"))
    assert answer.json == {**told, "installed": version(), "measured_as_installed": told["extractor"] == version()}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get("/api/v1/scorecard", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_every_word_of_the_page_has_its_english(client: FlaskClient):
    catalogue = wording.catalogue("en")
    for heading, about, fields in scorecard.GROUPS:
        for words in (heading, about, *(word for field in fields for word in field[1:])):
            assert words in catalogue, words
    assert set(scorecard.GENRES.values()) <= set(catalogue)
    page = re.sub(r"<script.*?</script>", "", client.get("/scorecard?lang=en").text, flags=re.DOTALL)
    assert set(JAPANESE.findall(page)) <= set("日本語")


@pytest.mark.parametrize(("figure", "verdict"), [(0.9, "high"), (0.89, "middle"), (0.6, "middle"), (0.59, "low")])
def test_how_far_a_field_can_be_trusted_follows_from_its_figure(figure, verdict):
    plain = {"p": 1.0, "r": 1.0, "f1": figure, "gold": 1, "predicted": 1}
    assert scorecard.row("a", "b", plain).verdict == verdict


def test_the_command_prints_a_table_with_errors_and_baselines(folder):
    result = evaluate(folder, "--per-document", "--baselines", "--errors", "opinion's act")
    assert result.exit_code == 0, result.stderr
    assert "== small\n" in result.stdout
    assert re.search(r"^opinions exact +1\.000 +1\.000 +1\.000 +3 +3 .*every line", result.stdout, re.MULTILINE)
    assert "small O1: want concern got proposal" in result.stdout


def test_the_command_prints_json_and_writes_the_scorecard(folder):
    said = json.loads(evaluate(folder, "--json", "--per-document", "--errors", "speaker", "--write-scorecard").stdout)
    assert said["all"]["opinions exact"]["f1"] == 1.0
    assert said["each"]["small"]["meeting number"]["gold"] == 1
    assert said["errors"] == []
    written = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
    assert written["all"]["opinion's act"]["accuracy"] == round(said["all"]["opinion's act"]["accuracy"], 4) == 0.6667
    assert written["extractor"] == said["extractor"] == version()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: (folder / "small.gold.json").unlink(), "no file NAME.gold.json"),
        (lambda folder: (folder / "small.gold.json").write_text("{"), "small.gold.json: this is no JSON"),
        (lambda folder: (folder / "small.txt").unlink(), "small.gold.json: its document small.txt is neither"),
        (lambda folder: (folder / "small.txt").write_bytes(b""), "small.txt: "),
    ],
)
def test_what_is_wrong_is_said_in_one_line(folder, spoil, says):
    spoil(folder)
    result = evaluate(folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_field_is_answered_with_those_there_are(folder):
    assert "opinion's act" in evaluate(folder, "--errors", "colour").stderr
