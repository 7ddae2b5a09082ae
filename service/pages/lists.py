"""Lists of concepts, meetings, documents, people and organisations, each searched or narrowed by its address."""

from dataclasses import asdict, dataclass
from typing import Any

from flask import render_template, request

from graph.analysis.concepts import find_concepts
from graph.analysis.documents import find_documents
from graph.analysis.issues import points_at_issue
from graph.analysis.meetings import find_meetings
from graph.analysis.organisations import find_organisations
from graph.analysis.people import find_people
from graph.analysis.views import Page
from service.api.parameters import TYPES
from service.application import service
from service.pages.frame import api, begin, blueprint, listed

LONG, ISSUES = 50, 15
"""How many names a list shows at once, and how many points at issue."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list: its heading and the folder of the pages of its items."""

    name: str
    heading: str
    single: str


_CONCEPTS = Kind("concepts", "概念", "concept")
_PEOPLE = Kind("people", "人", "person")
_ORGANISATIONS = Kind("organisations", "組織", "organisation")


@blueprint.get("/concepts")
def concepts() -> str:
    """List concepts: the most spoken of first, those that a search finds, or those of a type."""
    words, kind = _asked("q"), _asked("type")
    kind = kind if kind in TYPES else ""
    with service().views.open() as view:
        found = find_concepts(view, words or None, kind or None, LONG, begin())
        most = max((each.opinions for each in view.catalogue.most_spoken(None, 1)[1]), default=1)
    rows = [{**asdict(each.concept), "match": each.match} for each in found.items]
    return _list(_CONCEPTS, Page(found.total, rows), words, type=kind, types=TYPES, most=most)


@blueprint.get("/issues")
def issues() -> str:
    """List the points at issue, the most disputed first, each with quotations of both sides; all, or those of a type of concept."""
    kind = _asked("type") if _asked("type") in TYPES else ""
    with service().views.open() as view:
        found = points_at_issue(view, kind or None, None, None, ISSUES, begin())
    return render_template(
        "issues.html",
        found=listed(found, ISSUES),
        type=kind,
        types=TYPES,
        kept={"type": kind} if kind else {},
        api=api("issues", type=kind or None),
    )


@blueprint.get("/meetings")
def meetings() -> str:
    """List meetings, the newest first, all or those of one series."""
    asked = _asked("series")
    with service().views.open() as view:
        series = view.addresses.candidates("series", asked) if asked else None
        found = find_meetings(view, series, LONG, begin())
    name = next((each.series.label for each in found.items if each.series), asked) if asked else None
    return render_template(
        "meetings.html", found=listed(found, LONG), series=name, kept={"series": asked} if asked else {}
    )


@blueprint.get("/documents")
def documents() -> str:
    """List documents."""
    with service().views.open() as view:
        found = find_documents(view, LONG, begin())
    return render_template("documents.html", found=listed(found, LONG), kept={})


@blueprint.get("/people")
def people() -> str:
    """List who attended, or those whose name a search finds."""
    words = _asked("q")
    with service().views.open() as view:
        return _list(_PEOPLE, find_people(view, words or None, LONG, begin()), words)


@blueprint.get("/organisations")
def organisations() -> str:
    """List organisations that people attended for, or those whose name a search finds."""
    words = _asked("q")
    with service().views.open() as view:
        return _list(_ORGANISATIONS, find_organisations(view, words or None, LONG, begin()), words)


def _asked(name: str) -> str:
    return request.args.get(name, "").strip()[:200]


def _list(kind: Kind, found: Page[Any], words: str, **more: Any) -> str:  # noqa: ANN401 - what one template wants
    """Show a list that can be searched."""
    kept = {name: value for name, value in {"q": words, "type": more.get("type")}.items() if value}
    return render_template("list.html", kind=kind, found=listed(found, LONG), words=words, kept=kept, **more)
