"""The help page: what every kind of thing, act, link and figure means, and who is responsible for what is shown."""

from flask import render_template

from service import wording
from service.application import service
from service.pages.frame import blueprint


@blueprint.get("/help")
def guide() -> str:
    """Explain what the pages show."""
    settings = service().configuration
    return render_template(
        "help.html",
        guide=f"help/{wording.language()}.html",
        operator=settings.operator,
        contact=settings.contact,
        writable=settings.token is not None,
    )
