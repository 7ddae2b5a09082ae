"""Describes the data set (VoID, DCAT) and the SPARQL service (SPARQL-SD) in their own terms."""

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, VOID, XSD

from graph.iris import PREFIXES
from graph.store import Settings
from service.linked_data.serialising import new_graph
from service.linked_data.statistics import Statistics

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
_VOCABULARIES = ("ronten", "skos", "org", "foaf", "schema", "dcterms", "prov", "oa")
_LISTED = 1000
"""How many named graphs the service description lists at most."""


def data_set(settings: Settings, statistics: Statistics) -> Graph:
    """Return the data set's description; it stands at `{base}.well-known/void#dataset`."""
    graph, base = new_graph(), settings.base
    dataset, document = _dataset(base), URIRef(f"{base}.well-known/void")
    for kind in (VOID.Dataset, DCAT.Dataset):
        graph.add((dataset, RDF.type, kind))
    graph.add((document, RDF.type, VOID.DatasetDescription))
    graph.add((document, FOAF.primaryTopic, dataset))
    _titles(graph, dataset)
    graph.add((dataset, VOID.uriSpace, Literal(f"{base}id/")))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(f"{base}sparql")))
    graph.add((dataset, FOAF.homepage, URIRef(base)))
    for prefix in _VOCABULARIES:
        graph.add((dataset, VOID.vocabulary, URIRef(PREFIXES[prefix])))
    for name in _GRAPHS[:4]:
        graph.add((dataset, VOID.feature, _FORMATS[name]))
    _distribution(graph, dataset, base)
    _counts(graph, dataset, statistics)
    return graph


def sparql_service(settings: Settings, statistics: Statistics, *, writable: bool) -> Graph:
    """Return the service's description, with its data set's."""
    graph = data_set(settings, statistics)
    endpoint, default, graphs = URIRef(f"{settings.base}sparql"), BNode(), BNode()
    graph.add((endpoint, RDF.type, _SD.Service))
    graph.add((endpoint, _SD.endpoint, endpoint))
    graph.add((endpoint, _SD.supportedLanguage, _SD.SPARQL11Query))
    if writable:
        graph.add((endpoint, _SD.supportedLanguage, _SD.SPARQL11Update))
    if settings.union_default_graph:
        graph.add((endpoint, _SD.feature, _SD.UnionDefaultGraph))
    for name in (*_RESULTS, *_GRAPHS):
        graph.add((endpoint, _SD.resultFormat, _FORMATS[name]))
    for name in _GRAPHS:
        graph.add((endpoint, _SD.inputFormat, _FORMATS[name]))
    graph.add((endpoint, _SD.defaultEntailmentRegime, URIRef("http://www.w3.org/ns/entailment/Simple")))
    dataset = _dataset(settings.base)
    graph.add((endpoint, _SD.availableGraphs, graphs))
    graph.add((graphs, RDF.type, _SD.GraphCollection))
    graph.add((endpoint, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    graph.add((dataset, _SD.defaultGraph, default))
    graph.add((default, RDF.type, _SD.Graph))
    if settings.union_default_graph and statistics.graphs:
        graph.add((default, VOID.triples, _number(statistics.triples)))
    for name, count in statistics.graphs[:_LISTED]:
        _named_graph(graph, (dataset, graphs), name, count)
    return graph


def _dataset(base: str) -> URIRef:
    return URIRef(f"{base}.well-known/void#dataset")


def _titles(graph: Graph, dataset: URIRef) -> None:
    for text, language in (
        ("論点: 公の議論の意見知識グラフ", "ja"),
        ("ronten: an opinion knowledge graph of public deliberation", "en"),
    ):
        graph.add((dataset, DCTERMS.title, Literal(text, lang=language)))
    for text, language in (
        ("会議の議事概要・議事録から読み取った会議、出席者、意見、賛否、概念と、その根拠となる原文の位置。", "ja"),
        (
            "Meetings, attendance, opinions, positions and concepts read from minutes, each with its place in the source.",
            "en",
        ),
    ):
        graph.add((dataset, DCTERMS.description, Literal(text, lang=language)))
    graph.add(
        (
            dataset,
            DCTERMS.rights,
            Literal("Each document states its own licence and origin (dcterms:license, dcterms:source).", lang="en"),
        )
    )


def _distribution(graph: Graph, dataset: URIRef, base: str) -> None:
    service, distribution = URIRef(f"{base}sparql"), BNode()
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCTERMS.title, Literal("SPARQL", lang="en")))
    graph.add((service, DCTERMS.conformsTo, URIRef("http://www.w3.org/TR/sparql11-protocol/")))
    graph.add((service, DCAT.endpointURL, service))
    graph.add((service, DCAT.servesDataset, dataset))
    graph.add((dataset, DCAT.distribution, distribution))
    graph.add((distribution, RDF.type, DCAT.Distribution))
    graph.add((distribution, DCAT.accessService, service))
    graph.add((distribution, DCAT.accessURL, service))


def _counts(graph: Graph, dataset: URIRef, statistics: Statistics) -> None:
    if not statistics.graphs:
        return
    graph.add((dataset, VOID.triples, _number(statistics.triples)))
    graph.add((dataset, VOID.classes, _number(len(statistics.classes))))
    graph.add((dataset, VOID.properties, _number(len(statistics.properties))))
    for counts, leads, names, counted in (
        (statistics.classes, VOID.classPartition, VOID["class"], VOID.entities),
        (statistics.properties, VOID.propertyPartition, VOID.property, VOID.triples),
    ):
        for name, count in counts:
            part = BNode()
            graph.add((dataset, leads, part))
            graph.add((part, names, URIRef(name)))
            graph.add((part, counted, _number(count)))


def _named_graph(graph: Graph, owners: tuple[URIRef, BNode], name: str, count: int) -> None:
    entry, content = BNode(), BNode()
    for owner in owners:
        graph.add((owner, _SD.namedGraph, entry))
    graph.add((entry, RDF.type, _SD.NamedGraph))
    graph.add((entry, _SD.name, URIRef(name)))
    graph.add((entry, _SD.graph, content))
    graph.add((content, RDF.type, _SD.Graph))
    graph.add((content, VOID.triples, _number(count)))


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)
