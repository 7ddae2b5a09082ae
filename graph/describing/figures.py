"""Describes figures that were counted from the graph: of concepts as their properties, of pairs of concepts as things of their own."""

from graph.describing.triples import Triples, decimal, integer, iri, literal, name
from graph.facts import ConceptFigures
from graph.iris import Iris


def describe_concept(triples: Triples, figures: ConceptFigures) -> None:
    """Describe the figures of a concept; what is 0 is not said."""
    for term, value in (
        ("opinionCount", figures.opinions),
        ("meetingCount", figures.meetings),
        ("forCount", figures.pro),
        ("againstCount", figures.con),
        ("mixedCount", figures.mixed),
    ):
        triples.add(figures.iri, name("ronten", term), integer(value) if value else None)
    if figures.contention:
        triples.add(figures.iri, name("ronten", "contention"), decimal(figures.contention))


def describe_pair(triples: Triples, iris: Iris, one: str, other: str, together: int) -> None:
    """Describe in how many opinions two concepts are spoken of together."""
    pair = iris.pair(one, other)
    triples.add(pair, name("rdf", "type"), name("ronten", "CoOccurrence"))
    triples.add(pair, name("ronten", "between"), iri(one), iri(other))
    triples.add(pair, name("ronten", "together"), integer(together))


def describe_origin(triples: Triples, graph: str, iris: Iris, version: str) -> None:
    """Describe where a graph of figures comes from: the run that counted them, and its version."""
    run = iris.counting(version)
    triples.add(graph, name("rdf", "type"), name("prov", "Entity"))
    triples.add(graph, name("prov", "wasGeneratedBy"), iri(run))
    triples.add(run, name("rdf", "type"), name("ronten", "Run"))
    triples.add(run, name("ronten", "extractorVersion"), literal(version))
