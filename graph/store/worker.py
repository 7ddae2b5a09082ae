"""One worker process: answers queries from the newest snapshot until its parent hangs up or kills it.

Started as `python -m graph.store.worker HOME BASE UNION MEMORY`; requests come on standard input, answers go to standard output.
"""

import contextlib
import fcntl
import os
import resource
import select
import sys
import threading
from pathlib import Path

from graph.errors import QueryError, QueryTooLarge, RontenError
from graph.store import engine
from graph.store.embedded import SnapshotReader
from graph.store.frames import DATA, END, Pipe, Request, pack, pack_error, send
from graph.store.interface import Settings
from graph.store.snapshots import Home

_CHUNK = 1 << 18
_WIDTH = 1 << 20
"""Bytes that a pipe holds before its writer must wait for its reader."""


class _Output:
    """What the engine writes an answer to: frames on a pipe, up to a bound."""

    def __init__(self, descriptor: int, bound: int) -> None:
        self._descriptor, self._left, self._kept = descriptor, bound, bytearray()
        self.overfull = False

    def write(self, data: bytes) -> int:
        """Take bytes of the answer. Raises OSError over the bound."""
        self._left -= len(data)
        if self._left < 0:
            self.overfull = True
            raise OSError("The answer is over its bound.")
        self._kept += data
        if len(self._kept) >= _CHUNK:
            self.flush()
        return len(data)

    def flush(self, end: bytes = b"") -> None:
        """Send what has come together, and at the answer's end the frame that says so in the same breath: a reader is woken once."""
        begun = pack(DATA, bytes(self._kept)) if self._kept else b""
        self._kept.clear()
        send(self._descriptor, begun + end)


class Worker:
    """Holds the snapshot open between requests, and moves on when there is a newer one."""

    def __init__(self, settings: Settings, memory: int, descriptor: int) -> None:
        self._settings, self._memory, self._descriptor = settings, memory, descriptor
        self._reader: SnapshotReader | None = None

    def open(self) -> SnapshotReader:
        """Return a reader of the newest snapshot. Raises StoreError."""
        if self._reader is not None and self._reader.version != Home(self._settings.home).current():
            self._reader.close()
            self._reader = None
        if self._reader is None:
            self._reader = SnapshotReader(self._settings)
            _bound_memory(self._memory)
        return self._reader

    def answer(self, request: Request) -> None:
        """Send the answer, or the error."""
        output = _Output(self._descriptor, request.max_bytes)
        try:
            self._evaluate(request, output)
            output.flush(pack(END, b""))
        except RontenError as error:
            told = QueryTooLarge(f"The answer has more than {request.max_bytes:,} bytes.") if output.overfull else error
            send(self._descriptor, pack_error(told))

    def _evaluate(self, request: Request, output: _Output) -> None:
        store = self.open().store
        graphs = (request.default_graphs, request.named_graphs)
        try:
            answer = engine.evaluate(store, request.sparql, self._settings, *graphs, union=request.union)
            engine.write_answer(answer, request.media_type, output)
        except MemoryError:
            raise QueryTooLarge("The query needs more memory than it may have.") from None
        except RecursionError:
            raise QueryError("The query is nested too deeply.") from None


def _bound_memory(size: int) -> None:
    """Let this process grow by `size` bytes and no more; the engine ends it at an allocation that fails."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except FileNotFoundError:  # no Linux: no bound
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + size, hard))


def _end_with(descriptor: int) -> None:
    """End the process at once when the parent is gone, also in the middle of a query; what the parent sends does not wake this."""
    gone = select.poll()
    gone.register(descriptor, 0)  # nothing but that the other end was closed
    gone.poll()
    os._exit(0)


def main(arguments: list[str]) -> None:
    """Serve requests for ever."""
    home, base, union, memory = arguments
    descriptor = os.dup(1)
    os.dup2(2, 1)  # nothing but frames may go where the parent reads
    with contextlib.suppress(OSError, AttributeError):  # not on every system
        fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, _WIDTH)
    worker = Worker(Settings(Path(home), base, union_default_graph=union == "1"), int(memory), descriptor)
    threading.Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    with contextlib.suppress(RontenError):  # it is said to whoever asks
        worker.open()
    pipe = Pipe(sys.stdin.fileno())
    with contextlib.suppress(EOFError):
        while True:
            worker.answer(Request.unpack(pipe.frame()[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
