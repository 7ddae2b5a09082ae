"""From documents to the graph: what the sample says, what stays the same, what goes and what survives."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph

import ontology
from graph.errors import DocumentError
from graph.iris import DEFAULT_BASE, Iris
from graph.model import normal_form
from graph.originals import Originals, content_hash
from graph.pipeline.adding import add_vocabulary
from graph.pipeline.ingesting import Ingestion, documents
from graph.pipeline.keeping import delete_documents, exported, kept_documents
from graph.store import Iri, Reader, Settings, open_reader
from tests.servers import environment

SEEDS = Path(__file__).parent.parent / "seeds"
SAMPLE = SEEDS / "soumu-dx-3.txt"
P = (
    "PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/> "
    "PREFIX org: <http://www.w3.org/ns/org#> PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX schema: <http://schema.org/> "
)


@pytest.fixture(scope="module")
def grown(lasting_store_at, tmp_path_factory) -> Settings:
    settings = lasting_store_at(tmp_path_factory.mktemp("grown"), DEFAULT_BASE)
    Ingestion(settings).run(documents([SEEDS])[0])
    return settings


@pytest.fixture(scope="module")
def reader(grown) -> Reader:
    opened = open_reader(grown)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sample() -> Iri:
    return Iri(Iris().document(content_hash(SAMPLE.read_bytes())))


def column(reader: Reader, query: str, **terms) -> list[str]:
    return [next(iter(row.values())) for row in reader.select(P + query, **terms)]


class TestTheSample:
    def test_has_eleven_opinions_under_four_topics(self, reader, sample):
        rows = reader.select(
            P
            + "SELECT ?label (COUNT(?o) AS ?n) { ?o ronten:document $d ; ronten:topic ?t . ?t skos:prefLabel ?label ; ronten:order ?order } GROUP BY ?label ?order ORDER BY ?order",
            d=sample,
        )
        assert [(row["label"], int(row["n"])) for row in rows] == [
            ("情報システムの標準化について", 4),
            ("AI・RPAについて", 3),
            ("テレワークの導入について", 2),
            ("業務改革について", 2),
        ]

    def test_attributes_no_opinion_to_anybody(self, reader, sample):
        assert not reader.ask(P + "ASK { ?o ronten:document $d ; ronten:speaker ?who }", d=sample)
        assert not reader.ask(P + "ASK { ?o ronten:document $d ; ronten:speakerLabel ?who }", d=sample)

    def test_names_who_attended(self, reader, sample):
        rows = reader.select(
            P
            + "SELECT ?group (COUNT(?a) AS ?n) (COUNT(?online) AS ?far) { $d ronten:minutesOf ?m . ?a ronten:meeting ?m ; ronten:group ?group OPTIONAL { ?a ronten:online ?online } } GROUP BY ?group",
            d=sample,
        )
        assert {row["group"]: int(row["n"]) for row in rows} == {"座長": 1, "構成員": 9, "幹事": 6, "オブザーバー": 7}
        assert sum(int(row["far"]) for row in rows) == 7

    def test_says_when_and_where_it_met(self, reader, sample):
        (row,) = reader.select(
            P
            + "SELECT ?date ?start ?end ?place ?n { $d ronten:minutesOf ?m . ?m dcterms:date ?date ; ronten:startTime ?start ; ronten:endTime ?end ; schema:location ?place ; ronten:number ?n }",
            d=sample,
        )
        assert row == {
            "date": "2020-12-18",
            "start": "13:00:00",
            "end": "15:00:00",
            "place": "中央合同庁舎第2号館 8階 第1特別会議室",
            "n": "3",
        }
        assert column(reader, "SELECT (COUNT(?i) AS ?n) { $d ronten:minutesOf/ronten:agendaItem ?i }", d=sample) == [
            "9"
        ]

    def test_joins_the_words_that_its_lines_break(self, reader, sample):
        text = "".join(column(reader, "SELECT ?text { ?o ronten:document $d ; ronten:text ?text }", d=sample))
        assert "自治体LGWAN接続系端末" in text
        assert "「RPA導入団体数」" in text
        assert "\n" not in text

    @pytest.mark.parametrize(
        ("surfaces", "concept"),
        [
            (("J-LIS", "Ｊ－ＬＩＳ", "地方公共団体情報システム機構"), "j-lis"),
            (("Gov-Cloud", "Ｇｏｖ－Ｃｌｏｕｄ", "ガバメントクラウド", "ガバクラ"), "gov-cloud"),
        ],
    )
    def test_leads_the_names_of_one_thing_to_one_concept(self, grown, surfaces, concept):
        from graph.pipeline.vocabularies import shipped

        found = {shipped(grown.base).vocabulary.lookup(surface).iri for surface in surfaces}
        assert len(found) == 1
        assert found.pop().endswith(concept)

    def test_tells_what_rpa_is_spoken_of_with(self, reader):
        together = set(
            column(
                reader,
                """SELECT DISTINCT ?label { ?o ronten:mention/ronten:concept ?rpa ; ronten:mention/ronten:concept ?c .
            ?rpa skos:prefLabel "RPA"@ja . ?c skos:prefLabel ?label FILTER(?c != ?rpa) }""",
            )
        )
        assert {"データ連携", "自動化", "Gov-Cloud"} <= together


class TestEvidence:
    def test_every_part_leads_to_its_characters(self, grown, reader):
        originals = Originals(grown.home)
        rows = reader.select(
            P
            + """SELECT ?hash ?text ?start ?end ?partStart ?partEnd { ?o ronten:document/ronten:contentHash ?hash ; ronten:text ?text ; ronten:start ?start ; ronten:end ?end .
            OPTIONAL { ?o ronten:mention|ronten:sentence|ronten:position|ronten:relation ?part . ?part ronten:start ?partStart ; ronten:end ?partEnd } }"""
        )
        assert len(rows) > 500
        kept = {row["hash"]: originals.text(row["hash"]) for row in rows}
        for row in rows:
            said = squeeze(row["text"])
            source = kept[row["hash"]]
            assert squeeze(source[int(row["start"]) : int(row["end"])]) == said
            if "partStart" in row:
                part = squeeze(source[int(row["partStart"]) : int(row["partEnd"])])
                assert part
                assert part in said

    def test_kept_text_is_the_original_s(self, grown):
        data = SAMPLE.read_bytes()
        kept = Originals(grown.home)
        assert kept.original(content_hash(data)) == data
        assert kept.text(content_hash(data)) == data.decode()

    def test_what_is_written_conforms_to_the_shapes(self, grown, reader):
        known = Graph().parse(data=reader.export("application/n-triples", f"{grown.base}data/vocabulary"), format="nt")
        shapes, terms = Graph().parse(str(ontology.shapes_file())), Graph().parse(str(ontology.ontology_file()))
        own = Graph().parse(data=reader.export("application/n-triples", f"{grown.base}data/entities"), format="nt")
        for document in kept_documents(grown):
            graph = Graph().parse(
                data=reader.export("application/n-triples", Iris(grown.base).document_graph(document.hash)), format="nt"
            )
            conforms, _, report = validate(
                graph + own + known, shacl_graph=shapes, ont_graph=terms, inference="none", advanced=True
            )
            assert conforms, report[:2000]

    def test_an_opinion_takes_at_most_a_hundred_triples(self, reader):
        triples = int(
            column(
                reader,
                'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), "/data/document/") || CONTAINS(STR(?g), "/data/entities")) }',
            )[0]
        )
        opinions = int(column(reader, "SELECT (COUNT(*) AS ?n) { ?o a ronten:Opinion }")[0])
        assert triples / opinions <= 100

    def test_fictional_meetings_are_marked(self, reader):
        assert column(reader, "SELECT (COUNT(DISTINCT ?m) AS ?n) { ?m a ronten:Meeting ; ronten:fictional true }") == [
            "4"
        ]

    def test_counts_are_not_multiplied_by_the_documents_that_share_a_concept(self, reader):
        rows = reader.select(
            P
            + "SELECT ?c (COUNT(*) AS ?n) { ?c a skos:Concept ; skos:prefLabel ?l FILTER(LANG(?l) = 'ja') } GROUP BY ?c HAVING(COUNT(*) > 1)"
        )
        assert rows == []


def squeeze(text: str) -> str:
    return "".join(normal_form(text).split())


class TestReadingAgain:
    @pytest.mark.parametrize("few", [0, 200])
    def test_changes_nothing(self, store_at, tmp_path, monkeypatch, few):
        monkeypatch.setattr("graph.pipeline.ingesting.FEW", few)
        settings = store_at(tmp_path / "home", DEFAULT_BASE)
        Ingestion(settings).run([SAMPLE])
        before = everything(settings)
        (outcome,) = Ingestion(settings).run([SAMPLE])
        assert outcome.status == "unchanged"
        assert everything(settings) == before

    def test_from_scratch_gives_the_same_triples(self, store_at, tmp_path):
        both = []
        for name in ("one", "two"):
            settings = store_at(tmp_path / name, DEFAULT_BASE)
            Ingestion(settings).run([SAMPLE])
            both.append(described(settings))
        assert both[0] == both[1]

    def test_follows_the_vocabulary(self, store_at, tmp_path):
        settings = store_at(tmp_path / "home", DEFAULT_BASE)
        Ingestion(settings).run([SAMPLE])
        table = tmp_path / "own.csv"
        table.write_text("label,type,aliases,broader,same as\nアイディアボックス,policy,目安箱,,\n", encoding="utf-8")
        assert add_vocabulary(settings, table) == 1
        (outcome,) = Ingestion(settings).run([SAMPLE])
        assert outcome.status == "read again"
        reader = open_reader(settings)
        assert column(
            reader, 'SELECT ?type { ?c skos:prefLabel "アイディアボックス"@ja ; ronten:conceptType ?type }'
        ) == ["https://w3id.org/ronten/ns#policy"]
        reader.close()


def everything(settings: Settings) -> set[bytes]:
    lines = b"".join(exported(settings, "nquads")).splitlines()
    return {line for line in lines if line}


def described(settings: Settings) -> set[bytes]:
    """What documents say, with what they share."""
    graphs = (f"<{settings.base}data/entities> .".encode(), f"<{settings.base}data/document/".encode())
    return {line for line in everything(settings) if graphs[0] in line or graphs[1] in line.rsplit(b" ", 2)[1]}


class TestDeleting:
    def test_leaves_no_trace_but_the_grave(self, store_at, tmp_path):
        settings = store_at(tmp_path / "home", DEFAULT_BASE)
        first, second = SEEDS / "example-dx-1.txt", SEEDS / "example-dx-2.txt"
        Ingestion(settings).run([first])
        before = described(settings)
        Ingestion(settings).run([second])
        (gone,) = delete_documents(settings, [second.name])
        assert described(settings) == before
        assert Originals(settings.home).original(gone.hash) is None
        reader = open_reader(settings)
        assert column(
            reader, "SELECT (COUNT(*) AS ?n) { GRAPH $g { ?o ?p ?when } }", g=Iri(f"{settings.base}data/gone")
        ) == ["14"]
        reader.close()
        Ingestion(settings).run([second])
        reader = open_reader(settings)
        assert column(
            reader, "SELECT (COUNT(*) AS ?n) { GRAPH $g { ?o ?p ?when } }", g=Iri(f"{settings.base}data/gone")
        ) == ["0"]
        reader.close()

    def test_of_what_is_not_there_is_an_error_and_deletes_nothing(self, store_at, tmp_path):
        settings = store_at(tmp_path / "home", DEFAULT_BASE)
        Ingestion(settings).run([SAMPLE])
        with pytest.raises(DocumentError, match="no such document"):
            delete_documents(settings, [SAMPLE.name, "nothing.txt"])
        assert len(kept_documents(settings)) == 1


def test_a_killed_ingestion_leaves_whole_documents_or_none(store_at, tmp_path):
    """Kills the process at several moments; each document is there with all its opinions, or not at all."""
    whole = {
        "example-dx-1.txt": 13,
        "example-dx-2.txt": 14,
        "example-dx-3.txt": 14,
        "example-dx-4.txt": 13,
        "soumu-dx-3.txt": 11,
    }
    settings = store_at(tmp_path / "home", DEFAULT_BASE)
    variables = {**os.environ, **environment(settings)}
    for delay in (0.3, 0.6, 0.8, 1.0, 1.3):
        process = subprocess.Popen(
            [sys.executable, "-m", "service.commands", "ingest", str(SEEDS)],
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    Ingestion(settings).run([SAMPLE])
    for document in kept_documents(settings):
        assert document.opinions == whole[document.file_name]
    Ingestion(settings).run(documents([SEEDS])[0])
    assert {document.file_name: document.opinions for document in kept_documents(settings)} == whole


def test_an_organisation_is_the_one_that_its_concept_is_about(reader, sample):
    names = column(
        reader,
        """SELECT ?name { $d ronten:minutesOf ?m . ?a ronten:meeting ?m ; org:organization ?o . ?c foaf:focus ?o ; skos:prefLabel ?name FILTER(LANG(?name) = "ja") }""",
        d=sample,
    )
    assert {"総務省", "J-LIS", "船橋市", "全国知事会"} <= set(names)


def test_namesakes_in_one_list_stay_two_people(store_at, tmp_path):
    minutes = tmp_path / "memo.txt"
    minutes.write_text(
        "公園の整備に関する打合せ 議事概要\n\n日時：令和５年５月１２日（金）１０時～１１時\n場所：例田市役所\n出席者\n【委員】\n例田　花子\n例田　花子\n仮野　太郎\n\n"
        "議事概要\n○植栽は市の職員で植えられる本数にとどめるべきである。\n○費用の内訳を公開してほしい。\n",
        encoding="utf-8",
    )
    settings = store_at(tmp_path / "home", DEFAULT_BASE)
    Ingestion(settings).run([minutes])
    reader = open_reader(settings)
    names = column(reader, "SELECT ?name { ?a a ronten:Attendance ; org:member ?p ; ronten:order ?n . ?p foaf:name ?name } ORDER BY ?n")
    reader.close()
    assert names == ["例田花子", "例田花子", "仮野太郎"]


def test_hedges_and_the_people_who_are_meant_are_in_the_graph(store_at, tmp_path):
    minutes = tmp_path / "talk.txt"
    minutes.write_text(
        "見本検討会（第１回）議事録\n日時　令和６年４月１日\n出席者\n座長　例田　太郎（れいだ　たろう）　見本大学教授\n委員　仮野　花子　　株式会社ひながた代表取締役\n\n"
        "議事録\n○例田座長　標準化は適切ではないのではないか。\n○仮野委員　例田座長の意見に賛成である。窓口の統合は有効だと思う。\n",
        encoding="utf-8",
    )
    settings = store_at(tmp_path / "home", DEFAULT_BASE)
    Ingestion(settings).run([minutes])
    reader = open_reader(settings)
    hedges = column(reader, "SELECT ?hedge { ?o ronten:sentence/ronten:hedge ?hedge } ORDER BY ?hedge")
    meant = column(reader, "SELECT ?name { ?o ronten:mention/ronten:refersTo/foaf:name ?name }")
    readings = column(reader, "SELECT ?name { ?attendance schema:alternateName ?name }")
    reader.close()
    assert (hedges, meant, readings) == (["と思う", "のではないか"], ["例田太郎"], ["れいだたろう"])


FIRST = """見本検討会（第１回）議事概要
日時　令和６年４月１日（月）１０時～１１時

主な意見
○ 移動端末遠隔管理（ＭＤＭ）を全ての端末に入れるべきである。
○ 広域見守り支援協議会（以下「協議会」という。）の議論を踏まえてほしい。
"""
SECOND = """{series}（第２回）議事概要
日時　令和６年５月１日（水）１０時～１１時

主な意見
○ ＭＤＭの費用を国が負担すべきである。
○ 協議会の負担が重いのではないか。
"""


@pytest.mark.parametrize(
    ("series", "labels"),
    [
        ("見本検討会", {"移動端末遠隔管理", "広域見守り支援協議会"}),
        ("別の検討会", {"移動端末遠隔管理"}),
    ],
)
def test_a_name_that_one_document_taught_serves_the_next(store_at, tmp_path, series, labels):
    """An acronym means the same everywhere; what a document abbreviates for itself only in its series."""
    settings = store_at(tmp_path / "home", DEFAULT_BASE)
    for number, text in enumerate((FIRST, SECOND.format(series=series)), 1):
        minutes = tmp_path / f"{number}.txt"
        minutes.write_text(text, encoding="utf-8")
        Ingestion(settings).run([minutes])
    reader = open_reader(settings)
    second = Iri(Iris().document(content_hash((tmp_path / "2.txt").read_bytes())))
    found = column(
        reader, "SELECT DISTINCT ?label { ?o ronten:document $d ; ronten:mention/ronten:concept/skos:prefLabel ?label }", d=second
    )
    taught = column(
        reader, "SELECT ?other { GRAPH ?g { $d ronten:minutesOf ?m . ?c skos:altLabel ?other } }", d=second
    )
    reader.close()
    assert {"移動端末遠隔管理", "広域見守り支援協議会"} & set(found) == labels
    assert taught == []


@pytest.mark.parametrize("source", ["minutes of May", "https://example.org/a b", "\\ud800", "a> <http://b> <http://c"])
def test_a_source_that_is_no_address_fails_its_document_only(tmp_path, source):
    settings = Settings(tmp_path / "home", DEFAULT_BASE)
    files = [tmp_path / "1.txt", tmp_path / "2.txt"]
    files[0].write_text(FIRST, encoding="utf-8")
    files[1].write_text(SECOND.format(series="見本検討会"), encoding="utf-8")
    (tmp_path / "1.origin.json").write_text(f'{{"source": "{source}"}}', encoding="utf-8")
    (tmp_path / "2.origin.json").write_text('{"publisher": "見本市\\ud800", "source": "https://例.example/議事録"}', encoding="utf-8")
    outcomes = Ingestion(settings).run(files)
    assert [outcome.status for outcome in outcomes] == ["failed", "added"]
    assert outcomes[0].reason.startswith("1.origin.json: the source must be an address such as ")
    reader = open_reader(settings)
    assert column(reader, "SELECT ?source { ?d dcterms:source ?source ; dcterms:publisher ?who }") == ["https://例.example/議事録"]
    reader.close()
