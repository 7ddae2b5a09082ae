"""SPARQL, graphs and every thing's own address in the words of OpenAPI."""

from service.api.parameters import PRINTABLE, choice, words
from service.described import Described, array, binary, json_of, objects, operation, parameter, problem, problems
from service.linked_data.serialising import DESCRIPTIONS
from service.negotiation import GRAPHS, HTML, RESULTS

_TEXT: Described = {"type": "string"}
_QUERY = words("query", "The query; without one the service describes itself", 8000)
_UNREADABLE = ("400", "403", "406", "503", "507")
_GRAPH = words("graph", "Name of a graph", 2000)
_DEFAULT = parameter(choice("default", "The unnamed graph", [""]))
_TOKEN: Described = {"token": []}
_RDF = binary(*(each.media_type for each in GRAPHS))
SECURITY: dict[str, Described] = {
    "token": {"type": "http", "scheme": "bearer", "description": "The service's RONTEN_TOKEN; writing needs it."}
}


def described() -> dict[str, Described]:
    """Return the description of all addresses of SPARQL and Linked Data."""
    one = binary(*(each.media_type for each in DESCRIPTIONS), HTML.media_type)
    formats = parameter(words("format", "Short name or media type of the answer, instead of Accept", 100))
    name = parameter(words("name", "What follows in the address", 2000), "path")
    statuses = ("400", "404", "406", "503")
    return {
        "/sparql": {"get": _query(), "post": _query_or_update()},
        "/data": {
            "get": operation("graph", "A graph", [parameter(_GRAPH), _DEFAULT, formats], _RDF, (*statuses, "507")),
            **{method: _writing(method) for method in ("put", "post", "delete")},
        },
        "/id/{name}": {"get": _thing(operation("thing", "A thing by its address: KIND/NAME", [name, formats], one, statuses))},
        "/ns": {"get": operation("ontology", "The ontology", [formats], one, ("406",))},
        "/ns/context.jsonld": {"get": operation("context", "The JSON-LD context", [], json_of({"type": "object"}, "application/ld+json"))},
        "/ns/shapes.ttl": {"get": operation("shapes", "The SHACL shapes", [], binary("text/turtle"))},
        "/.well-known/void": {
            "get": operation("void", "The data set's description (VoID, DCAT)", [formats], one, ("406", "503"))
        },
    }  # fmt: skip


def _query() -> Described:
    sets = [_graphs(f"{kind}-graph-uri") for kind in ("default", "named")]
    formats = parameter(words("format", "Short name or media type of the answer, instead of Accept", 100))
    return operation(
        "sparql", "A query (SPARQL 1.1 Protocol)", [parameter(_QUERY), *sets, formats], _answers(), _UNREADABLE
    )


def _answers() -> Described:
    return binary(*(each.media_type for each in (*RESULTS, *GRAPHS)), HTML.media_type)


def _graphs(name: str) -> Described:
    schema = array({"type": "string", "maxLength": 2000, "pattern": PRINTABLE})
    return {"name": name, "in": "query", "schema": schema, "explode": True, "description": "A graph of the data set"}


def _query_or_update() -> Described:
    statuses = (*_UNREADABLE, "401", "413", "415")
    made = operation("sparql_post", "A query, or with the token an update", [], _answers(), statuses)
    form = objects({"query": _TEXT, "update": _TEXT}, [])
    content = {media: {"schema": _TEXT} for media in ("application/sparql-query", "application/sparql-update")}
    content["application/x-www-form-urlencoded"] = {"schema": form}
    made["requestBody"] = {"required": True, "content": content}
    made["responses"]["204"] = {"description": "The update is done."}
    return made


def _writing(method: str) -> Described:
    said = {
        "put": "Put what is sent in the place of a graph",
        "post": "Add what is sent to a graph",
        "delete": "Take a graph away",
    }
    made: Described = {
        "operationId": f"graph_{method}",
        "summary": said[method],
        "parameters": [parameter(_GRAPH), _DEFAULT],
        "security": [_TOKEN],
        "responses": {
            "204": {"description": "It is done."},
            **problems("400", "401", "403", "404", "413", "415", "503"),
        },
    }
    if method != "delete":
        made["requestBody"] = {"required": True, "content": dict(_RDF)}
        made["responses"]["201"] = {"description": "A new graph was made."}
    return made


def _thing(made: Described) -> Described:
    made["responses"]["303"] = {"description": "The thing's page, for a browser."}
    made["responses"]["410"] = problem("410")
    return made
