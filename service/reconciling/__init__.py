"""The Reconciliation Service API 0.2 at `/reconcile`, by which OpenRefine matches tables with the graph and extends them."""

from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.analysis.matching import Entity, entities
from graph.analysis.properties import PROPERTIES, values
from graph.analysis.views import View
from service.api.parameters import TYPES, parse
from service.application import service
from service.cors import allow_all_origins
from service.reconciling.descriptions import ID, PROPOSE, RECONCILE, SUGGEST, described
from service.reconciling.extending import extended, proposed
from service.reconciling.matching import matched
from service.reconciling.naming import CLASSES, type_name, typed
from service.reconciling.reading import extension, query_batch

__all__ = ["blueprint", "described"]

blueprint = Blueprint("reconciling", __name__)
blueprint.after_request(allow_all_origins)

_PREVIEW_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""Previews stand in frames of other pages; nothing is loaded, nothing runs."""


@blueprint.get("/reconcile")
@blueprint.post("/reconcile")
def reconcile() -> Response:
    """Answer the manifest, a batch of queries, or an extension of data."""
    given = parse(request.args, RECONCILE)
    form = request.form if request.method == "POST" else {}
    queries, extend = form.get("queries") or given.text("queries"), form.get("extend") or given.text("extend")
    if queries is not None and extend is not None:
        raise BadRequest("Give either queries or extend.")
    if request.method == "POST" and queries is None and extend is None:
        raise BadRequest("Send a form with queries or extend.")
    with service().views.open() as view:
        if queries is not None:
            return _json({name: {"result": matched(view, query)} for name, query in query_batch(queries).items()})
        if extend is not None:
            return _json(extended(view, extension(extend)))
    return _json(_manifest())


def _manifest() -> dict[str, Any]:
    base, here = service().configuration.settings.base, request.url_root.rstrip("/")
    suggest = {
        kind: {"service_url": here, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "ronten",
        "identifierSpace": f"{base}id/",
        "schemaSpace": "https://w3id.org/ronten/ns#",
        "documentation": f"{here}/docs/api",
        "logo": f"{here}/static/icon.svg",
        "view": {"url": f"{here}/reconcile/view?id={{{{id}}}}"},
        "defaultTypes": [{"id": each, "name": type_name(each)} for each in CLASSES],
        "suggest": suggest,
        "preview": {"url": f"{here}/reconcile/preview?id={{{{id}}}}", "width": 400, "height": 200},
        "extend": {"propose_properties": {"service_url": here, "service_path": "/reconcile/extend/propose"}},
    }


@blueprint.get("/reconcile/suggest/entity")
def suggest_entity() -> Response:
    """Answer entities whose names hold what was typed."""
    given = parse(request.args, SUGGEST)
    with service().views.open() as view:
        found = entities(view).beginning(given.text("prefix") or "", given.whole("limit"), given.whole("cursor"))
    return _json({"result": [{"id": each.id, "name": each.name, "notable": typed(each)} for each in found]})


@blueprint.get("/reconcile/suggest/type")
def suggest_type() -> Response:
    """Answer types whose names hold what was typed."""
    return _named({each: type_name(each) for each in (*CLASSES, *(f"ronten:{kind}" for kind in TYPES))})


@blueprint.get("/reconcile/suggest/property")
def suggest_property() -> Response:
    """Answer properties whose names hold what was typed."""
    return _named({each.id: f"{each.name} ({each.english})" for each in PROPERTIES.values()})


def _named(names: dict[str, str]) -> Response:
    given = parse(request.args, SUGGEST)
    wanted, start = (given.text("prefix") or "").casefold(), given.whole("cursor")
    found = [{"id": id_, "name": name} for id_, name in names.items() if wanted in f"{id_} {name}".casefold()]
    return _json({"result": found[start : start + given.whole("limit")]})


@blueprint.get("/reconcile/extend/propose")
def propose() -> Response:
    """Answer the properties that entities of a type have."""
    given = parse(request.args, PROPOSE)
    return _json(proposed(given.text("type"), given.whole("limit")))


@blueprint.get("/reconcile/preview")
def preview() -> Response:
    """Answer a small page on an entity that may stand in a frame of any page."""
    with service().views.open() as view:
        entity = _entity(view)
        found = values(view, [entity], list(PROPERTIES))
    rows = [(each.name, [value.text for value in found.get((entity.id, each.id), ())]) for each in PROPERTIES.values()]
    page = render_template("reconciling/preview.html", entity=entity, rows=[row for row in rows if row[1]])
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = _PREVIEW_POLICY
    return response


@blueprint.get("/reconcile/view")
def view_entity() -> AnyResponse:
    """Lead to an entity's own address."""
    with service().views.open() as view:
        entity = _entity(view)
    if not entity.iri.startswith(("http://", "https://")):
        raise NotFound(f"{entity.iri} leads nowhere.")
    return redirect(entity.iri, 303)


def _entity(view: View) -> Entity:
    given = parse(request.args, (ID,)).text("id") or ""
    found = entities(view).get(given)
    if found is None:
        kind, _, name = given.partition("/")
        known = entities(view).by_iri
        iri = view.addresses.choose(kind, name, known)
        if iri is None:
            raise NotFound(f"There is no {given[:200]}.")
        found = known[iri]
    return found


def _json(body: dict[str, Any]) -> Response:
    return Response(current_app.json.dumps(body, separators=(",", ":")) + "\n", content_type="application/json")
