"""What the tests share: a store grown from the seeds, and the application that serves it."""

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

BASE = "http://127.0.0.1:8000/"


@pytest.fixture(scope="session")
def seed_files() -> list[Path]:
    """The documents that a new graph starts from."""
    return sorted(Path(next(iter(seeds.__path__))).glob("*.txt"))


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, seed_files: list[Path]) -> Settings:
    """Settings of a store that holds the seeds; nobody may write to it: take `own_settings` for that."""
    grown = Settings(tmp_path_factory.mktemp("grown") / "home", BASE)
    outcomes = Ingestion(grown).run(seed_files)
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    return grown


@pytest.fixture
def own_settings(settings: Settings, tmp_path: Path) -> Settings:
    """Settings of a copy of that store, for one test alone."""
    shutil.copytree(settings.home, tmp_path / "home")
    return Settings(tmp_path / "home", BASE)


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
