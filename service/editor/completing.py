"""The names that the editor completes: the ontology's own terms with their labels, and those of other vocabularies that the graph uses."""

import json
from typing import Any

import ontology
from graph.iris import PREFIXES
from service import wording
from service.linked_data.ontology_pages import sections


def terms() -> list[dict[str, str]]:
    """Return each term's prefixed name and its label in the reader's language, one's own first; a borrowed one's label is empty."""
    language = wording.language()
    own = [
        {"name": f"ronten:{term.name}", "label": term.labels.get(language, "")}
        for _, found in sections()
        for term in found
    ]
    return [*own, *({"name": name, "label": ""} for name in _borrowed())]


def _borrowed() -> list[str]:
    """Return the terms of other vocabularies that the JSON-LD context names."""
    context: dict[str, Any] = json.loads(ontology.context_file().read_text(encoding="utf-8"))["@context"]
    meant = {value["@id"] if isinstance(value, dict) else value for value in context.values() if not isinstance(value, float)}
    prefixes = {*PREFIXES} - {"ronten"}
    return sorted(name for name in meant if name.partition(":")[0] in prefixes and not name.partition(":")[2].startswith("//"))
