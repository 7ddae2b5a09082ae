"""Documents: where they come from, which versions read them, and what could not be read."""

from graph.analysis.asking import ask
from graph.store.interface import Reader


def count_documents(reader: Reader) -> int:
    """Return how many documents the graph holds. Raises QueryError, StoreError."""
    return int(ask(reader, "documents-count")[0]["total"])
