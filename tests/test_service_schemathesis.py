"""Random requests made from the description of the service: no error of the server's, no answer that is not described."""

from collections.abc import Callable
from contextlib import suppress

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks as described

CHECKS = (
    not_a_server_error,
    described.status_code_conformance,
    described.content_type_conformance,
    described.response_schema_conformance,
    described.response_headers_conformance,
    described.unsupported_method,
)


@schemathesis.serializer(
    "application/sparql-query", "application/sparql-update", "text/turtle", "application/n-triples"
)
def as_text(_context, value):
    return str(value).encode("utf-8", "replace")


def checks_of(app: Flask, cases: int, count: Callable[[], None]) -> dict[str, Callable[[], None]]:
    """Return tests that make at least so many requests together, each address its share, wrong ones among them."""
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app)
    operations = [result.ok() for result in schema.get_all_operations()]
    share = -(-cases // len(operations))
    quiet = settings(
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    def made(operation, mode: GenerationMode) -> Callable[[], None]:
        @settings(quiet, max_examples=share if mode is GenerationMode.POSITIVE else -(-share // 2))
        @given(operation.as_strategy(generation_mode=mode))
        def check(case) -> None:
            count()
            case.call_and_validate(checks=list(CHECKS), headers={"Accept-Encoding": "identity"})

        return check

    return {
        f"{operation.label} {mode.value}": made(operation, mode) for operation in operations for mode in GenerationMode
    }


def run(app: Flask, cases: int) -> None:
    made = []
    failed = {}
    for name, test in checks_of(app, cases, lambda: made.append(1)).items():
        try:
            with suppress(Unsatisfiable):  # an address without parameters cannot be asked wrongly
                test()
        except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001 - all that go wrong are shown together
            failed[name] = str(error)
    assert not failed, "\n\n".join(f"{name}\n{error}" for name, error in failed.items())
    assert len(made) >= cases


def test_200_random_requests(app: Flask):
    run(app, 200)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_2000_random_requests(app: Flask):
    run(app, 2000)
