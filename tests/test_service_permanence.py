"""Addresses outlive what they name: an opinion that was dropped answers 410, one that never was 404, one that came back 200."""

from pathlib import Path

import pytest

import seeds
from graph.pipeline.ingesting import Ingestion
from graph.pipeline.keeping import delete_documents
from graph.store import open_reader
from service.application import Configuration, create_app

DOCUMENT = "example-dx-2.txt"


@pytest.fixture
def served(own_settings):
    app = create_app(Configuration(own_settings))
    yield app.test_client(), own_settings
    app.extensions["ronten"].reader.close()


def one_opinion(settings) -> str:
    reader = open_reader(settings)
    (row,) = reader.select(
        "PREFIX ronten: <https://w3id.org/ronten/ns#> SELECT ?opinion { ?opinion ronten:order 1 ; ronten:document/ronten:fileName $name }",
        name=DOCUMENT,
    )
    reader.close()
    return row["opinion"].rsplit("/", 1)[1]


def test_a_dropped_opinion_is_gone_and_may_come_back(served):
    client, settings = served
    opinion = one_opinion(settings)
    addresses = (f"/id/opinion/{opinion}?format=turtle", f"/api/v1/opinions/{opinion}", f"/opinions/{opinion}")
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    delete_documents(settings, [DOCUMENT])
    assert [client.get(address).status_code for address in addresses] == [410, 410, 410]
    assert client.get(addresses[1]).content_type == "application/problem+json"
    never = [address.replace(opinion, "0" * 16) for address in addresses]
    assert [client.get(address).status_code for address in never] == [404, 404, 404]
    Ingestion(settings).run([Path(next(iter(seeds.__path__))) / DOCUMENT])
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
