"""Where each thing's address is made: the namespaces, and the IRIs of everything that the program describes."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

RONTEN = "https://w3id.org/ronten/ns#"
"""The namespace of the project's own terms; the same in every installation."""

DEFAULT_BASE = "http://127.0.0.1:8000/"

PREFIXES = {
    "ronten": RONTEN,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
"""Turns katakana into hiragana, for `str.translate`."""

_FILLING = re.compile(r"[-・_.]")
_HYPHENS = re.compile("[‐‑‒–—―−﹣－ｰ]")
_UNSAFE = re.compile(r"[^\w.~\-・ー々〆]", re.UNICODE)


def digest(*parts: str, length: int = 16) -> str:
    """Return the first `length` hexadecimal digits of the SHA-256 of the parts, each closed by a NUL."""
    return hashlib.sha256("".join(f"{part}\0" for part in parts).encode()).hexdigest()[:length]


def label_key(label: str) -> str:
    """Return the form in which labels are compared: NFKC, case folded, without white space and with one kind of hyphen."""
    folded = unicodedata.normalize("NFKC", label).casefold()
    return _HYPHENS.sub("-", "".join(folded.split()))


def search_key(label: str) -> str:
    """Return the form in which labels are searched: as `label_key`, in hiragana, without hyphens and middle dots."""
    key = label_key(label).translate(HIRAGANA)
    return _FILLING.sub("", key) or key


def segment(label: str) -> str:
    """Return a label as one readable path segment of an IRI: NFKC, white space as `_`, unsafe characters percent-encoded."""
    normal = "_".join(unicodedata.normalize("NFKC", label).split())
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), normal)


@lru_cache(maxsize=65536)
def _concept_segment(label: str) -> str:
    """Return the path segment of a concept; the same labels come again and again."""
    return segment(label_key(label))


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints instance IRIs under one base, which ends with a slash."""

    base: str = DEFAULT_BASE

    def _make(self, kind: str, name: str) -> str:
        return f"{self.base}id/{kind}/{name}"

    def document(self, content_hash: str) -> str:
        """Return the address of a document from the SHA-256 (hexadecimal) of its bytes."""
        return self._make("document", content_hash[:16])

    def document_graph(self, content_hash: str) -> str:
        """Return the name of the named graph that holds all that one document says."""
        return f"{self.base}data/document/{content_hash[:16]}"

    def graph(self, name: str) -> str:
        """Return the name of one of the shared graphs: ontology, vocabulary, corrections, derived, runs or system."""
        return f"{self.base}data/{name}"

    def series(self, name: str) -> str:
        """Return the address of a series of meetings (the body that meets) from its name."""
        return self._make("series", segment(name))

    def meeting(self, series: str, number: int | None, date: str | None, otherwise: str) -> str:
        """Return the address of a meeting, shared by all minutes of it; `otherwise` stands in where number and date are unknown."""
        key = digest(
            label_key(series),
            str(number or ""),
            date or "",
            "" if series and (number or date) else otherwise,
            length=10,
        )
        return self._make("meeting", f"{date or 'undated'}-{key}")

    def agenda_item(self, meeting: str, ordinal: int) -> str:
        """Return the address of an agenda item from its meeting's address and its place, counted from 1."""
        return self._make("agenda", f"{meeting.rsplit('/', 1)[1]}.{ordinal}")

    def topic(self, meeting: str, label: str) -> str:
        """Return the address of a topic (a heading that opinions stand under) of one meeting."""
        return self._make("topic", f"{meeting.rsplit('/', 1)[1]}.{digest(label_key(label), length=8)}")

    def person(self, name: str, affiliation: str) -> str:
        """Return the address of a person: the same name and affiliation are one person, all others stay apart."""
        return self._make("person", f"{segment(name)}-{digest(label_key(name), label_key(affiliation), length=8)}")

    def organisation(self, name: str) -> str:
        """Return the address of an organisation from its preferred name."""
        return self._make("organisation", segment(name))

    def attendance(self, document: str, person: str, group: str) -> str:
        """Return the address of one person's attendance (a membership) as one document states it."""
        return self._make("attendance", digest(document, person, group))

    def opinion(self, content_hash: str, text: str, occurrence: int) -> str:
        """Return an opinion's address from its document's hash and its text; `occurrence` (from 0) tells equal texts apart."""
        return self._make("opinion", digest(content_hash, label_key(text), str(occurrence)))

    def part(self, kind: str, opinion: str, name: str) -> str:
        """Return the address of an opinion's sentence, mention, position, relation or link."""
        return self._make(kind, f"{opinion.rsplit('/', 1)[1]}.{segment(name)}")

    def concept(self, label: str) -> str:
        """Return the address of a concept that no vocabulary has, from its label."""
        return self._make("concept", _concept_segment(label))

    def run(self, content_hash: str, extractor: str, vocabulary: str) -> str:
        """Return the address of the run that read one document with one version of the extractor and the vocabulary."""
        return self._make("run", digest(content_hash, extractor, vocabulary))

    def pair(self, one: str, other: str) -> str:
        """Return the address of what is counted of two concepts together, whichever comes first."""
        return self._make("pair", digest(*sorted((one, other))))

    def counting(self, version: str) -> str:
        """Return the address of the run that counts figures with one version of the program."""
        return self._make("run", digest("figures", version))
