"""What a server answers, written anew in the format that was asked for: servers differ in the formats they offer and in how well they keep to them."""

import json
import re
from typing import IO, cast

import pyoxigraph as ox

from graph.errors import StoreError
from graph.store import engine
from graph.store.guard import first_keyword
from graph.store.interface import Row

ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples"
"""The two formats in which a server is asked to answer."""

_BOOLEAN, _BOOLEANS = "http://www.w3.org/2001/XMLSchema#boolean", {"1": "true", "0": "false"}
_NOT_IN_LABEL = re.compile(r"[^A-Za-z0-9]")


def asked_of_server(sparql: str, media_type: str) -> str:
    """Return the format to ask the server for. Raises QueryError where the one that is wanted is not for this kind of query."""
    if first_keyword(sparql) in {"construct", "describe"}:
        engine.rdf_format(_plain(media_type))
        return TRIPLES
    engine.results_format(_plain(media_type))
    return ROWS


def translate(answer: IO[bytes], sparql: str, media_type: str, output: IO[bytes]) -> None:
    """Write an answer in ROWS or TRIPLES, from its beginning, in the format that is wanted. Raises StoreError where it is in neither."""
    given = asked_of_server(sparql, media_type)
    try:
        if given == TRIPLES:
            _write_triples(answer, media_type, output)
        elif first_keyword(sparql) == "ask":
            yes = _says_yes(json.loads(answer.read()))
            ox.parse_query_results(json.dumps({"head": {}, "boolean": yes}), ox.QueryResultsFormat.JSON).serialize(
                output, engine.results_format(_plain(media_type))
            )
        else:
            _write_rows(answer, media_type, output)
    except (SyntaxError, ValueError, KeyError) as error:
        raise StoreError(f"The store's answer is not {given}: {str(error)[:300]}") from None


def rows(answer: bytes) -> list[Row]:
    """Return the solutions in an answer in ROWS as plain text."""
    return [{name: _text(term) for name, term in row.items()} for row in json.loads(answer)["results"]["bindings"]]


def yes_or_no(answer: bytes) -> bool:
    """Return the answer to an ASK from one in ROWS."""
    return _says_yes(json.loads(answer))


def _says_yes(said: dict[str, bool | dict[str, list[object]]]) -> bool:
    """Return yes where the answer says so, or has a row: Virtuoso answers an ASK with one for yes and none for no."""
    if "boolean" in said:
        return bool(said["boolean"])
    return bool(cast("dict[str, list[object]]", said["results"])["bindings"])


def _write_triples(answer: IO[bytes], media_type: str, output: IO[bytes]) -> None:
    triples = (quad.triple for quad in ox.parse(answer, ox.RdfFormat.N_TRIPLES))
    ox.serialize(triples, output, engine.rdf_format(_plain(media_type)))


def _write_rows(answer: IO[bytes], media_type: str, output: IO[bytes]) -> None:
    wanted = engine.results_format(_plain(media_type))
    try:
        ox.parse_query_results(answer, ox.QueryResultsFormat.JSON).serialize(output, wanted)
    except SyntaxError:
        output.seek(0)
        output.truncate()
        ox.parse_query_results(_with_plain_labels(answer), ox.QueryResultsFormat.JSON).serialize(output, wanted)


def _with_plain_labels(answer: IO[bytes]) -> str:
    """Return rows with labels of blank nodes that the standard allows: Virtuoso's look like addresses."""
    answer.seek(0)
    said = json.load(answer)
    for row in said["results"]["bindings"]:
        for term in row.values():
            if term["type"] == "bnode":
                term["value"] = f"b{_NOT_IN_LABEL.sub('x', term['value'])}"
    return json.dumps(said)


def _text(term: dict[str, str]) -> str:
    if term.get("datatype") == _BOOLEAN:
        return _BOOLEANS.get(term["value"], term["value"])
    return f"_:{term['value']}" if term["type"] == "bnode" else str(term["value"])


def _plain(media_type: str) -> str:
    return media_type.partition(";")[0].strip()
