"""What the tests share: a store grown from the seeds, and the application that serves it; on which kind of store is an option."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import seeds
from graph.pipeline.ingesting import Ingestion
from graph.store import Settings
from service.application import Configuration, create_app
from tests.servers import Server, StoreAt, copied, stores, virtuoso

BASE = "http://127.0.0.1:8000/"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let all tests that have a store run on another kind of it: each store is a fresh server of its own then."""
    parser.addoption("--store", choices=["embedded", "oxigraph"], default="embedded", help="the kind of store")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the embedded store alone where another is asked for, with the reason that its mark gives."""
    if config.getoption("store") == "embedded":
        return
    for item in items:
        mark = item.get_closest_marker("embedded")
        if mark is not None:
            item.add_marker(pytest.mark.skip(reason=f"about the embedded store: {mark.args[0]}"))


@pytest.fixture
def store_at(request: pytest.FixtureRequest) -> Iterator[StoreAt]:
    """Makes settings of a new store, with its own state in a folder, for one test."""
    with stores(request.config.getoption("store")) as made:
        yield made


@pytest.fixture(scope="session")
def lasting_store_at(request: pytest.FixtureRequest) -> Iterator[StoreAt]:
    """Makes settings of a new store that lasts as long as the tests."""
    with stores(request.config.getoption("store")) as made:
        yield made


@pytest.fixture(scope="module")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso server, which takes seconds to start: one for each file of tests."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as running:
        yield running


@pytest.fixture(scope="session")
def seed_files() -> list[Path]:
    """The documents that a new graph starts from."""
    return sorted(Path(next(iter(seeds.__path__))).glob("*.txt"))


@pytest.fixture(scope="session")
def settings(
    lasting_store_at: StoreAt, tmp_path_factory: pytest.TempPathFactory, seed_files: list[Path]
) -> Settings:
    """Settings of a store that holds the seeds; nobody may write to it: take `own_settings` for that."""
    grown = lasting_store_at(tmp_path_factory.mktemp("grown") / "home", BASE)
    outcomes = Ingestion(grown).run(seed_files)
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    return grown


@pytest.fixture
def own_settings(settings: Settings, store_at: StoreAt, tmp_path: Path) -> Settings:
    """Settings of a copy of that store, for one test alone."""
    shutil.copytree(settings.home, tmp_path / "home")
    return copied(settings, store_at(tmp_path / "home", BASE))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    """The application on the seeds, read-only: no token is set."""
    made = create_app(Configuration(settings))
    made.config["TESTING"] = False
    yield made
    made.extensions["ronten"].reader.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of that application."""
    return app.test_client()
