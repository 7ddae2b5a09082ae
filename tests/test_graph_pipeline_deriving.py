"""Derived data follow what is written: links between the meetings of one series, with new, corrected and deleted documents, and after a crash."""

import shutil
from pathlib import Path

import pytest

from graph.figures import FiguresReader, attending, evidence, maps
from graph.fulltext import FullText, Search, Words
from graph.iris import DEFAULT_BASE
from graph.pipeline.deriving import INDEX, follow, is_behind, writing
from graph.pipeline.ingesting import Ingestion
from graph.pipeline.keeping import delete_documents
from graph.store import Settings, open_reader, open_writer

LINKS = """PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?kind ?from ?to { GRAPH ?g { ?link a ronten:OpinionLink ; ronten:from ?a ; ronten:linkType ?kind ; ronten:to ?b }
?a ronten:meeting/ronten:number ?from . ?b ronten:meeting/ronten:number ?to FILTER(STRSTARTS(STR(?g), "http://127.0.0.1:8000/data/derived/")) } ORDER BY ?from ?to ?kind"""


def minutes(folder: Path, number: int, said: str, series: str = "見本検討会", came: str = "例田　太郎（見本大学　教授）") -> Path:
    file = folder / f"{series}-{number}.txt"
    file.write_text(
        f"{series}（第{number}回）議事概要\n日時　令和６年{number + 3}月１日（月）１０時～１１時\n出席者\n　{came}\n　仮野　花子（見本大学　准教授）\n\n"
        f"主な意見\n○ {said}\n○ 次回も議論したい。\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def settings(store_at, tmp_path) -> Settings:
    return store_at(tmp_path / "home", DEFAULT_BASE)


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


def derived(settings: Settings) -> dict[str, object]:
    """Return all that is derived: the derived graphs, the figures by IRIs, and what the index finds."""
    reader, figures = open_reader(settings), FiguresReader(settings.home)
    graphs = {graph: sorted(reader.export("application/n-triples", graph).splitlines()) for graph in reader.graphs() if "/derived/" in graph}
    with figures.reading() as counted:
        rows = {row.number: row for row in counted.every_concept()}
        together = {
            row.iri: {rows[other].iri: int(count) for other, count in zip(*counted.together(number), strict=True)} for number, row in rows.items()
        }
        disputes = [(rows[each].iri, *evidence.dispute(counted, each)[1:]) for each in evidence.disputed(counted, None)]
        labels = sorted(counted.every_label())
        concepts = sorted(row[1:] for row in rows.values())
        total = counted.total
        came = attending.people(counted, None, 100, 0), attending.organisations(counted, None, 100, 0), attending.organisations(counted, "見本", 100, 0)
    reader.close()
    figures.close()
    index = FullText.reading(settings.home / INDEX)
    hits = index.search(Search(Words.of("共同化")), 100, 0, 50)
    return {
        "graphs": graphs, "together": together, "disputes": disputes, "labels": labels, "concepts": concepts, "total": total, "came": came,
        "found": (hits.total, sorted(hits.opinions), hits.facets),
    }  # fmt: skip


def anew(settings: Settings) -> dict[str, object]:
    with writing(settings) as writer:
        follow(writer, settings, anew=True)
    return derived(settings)


def test_after_documents_came_changed_and_went_all_is_as_derived_from_scratch(settings, tmp_path):
    files = [
        minutes(tmp_path, 1, FOR),
        minutes(tmp_path, 2, AGAINST),
        minutes(tmp_path, 3, "RPAの導入に賛成であるが、窓口の共同化はRPAの導入の妨げとなる。"),
        minutes(tmp_path, 1, AGAINST, "別の検討会"),
    ]
    Ingestion(settings).run(files)
    assert derived(settings) == anew(settings)
    Ingestion(settings).run([minutes(tmp_path, 2, "窓口の共同化には懸念がある。クラウドの利用を進めるべきである。"), files[3]])
    delete_documents(settings, [files[2].name])
    with writing(settings) as writer, writer.transaction() as transaction:  # somebody corrects when a meeting was, and what a concept is called
        transaction.update(
            "PREFIX dcterms: <http://purl.org/dc/terms/> DELETE { GRAPH ?g { ?m dcterms:date ?d } } INSERT { GRAPH ?g { ?m dcterms:date ?new } } "
            'WHERE { GRAPH ?g { ?m a <https://w3id.org/ronten/ns#Meeting> ; dcterms:date ?d FILTER(STR(?d) = "2024-04-01") '
            'BIND(STRDT("2024-12-24", <http://www.w3.org/2001/XMLSchema#date>) AS ?new) } }'
        )
    found = derived(settings)
    assert found == anew(settings)
    assert found["total"] == 2 * 4
    assert found["disputes"]


def test_people_and_organisations_come_and_go_with_the_documents_that_name_them(settings, tmp_path):
    def came() -> tuple[list[tuple[str, str | None, int]], list[tuple[str, int]]]:
        figures = FiguresReader(settings.home)
        with figures.reading() as counted:
            people, organisations = attending.people(counted, None, 9, 0), attending.organisations(counted, None, 9, 0)
        figures.close()
        return [row[1:] for row in people[1]], [row[1:] for row in organisations[1]]

    first, second = minutes(tmp_path, 1, FOR), minutes(tmp_path, 2, AGAINST, came="丁野　一茶（架空協会　理事）")
    Ingestion(settings).run([first, second])
    everybody = (
        [("仮野花子", "見本大学 准教授", 2), ("丁野一茶", "架空協会 理事", 1), ("例田太郎", "見本大学 教授", 1)],
        [("見本大学", 2), ("架空協会", 1)],
    )
    assert came() == everybody
    delete_documents(settings, [second.name])
    assert came() == ([("仮野花子", "見本大学 准教授", 1), ("例田太郎", "見本大学 教授", 1)], [("見本大学", 2)])
    Ingestion(settings).run([second])
    assert came() == everybody
    assert derived(settings) == anew(settings)


def test_a_series_that_one_document_calls_otherwise_is_called_so_at_all_its_meetings(settings, tmp_path):
    def called() -> set[str]:
        figures = FiguresReader(settings.home)
        with figures.reading() as counted:
            found = {row[0] for row in counted.connection.execute("SELECT series_label FROM meeting")}
        figures.close()
        return found

    Ingestion(settings).run([minutes(tmp_path, 1, FOR), minutes(tmp_path, 2, AGAINST)])
    (before,) = called()
    find = (
        "SELECT ?g ?series { GRAPH ?g { ?opinion <https://w3id.org/ronten/ns#meeting> ?m } GRAPH ?shared { ?m <https://w3id.org/ronten/ns#series> ?series } "
        "FILTER CONTAINS(STR(?g), '/data/document/') } ORDER BY ?g LIMIT 1"
    )
    with writing(settings) as writer, writer.transaction() as transaction:  # in one named graph, so that nothing else is marked
        (row,) = writer.reader.select(find)
        label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
        transaction.update(f'INSERT DATA {{ GRAPH <{row["g"]}> {{ <{row["series"]}> {label} "! first of all"@ja }} }}')
    (after,) = called()
    assert after == "! first of all" != before
    anew(settings)
    assert called() == {after}


def test_a_position_that_somebody_takes_out_is_counted_no_more(settings, tmp_path):
    Ingestion(settings).run([minutes(tmp_path, 1, FOR), minutes(tmp_path, 2, AGAINST)])
    assert derived(settings)["disputes"]
    with writing(settings) as writer, writer.transaction() as transaction:
        transaction.update("DELETE WHERE { GRAPH ?g { ?o <https://w3id.org/ronten/ns#position> ?p } }")
    found = derived(settings)
    assert found["disputes"] == []
    assert found == anew(settings)


@pytest.mark.parametrize("lost", ["figures.sqlite", "fulltext"])
def test_what_is_lost_beside_the_store_is_made_again_at_the_next_opening(settings, tmp_path, lost):
    Ingestion(settings).run([minutes(tmp_path, 1, FOR), minutes(tmp_path, 2, AGAINST)])
    before = derived(settings)
    for file in settings.home.glob(f"{lost}*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    with writing(settings):
        pass
    assert derived(settings) == before


def test_figures_that_are_ahead_of_the_store_are_followed_again(settings, tmp_path, monkeypatch):
    """A process dies after the figures were written and before the store's transaction: the marks are still there."""
    Ingestion(settings).run([minutes(tmp_path, 1, FOR)])

    def die(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("graph.pipeline.deriving.link", die)
        with pytest.raises(KeyboardInterrupt):
            Ingestion(settings).run([minutes(tmp_path, 2, AGAINST)])
    assert is_behind(settings)
    with writing(settings) as writer:
        assert writer.dirty() == []
    assert not is_behind(settings)
    found = derived(settings)
    assert found["total"] == 4
    assert found == anew(settings)


def test_the_map_is_drawn_with_the_first_documents_and_anew_when_many_came(settings, tmp_path):
    def mapped() -> int | None:
        reader = FiguresReader(settings.home)
        with reader.reading() as figures:
            kept = maps.read(figures)
        reader.close()
        assert kept is not None
        assert kept.nodes
        return kept.opinions

    Ingestion(settings).run([minutes(tmp_path, number, FOR) for number in range(1, 22)])
    assert mapped() == 42
    Ingestion(settings).run([minutes(tmp_path, 30, AGAINST)])  # 2 of 42 are less than a twentieth
    assert mapped() == 42
    Ingestion(settings).run([minutes(tmp_path, 31, AGAINST)])
    assert mapped() == 46
    delete_documents(settings, ["見本検討会-1.txt", "見本検討会-2.txt"])
    assert mapped() == 42
