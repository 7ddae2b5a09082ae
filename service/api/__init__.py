"""The JSON API under /api/v1: what each address answers stands in `endpoints`, and describes itself for OpenAPI."""

from service.api.endpoints import blueprint

__all__ = ["blueprint"]
