"""Where triples are kept: an Oxigraph on disk by default, any SPARQL 1.1 server by configuration.

`open_reader` and `open_writer` choose by the settings; what both can do stands in `graph.store.interface`.
Importing this loads neither the engine nor the HTTP client.
"""

from graph.store.following import FollowingReader
from graph.store.guard import first_keyword
from graph.store.interface import (
    DEFAULT_GRAPH,
    Iri,
    PublicQueries,
    Reader,
    Row,
    Settings,
    Tagged,
    Term,
    Transaction,
    Writer,
)
from graph.store.opening import current_version, open_reader, open_writer
from graph.store.public import open_queries
from graph.store.settings import settings_from_environment

__all__ = [
    "DEFAULT_GRAPH",
    "FollowingReader",
    "Iri",
    "PublicQueries",
    "Reader",
    "Row",
    "Settings",
    "Tagged",
    "Term",
    "Transaction",
    "Writer",
    "current_version",
    "first_keyword",
    "open_queries",
    "open_reader",
    "open_writer",
    "settings_from_environment",
]
