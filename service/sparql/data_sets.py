"""Gives an update the data set that the protocol names, by the USING clauses that say the same."""

from collections.abc import Sequence

from graph.errors import QueryError
from graph.store.terms import iri
from graph.store.tokens import Token, tokens


def with_data_set(update: str, graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """Return the update with USING clauses before each WHERE. Raises QueryError where it names a data set itself."""
    if not graphs and not named_graphs:
        return update
    using = " ".join(
        [*(f"USING {iri(name)}" for name in graphs), *(f"USING NAMED {iri(name)}" for name in named_graphs)]
    )
    parts, last, depth, before = list[str](), 0, 0, ""
    found = list(tokens(update))
    for number, token in enumerate(found):
        word = token.text.lower() if token.kind == "word" and depth == 0 else ""
        if word in {"using", "with"}:
            raise QueryError(
                "The update has USING or WITH: then it takes no using-graph-uri and no using-named-graph-uri."
            )
        if word == "where":
            pattern = _braces(update, found[number + 1 :]) if before == "delete" else ""
            parts += [update[last : token.start], pattern, f" {using} "]
            last = token.start
        depth += _step(token)
        before = word
    return "".join([*parts, update[last:]])


def _step(token: Token) -> int:
    return {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "sign" else 0


def _braces(update: str, rest: Sequence[Token]) -> str:
    """Return the text from the first brace to its partner: what DELETE WHERE both looks for and deletes."""
    depth = 0
    for token in rest:
        depth += _step(token)
        if depth == 0:
            return update[rest[0].start : token.end]
    return ""
