"""Lets pages of other origins read what is public, and write with the token."""

from flask import Response, request


def allow_all_origins(response: Response) -> Response:
    """Add the headers by which browsers let any page use an answer; no cookies are involved anywhere."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "Content-Type, ETag, Last-Modified, Link, Location, Retry-After"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        response.headers["Access-Control-Allow-Headers"] = "Accept, Authorization, Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response
