"""The changes of one transaction, collected before any is made, and the store's own state that is written with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.iris import RONTEN
from graph.store.guard import check
from graph.store.interface import DEFAULT_GRAPH, Settings, Term
from graph.store.terms import fill, iri, literal
from graph.store.updates import touched

BASE, SEQUENCE, PENDING, DIRTY, COUNTED = (
    f"{RONTEN}{name}" for name in ("storeBase", "storeSequence", "storePending", "dirtyGraph", "countedState")
)


@dataclass(frozen=True, slots=True)
class Load:
    """Triples for one graph, beside those that it has or in their place."""

    graph: str
    data: bytes
    media_type: str
    replace: bool

    @property
    def by_line(self) -> bool:
        """Whether the data are N-Triples for a named graph, a statement and nothing else on each line."""
        lines = self.data.count(b"\n")
        return (
            self.media_type == "application/n-triples"
            and self.graph != DEFAULT_GRAPH
            and self.data.endswith(b" .\n")
            and self.data.count(b" .\n") == lines
            and b"_:" not in self.data
        )

    def as_quads(self) -> bytes:
        """Return such data as N-Quads."""
        return self.data.replace(b" .\n", f" {iri(self.graph)} .\n".encode())


@dataclass(frozen=True, slots=True)
class Drop:
    """A graph to be taken away."""

    graph: str


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL Update, its terms filled in, and the graphs that it may change; None: any."""

    sparql: str
    graphs: frozenset[str] | None


Change = Load | Drop | Update


@dataclass(slots=True)
class Changes:
    """Collects what a transaction shall do; each call checks what can be known before."""

    settings: Settings
    made: list[Change] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)
    implied: set[str] = field(default_factory=set)
    counted: str | None = None

    def replace_graph(
        self, graph: str, data: bytes, media_type: str = "application/n-triples", *, checked: bool = False
    ) -> None:
        """Put the triples of `data` in the place of the graph's. Raises QuerySyntaxError."""
        self._load(Load(graph, data, media_type, replace=True), checked=checked)

    def add(self, graph: str, data: bytes, media_type: str = "application/n-triples", *, checked: bool = False) -> None:
        """Add the triples of `data` to the graph. Raises QuerySyntaxError."""
        self._load(Load(graph, data, media_type, replace=False), checked=checked)

    def _load(self, change: Load, *, checked: bool) -> None:
        from graph.store.engine import check_data  # noqa: PLC0415 the engine is loaded when it is needed

        iri(change.graph)
        if not checked:
            check_data(change.data, change.media_type, self.settings.query_base)
        self.made.append(change)

    def drop_graph(self, graph: str) -> None:
        """Take the graph away; one that is not there is no error."""
        iri(graph)
        self.made.append(Drop(graph))

    def update(self, sparql: str, **terms: Term) -> None:
        """Run a SPARQL Update. Raises QueryError."""
        from graph.store.engine import check_update  # noqa: PLC0415

        filled = fill(sparql, terms)
        check(filled, updates=True)
        check_update(filled, self.settings.query_base)
        graphs = touched(filled, self.settings.query_base)
        self.made.append(Update(filled, graphs))

    def settle(self, graphs: Iterable[str], counted: str | None = None) -> None:
        """Say that the derived figures follow these graphs' state before this transaction, and under which name, if one is given."""
        self.settled.update(graphs)
        self.counted = counted or self.counted

    def imply(self, graphs: Iterable[str]) -> None:
        """Say that what changes in these graphs follows from changes of others, so that they need no mark of their own."""
        self.implied.update(graphs)

    def __bool__(self) -> bool:
        return bool(self.made or self.settled or self.counted)

    @property
    def touches_any(self) -> bool:
        """Whether an update may change graphs that nobody can name beforehand."""
        return any(isinstance(change, Update) and change.graphs is None for change in self.made)

    @property
    def touches_system(self) -> bool:
        """Whether the store's own state may be changed, and has to be written anew as a whole."""
        return self.touches_any or self.settings.system_graph in self._named()

    def _named(self) -> set[str]:
        named = set[str]()
        for change in self.made:
            named |= (change.graphs or set()) if isinstance(change, Update) else {change.graph}
        return named

    def dirty(self, graphs_before: Iterable[str]) -> set[str]:
        """Name the graphs that must be marked; `graphs_before` counts only where an update touches any."""
        named = self._named() | (set(graphs_before) if self.touches_any else set())
        return {
            graph
            for graph in named - self.implied
            if graph != self.settings.system_graph and not graph.startswith(self._derived)
        }

    @property
    def _derived(self) -> str:
        """How the names of graphs begin that hold what is derived."""
        return f"{self.settings.base}data/derived"

    def closing(
        self, version: str, graphs_before: Iterable[str], marked: Iterable[str], any_graph: str = "GRAPH ?g {}"
    ) -> str:
        """Return the update that ends the transaction: base, sequence and dirty marks, in one piece.

        `graphs_before` and `marked`, the marks until now, are needed only where the transaction `touches_system`;
        `any_graph` is the pattern that names all graphs.
        """
        system, marks, statements = iri(self.settings.system_graph), self.dirty(graphs_before), []
        if self.touches_system:
            marks |= set(marked) - self.settled
            statements.append(f"DROP SILENT GRAPH {system}")
        else:
            own = (BASE, SEQUENCE, PENDING, *((COUNTED,) if self.counted else ()))
            statements += [f"DELETE WHERE {{ GRAPH {system} {{ {system} <{predicate}> ?o }} }}" for predicate in own]
            statements += (
                [f"DELETE DATA {{ GRAPH {system} {{ {_marks(system, self.settled)} }} }}"] if self.settled else []
            )
        state = f"{system} <{BASE}> {literal(self.settings.base)} ; <{SEQUENCE}> {literal(version)} ."
        counted = f"{system} <{COUNTED}> {literal(self.counted)} ." if self.counted else ""
        statements.append(f"INSERT DATA {{ GRAPH {system} {{ {state} {counted} {_marks(system, marks)} }} }}")
        if self.touches_any:
            statements.append(_MARK_ALL.format(any_graph=any_graph, system=system, derived=literal(self._derived)))
        return " ;\n".join(statements)


def _marks(system: str, graphs: Iterable[str]) -> str:
    return " ".join(f"{system} <{DIRTY}> {iri(graph)} ." for graph in sorted(graphs))


_MARK_ALL = f"""INSERT {{{{ GRAPH {{system}} {{{{ {{system}} <{DIRTY}> ?g }}}} }}}}
WHERE {{{{ {{any_graph}} FILTER (?g != {{system}} && !STRSTARTS(STR(?g), {{derived}}) && isIRI(?g)) }}}}"""
