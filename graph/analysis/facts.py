"""Reads from the graph what figures and the full-text index are made from, a few documents at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.analysis.addressing import local
from graph.analysis.asking import ask, merged
from graph.facts import (
    AttendanceFacts,
    ConceptFacts,
    ConceptLabel,
    DocumentFacts,
    MeetingFacts,
    OpinionFacts,
    Side,
    Stated,
)
from graph.store.interface import Iri, Reader, Row

DOUBTFUL = 0.5
"""How sure a position is that says nothing of it."""


def opinions_of(reader: Reader, documents: Sequence[str]) -> list[OpinionFacts]:
    """Return the opinions of some documents in the order of their IRIs. Raises QueryError, StoreError."""
    wanted = [Iri(document) for document in documents]
    if not wanted:
        return []
    sides, relations = (_grouped(ask(reader, f"facts-{name}", documents=wanted)) for name in ("positions", "relations"))
    concepts = {row["opinion"]: row["concepts"].split() for row in ask(reader, "facts-concepts", documents=wanted) if "opinion" in row}
    groups = merged(ask(reader, "facts-groups", documents=wanted), "opinion")
    rows = merged(ask(reader, "facts-opinions", documents=wanted), "opinion")
    return [
        OpinionFacts(
            iri,
            row["document"],
            row["text"],
            local(row.get("act"), "statement"),
            row.get("meeting"),
            row.get("topic"),
            row.get("topicLabel"),
            int(row.get("order", 0)),
            row.get("speaker"),
            row.get("speakerLabel"),
            groups.get(iri, {}).get("group"),
            tuple(sorted(set(concepts.get(iri, ())))),
            tuple(sorted({_side(each) for each in sides[iri]})),
            tuple(sorted({_stated(each) for each in relations[iri]})),
            _whole(row, "start"),
            _whole(row, "end"),
            row.get("speakerName"),
        )
        for iri, row in sorted(rows.items())
    ]


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["opinion"]].append(row)
    return grouped


def _side(row: Row) -> Side:
    return Side(row["target"], local(row["polarity"]), float(row.get("confidence", DOUBTFUL)))


def _stated(row: Row) -> Stated:
    return Stated(row["subject"], local(row["predicate"]), row["object"])


def _whole(row: Row, key: str) -> int | None:
    return int(row[key]) if key in row else None


def documents_named(reader: Reader, documents: Sequence[str]) -> list[DocumentFacts]:
    """Return what some documents are called; what is no document is left out. Raises QueryError, StoreError."""
    rows = merged(ask(reader, "facts-documents", documents=[Iri(each) for each in documents]), "document") if documents else {}
    return [DocumentFacts(iri, row.get("title"), row.get("hash")) for iri, row in sorted(rows.items())]


def meetings_told(reader: Reader, documents: Sequence[str]) -> dict[str, set[str]]:
    """Return the meetings that each of some documents tells of, those of none left out. Raises QueryError, StoreError."""
    told: dict[str, set[str]] = defaultdict(set)
    for row in ask(reader, "facts-documents-meetings", documents=[Iri(each) for each in documents]) if documents else ():
        told[row["document"]].add(row["meeting"])
    return told


def attendances_in(reader: Reader, graphs: Sequence[str] | None) -> list[AttendanceFacts]:
    """Return who attended, as some named graphs say, or all. Raises QueryError, StoreError."""
    if graphs is None:
        rows = ask(reader, "facts-attendances")
    else:
        rows = [{**row, "graph": graph} for graph in graphs for row in ask(reader, "facts-graph-attendances", graph=Iri(graph))]
    return sorted({AttendanceFacts(row["graph"], row["person"], row["meeting"], row.get("organisation"), row.get("affiliation")) for row in rows}, key=repr)


def people_named(reader: Reader, people: Sequence[str] | None) -> dict[str, list[str]]:
    """Return the name of each person, or of each of some, of several the first in the order of the alphabet. Raises QueryError, StoreError."""
    wanted = None if people is None else [Iri(each) for each in people]
    rows = ask(reader, "people", people=wanted) if wanted != [] else []
    return {row["person"]: [row["name"]] for row in rows if "person" in row}


def organisations_named(reader: Reader, organisations: Sequence[str] | None) -> dict[str, list[str]]:
    """Return the names of each organisation, or of each of some, sorted. Raises QueryError, StoreError."""
    wanted = None if organisations is None else [Iri(each) for each in organisations]
    names: dict[str, set[str]] = defaultdict(set)
    for row in ask(reader, "organisations", organisations=wanted) if wanted != [] else ():
        names[row["organisation"]].add(row["name"])
    return {iri: sorted(each) for iri, each in names.items()}


def meetings_by_iri(reader: Reader, meetings: Iterable[str] | None = None) -> list[MeetingFacts]:
    """Return some meetings, or all, in the order of their IRIs; of several titles or dates the first is taken. Raises QueryError, StoreError."""
    wanted = None if meetings is None else [Iri(each) for each in sorted(meetings)]
    if wanted == []:
        return []
    return [
        MeetingFacts(
            iri,
            row.get("title"),
            row.get("date"),
            _whole(row, "number"),
            row.get("series"),
            row.get("seriesLabel"),
            row.get("fictional") == "true",
        )
        for iri, row in sorted(merged(ask(reader, "facts-meetings", meetings=wanted), "meeting").items())
    ]


def concepts_by_iri(reader: Reader, concepts: Sequence[str] | None = None) -> dict[str, ConceptFacts]:
    """Return some concepts, or all, by their IRIs; what is nowhere said to be a concept is left out. Raises QueryError, StoreError."""
    wanted = None if concepts is None else [Iri(concept) for concept in concepts]
    if wanted == []:
        return {}
    kinds = merged(ask(reader, "concepts-kinds", concepts=wanted), "concept")
    labels: dict[str, set[ConceptLabel]] = defaultdict(set)
    for row in ask(reader, "concepts-labels", concepts=wanted):
        name = row["property"].rsplit("#", 1)[1]
        labels[row["concept"]].add(ConceptLabel(name, row["label"], row.get("language", "")))
    return {
        iri: ConceptFacts(iri, local(row.get("type")) or None, "scheme" not in row, tuple(sorted(labels[iri])))
        for iri, row in sorted(kinds.items())
    }
