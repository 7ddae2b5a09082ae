"""The vocabularies are sound SKOS, true to their sources, and ambiguous only where the world is."""

from collections import Counter, defaultdict

import networkx as nx
import pytest
from rdflib import FOAF, ORG, RDF, SKOS, Graph, Literal, URIRef

import ontology
from graph.iris import DEFAULT_BASE, RONTEN, Iris, label_key
from ontology.make_places import places, turtle

TYPE, CODE, READING = (URIRef(RONTEN + name) for name in ("conceptType", "areaCode", "reading"))
ID = DEFAULT_BASE + "id/"


def load(*names: str) -> Graph:
    graph = Graph()
    for file in ontology.vocabulary_files():
        if not names or file.name in names:
            graph.parse(data=file.read_bytes(), format="turtle", publicID=ID)
    return graph


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return load()


@pytest.fixture(scope="module")
def holders(vocabulary):
    """All concepts that bear a label, by the key that labels are compared with."""
    found = defaultdict(set)
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        for concept, label in vocabulary.subject_objects(predicate):
            if (concept, RDF.type, SKOS.Concept) in vocabulary:
                found[label_key(label)].add(concept)
    return found


def one(vocabulary: Graph, label: str) -> URIRef:
    bearers = vocabulary.subjects(SKOS.prefLabel, Literal(label, lang="ja"))
    (concept,) = (found for found in bearers if (found, RDF.type, SKOS.Concept) in vocabulary)
    return concept


def test_every_concept_has_a_type_a_scheme_and_one_label_a_language(vocabulary):
    types = Graph().parse(data=ontology.ontology_file().read_bytes(), format="turtle")
    known = set(types.subjects(SKOS.inScheme, URIRef(RONTEN + "conceptTypes")))
    concepts = set(vocabulary.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 2000
    for concept in concepts:
        assert str(concept).startswith(ID + "concept/")
        assert [kind in known for kind in vocabulary.objects(concept, TYPE)] == [True], concept
        schemes = list(vocabulary.objects(concept, SKOS.inScheme))
        assert len(schemes) == 1, concept
        assert (schemes[0], RDF.type, SKOS.ConceptScheme) in vocabulary
        languages = Counter(label.language for label in vocabulary.objects(concept, SKOS.prefLabel))
        assert languages["ja"] == 1, concept
        assert max(languages.values()) == 1, concept


def test_terms_and_bodies_are_labelled_in_english_too():
    graph = load("municipal-dx.ttl", "government.ttl")
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert "en" in {label.language for label in graph.objects(concept, SKOS.prefLabel)}, concept


def test_no_two_concepts_of_a_scheme_share_a_preferred_label(vocabulary):
    seen = Counter(
        (vocabulary.value(concept, SKOS.inScheme), label.language, label_key(label))
        for concept, label in vocabulary.subject_objects(SKOS.prefLabel)
        if (concept, RDF.type, SKOS.Concept) in vocabulary
    )
    assert [key for key, count in seen.items() if count > 1] == []


def test_only_names_of_places_are_ambiguous(vocabulary, holders):
    shared = {key: found for key, found in holders.items() if len(found) > 1}
    assert len(shared) == 26
    for found in shared.values():
        assert {vocabulary.value(concept, TYPE) for concept in found} == {URIRef(RONTEN + "place")}


def test_no_label_is_repeated_or_empty_or_of_one_character(vocabulary, holders):
    assert [key for key in holders if len(key) < 2] == ["国"]
    for concept in vocabulary.subjects(RDF.type, SKOS.Concept):
        preferred = {(label_key(label), label.language) for label in vocabulary.objects(concept, SKOS.prefLabel)}
        other = [(label_key(label), label.language) for label in vocabulary.objects(concept, SKOS.altLabel)]
        assert not preferred & set(other), concept
        assert len(other) == len(set(other)), concept


def test_hierarchy_has_no_cycles_and_no_loose_ends(vocabulary):
    hierarchy = nx.DiGraph((str(a), str(b)) for a, b in vocabulary.subject_objects(SKOS.broader))
    assert nx.is_directed_acyclic_graph(hierarchy)
    concepts = {str(concept) for concept in vocabulary.subjects(RDF.type, SKOS.Concept)}
    assert set(hierarchy) <= concepts
    for a, b in vocabulary.subject_objects(SKOS.related):
        assert str(b) in concepts
        assert a != b
        # SKOS S27: related excludes broader, however far up
        assert not (str(a) in hierarchy and str(b) in nx.descendants(hierarchy, str(a))), (a, b)
        assert not (str(b) in hierarchy and str(a) in nx.descendants(hierarchy, str(b))), (a, b)


def test_organisations_are_addressed_by_their_name(vocabulary):
    iris, organisations = Iris(), set(vocabulary.subjects(RDF.type, ORG.Organization))
    assert len(organisations) > 1800
    for organisation in organisations:
        (name,) = vocabulary.objects(organisation, SKOS.prefLabel)
        assert str(organisation) == iris.organisation(name)
    assert set(vocabulary.objects(None, FOAF.focus)) == organisations
    assert set(vocabulary.objects(None, ORG.subOrganizationOf)) <= organisations


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("Gov-Cloud", "ガバメントクラウド ガバクラ Government_Cloud"),
        ("LGWAN", "総合行政ネットワーク"),
        ("J-LIS", "地方公共団体情報システム機構"),
        ("IPA", "情報処理推進機構"),
        ("RPA", "Robotic_Process_Automation ＲＰＡ"),
        ("経済産業省", "経産省 METI"),
        ("三層の対策", "三層分離"),
    ],
)
def test_labels_lead_to_one_concept(vocabulary, holders, label, other):
    for name in [label, *other.split()]:
        assert holders[label_key(name.replace("_", " "))] == {one(vocabulary, label)}


def test_all_prefectures_and_municipalities_are_there():
    graph = load("places.ttl")
    codes = [str(code) for code in graph.objects(None, CODE)]
    prefectures = [code for code in codes if code[2:5] == "000"]
    assert sorted(code[:2] for code in prefectures) == [f"{number:02}" for number in range(1, 48)]
    # 1,718 cities, towns and villages, the 23 wards of Tokyo and the 6 villages of the Northern Territories
    assert len(codes) - len(prefectures) == 1747
    assert len(set(codes)) == len(codes)
    for concept, code in graph.subject_objects(CODE):
        assert str(concept) == f"{ID}concept/place-{code}"
        weights = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=False))
        assert int(code[5]) == (11 - weights % 11) % 10, "check digit"
        above = graph.value(concept, SKOS.broader)
        assert above is None if code[2:5] == "000" else str(above).startswith(f"{ID}concept/place-{code[:2]}000")
        assert graph.value(concept, READING)


def test_an_ambiguous_name_is_an_other_label_of_each_place(vocabulary, holders):
    assert {str(vocabulary.value(c, CODE)) for c in holders["府中市"]} == {"132063", "342084"}
    assert holders[label_key("府中市（東京都）")] == holders["東京都府中市"] == {URIRef(ID + "concept/place-132063")}
    assert len(holders["泊村"]) == 2
    assert holders["船橋市"] == {URIRef(ID + "concept/place-122041")}
    # Sapporo, Osaka and others have a 中央区 too
    assert not holders["中央区"]
    assert holders["東京都中央区"] == {URIRef(ID + "concept/place-131024")}


def test_places_are_made_from_the_codes_alone():
    names = [("010006", "北海道", [("014036", "泊村", [])]), *((f"{n:02}0000", f"県{n}", []) for n in range(2, 48))]
    areas = [
        {
            "code": code,
            "name": name,
            "ruby": "よみ",
            "municipalities": [{"code": c, "name": m, "ruby": "とまりむら", "wards": w} for c, m, w in cities],
        }
        for code, name, cities in names
    ]
    made = list(places(areas))
    assert len(made) == 48
    assert made[0].english == "Hokkaido"
    assert made[1].labels == ("泊村",)
    assert "skos:broader <concept/place-010006>" in turtle(made[1])
