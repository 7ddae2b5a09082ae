"""The page `/search`: opinions by their words, with marks, and facets that the address keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from graph.analysis.searching import FacetValue, FoundOpinion, FoundPage, names, search_opinions
from graph.analysis.suggesting import things_called
from graph.analysis.views import View
from graph.errors import FullTextMissing
from graph.fulltext import Search
from graph.fulltext.words import LONGEST
from service import wording
from service.api.parameters import OFFSET, Given, parse
from service.api.searching import FILTERS, SORT, search_of
from service.application import service
from service.pages.frame import Found
from service.problems import InvalidParameter

blueprint = Blueprint("searching", __name__)

LIMIT, VALUES, SHOWN = 20, 24, 6
"""How many opinions a page has, how many values of a facet it offers, and how many of them at first sight."""

FACETS = {
    "act": "意見の種類",
    "concept": "概念",
    "series": "会議体",
    "meeting": "会議",
    "year": "年",
    "topic": "論題",
    "role": "発言者の立場",
}
"""The facets in the order of the page, with their headings."""

CALLED = 3
"""How many things of a kind a page shows that the words may name."""
THINGS = (
    ("concept", "概念", "pages.concept"),
    ("organisation", "組織", "pages.organisation"),
    ("person", "人", "pages.person"),
    ("meeting", "会議", "pages.meeting"),
)

Kept = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """A value of a facet on the page; `address` chooses it, or takes the choice off where it is `chosen`."""

    label: str
    opinions: int
    address: str
    chosen: bool
    date: str | None = None


@blueprint.get("/search")
def page() -> Response:
    """Show what is found, or say in a sentence why nothing can be."""
    arguments = {name: value.strip() for name, value in request.args.items() if value.strip()}
    try:
        given = parse(_known(arguments), (*FILTERS, SORT, OFFSET))
    except InvalidParameter as error:
        return _shown(400, arguments, wrong=error.parameter)
    if (given.text("from") or "") > (given.text("to") or "9999"):
        return _shown(400, arguments, wrong="order")
    kept = {name: value for name, value in given.values.items() if name != "offset" and isinstance(value, str)}
    with service().views.open() as view:
        search = search_of(view, given)
        try:
            found = search_opinions(view, service().fulltext, search, LIMIT, given.whole("offset"), VALUES)
        except FullTextMissing:
            return _shown(503, kept, missing=True)
        chosen = _chosen(view, given, found, kept)
        called = things_called(view, given.text("q") or "", CALLED) if given.whole("offset") == 0 else []
    return _shown(
        200,
        kept,
        found=Found(found.total, [_marked(each) for each in found.items], LIMIT, given.whole("offset")),
        facets=[(name, heading, _offers(name, found, kept)) for name, heading in FACETS.items()],
        chosen=chosen,
        called=[(kind, heading, endpoint, things) for kind, heading, endpoint in THINGS if (things := [each for each in called if each.kind == kind])],
        vacant=search.words.vacant,
        excluded=_excluded(search),
    )


def _known(arguments: Kept) -> MultiDict[str, str]:
    """Return the arguments that a search takes; the page's others, as the language, are not its business."""
    known = {parameter.name for parameter in (*FILTERS, SORT, OFFSET)}
    return MultiDict({name: value for name, value in arguments.items() if name in known})


def _shown(status: int, kept: Kept, **values: Any) -> Response:  # noqa: ANN401 - what the template is given
    values = {"found": None, "facets": [], "chosen": [], "called": [], "missing": False, "wrong": None, **values}
    text = render_template(
        "search.html",
        kept=dict(kept),
        sorts=[(name, words, _address(kept, sort=name)) for name, words in (("relevance", "関連の強い順"), ("date", "新しい順"))],
        shown=SHOWN,
        longest=LONGEST,
        table=_other(f"{request.script_root}/export/search.csv", {**kept, "bom": "1"}, "sort"),
        json=_other(f"{request.script_root}/api/v1/search", kept),
        **values,
    )
    return Response(text, status, content_type="text/html; charset=utf-8")


def _address(kept: Kept, **changed: str | None) -> str:
    """Return the address of this page with some arguments changed, or taken off (None); it begins with the first hit."""
    arguments = {name: value for name, value in {**kept, **changed}.items() if value is not None}
    return url_for("searching.page", **arguments)  # type: ignore[arg-type]


def _other(path: str, kept: Kept, *without: str) -> str:
    """Return another address with the same search."""
    query = _address(kept, **dict.fromkeys(without)).partition("?")[2]
    return f"{path}?{query}" if query else path


def _marked(found: FoundOpinion) -> tuple[object, list[tuple[str, bool]]]:
    """Return an opinion with its text in pieces, and whether each is a mark."""
    text, pieces, at = found.opinion.text, [], 0
    for start, end in found.highlights:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return found.opinion, [(piece, mark) for piece, mark in [*pieces, (text[at:], False)] if piece]


def _offers(name: str, found: FoundPage, kept: Kept) -> list[Offer]:
    """Return the values of a facet; what is chosen already can be taken off."""
    return [_offer(name, value, kept) for value in getattr(found.facets, name)]


def _offer(name: str, value: FacetValue, kept: Kept) -> Offer:
    changed: dict[str, str | None] = {name: value.id}
    if name == "year":
        changed = {"from": f"{value.id}-01-01", "to": f"{value.id}-12-31"}
    chosen = all(kept.get(each) == wanted for each, wanted in changed.items())
    address = _address(kept, **(dict.fromkeys(changed) if chosen else changed))
    return Offer(_label(name, value), value.opinions, address, chosen, value.date if name in {"meeting", "topic"} else None)


def _label(name: str, value: FacetValue) -> str:
    if name == "act":
        return wording.translate(wording.ACTS.get(value.id, value.id))
    return wording.translate("{year}年", year=value.id) if name == "year" else value.label


def _chosen(view: View, given: Given, found: FoundPage, kept: Kept) -> list[Offer]:
    """Return what narrows the search, each with the address without it."""
    chosen = []
    for name, heading in FACETS.items():
        if (value := given.text(name) if name != "year" else None) is not None:
            label = _label(name, _named(view, name, value, found))
            chosen.append(Offer(f"{wording.translate(heading)}：{label}", 0, _address(kept, **{name: None}), chosen=True))
    for name, sentence in (("from", "{day}から"), ("to", "{day}まで")):
        if (value := given.text(name)) is not None:
            label = wording.translate(sentence, day=wording.date(value))
            chosen.append(Offer(label, 0, _address(kept, **{name: None}), chosen=True))
    return chosen


def _named(view: View, name: str, part: str, found: FoundPage) -> FacetValue:
    """Return what a chosen value is called; what nothing is called stands for itself."""
    plain = FacetValue(part, part, 0)
    if name in {"act", "role"}:
        return plain
    counted: FacetValue | None = next((value for value in getattr(found.facets, name) if value.id == part), None)
    if counted is not None:
        return counted
    candidates = view.addresses.candidates(name, part)
    if name == "concept":
        entry = next((view.catalogue.get(iri) for iri in candidates if iri in view.catalogue), None)
        return replace(plain, label=entry.label) if entry else plain
    called = names(view, candidates)
    return next((value for value in called.values() if value.label != value.id), plain)


def _excluded(search: Search) -> bool:
    return bool(search.words.unwanted) and not search.words.wanted
