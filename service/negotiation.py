"""Content negotiation as RFC 9110 has it: which of the formats that an answer has the client would rather read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flask import Request
from werkzeug.exceptions import NotAcceptable

_TEXT = ("text/", "application/sparql-results+xml", "application/rdf+xml", "application/xml")


@dataclass(frozen=True, slots=True)
class Format:
    """A media type with its short names for `?format=` and other media types that mean the same."""

    media_type: str
    names: tuple[str, ...]
    also: tuple[str, ...] = ()
    sent_as: str | None = None

    @property
    def content_type(self) -> str:
        """Return the value of Content-Type: the media type that was asked for, with its charset where text needs one."""
        plain = self.sent_as or self.media_type
        return f"{plain}; charset=utf-8" if plain.startswith(_TEXT) else plain


JSON = Format("application/sparql-results+json", ("json", "srj"), ("application/json",))
XML = Format("application/sparql-results+xml", ("xml", "srx"), ("application/xml", "text/xml"))
CSV = Format("text/csv", ("csv",))
TSV = Format("text/tab-separated-values", ("tsv",))
RESULTS = (JSON, XML, CSV, TSV)
"""The formats of rows and of a yes or no, the one we would rather send first."""

TURTLE = Format("text/turtle", ("turtle", "ttl", "n3"), ("application/x-turtle", "application/turtle", "text/n3"))
N_TRIPLES = Format("application/n-triples", ("ntriples", "nt", "n-triples"), ("text/plain",))
RDF_XML = Format("application/rdf+xml", ("rdfxml", "rdf", "rdf+xml", "xml"), ("application/xml", "text/xml"))
JSON_LD = Format("application/ld+json", ("jsonld", "json-ld", "json"), ("application/json",))
TRIG = Format("application/trig", ("trig",), ("application/x-trig",))
N_QUADS = Format("application/n-quads", ("nquads", "nq", "n-quads"), ("text/x-nquads",))
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, TRIG, N_QUADS)
"""The formats of triples, the one we would rather send first."""

HTML = Format("text/html", ("html",), ("application/xhtml+xml",))


@dataclass(frozen=True, slots=True)
class _Range:
    """One element of an Accept header."""

    media_type: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """Return how exactly this names the media type: 0 not at all, 1 `*/*`, 2 `type/*`, 3 in full."""
        if self.media_type == media_type:
            return 3
        if self.media_type == f"{media_type.partition('/')[0]}/*":
            return 2
        return int(self.media_type == "*/*")


def choose(request: Request, formats: Sequence[Format]) -> Format:
    """Return the format to answer in: what `?format=` names, else what Accept would rather have. Raises NotAcceptable with the list."""
    return choose_by(formats, request.args.get("format"), request.headers.get("Accept"))


def choose_by(formats: Sequence[Format], name: str | None, accept: str | None) -> Format:
    """Return the format that a short name or media type names, or else the Accept header. Raises NotAcceptable."""
    if name:
        return _named(formats, name.strip().lower())
    found = _best(tuple(formats), accept or "*/*")
    if found is None:
        raise _not_acceptable(formats)
    return found


@lru_cache(maxsize=64)  # clients say the same over and over
def _best(formats: tuple[Format, ...], accept: str) -> Format | None:
    ranges = _ranges(accept)
    best, found = (0.0, 0), None
    for offered in formats:
        for number, media_type in enumerate((offered.media_type, *offered.also)):
            quality, specificity = _quality(ranges, media_type)
            if number and specificity < 3:  # another name counts only where it was asked for by that name
                continue
            if quality > 0 and (quality, specificity) > best:
                best, found = (quality, specificity), replace(offered, sent_as=media_type)
    return found


def _named(formats: Sequence[Format], name: str) -> Format:
    for offered in formats:
        if name in offered.names or name == offered.media_type or name in offered.also:
            return offered
    raise _not_acceptable(formats)


def _not_acceptable(formats: Sequence[Format]) -> NotAcceptable:
    offers = ", ".join(f"{offered.media_type} (format={offered.names[0]})" for offered in formats)
    return NotAcceptable(f"This can be had as {offers}.")


def _ranges(accept: str) -> list[_Range]:
    ranges = []
    for element in accept.split(","):
        media_type, *parameters = (part.strip().lower() for part in element.split(";"))
        quality = _weight(parameters)
        if media_type and quality is not None:
            ranges.append(_Range("*/*" if media_type == "*" else media_type, quality))
    return ranges


def _weight(parameters: Sequence[str]) -> float | None:
    """Return the value of `q`, 1 where there is none, None where it is no weight."""
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return None
            return weight if 0 <= weight <= 1 else None
    return 1.0


def _quality(ranges: Sequence[_Range], media_type: str) -> tuple[float, int]:
    """Return the weight that the most specific range gives a media type, and how specific that is."""
    matching = [(found.specificity(media_type), found.quality) for found in ranges]
    specificity, quality = max(matching, default=(0, 0.0))
    return (quality, specificity) if specificity else (0.0, 0)
