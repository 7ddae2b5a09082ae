"""Public queries in processes that can be killed: the engine cannot be interrupted, a process can."""

import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from threading import Condition
from typing import IO

from graph.errors import QueryRefused, QueryTimeout, QueryTooLarge, RontenError, StoreError
from graph.forks import after_fork
from graph.store.following import FollowingReader
from graph.store.frames import DATA, ERROR, Pipe, Request, send, unpack_error
from graph.store.guard import check
from graph.store.interface import WHOLE_GRAPH, Settings
from graph.store.lookups import is_lookup, look_up

_IN_MEMORY = 1 << 23
"""Bytes of an answer that are kept in memory; longer ones go to a file."""


class _Process:
    """One worker process and the pipes to it."""

    def __init__(self, settings: Settings, memory: int) -> None:
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)
        union = "1" if settings.union_default_graph else "0"
        self._popen = subprocess.Popen(  # noqa: S603 our own module
            [
                sys.executable,
                "-m",
                "graph.store.worker",
                str(settings.home.absolute()),
                settings.base,
                union,
                str(memory),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C in a terminal is the parent's business
        )
        assert self._popen.stdin is not None  # noqa: S101 for the type checker
        assert self._popen.stdout is not None  # noqa: S101
        self._input = self._popen.stdin.fileno()
        self._pipe = Pipe(self._popen.stdout.fileno())

    def ask(self, request: Request, timeout: float, output: IO[bytes]) -> None:
        """Write the answer to `output`.

        Raises what the query caused; TimeoutError, EOFError or OSError where the process must go.
        """
        deadline = time.monotonic() + timeout
        send(self._input, request.pack())
        while True:
            kind, body = self._pipe.frame(deadline)
            if kind == ERROR:
                raise unpack_error(body)
            if kind != DATA:
                return
            output.write(body)

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self._popen.kill()

    def disown(self) -> None:
        """Close the pipes' ends."""
        for stream in (self._popen.stdin, self._popen.stdout):
            if stream is not None:
                stream.close()

    def end(self) -> None:
        """Kill the process and put away what is left of it."""
        self.kill()
        self.disown()
        self._popen.wait()


_inherited: list[_Process] = []
"""Processes of a parent process: not ours to wait for."""


class WorkerPool:
    """`size` processes on the newest snapshot; as many queries as `waiting` may stand in line for them.

    `memory` (bytes) is what one process may grow by. The processes start with the first query, in the process that asks it. What `following` reads
    answers look-ups, which need no process that can be killed; without it they are queries like any other.
    """

    def __init__(
        self, settings: Settings, size: int = 2, waiting: int = 8, memory: int = 1 << 30, following: FollowingReader | None = None
    ) -> None:
        self._settings, self._size, self._places, self._memory = settings, size, waiting, memory
        self._following = following
        self._all: set[_Process] = set()
        self._reset()
        after_fork(self._begin_anew)

    def _reset(self) -> None:
        self._free = Condition()
        self._idle: deque[_Process] = deque()
        self._all = set()
        self._in_line = 0

    def _begin_anew(self) -> None:
        for process in self._all:
            process.disown()
        _inherited.extend(self._all)
        self._reset()

    def run(
        self,
        sparql: str,
        media_type: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        union: bool | None = None,
        timeout: float = 30.0,
        max_bytes: int = 1 << 26,
    ) -> IO[bytes]:
        """Return the whole answer as a file at its start, in memory while it is small; `timeout` in seconds counts from when a process is free.

        Raises QueryTimeout, QueryTooLarge, QueryRefused, QuerySyntaxError, QueryForbidden, QueryError, StoreError.
        """
        check(sparql)
        if self._following and not default_graphs and not named_graphs and union is None and is_lookup(sparql):
            found = look_up(self._following, sparql, media_type, max_bytes)
            if found is not None:
                return found
        request = Request(sparql, media_type, tuple(default_graphs), tuple(named_graphs), union, max_bytes)
        process = self._take(timeout)
        output: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 the caller closes it
        try:
            self._ask(process, request, timeout, output)
        except BaseException:
            output.close()
            raise
        output.seek(0)
        return output

    def graph(self, graph: str, media_type: str, *, timeout: float = 30.0, max_bytes: int = 1 << 26) -> IO[bytes]:
        """Return one graph in an RDF format as a file at its start. Raises as `run` does."""
        return self.run(WHOLE_GRAPH, media_type, default_graphs=[graph], timeout=timeout, max_bytes=max_bytes)

    def _ask(self, process: _Process, request: Request, timeout: float, output: IO[bytes]) -> None:
        kept = False
        try:
            process.ask(request, timeout, output)
            kept = True
        except TimeoutError:
            raise QueryTimeout(f"The query took longer than {timeout:g} s: ask for less, or set a LIMIT.") from None
        except (EOFError, BrokenPipeError):  # the engine ends its process where memory or stack do not suffice
            raise QueryTooLarge(
                f"The query needs more memory than the {self._memory:,} bytes that it may have."
            ) from None
        except OSError as error:
            raise StoreError(f"The answer cannot be kept: {error.strerror}.") from error
        except RontenError:  # said by the process itself, which goes on
            kept = True
            raise
        finally:
            self._give_back(process, whole=kept)

    def _take(self, patience: float) -> _Process:
        with self._free:
            while len(self._all) < self._size:
                self._start()
            if not self._idle:
                self._wait(patience)
            return self._idle.pop()  # the one that answered last: what it needs is still at hand

    def _wait(self, patience: float) -> None:
        if self._in_line >= self._places:
            raise QueryRefused("Too many queries are under way: try again in a few seconds.", retry_after=2)
        self._in_line += 1
        try:
            if not self._free.wait_for(lambda: self._idle, patience):
                raise QueryRefused(
                    "Too many long queries are under way: try again later.", retry_after=max(1, round(patience))
                )
        finally:
            self._in_line -= 1

    def _start(self) -> None:
        process = _Process(self._settings, self._memory)
        self._all.add(process)
        self._idle.append(process)

    def _give_back(self, process: _Process, *, whole: bool) -> None:
        with self._free:
            known = process in self._all  # not after the pool was closed
            if known and whole:
                self._idle.append(process)
            elif known:
                self._all.discard(process)
                self._start()
            self._free.notify()
        if not (known and whole):
            process.end()

    def close(self) -> None:
        """End all processes; queries under way fail."""
        with self._free:
            idle, busy = list(self._idle), self._all.difference(self._idle)
            self._all, self._idle = set(), deque()
        for process in idle:
            process.end()
        for process in busy:
            process.kill()  # the thread that waits for it puts its pipes away
