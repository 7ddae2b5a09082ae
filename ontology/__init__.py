"""What can be said: classes and properties, SHACL shapes, SKOS vocabularies and the JSON-LD context."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

NAMESPACE = "https://w3id.org/ronten/ns#"
"""The namespace of the own terms."""

_ROOT = files(__name__)


def ontology_file() -> Traversable:
    """Return the Turtle file of the own classes, properties and terms."""
    return _ROOT / "ronten.ttl"


def shapes_file() -> Traversable:
    """Return the Turtle file of the SHACL shapes that one document's graph conforms to."""
    return _ROOT / "shapes.ttl"


def context_file() -> Traversable:
    """Return the JSON-LD context."""
    return _ROOT / "context.jsonld"


def vocabulary_files() -> list[Traversable]:
    """Return the shipped vocabularies by name: Turtle whose relative IRIs are resolved against `{base}id/`."""
    found = [file for file in (_ROOT / "vocabulary").iterdir() if file.name.endswith(".ttl")]
    return sorted(found, key=lambda file: file.name)


@cache
def vocabulary_version() -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 over the names and bytes of all shipped vocabularies."""
    return _digest(vocabulary_files())


@cache
def version() -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 over the ontology and all shipped vocabularies."""
    return _digest([ontology_file(), *vocabulary_files()])


def _digest(parts: list[Traversable]) -> str:
    total = sha256()
    for file in parts:
        content = file.read_bytes()
        total.update(f"{file.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:16]
