"""The REST API in the words of OpenAPI."""

from typing import Any

from service.api.parameters import words
from service.described import Described, array, binary, json_of, objects, operation, parameter
from service.linked_data.serialising import DESCRIPTIONS
from service.rest.methods import DATA, METHODS, VOCABULARY_DATA, Method

ID = "{vocid}"
_TEXT: Described = {"type": "string"}
_CONTEXT: Described = {"type": "object", "description": "Makes the answer JSON-LD."}
_NAMED = {"uri": _TEXT, "prefLabel": _TEXT}
_HERE = {"@context": _CONTEXT, "uri": _TEXT}
_VOCID = parameter(words("vocid", "Id of a vocabulary, as /rest/v1/vocabularies gives it", 1000), "path")

_CONCEPT = {
    "type": "object",
    "description": "A concept that was found, with the label that matched if that is not its preferred one.",
    "properties": {
        **_NAMED,
        "type": array(_TEXT),
        "localname": _TEXT,
        "lang": _TEXT,
        "vocab": _TEXT,
        "altLabel": _TEXT,
        "hiddenLabel": _TEXT,
        "matchedPrefLabel": _TEXT,
    },
    "required": ["uri", "type", "localname", "prefLabel", "lang"],
}
_CHILD = {**objects({**_NAMED, "hasChildren": {"type": "boolean"}}, ["uri", "prefLabel"])}
_STEP = objects({**_NAMED, "broader": array(_TEXT), "narrower": array(_TEXT)}, ["uri", "prefLabel"])
_STEPS = {"type": "object", "additionalProperties": _STEP}

SCHEMAS: dict[str, dict[str, Any]] = {
    "SkosVocabularies": objects({**_HERE, "vocabularies": array(objects({"uri": _TEXT, "id": _TEXT, "title": _TEXT}))}),
    "SkosVocabulary": {
        "type": "object",
        "properties": {**_HERE, "id": _TEXT, "title": _TEXT, "defaultLanguage": _TEXT, "languages": array(_TEXT),
                       "conceptschemes": array({"type": "object"})},
        "required": ["id", "title", "languages", "conceptschemes"],
    },
    "SkosTypes": objects(
        {**_HERE, "types": array(objects({"uri": _TEXT, "label": _TEXT, "superclass": _TEXT}, ["uri", "label"]))}
    ),
    "SkosResults": objects({**_HERE, "results": array(_CONCEPT)}),
    "SkosLookup": objects({"@context": _CONTEXT, "result": array(_CONCEPT)}),
    "SkosLabel": objects(
        {**_HERE, "prefLabel": _TEXT, "altLabel": array(_TEXT), "hiddenLabel": array(_TEXT)},
        ["@context", "uri", "prefLabel"],
    ),
    "SkosNeighbours": objects(
        {**_HERE, "broader": array(_CHILD), "narrower": array(_CHILD), "related": array(_CHILD)}, ["@context", "uri"]
    ),
    "SkosHierarchy": objects(
        {**_HERE, "broaderTransitive": _STEPS, "narrowerTransitive": _STEPS}, ["@context", "uri"]
    ),
    "SkosTop": objects(
        {**_HERE, "topconcepts": array(objects({"uri": _TEXT, "label": _TEXT, "hasChildren": {"type": "boolean"}}))}
    ),
}  # fmt: skip


def described() -> dict[str, Described]:
    """Return the description of all addresses of the REST API."""
    made = {f"/rest/v1{method.path}": {"get": _described(method)} for method in METHODS}
    formats = binary(*(each.media_type for each in DESCRIPTIONS))
    statuses = ("400", "404", "406", "503")
    one, all_of_it = [parameter(each) for each in DATA], [_VOCID, *(parameter(each) for each in VOCABULARY_DATA)]
    made["/rest/v1/data"] = {"get": operation("skos_data", "A concept as RDF", one, formats, statuses)}
    made["/rest/v1/{vocid}/data"] = {
        "get": operation(
            "skos_vocabulary_data", "A vocabulary, or a concept of it, as RDF", all_of_it, formats, (*statuses, "507")
        )
    }
    return made


def _described(method: Method) -> Described:
    parameters = [parameter(each) for each in method.parameters]
    if ID in method.path:
        parameters.insert(0, _VOCID)
    content = json_of({"$ref": f"#/components/schemas/{method.schema}"})
    return operation(f"skos_{method.name}", method.summary, parameters, content, ("400", "404", "503"))


for _name, _said in {
    "SkosVocabularies": "The vocabularies there are.",
    "SkosVocabulary": "What a vocabulary is.",
    "SkosTypes": "The types of concepts.",
    "SkosResults": "What was found.",
    "SkosLookup": "What is called as asked.",
    "SkosLabel": "The labels of a concept.",
    "SkosNeighbours": "The neighbours of a concept.",
    "SkosHierarchy": "The concepts above or below one, by their addresses.",
    "SkosTop": "The concepts of a vocabulary with none above.",
}.items():
    SCHEMAS[_name]["description"] = _said
