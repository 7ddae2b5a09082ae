"""The topics of some opinions, by their words: topics of several meetings that are worded alike count as one."""

from collections import defaultdict
from collections.abc import Iterable

from graph.analysis.asking import ask
from graph.store.interface import Iri, Reader


def topics_of(reader: Reader, opinions: Iterable[str]) -> dict[str, list[str]]:
    """Return for each topic's label the opinions (IRIs) under it, the topic with most of them first. Raises QueryError, StoreError."""
    wanted = [Iri(opinion) for opinion in dict.fromkeys(opinions)]
    found: dict[str, set[str]] = defaultdict(set)
    for row in ask(reader, "network-topics", opinions=wanted) if wanted else []:
        found[row["label"]].add(row["opinion"])
    return {label: sorted(found[label]) for label in sorted(found, key=lambda label: (-len(found[label]), label))}
