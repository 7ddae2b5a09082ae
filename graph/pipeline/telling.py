"""Tells the graph what was counted: in a derived graph of its own, so that those who ask in SPARQL have it too."""

from collections.abc import Iterable, Iterator
from itertools import islice

from graph.describing.figures import describe_concept, describe_origin, describe_pair
from graph.describing.triples import Triples
from graph.figures import FiguresWriter
from graph.iris import Iris
from graph.pipeline.extracting import version
from graph.store import Iri, Transaction, Writer

_AT_ONCE = 2000
"""How many things are told in one transaction where all are told anew."""
_TAKE_OUT = "DELETE {{ GRAPH $graph {{ ?thing ?property ?value }} }} WHERE {{ VALUES ?thing {{ {} }} GRAPH $graph {{ ?thing ?property ?value }} }}"


class Telling:
    """Writes the graph of figures through a writer: `begin` brings what is new, `end` belongs into the transaction that takes the marks off."""

    def __init__(self, writer: Writer, iris: Iris) -> None:
        self._writer = writer
        self._iris = iris
        self._graph = f"{iris.graph('derived')}/figures"
        self._anew = False
        self._last: dict[str, bytes] = {}

    def begin(self, figures: FiguresWriter, *, anew: bool) -> None:
        """Tell what has not been told yet, but for what `end` takes with it; `anew` takes all out that was told before. Raises StoreError."""
        self._anew = anew
        if anew:
            with self._writer.transaction() as transaction:
                transaction.drop_graph(self._graph)
        things = self._described(figures)
        self._last = dict(islice(things, _AT_ONCE))
        while some := dict(islice(things, _AT_ONCE)):
            with self._writer.transaction() as transaction:
                self._tell(transaction, self._last)
            self._last = some

    def end(self, transaction: Transaction) -> None:
        """Tell the rest, and what counted it."""
        self._tell(transaction, self._last)
        run = self._iris.counting(version())
        self._take_out(transaction, (self._graph, run))
        triples = Triples()
        describe_origin(triples, self._graph, self._iris, version())
        transaction.add(self._graph, triples.serialise())

    def _tell(self, transaction: Transaction, things: dict[str, bytes]) -> None:
        if things and not self._anew:
            self._take_out(transaction, things)
        if any(things.values()):
            transaction.add(self._graph, b"".join(things.values()))

    def _described(self, figures: FiguresWriter) -> Iterator[tuple[str, bytes]]:
        """Yield each concept and each pair with what is said of it, if anything."""
        for each in figures.concepts_to_tell():
            triples = Triples()
            describe_concept(triples, each)
            yield each.iri, triples.serialise()
        for pair in figures.pairs_to_tell():
            triples = Triples()
            if pair.together:
                describe_pair(triples, self._iris, *pair)
            yield self._iris.pair(pair.one, pair.other), triples.serialise()

    def _take_out(self, transaction: Transaction, things: Iterable[str]) -> None:
        terms = {f"thing{number}": Iri(thing) for number, thing in enumerate(things)}
        update = _TAKE_OUT.format(" ".join(f"${term}" for term in terms))
        transaction.update(update, graph=Iri(self._graph), **terms)
