"""Serves the application with gunicorn: a few processes, each with a few threads, all reading one snapshot."""

import os
import shutil
import subprocess
import sys
import tempfile
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.base import Worker

from graph.errors import StoreError, StoreMissing
from graph.pipeline.deriving import is_behind
from graph.store import Settings, current_version
from service.application import Configuration, create_app

THREADS = 4


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, application: Flask, options: dict[str, Any]) -> None:
        self._application = application
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Flask:
        return self._application


def _bring_up(settings: Settings) -> None:
    """Let derived data follow what a killed process wrote, in a process that ends before the server forks. Raises StoreError."""
    if settings.query_url is None and is_behind(settings):
        done = subprocess.run(
            [sys.executable, "-m", "service.commands", "derive"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise StoreError(done.stderr.strip().removeprefix("ronten: ") or "Derived data could not be brought up.")


def _forget(_server: object, worker: Worker) -> None:
    """Take what an ended process had under way out of the counts."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 not before its folder is set

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def serve(host: str, port: int, workers: int) -> None:
    """Serve until interrupted; raises ConfigurationError or StoreError before anything listens."""
    settings = Configuration.from_environment(os.environ).settings
    if current_version(settings) is None:  # the engine itself is opened in the workers only: its threads do not outlive a fork
        raise StoreMissing(f"Nothing has been stored in {settings.home} yet: run `ronten ingest` first.")
    _bring_up(settings)
    counts = tempfile.mkdtemp(prefix="ronten-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts  # each process counts in a file there; read when the library is loaded
    application = create_app()
    click.echo(f"ronten serves http://{host}:{port}/ (Ctrl-C ends it)", err=True)
    sys.stderr.flush()
    _Server(
        application,
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
            "limit_request_line": 8190,  # SPARQL by GET is long; gunicorn takes no more
            "child_exit": _forget,
            "on_exit": lambda _server: shutil.rmtree(counts, ignore_errors=True),
        },
    ).run()
