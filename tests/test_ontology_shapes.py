"""The shapes let through what the contract describes and refuse what it does not."""

import json

import pytest
from pyshacl import validate
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

import ontology
from graph.iris import DEFAULT_BASE, PREFIXES, RONTEN

GOOD = """
<document/d> a ronten:Document ; dcterms:title "検討会（第3回）議事概要"@ja ; ronten:contentHash "HASH" ;
    dcterms:format "text/plain" ; ronten:fileName "seed.txt" ; ronten:genre ronten:summary ;
    dcterms:source <https://example.org/minutes> ; dcterms:publisher "総務省"@ja ; ronten:fictional true ;
    ronten:minutesOf <meeting/m> ; prov:wasGeneratedBy <run/r> ; ronten:unread <document/d.unread.1> .
<document/d.unread.1> a ronten:UnreadSpan ; ronten:start 0 ; ronten:end 4 ; ronten:reason "layout" .
<run/r> a ronten:Run ; ronten:extractorVersion "1" ; ronten:vocabularyVersion "ab" ; prov:used <document/d> .
<series/s> a ronten:MeetingSeries ; skos:prefLabel "検討会"@ja .
<meeting/m> a ronten:Meeting ; dcterms:title "検討会（第3回）"@ja ; ronten:series <series/s> ; ronten:number 3 ;
    dcterms:date "2020-12-18"^^xsd:date ; ronten:startTime "13:00:00"^^xsd:time ; ronten:endTime "15:00:00"^^xsd:time ;
    schema:location "オンライン"@ja ; ronten:agendaItem <agenda/m.1> .
<agenda/m.1> a ronten:AgendaItem ; ronten:order 1 ; skos:prefLabel "開会"@ja .
<topic/m.t> a ronten:Topic ; skos:prefLabel "標準化"@ja ; ronten:meeting <meeting/m> ; ronten:order 1 .
<attendance/a> a ronten:Attendance ; ronten:meeting <meeting/m> ; ronten:order 1 ; org:member <person/p> ; ronten:group "構成員"@ja ;
    ronten:affiliation "船橋市デジタル行政推進課長"@ja ; org:organization <organisation/船橋市> ;
    ronten:jobTitle "デジタル行政推進課長"@ja ; ronten:online true .
<person/p> a foaf:Person ; foaf:name "山田太郎"@ja .
<organisation/船橋市> a org:Organization ; skos:prefLabel "船橋市"@ja .
<opinion/o1> a ronten:Opinion ; ronten:text "Gov-Cloudがあれば点検は不要ではないか。"@ja ;
    ronten:document <document/d> ; ronten:meeting <meeting/m> ; ronten:topic <topic/m.t> ;
    ronten:order 1 ; ronten:start 5 ; ronten:end 30 ;
    ronten:act ronten:proposal ; ronten:speakerLabel "山田委員"@ja ; ronten:speaker <person/p> ;
    ronten:mention <mention/o1.0> ; ronten:sentence <sentence/o1.0> ; ronten:position <position/o1.0> ;
    ronten:relation <relation/o1.0> .
<opinion/o2> a ronten:Opinion ; ronten:text "そうは思わない。"@ja ; ronten:document <document/d> ;
    ronten:meeting <meeting/m> ; ronten:order 2 ; ronten:start 30 ; ronten:end 38 ; ronten:act ronten:opposition ;
    ronten:disagreesWith <opinion/o1> .
<sentence/o1.0> ronten:start 5 ; ronten:end 30 ; ronten:act ronten:proposal ;
    ronten:cue "ではないか"@ja ; ronten:confidence 0.9 .
<mention/o1.0> ronten:concept <concept/gov-cloud> ; ronten:start 5 ; ronten:end 14 .
<position/o1.0> ronten:target <concept/gov-cloud> ; ronten:polarity ronten:for ;
    ronten:start 5 ; ronten:end 30 ; ronten:confidence 0.8 .
<relation/o1.0> ronten:subject <concept/gov-cloud> ;
    ronten:predicate ronten:makesUnnecessary ; ronten:object <concept/点検> ;
    ronten:start 5 ; ronten:end 30 ; ronten:confidence 1.0e0 .
<link/o2.o1> a ronten:OpinionLink ; ronten:from <opinion/o2> ; ronten:linkType ronten:disagreesWith ;
    ronten:to <opinion/o1> .
<concept/点検> a skos:Concept ; skos:prefLabel "点検"@ja ; skos:altLabel "点検作業"@ja ;
    ronten:conceptType ronten:activity .
""".replace("HASH", "ab" * 32)

# What is changed in the good graph, and which of its nodes is refused for that.
BAD = [
    ("ronten:start 5 ; ronten:end 14", "ronten:start 14 ; ronten:end 5", "mention/o1.0"),
    ("ronten:start 5 ; ronten:end 14", 'ronten:start "5" ; ronten:end 14', "mention/o1.0"),
    ("ronten:start 5 ; ronten:end 14", "ronten:start 5", "mention/o1.0"),
    ("ronten:concept <concept/gov-cloud> ;", "ronten:concept <concept/nowhere> ;", "concept/nowhere"),
    ("ronten:start 5 ; ronten:end 14", "ronten:start 5 ; ronten:end 14 ; ronten:ende 15", "mention/o1.0"),
    ("ronten:act ronten:opposition", "ronten:act ronten:against", "opinion/o2"),
    ("ronten:act ronten:opposition", "ronten:act ronten:opposition, ronten:concern", "opinion/o2"),
    ("ronten:document <document/d> ;\n    ronten:meeting <meeting/m> ; ronten:order 2", "ronten:order 2", "opinion/o2"),
    ('ronten:text "そうは思わない。"@ja', 'ronten:text "そうは思わない。"', "opinion/o2"),
    ('ronten:speakerLabel "山田委員"@ja ; ', "", "opinion/o1"),
    ("ronten:speaker <person/p> ;", 'ronten:speaker "山田" ;', "opinion/o1"),
    ("ronten:jobTitle", "ronten:position", "attendance/a"),
    ("ronten:online true", 'ronten:online "yes"', "attendance/a"),
    ("ronten:online true", "ronten:online true ; ronten:present true", "attendance/a"),
    ("ronten:polarity ronten:for", "ronten:polarity ronten:support", "position/o1.0"),
    ("ronten:confidence 0.8", "ronten:confidence 1.8", "position/o1.0"),
    (" ; ronten:confidence 0.8", "", "position/o1.0"),
    ("ronten:predicate ronten:makesUnnecessary", "ronten:predicate ronten:agreesWith", "relation/o1.0"),
    ("ronten:to <opinion/o1>", "ronten:to <opinion/o2>", "link/o2.o1"),
    ("ronten:linkType ronten:disagreesWith", "ronten:linkType ronten:causes", "link/o2.o1"),
    ('"2020-12-18"^^xsd:date', '"2020-12-18"', "meeting/m"),
    ("ronten:number 3", 'ronten:number "第3回"', "meeting/m"),
    ("ab" * 32, "ab", "document/d"),
    ("ronten:genre ronten:summary", "ronten:genre ronten:document", "document/d"),
    ("ronten:fictional true", "ronten:fictional false", "document/d"),
    (' ; ronten:reason "layout"', "", "document/d.unread.1"),
    (
        "prov:used <document/d>",
        'prov:used <document/d> ; prov:endedAtTime "2024-01-01T00:00:00Z"^^xsd:dateTime',
        "run/r",
    ),
    ("ronten:conceptType ronten:activity", "ronten:conceptType ronten:proposal", "concept/点検"),
    ('foaf:name "山田太郎"@ja', 'foaf:name "山田太郎"@ja, "山田次郎"@ja', "person/p"),
]
SH = "http://www.w3.org/ns/shacl#"
BASE = DEFAULT_BASE + "id/"


def turtle(text: str) -> Graph:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return Graph().parse(data=head + text, format="turtle", publicID=BASE)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=ontology.shapes_file().read_bytes(), format="turtle")


@pytest.fixture(scope="module")
def beside() -> Graph:
    """The one concept of a vocabulary that the good graph names; it has to stand in the data graph."""
    (file,) = (file for file in ontology.vocabulary_files() if file.name == "municipal-dx.ttl")
    vocabulary = Graph().parse(data=file.read_bytes(), format="turtle", publicID=BASE)
    return vocabulary.cbd(URIRef(BASE + "concept/gov-cloud"))


@pytest.fixture(scope="module")
def terms() -> Graph:
    return Graph().parse(data=ontology.ontology_file().read_bytes(), format="turtle")


def problems(data: Graph, shapes: Graph, terms: Graph) -> set[str]:
    """Return the nodes that are refused, without their base."""
    conforms, report, _ = validate(data, shacl_graph=shapes, ont_graph=terms, inference="none")
    nodes = {str(node).removeprefix(BASE) for node in report.objects(None, URIRef(SH + "focusNode"))}
    assert conforms == (not nodes)
    return nodes


def test_the_contracts_graph_conforms(shapes, beside, terms):
    assert problems(turtle(GOOD) + beside, shapes, terms) == set()


@pytest.mark.parametrize(("right", "wrong", "node"), BAD)
def test_other_graphs_are_refused(shapes, beside, terms, right, wrong, node):
    assert right in GOOD
    assert node in problems(turtle(GOOD.replace(right, wrong, 1)) + beside, shapes, terms)


def test_all_shipped_concepts_conform(shapes, terms):
    everything = Graph()
    for file in ontology.vocabulary_files():
        if file.name != "places.ttl":
            everything.parse(data=file.read_bytes(), format="turtle", publicID=BASE)
    assert problems(everything, shapes, terms) == set()


def test_the_shapes_are_shacl(shapes):
    conforms, _, text = validate(turtle(""), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_every_shape_says_what_is_wrong_in_both_languages(shapes):
    closed = set(shapes.subjects(URIRef(SH + "closed"), Literal("true", datatype=XSD.boolean)))
    assert len(closed) > 8
    for shape in set(shapes.subjects(URIRef(SH + "path"))):
        if next(shapes.objects(shape, RDF.type), None) or next(shapes.subjects(URIRef(SH + "property"), shape), None):
            languages = {message.language for message in shapes.objects(shape, URIRef(SH + "message"))}
            assert languages == {"ja", "en"}, list(shapes.predicate_objects(shape))


# rdflib 7.6 reads JSON-LD through a class that it has itself deprecated; no other way leads around it.
OWN_DEPRECATION = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@OWN_DEPRECATION
def test_context_round_trip():
    context = json.loads(ontology.context_file().read_text(encoding="utf-8"))["@context"]
    graph = turtle(GOOD)
    written = graph.serialize(format="json-ld", context=context, auto_compact=False)
    assert isomorphic(Graph().parse(data=written, format="json-ld"), graph)


@OWN_DEPRECATION
def test_context_reads_plain_json():
    context = json.loads(ontology.context_file().read_text(encoding="utf-8"))["@context"]
    plain = {
        "@context": context,
        "id": BASE + "opinion/o2",
        "type": "Opinion",
        "text": "そうは思わない。",
        "act": "opposition",
        "start": 30,
        "document": BASE + "document/d",
        "mention": [{"type": "Mention", "concept": {"id": BASE + "concept/1", "conceptType": "document"}}],
        "disagreesWith": [BASE + "opinion/o1"],
    }
    graph = Graph().parse(data=json.dumps(plain), format="json-ld")
    opinion = URIRef(BASE + "opinion/o2")

    def value(subject, name):
        return graph.value(subject, URIRef(RONTEN + name))

    assert value(opinion, "text") == Literal("そうは思わない。", lang="ja")
    assert value(opinion, "act") == URIRef(RONTEN + "opposition")
    assert value(opinion, "start").toPython() == 30
    assert value(opinion, "document") == URIRef(BASE + "document/d")
    assert value(URIRef(BASE + "concept/1"), "conceptType") == URIRef(RONTEN + "document")
    assert value(opinion, "disagreesWith") == URIRef(BASE + "opinion/o1")


def test_context_names_defined_terms_only():
    context = json.loads(ontology.context_file().read_text(encoding="utf-8"))["@context"]
    terms = Graph().parse(data=ontology.ontology_file().read_bytes(), format="turtle")
    defined = {str(s).removeprefix(RONTEN) for s in terms.subjects() if str(s).startswith(RONTEN)}
    ids = (value["@id"] if isinstance(value, dict) else value for value in context.values() if value != 1.1)
    assert {name.removeprefix("ronten:") for name in ids if name.startswith("ronten:")} == defined
