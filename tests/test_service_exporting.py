"""Exports over HTTP and on the command line: whole, safe in spreadsheets, with licence and origin."""

import csv
import io
import json

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from graph.analysis.tables import TABLES, safe_cell
from graph.pipeline.exporting import Wish, export
from graph.store import Settings, open_reader
from service.commands import main
from tests.servers import environment

_FORMATS = {
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("ending", _FORMATS)
def test_the_whole_graph_is_exported(client: FlaskClient, settings: Settings, ending: str):
    answer = client.get(f"/export/graph.{ending}")
    assert answer.status_code == 200
    assert "Each document states its own licence" in answer.text[:2000]
    reader = open_reader(settings)
    whole = set(ox.parse(reader.export("application/n-quads"), ox.RdfFormat.N_QUADS))
    reader.close()
    found = set(ox.parse(answer.data, _FORMATS[ending]))
    if ending == "ttl":
        assert {quad.triple for quad in found} == {quad.triple for quad in whole}
    elif ending == "jsonld":
        assert whole < found
        assert len(found) == len(whole) + 1
    else:
        assert found == whole


@pytest.mark.parametrize(
    ("ending", "read"),
    [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)],
)
@pytest.mark.filterwarnings("ignore")
def test_gephi_reads_the_network(client: FlaskClient, ending, read):
    answer = client.get(f"/export/concepts.{ending}?limit=50")
    network = read(io.BytesIO(answer.data))
    assert len(network) == 50
    assert all(data["together"] >= 1 for _, _, data in network.edges(data=True))
    assert {data["label"] for _, data in network.nodes(data=True)} >= {"Gov-Cloud"}
    assert "Each document states its own licence" in answer.text


def rows(client: FlaskClient, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/export/{table}.csv").text)))


@pytest.mark.parametrize("table", TABLES)
def test_tables_say_the_origin_of_every_row(client: FlaskClient, table: str):
    found = rows(client, table)
    assert found
    assert list(found[0])[-6:] == ["document", "document_title", "source", "publisher", "licence", "fictional"]
    assert all(row["document"].startswith("http") and row["document_title"] for row in found)
    assert len({row[table.removesuffix("s")] for row in found}) == len(found)


def test_tables_hold_all_there_is(client: FlaskClient):
    assert len(rows(client, "opinions")) == client.get("/api/v1/opinions").get_json()["total"]
    mention = next(row for row in rows(client, "mentions") if row["concept"].endswith("/gov-cloud"))
    opinion = next(row for row in rows(client, "opinions") if row["opinion"] == mention["opinion"])
    start, end = (int(mention[key]) - int(opinion["start"]) for key in ("start", "end"))
    assert 0 <= start < end
    assert mention["concept_label"] == "Gov-Cloud"
    assert mention["surface"]


def test_a_byte_order_mark_on_request(client: FlaskClient):
    assert client.get("/export/opinions.csv?bom=1").data.startswith(b"\xef\xbb\xbfopinion,")
    assert client.get("/export/opinions.csv").data.startswith(b"opinion,")
    assert client.get("/export/opinions.csv?bom=2").status_code == 400


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_begins_a_formula(text: str):
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("1+1=2") == "1+1=2"


@pytest.mark.embedded("others may change a server's state without its number telling, so nothing is tagged")
def test_answers_are_tagged_packed_and_open(client: FlaskClient):
    first = client.get("/export/meetings.csv", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in first.headers["Link"]
    assert "attachment" in first.headers["Content-Disposition"]
    again = client.get("/export/meetings.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.head("/export/graph.trig").data == b""


@pytest.mark.parametrize("path", ["/export/graph.csv", "/export/opinions.trig", "/export/x.csv", "/export/graph"])
def test_what_is_not_there_is_a_404(client: FlaskClient, path: str):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("form", ["trig", "graphml", "gexf", "csv"])
def test_the_command_line_gives_the_same(client: FlaskClient, settings: Settings, monkeypatch, form: str):
    for variable, value in environment(settings).items():
        monkeypatch.setenv(variable, value)
    name = {"trig": "graph", "csv": "meetings"}.get(form, "concepts")
    printed = CliRunner().invoke(main, ["export", "--format", form, "--table", "meetings"])
    assert printed.exit_code == 0
    assert printed.stdout_bytes == client.get(f"/export/{name}.{form}").data


def test_parts_cannot_be_had_as_tables(settings: Settings, monkeypatch):
    for variable, value in environment(settings).items():
        monkeypatch.setenv(variable, value)
    refused = CliRunner().invoke(main, ["export", "--format", "csv", "--graph", "http://example.org/"])
    assert refused.exit_code == 1
    assert refused.stderr.startswith("ronten: csv is made of the whole graph")


def test_json_ld_is_json(settings: Settings):
    assert json.loads(b"".join(export(settings, Wish("jsonld"))))
