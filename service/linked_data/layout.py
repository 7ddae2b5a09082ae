"""The frame of the pages in this package: the site's, where it has one."""

from flask import current_app
from jinja2 import Template


def layout() -> Template:
    """Return the template that pages extend; it has the blocks `title` and `content`."""
    site = ["base.html"] if "pages" in current_app.blueprints else []
    return current_app.jinja_env.select_template([*site, "linked_data/frame.html"])
