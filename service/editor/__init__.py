"""The SPARQL editor at `/editor`: YASQE on a page of ours, with examples that answer analysts' questions and names to complete from our ontology."""

from flask import Blueprint, Response, abort, jsonify, render_template, request

from graph.iris import PREFIXES
from service.application import service
from service.editor.completing import terms
from service.editor.examples import Example, by_group, examples

blueprint = Blueprint("editor", __name__)


@blueprint.get("/editor")
def page() -> str:
    """Show the editor with the query that the address holds, the example that it names, or the first one."""
    chosen = _chosen()
    return render_template(
        "editor.html",
        query=request.args.get("query") or chosen.query(),
        view=request.args.get("view") or ("table" if request.args.get("query") else chosen.view),
        chosen=None if request.args.get("query") else chosen.name,
        groups=by_group(),
        base=service().configuration.settings.base,
        seconds=service().configuration.query_seconds,
    )


@blueprint.get("/editor/terms.json")
def completions() -> Response:
    """Send the prefixes and the terms that the editor completes."""
    response = jsonify({"prefixes": PREFIXES, "terms": terms()})
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _chosen() -> Example:
    """Return the example that the address names, or the first. Raises NotFound."""
    name = request.args.get("example")
    if name is None:
        return next(iter(examples().values()))
    return examples().get(name) or abort(404)
