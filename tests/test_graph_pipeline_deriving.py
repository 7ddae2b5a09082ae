"""Derived data follow what is written: links between the meetings of one series, with new, corrected and deleted documents, and after a crash."""

from pathlib import Path

import pytest

from graph.iris import DEFAULT_BASE
from graph.pipeline.deriving import follow, writing
from graph.pipeline.ingesting import Ingestion
from graph.pipeline.keeping import delete_documents
from graph.store import Settings, open_reader, open_writer

LINKS = """PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?kind ?from ?to { GRAPH ?g { ?link a ronten:OpinionLink ; ronten:from ?a ; ronten:linkType ?kind ; ronten:to ?b }
?a ronten:meeting/ronten:number ?from . ?b ronten:meeting/ronten:number ?to FILTER(STRSTARTS(STR(?g), "http://127.0.0.1:8000/data/derived/")) } ORDER BY ?from ?to ?kind"""


def minutes(folder: Path, number: int, said: str, series: str = "見本検討会") -> Path:
    file = folder / f"{series}-{number}.txt"
    file.write_text(
        f"{series}（第{number}回）議事概要\n日時　令和６年{number + 3}月１日（月）１０時～１１時\n\n主な意見\n○ {said}\n○ 次回も議論したい。\n", encoding="utf-8"
    )
    return file


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path / "home", DEFAULT_BASE)


def links(settings: Settings) -> list[tuple[str, int, int]]:
    reader = open_reader(settings)
    try:
        return [(row["kind"].rsplit("#", 1)[1], int(row["from"]), int(row["to"])) for row in reader.select(LINKS)]
    finally:
        reader.close()


FOR, AGAINST = "窓口の共同化に賛成である。", "窓口の共同化に反対である。"


def test_opinions_take_up_those_of_the_last_meeting_that_took_a_side(settings, tmp_path):
    Ingestion(settings).run(
        [
            minutes(tmp_path, 1, FOR),
            minutes(tmp_path, 2, "次第に沿って説明があった。"),
            minutes(tmp_path, 3, AGAINST),
            minutes(tmp_path, 4, AGAINST),
            minutes(tmp_path, 1, AGAINST, "別の検討会"),
        ]
    )
    assert links(settings) == [("disagreesWith", 3, 1), ("agreesWith", 4, 3)]


def test_links_follow_late_and_deleted_documents(settings, tmp_path):
    Ingestion(settings).run([minutes(tmp_path, 1, FOR), minutes(tmp_path, 3, FOR)])
    assert links(settings) == [("agreesWith", 3, 1)]
    between = minutes(tmp_path, 2, AGAINST)
    Ingestion(settings).run([between])
    assert links(settings) == [("disagreesWith", 2, 1), ("disagreesWith", 3, 2)]
    delete_documents(settings, [between.name])
    assert links(settings) == [("agreesWith", 3, 1)]
    delete_documents(settings, ["見本検討会-1.txt", "見本検討会-3.txt"])
    assert links(settings) == []


def test_what_a_killed_writer_left_is_made_good_by_the_next(settings, tmp_path):
    Ingestion(settings).run([minutes(tmp_path, 1, FOR), minutes(tmp_path, 2, AGAINST)])
    wanted = links(settings)
    with open_writer(settings) as writer:
        derived = [graph for graph in writer.reader.graphs() if "/derived/" in graph]
        with writer.transaction() as transaction:  # a document changes and nobody follows: the marks stay
            for graph in writer.reader.graphs():
                if "/data/document/" in graph:
                    transaction.replace_graph(graph, writer.reader.export("application/n-triples", graph))
            for graph in derived:
                transaction.drop_graph(graph)
        assert len(writer.dirty()) == 2
    assert links(settings) == []
    with writing(settings) as writer:
        assert writer.dirty() == []
    assert links(settings) == wanted != []


def test_nothing_is_written_where_nothing_changed(settings, tmp_path):
    Ingestion(settings).run([minutes(tmp_path, 1, FOR), minutes(tmp_path, 2, AGAINST)])
    with open_writer(settings) as writer:
        before = writer.reader.version
        follow(writer, settings)
        assert writer.reader.version == before
