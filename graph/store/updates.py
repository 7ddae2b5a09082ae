"""Which graphs a SPARQL Update may change, from its text: rather one too many than one too few."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from graph.store.interface import DEFAULT_GRAPH
from graph.store.tokens import Token, tokens

_MANAGING = {"clear", "drop", "create", "add", "move", "copy"}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class _AnyGraph(Exception):
    """The text does not tell which graphs are changed."""


@dataclass(slots=True)
class _Scan:
    """What is known at a place in the update."""

    base: str
    prefixes: dict[str, str] = field(default_factory=dict)
    graphs: set[str] = field(default_factory=set)
    standing: str = DEFAULT_GRAPH  # the graph that triples outside GRAPH go to
    managing: bool = False
    template: bool = False
    depth: int = 0
    before: str = ""

    def resolve(self, token: Token) -> str:
        """Return the IRI that a token names."""
        if token.kind == "iri":
            text = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), token.text[1:-1])
            return text if re.match(r"[A-Za-z][\w+.\-]*:", text) else urljoin(self.base, text)
        prefix, _, local = token.text.partition(":")
        if token.kind != "prefixed" or prefix not in self.prefixes:
            raise _AnyGraph
        return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def touched(sparql: str, base: str) -> frozenset[str] | None:
    """Return the names of the graphs that an update may change (DEFAULT_GRAPH for the unnamed one), or None: any."""
    scan, stream = _Scan(base), tokens(sparql)
    try:
        for token in stream:
            _step(scan, token, stream)
            scan.before = token.text.lower()
    except (_AnyGraph, StopIteration, ValueError):
        return None
    return frozenset(scan.graphs)


def _step(scan: _Scan, token: Token, stream: Iterator[Token]) -> None:
    word = token.text.lower() if token.kind == "word" else ""
    if scan.template and scan.depth == 1 and word != "graph" and token.text not in "{}.":
        scan.graphs.add(scan.standing)
    if token.text == ";" and scan.depth == 0:
        scan.managing, scan.template, scan.standing = False, False, DEFAULT_GRAPH
    elif token.text in {"{", "}"} and token.kind == "sign":
        scan.depth += 1 if token.text == "{" else -1
    elif scan.managing:
        _manage(scan, token, word)
    elif scan.depth == 0:
        _between(scan, word, stream)
    elif scan.template and word == "graph":
        scan.graphs.add(scan.resolve(next(stream)))


def _between(scan: _Scan, word: str, stream: Iterator[Token]) -> None:
    """Follow the words outside all braces."""
    if word == "prefix":
        prefix = next(stream).text[:-1]
        scan.prefixes[prefix] = scan.resolve(next(stream))
    elif word == "base":
        scan.base = scan.resolve(next(stream))
    elif word == "with":
        scan.standing = scan.resolve(next(stream))
    elif word in {"insert", "delete", "data"}:
        scan.template = True
    elif word == "where":
        scan.template = scan.before == "delete"
    elif word in _MANAGING:
        scan.managing = True


def _manage(scan: _Scan, token: Token, word: str) -> None:
    """Follow the graphs that CLEAR, DROP, CREATE, ADD, MOVE and COPY name."""
    if word in {"all", "named"}:
        raise _AnyGraph
    if word == "default":
        scan.graphs.add(DEFAULT_GRAPH)
    elif token.kind in {"iri", "prefixed"}:
        scan.graphs.add(scan.resolve(token))


def without_prologue(sparql: str, base: str) -> str:
    """Return a valid update with its prefixes and its own base put into its names, and without a last semicolon.

    Operations of several updates can stand in one request then; Oxigraph takes a prologue at its beginning only.
    """
    scan, stream, parts, last, own_base = _Scan(base), tokens(sparql), list[str](), 0, False
    for token in stream:
        word = token.text.lower() if token.kind == "word" and scan.depth == 0 else ""
        shown, end = token.text, token.end
        if word == "prefix":
            prefix, name = next(stream), next(stream)
            scan.prefixes[prefix.text[:-1]] = scan.resolve(name)
            shown, end = "", name.end
        elif word == "base":
            name = next(stream)
            scan.base, own_base = scan.resolve(name), True
            shown, end = "", name.end
        elif token.kind == "prefixed" or (token.kind == "iri" and own_base):
            shown = f"<{scan.resolve(token)}>"
        elif token.kind == "sign":
            scan.depth += {"{": 1, "}": -1}.get(token.text, 0)
        parts += [sparql[last : token.start], shown]
        last = end
    return _without_semicolon("".join([*parts, sparql[last:]]))


def _without_semicolon(sparql: str) -> str:
    found = list(tokens(sparql))
    if not found:
        return ""
    return sparql[: found[-1].start] if found[-1].text == ";" else sparql
