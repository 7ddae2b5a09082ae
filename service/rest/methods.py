"""What each method of Skosmos's REST API answers, in the JSON-LD that Skosmos has for it."""

from collections.abc import Callable
from dataclasses import dataclass

from werkzeug.exceptions import NotFound

from graph.analysis.asking import ask
from graph.analysis.thesaurus import Vocabulary
from graph.iris import PREFIXES, RONTEN
from graph.store import Iri
from service.api.parameters import TYPES, Parameter, choice, words
from service.rest.asking import BASE, CONCEPT, LISTED, ONKI, PREFERRED, Asked, Body
from service.rest.searching import LABEL, SEARCH, lookup, search


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its address (`{vocid}` stands for a vocabulary), what it takes, what answers it, and its schema's name."""

    path: str
    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    answer: Callable[[Asked], Body]
    schema: str


LANG = words("lang", "Language of the labels, by default Japanese", 35)
URI = Parameter("uri", "Address of the concept", words("uri", "", 2000).schema, required=True)
FORMAT = choice(
    "format", "Media type of the answer, instead of Accept", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
)  # fmt: skip
DATA = (URI, FORMAT)
VOCABULARY_DATA = (words("uri", "Address of one concept; without it all are given", 2000), FORMAT)


def _vocabularies(asked: Asked) -> Body:
    found = [
        {"uri": each.iri, "id": each.id, "title": each.title(asked.language)}
        for each in asked.known.vocabularies.values()
    ]
    context = BASE | ONKI | {
        "title": {"@id": "rdfs:label", "@language": asked.language},
        "rdfs": PREFIXES["rdfs"],
        "vocabularies": "onki:hasVocabulary",
        "id": "onki:vocabularyIdentifier",
    }  # fmt: skip
    return {"@context": context, "uri": "", "vocabularies": sorted(found, key=lambda each: each["id"])}


def _information(asked: Asked) -> Body:
    vocabulary = _vocabulary(asked)
    title = vocabulary.title(asked.language)
    scheme = {"uri": vocabulary.iri, "label": title, "prefLabel": title, "title": title, "type": "skos:ConceptScheme"}
    context = BASE | ONKI | PREFERRED | {
        "dct": PREFIXES["dcterms"], "rdfs": PREFIXES["rdfs"], "id": "onki:vocabularyIdentifier",
        "title": {"@id": "rdfs:label", "@language": asked.language}, "label": "rdfs:label",
        "conceptschemes": "onki:hasConceptScheme", "defaultLanguage": "onki:defaultLanguage", "languages": "onki:language",
    }  # fmt: skip
    languages = asked.known.languages(vocabulary)
    return {
        "@context": context, "uri": "", "id": vocabulary.id, "marcSource": "", "title": title, "defaultLanguage": "ja",
        "languages": languages, "conceptschemes": [scheme], "type": ["skos:ConceptScheme"],
    }  # fmt: skip


def _vocabulary(asked: Asked) -> Vocabulary:
    if asked.vocabulary is None:
        raise NotFound
    return asked.vocabulary


def _types(asked: Asked) -> Body:
    terms = [f"{RONTEN}{name}" for name in TYPES]
    labels: dict[str, dict[str, str]] = {}
    for row in ask(asked.view.reader, "terms-labels", terms=[Iri(term) for term in terms]):
        labels.setdefault(row["term"], {})[row.get("language", "")] = row["label"]
    found = [{"uri": CONCEPT, "label": "概念" if asked.language == "ja" else "Concept"}]
    for term in terms:
        label = labels.get(term, {})
        found.append({
            "uri": term, "label": label.get(asked.language) or label.get("en") or term.removeprefix(RONTEN),
            "superclass": CONCEPT,
        })  # fmt: skip
    context = BASE | ONKI | {
        "rdfs": PREFIXES["rdfs"],
        "label": {"@id": "rdfs:label", "@language": asked.language},
        "superclass": {"@id": "rdfs:subClassOf", "@type": "@id"},
        "types": "onki:hasType",
    }  # fmt: skip
    return {"@context": context, "uri": "", "types": found}


def _label(asked: Asked) -> Body:
    iri = asked.concept
    context = (
        BASE | PREFERRED | {"altLabel": "skos:altLabel", "hiddenLabel": "skos:hiddenLabel", "@language": asked.language}
    )
    body: Body = {"@context": context, **asked.named(iri)}
    for kind in ("altLabel", "hiddenLabel"):
        if found := asked.known.others(iri, kind, asked.language):
            body[kind] = found
    return body


def _neighbours(name: str) -> Callable[[Asked], Body]:
    def answer(asked: Asked) -> Body:
        iri = asked.concept
        context = BASE | PREFERRED | {name: f"skos:{name}", "@language": asked.language}
        found = asked.within(getattr(asked.known, name)(iri))[:LISTED]
        return {"@context": context, "uri": iri, name: [asked.named(each) for each in found]}

    return answer


def _transitive(name: str, way: str) -> Callable[[Asked], Body]:
    def answer(asked: Asked) -> Body:
        iri = asked.concept
        context = BASE | PREFERRED | {
            name: {"@id": f"skos:{name}", "@type": "@id"},
            f"{name}Transitive": {"@id": f"skos:{name}Transitive", "@container": "@index"},
            "@language": asked.language,
        }  # fmt: skip
        reached = asked.within(getattr(asked.known, way)(iri))[:LISTED]
        found = {each: asked.named(each) | _direct(asked, name, each) for each in reached}
        return {"@context": context, "uri": iri, f"{name}Transitive": found}

    return answer


def _direct(asked: Asked, name: str, iri: str) -> Body:
    found = asked.within(getattr(asked.known, name)(iri))
    return {name: found} if found else {}


def _top_concepts(asked: Asked) -> Body:
    vocabulary = _vocabulary(asked)
    found = [asked.named(iri) for iri in asked.known.top(vocabulary)]
    found.sort(key=lambda each: (each["prefLabel"], each["uri"]))
    tops = [
        {"uri": each["uri"], "label": each["prefLabel"], "hasChildren": bool(asked.within(asked.known.narrower(each["uri"])))}
        for each in found[:LISTED]
    ]  # fmt: skip
    context = BASE | ONKI | {
        "topconcepts": "skos:hasTopConcept", "notation": "skos:notation", "hasChildren": "onki:hasChildren",
        "label": "skos:prefLabel", "@language": asked.language,
    }  # fmt: skip
    return {"@context": context, "uri": vocabulary.iri, "topconcepts": tops}


def _children(asked: Asked) -> Body:
    iri = asked.concept
    context = (
        BASE
        | ONKI
        | PREFERRED
        | {"narrower": "skos:narrower", "hasChildren": "onki:hasChildren", "@language": asked.language}
    )
    found = asked.within(asked.known.narrower(iri))[:LISTED]
    children = [asked.named(each) | {"hasChildren": bool(asked.within(asked.known.narrower(each)))} for each in found]
    return {"@context": context, "uri": iri, "narrower": children}


_CONCEPT_WIDE = (
    ("label", "The labels of a concept", _label, "SkosLabel"),
    ("broader", "The concepts directly above a concept", _neighbours("broader"), "SkosNeighbours"),
    ("narrower", "The concepts directly below a concept", _neighbours("narrower"), "SkosNeighbours"),
    ("related", "The concepts that a concept is related to", _neighbours("related"), "SkosNeighbours"),
    ("broaderTransitive", "A concept and all concepts above it", _transitive("broader", "above"), "SkosHierarchy"),
    ("narrowerTransitive", "A concept and all concepts below it", _transitive("narrower", "below"), "SkosHierarchy"),
    ("children", "The concepts directly below a concept, and whether they have any", _children, "SkosNeighbours"),
)

METHODS = (
    Method("/vocabularies", "vocabularies", "The vocabularies there are", (LANG,), _vocabularies, "SkosVocabularies"),
    Method("/search", "search", "Concepts by their labels in all vocabularies", SEARCH, search, "SkosResults"),
    Method("/types", "types", "The types of concepts", (LANG,), _types, "SkosTypes"),
    Method("/label", "label", "The labels of a concept", (URI, LANG), _label, "SkosLabel"),
    Method("/{vocid}/", "vocabulary", "What a vocabulary is", (LANG,), _information, "SkosVocabulary"),
    Method("/{vocid}/types", "vocabulary_types", "The types of concepts", (LANG,), _types, "SkosTypes"),
    Method("/{vocid}/search", "vocabulary_search", "Concepts by their labels", SEARCH, search, "SkosResults"),
    Method("/{vocid}/lookup", "lookup", "Concepts by a whole label", (LABEL, LANG), lookup, "SkosLookup"),
    Method("/{vocid}/topConcepts", "top_concepts", "The concepts with none above", (LANG,), _top_concepts, "SkosTop"),
    *(
        Method(f"/{{vocid}}/{name}", f"vocabulary_{name}", summary, (URI, LANG), answer, schema)
        for name, summary, answer, schema in _CONCEPT_WIDE
    ),
)
"""All methods that answer JSON, in the order of Skosmos's own description."""
