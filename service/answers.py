"""Answers of SPARQL queries on the command line."""

import json
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.errors import QueryError
from graph.store import Reader, Settings, open_reader

_MEDIA = {
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
    "turtle": "text/turtle",
}


def answer(settings: Settings, sparql: str, form: str) -> bytes:
    """Return the answer of a query: rows in the form asked for, a graph as Turtle whatever table form was asked for. Raises QueryError, StoreError."""
    reader = open_reader(settings)
    try:
        if form == "table":
            return _table(reader, sparql)
        return reader.results(sparql, _MEDIA[form])
    finally:
        reader.close()


def _table(reader: Reader, sparql: str) -> bytes:
    try:
        found = json.loads(reader.results(sparql, _MEDIA["json"]))
    except QueryError:
        return reader.results(sparql, _MEDIA["turtle"])
    if "boolean" in found:
        return f"{str(found['boolean']).lower()}\n".encode()
    table = Table(*found["head"]["vars"], show_edge=False)
    for row in found["results"]["bindings"]:
        table.add_row(*(Text(row.get(variable, {}).get("value", "")) for variable in found["head"]["vars"]))
    page = StringIO()
    Console(file=page, width=200).print(table)
    return page.getvalue().encode()
