"""The page with the map of the whole; its data are the API's, drawn by a script of our own on a canvas."""

from flask import Blueprint, render_template

from service.drawing import GROUPS, TYPE_NAMES, TYPES
from service.wording import translate

blueprint = Blueprint("mapping", __name__)


@blueprint.get("/map")
def page() -> str:
    """Show the map."""
    return render_template(
        "map.html",
        groups=[GROUPS[name] for name in dict.fromkeys(TYPES.values())],
        sections=TYPES,
        type_names={kind: translate(name) for kind, name in TYPE_NAMES.items() if kind in TYPES},
    )
