"""Every own term is defined and described, and nothing speaks of a term that is not."""

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

import ontology
from graph.iris import RONTEN

ARCHITECTURE = Path(__file__).parent.parent / "docs" / "architecture.md"
ORDER = URIRef(RONTEN + "order")
DEFINING = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept, SKOS.ConceptScheme}
SCHEMES = {
    "acts": "proposal concern support opposition question answer statement",
    "polarities": "for against mixed",
    "conceptTypes": (
        "organisation actor system technology policy law activity indicator document place person event issue"
    ),
    "genres": "summary verbatim",
}
FAMILIES = {
    "conceptRelation": (
        "causes enables hinders makesUnnecessary requires includes uses provides affects contrastsWith"
    ),
    "opinionRelation": "agreesWith disagreesWith elaborates respondsTo",
}


@pytest.fixture(scope="module")
def terms() -> Graph:
    return Graph().parse(data=ontology.ontology_file().read_bytes(), format="turtle")


@pytest.fixture(scope="module")
def names(terms):
    return {str(s).removeprefix(RONTEN) for s in terms.subjects(RDFS.isDefinedBy) if str(s).startswith(RONTEN)}


def own(text: str) -> set[str]:
    """Return the names of the own terms that a text writes with their prefix."""
    return set(re.findall(r"\bronten:([A-Za-z]\w*)", text))


def test_namespace_is_the_one_of_the_addresses():
    assert ontology.NAMESPACE == RONTEN


def test_every_own_term_is_typed_labelled_and_commented_in_both_languages(terms):
    subjects = {s for s in terms.subjects() if str(s).startswith(RONTEN)}
    assert len(subjects) > 90
    for term in subjects:
        assert DEFINING & set(terms.objects(term, RDF.type)), term
        for about in (RDFS.label, RDFS.comment):
            assert sorted(o.language for o in terms.objects(term, about)) == ["en", "ja"], (term, about)
        assert terms.value(term, RDFS.isDefinedBy) == URIRef(RONTEN.removesuffix("#"))


def test_ontology_uses_only_what_it_defines(terms, names):
    used = {str(node) for triple in terms for node in triple if isinstance(node, URIRef)}
    assert {iri.removeprefix(RONTEN) for iri in used if iri.startswith(RONTEN)} == names


def test_shapes_and_vocabularies_use_defined_terms_only(names):
    for file in [ontology.shapes_file(), *ontology.vocabulary_files()]:
        assert own(file.read_text(encoding="utf-8")) <= names, file.name


def test_the_contract_uses_defined_terms_only(names):
    text = ARCHITECTURE.read_text(encoding="utf-8")
    assert own(text) <= names
    for line in ("Acts", "Concept types", "Polarities", "Link types", "Relation predicates", "Genres"):
        found = re.search(rf"{line}: ([\w\s]+)\.", text)
        assert found, line
        assert set(found[1].split()) <= names


@pytest.mark.parametrize(("scheme", "members"), SCHEMES.items())
def test_schemes_hold_their_terms_in_order(terms, scheme, members):
    found = terms.subjects(SKOS.inScheme, URIRef(RONTEN + scheme))
    ordered = sorted(found, key=lambda term: terms.value(term, ORDER).toPython())
    assert [str(term).removeprefix(RONTEN) for term in ordered] == members.split()
    for term in ordered:
        assert sorted(o.language for o in terms.objects(term, SKOS.definition)) == ["en", "ja"]


@pytest.mark.parametrize(("family", "members"), FAMILIES.items())
def test_predicates_and_link_types_are_properties(terms, family, members):
    found = set(terms.subjects(RDFS.subPropertyOf, URIRef(RONTEN + family)))
    assert found == {URIRef(RONTEN + name) for name in members.split()}
    assert all((term, RDF.type, OWL.ObjectProperty) in terms for term in found)


def test_shapes_list_the_whole_of_each_scheme():
    lists = [set(own(found)) for found in re.findall(r"sh:in \(([^)]*)\)", ontology.shapes_file().read_text("utf-8"))]
    for members in [*SCHEMES.values(), *FAMILIES.values()]:
        assert set(members.split()) in lists


def test_version_of_the_vocabulary_is_a_stable_hash():
    assert re.fullmatch(r"[0-9a-f]{16}", ontology.vocabulary_version())
    assert [file.name for file in ontology.vocabulary_files()] == [
        "government.ttl",
        "municipal-dx.ttl",
        "places.ttl",
    ]
