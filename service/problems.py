"""Errors over HTTP: problem+json (RFC 9457), or a page where a browser asked for one; and whether all is well."""

from urllib.parse import quote

from flask import Blueprint, Response, current_app, render_template, request
from jinja2 import TemplateNotFound
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, default_exceptions
from werkzeug.http import HTTP_STATUS_CODES

from graph.analysis.documents import count_documents
from graph.errors import (
    BaseMismatch,
    ConfigurationError,
    DocumentError,
    DocumentTooLarge,
    FullTextMissing,
    GoldError,
    QueryError,
    QueryForbidden,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    RontenError,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreUnavailable,
    UnsupportedFormat,
    VocabularyError,
)
from service.application import service

MEDIA_TYPE = "application/problem+json"
PROBLEMS = "https://w3id.org/ronten/problems#"
"""The problems that HTTP's own status does not say enough of have an address here."""

blueprint = Blueprint("problems", __name__)

Members = dict[str, str | int | None]

_STATUS: dict[type[RontenError], int] = {
    DocumentTooLarge: 413,
    UnsupportedFormat: 415,
    DocumentError: 422,
    VocabularyError: 422,
    GoldError: 422,
    StoreLocked: 503,
    StoreMissing: 503,
    StoreUnavailable: 503,
    BaseMismatch: 500,
    StoreError: 500,
    QueryForbidden: 403,
    QueryTimeout: 503,
    QueryTooLarge: 507,
    QueryRefused: 503,
    QueryError: 400,
    FullTextMissing: 503,
    ConfigurationError: 500,
    RontenError: 500,
}
_TITLES: dict[type[RontenError], str] = {
    QuerySyntaxError: "The query is not SPARQL",
    QueryForbidden: "The query uses what is not allowed here",
    QueryTimeout: "The query took too long",
    QueryTooLarge: "The answer is too large",
    QueryRefused: "Too many queries are under way",
    FullTextMissing: "The full-text index is missing",
    StoreMissing: "Nothing has been stored yet",
    StoreLocked: "Another process is writing",
    StoreUnavailable: "The store does not answer",
}
_INTERNAL = "The service could not answer; what happened stands in its log."
_MACHINES = ("/api", "/sparql", "/data", "/openapi.json", "/healthz", "/readyz", "/metrics", "/rest/", "/reconcile", "/export/")
"""Addresses below which an error is always problem+json, whatever a browser would rather have."""


class InvalidParameter(BadRequest):
    """A query parameter that cannot be used; the answer names it."""

    def __init__(self, parameter: str, description: str) -> None:
        super().__init__(description)
        self.parameter = parameter


def status_of(error: RontenError) -> int:
    """Return the HTTP status for one of our errors; a time-out of a remote store is a gateway's."""
    if isinstance(error, QueryTimeout) and service().configuration.settings.query_url is not None:
        return 504
    return next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)


def problem(
    status: int, title: str, detail: str, kind: str = "about:blank", members: Members | None = None
) -> Response:
    """Return an error as a page where the client prefers one and the address is a page's, else as problem+json."""
    body: Members = {
        "type": kind,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": quote(request.path, safe="/:@!$&'()*+,;=~"),
        **{name: value for name, value in (members or {}).items() if value is not None},
    }
    response = _page(body, status)
    if response is None:
        response = Response(current_app.json.dumps(body) + "\n", status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(body: Members, status: int) -> Response | None:
    if request.path.startswith(_MACHINES) or not _wants_page():
        return None
    try:
        page = render_template("error.html", problem=body)
    except TemplateNotFound:
        return None
    response = Response(page, status, content_type="text/html; charset=utf-8")
    response.vary.add("Accept")
    return response


def _wants_page() -> bool:
    accepted = request.accept_mimetypes
    return "text/html" in request.headers.get("Accept", "") and accepted["text/html"] >= accepted[MEDIA_TYPE]


@blueprint.app_errorhandler(HTTPException)
def on_http_error(error: HTTPException) -> Response | HTTPException:
    """Answer what Flask and the views abort with; a redirection is none of our business."""
    if error.response is not None or error.code is None or error.code < 400:
        return error
    parameter = error.parameter if isinstance(error, InvalidParameter) else None
    detail = _INTERNAL if isinstance(error, InternalServerError) else _plain(error)
    kind = f"{PROBLEMS}invalid-parameter" if parameter else "about:blank"
    title = HTTP_STATUS_CODES.get(error.code, error.name)
    response = problem(error.code, title, detail, kind, {"parameter": parameter})
    for header, value in error.get_headers(request.environ):
        if header.lower() not in {"content-type", "content-length"}:
            response.headers[header] = value
    return response


def _plain(error: HTTPException) -> str:
    """Return the sentence of an error; Flask's own are kept to their first sentence."""
    said = error.description or ""
    if said == getattr(default_exceptions.get(error.code or 0), "description", None):
        return f"{said.split('. ')[0].rstrip('.')}."
    return said


@blueprint.app_errorhandler(RontenError)
def on_our_error(error: RontenError) -> Response:
    """Answer one of our errors; what only the operator can mend is written into the log as well."""
    status = status_of(error)
    if status == 500:
        current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    detail = _INTERNAL if type(error) in {StoreError, RontenError, ConfigurationError} else str(error)
    title = next((_TITLES[kind] for kind in type(error).__mro__ if kind in _TITLES), HTTP_STATUS_CODES[status])
    response = problem(status, title, detail, f"{PROBLEMS}{_dashed(type(error).__name__)}", _members(error))
    if isinstance(error, QueryRefused):
        response.headers["Retry-After"] = str(error.retry_after)
    elif isinstance(error, StoreLocked | StoreUnavailable):
        response.headers["Retry-After"] = "5"
    return response


def _members(error: RontenError) -> Members:
    return {"line": error.line, "column": error.column} if isinstance(error, QuerySyntaxError) else {}


def _dashed(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


@blueprint.get("/healthz")
def healthz() -> dict[str, str | int]:
    """Say that the service answers, from which state, and how many documents that holds. Raises StoreError."""
    with service().reader.reading() as reader:
        return {"status": "ok", "version": reader.version, "documents": count_documents(reader)}
