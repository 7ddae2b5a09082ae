"""Between the permanent address of a thing and the last part of it, by which the API and the pages name it."""

import re
from collections.abc import Container
from dataclasses import dataclass

from graph.iris import RONTEN, segment
from graph.store.interface import Iri

_LOOSE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its permanent address, the last part of that, and a label."""

    iri: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses under one base."""

    base: str

    def id(self, iri: str) -> str:
        """Return what follows `{base}id/KIND/` as it stands there; the whole address of a thing that is not ours."""
        if not iri.startswith(f"{self.base}id/"):
            return iri
        return iri.removeprefix(f"{self.base}id/").partition("/")[2] or iri

    def named(self, iri: str, label: str | None) -> Named:
        """Return a thing with its label; one without is called by the last part of its address."""
        part = self.id(iri)
        return Named(iri, part, label or part)

    def candidates(self, kind: str, part: str) -> list[Iri]:
        """Return the addresses that a part may mean: as it stands, or with what an address had to encode decoded."""
        if "://" in part:
            return [Iri(part)] if not set(part) & set(' <>"{}|^`\\') else []
        made = [f"{self.base}id/{kind}/{each}" for each in (part, segment(part))]
        return [Iri(each) for each in dict.fromkeys(made) if _printable(each)]

    def choose(self, kind: str, part: str, known: Container[str]) -> Iri | None:
        """Return the address that a part means among those that are known, None where none is."""
        return next((each for each in self.candidates(kind, part) if each in known), None)


def local(iri: str | None, default: str = "") -> str:
    """Return the local name of one of our own terms: `proposal` for ronten:proposal."""
    return iri.removeprefix(RONTEN) if iri else default


def _printable(iri: str) -> bool:
    return iri.isprintable() and not set(iri) & set(' <>"{}|^`\\') and not _LOOSE_PERCENT.search(iri)
