"""The JSON API under /api/v1."""

from service.api import analysing, endpoints
from service.api.operations import blueprint

__all__ = ["analysing", "blueprint", "endpoints"]
