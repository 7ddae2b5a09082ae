r"""What may not reach the engine: it fetches addresses for SERVICE and LOAD, and has no switch against that.

Oxigraph's parser knows no word boundaries: `1SERVICE<…>`, `trueSERVICE:x{…}` and `LOADSILENT<…>` are requests to it. So any bare word
that contains one of the two is refused (no other keyword does), and a prefixed name like `SERVICE:x` where a clause could begin.
Where `<` may open an IRI or say "less than", both readings are followed. Escapes like \u0053 are looked at as they stand and replaced.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.errors import QueryForbidden, QueryTooLarge
from graph.store.tokens import LEFT_OPEN, Token, is_left_open, token_at, tokens

_SUSPICIOUS = re.compile(r"service|load|\\u", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORBIDDEN = re.compile(r"service|load", re.IGNORECASE)
_UPDATES = {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
_DEPTH = 1000
_NEVER_BEFORE_A_CLAUSE = frozenset("/-=&(,|^!")
_OPERANDS = {"iri", "string", "language", "variable", "blank", "prefixed", "number", "word"}


class _State(NamedTuple):
    """Where the reader stands: what came last decides what the next token can be."""

    start: int
    before: str
    braces: int
    parentheses: int
    operand: bool


def check(sparql: str, *, updates: bool = False) -> None:
    """Raise QueryForbidden where the text uses SERVICE or LOAD, or is an update and `updates` is not set; QueryTooLarge where it is too deep."""
    if not updates:
        _refuse_updates(sparql)
    if sparql.count("{") + sparql.count("(") + sparql.count("[") + sparql.count("!") > _DEPTH:
        _refuse_depth(sparql)
    if not _SUSPICIOUS.search(sparql):
        return
    for text in {sparql, _unescape(sparql)}:
        if any(_calls_out(text)):
            raise QueryForbidden("SERVICE and LOAD are not allowed here: the store fetches nothing from elsewhere.")


def names_data_set(sparql: str) -> bool:
    """Tell whether a query has FROM or FROM NAMED."""
    if not re.search("from", sparql, re.IGNORECASE):
        return False
    return any(token.kind == "word" and token.text.lower() == "from" for token in tokens(sparql))


def first_keyword(sparql: str) -> str:
    """Return the first word behind the prologue in lower case, or an empty text."""
    prologue = {"prefix", "base", "version"}
    words = (token.text.lower() for token in tokens(sparql) if token.kind == "word")
    return next((word for word in words if word not in prologue), "")


def _refuse_depth(sparql: str) -> None:
    """Refuse what would overflow the stack of the engine's parser, and end this process."""
    depth = signs = 0
    for token in tokens(sparql):
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(token.text, 0)
        signs = signs + 1 if token.text == "!" else 0
        if depth > _DEPTH or signs > _DEPTH:
            raise QueryTooLarge(f"The text is nested more than {_DEPTH} deep.")


def _refuse_updates(sparql: str) -> None:
    if first_keyword(sparql) in _UPDATES:
        raise QueryForbidden("This is an update; only queries are allowed here.")


def _unescape(sparql: str) -> str:
    def character(found: re.Match[str]) -> str:
        point = int(found[1] or found[2], 16)
        return chr(point) if point <= 0x10FFFF else found.group()

    return _ESCAPE.sub(character, sparql)


def _calls_out(sparql: str) -> Iterator[bool]:
    """Yield for each token, in every way to read the text, whether it calls for an address."""
    pending, seen, left_open = [_State(0, "", 0, 0, operand=False)], set[_State](), 0
    while pending:
        state = pending.pop()
        while state.start < len(sparql) and state not in seen:
            seen.add(state)
            token = token_at(sparql, state.start)
            if token.kind in {"space", "comment"}:
                state = state._replace(start=token.end)
                continue
            left_open += is_left_open(token, sparql)
            yield left_open > LEFT_OPEN or _is_call(token, state, sparql)
            if token.kind == "iri" and state.operand and state.parentheses:
                pending.append(_after(Token("sign", "<", token.start), state))
            state = _after(token, state)


def _after(token: Token, state: _State) -> _State:
    step = {"{": (1, 0), "}": (-1, 0), "(": (0, 1), ")": (0, -1)}.get(token.text, (0, 0))
    return _State(
        token.end,
        token.text[-1] if token.kind == "sign" else token.kind if token.kind != "word" else token.text.lower(),
        max(0, min(1, state.braces + step[0])) if step[0] < 0 else min(64, state.braces + step[0]),
        max(0, min(64, state.parentheses + step[1])),
        token.kind in _OPERANDS or token.text == ")",
    )


def _is_call(token: Token, state: _State, sparql: str) -> bool:
    if not _FORBIDDEN.search(token.text) or state.before in _NEVER_BEFORE_A_CLAUSE:
        return False
    if token.kind == "word":
        return True
    if token.kind != "prefixed" or not _FORBIDDEN.search(token.text.partition(":")[0]):
        return False
    if state.before in {"prefix", "graph"}:
        return False
    near = sparql[token.end : token.end + 1000]  # a comment that is longer has something to hide
    following = next(tokens(near), None)
    opens_group = following.text == "{" if following else len(near) == 1000
    begins_update = (state.braces == 0 and not state.before.isalpha()) or state.before == "iri"
    return opens_group or begins_update
