"""What a request to the REST API asks, and the terms that its answers are written in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import NotFound

from graph.analysis.thesaurus import Thesaurus, Vocabulary
from graph.analysis.views import View
from graph.iris import PREFIXES, RONTEN
from service.api.parameters import Given

Body = dict[str, Any]

SKOS = PREFIXES["skos"]
CONCEPT = f"{SKOS}Concept"
BASE: Body = {"skos": SKOS, "ronten": RONTEN, "uri": "@id", "type": "@type"}
ONKI = {"onki": "http://schema.onki.fi/onki#"}
PREFERRED = {"prefLabel": "skos:prefLabel"}
LISTED = 1000
"""How many concepts a list holds at most where Skosmos gives all of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: of which view and vocabulary (None: all of them), with which parameters."""

    view: View
    known: Thesaurus
    vocabulary: Vocabulary | None
    given: Given

    @property
    def language(self) -> str:
        """The language of labels, Japanese unless another is asked for."""
        return self.given.text("lang") or "ja"

    @property
    def concept(self) -> str:
        """The concept that `uri` names. Raises NotFound."""
        return concept_of(self.known, self.vocabulary, self.given)

    def named(self, iri: str) -> Body:
        """Return a concept with its preferred label."""
        label = self.known.preferred(iri, self.language)
        return {"uri": iri, "prefLabel": label.text if label else self.view.addresses.id(iri)}

    def within(self, iris: Iterable[str]) -> list[str]:
        """Leave out the concepts of other vocabularies."""
        return [iri for iri in iris if self.vocabulary is None or iri in self.vocabulary.concepts]


def concept_of(known: Thesaurus, vocabulary: Vocabulary | None, given: Given) -> str:
    """Return the concept that `uri` names. Raises NotFound where there is none, or none in this vocabulary."""
    iri = given.text("uri") or ""
    if iri not in known or (vocabulary is not None and iri not in vocabulary.concepts):
        raise NotFound(f"There is no concept {iri[:200]} here.")
    return iri
