"""Documents read in several processes at once, with what one process after the other would give.

The processes are forked from this one when it has read some documents, so that they begin with everything loaded. They know nothing of the store: all that
they inherit but their own connection is closed, and they end with their parent. What documents teach each other goes by their order: an account that was
given before something was learnt that could change it is given again.
"""

import contextlib
import gc
import os
import queue
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection, wait
from types import FrameType

from graph.annotating import offered_versions
from graph.errors import DocumentError
from graph.pipeline.accounts import Account, Accounts, Job
from graph.pipeline.learnt import Lesson

Question = Job | DocumentError | None
"""A document to be read, why it cannot be, or None where it need not be."""

Answer = Account | DocumentError | None
"""What is written of a document, why nothing is, or None where it was not read."""

_Request = tuple[Job, Sequence[Lesson]]
"""What a process is sent: a document, and what was learnt since the last."""

_Signal = tuple[int, FrameType | None]
"""What a handler of signals is given."""

MOST = 4
"""More processes than these wait for the one writer."""

_ALONE = 6
"""So many documents are read in this process before others are started: a small run does without them."""
_AHEAD = 4
"""So many documents for each process are under way at most, those that wait for an earlier one's end among them."""
_IN_HAND = 2
"""So many documents a process has at most: the next one when it has done the first."""

_REPLACED = 8
"""So many processes that ended are replaced; after that this one reads: whatever ends them ends them all."""


def usable(wanted: int | None = None) -> int:
    """Return how many processes are used: those that are wanted, else as many as there are processors.

    Only this one where processes cannot be forked, or where annotators of other packages may not stand it.
    """
    if sys.platform != "linux" or current_process().daemon or offered_versions():
        return 1
    return wanted or min(len(os.sched_getaffinity(0)), MOST)


def answers(accounts: Accounts, questions: Iterable[Question], processes: int) -> Generator[tuple[Question, Answer]]:
    """Yield each question with its answer, in order; what an account teaches must have been learnt before the next is asked for."""
    alone, coming = 0, iter(questions)
    for question in coming:
        yield question, _answer(accounts, question)
        alone += isinstance(question, Job)
        if processes > 1 and alone >= _ALONE:
            break
    pool = _Pool(accounts, processes)
    try:
        yield from pool.answers(coming)
    finally:
        pool.close()


def _answer(accounts: Accounts, question: Question) -> Answer:
    try:
        return accounts.give(question) if isinstance(question, Job) else question
    except DocumentError as error:
        return error


@dataclass(slots=True, eq=False)
class _Asked:
    """A question in line: answered or not, in the hands of a process or not, and how many lessons that had heard."""

    question: Question
    answer: Answer = None
    answered: bool = False
    handed: bool = False
    heard: int = 0


class _Process:
    """A forked process and the connection to it; it answers in the order in which it is asked."""

    def __init__(self, accounts: Accounts) -> None:
        """Start it. Raises OSError."""
        self._lessons: Sequence[Lesson] = accounts.learnt.lessons
        self._heard = len(self._lessons)
        self.asked: deque[_Asked] = deque()
        context = get_context("fork")
        self.connection, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, accounts), daemon=True)
        with _undisturbed(), warnings.catch_warnings():
            # Python warns of forks beside threads: there are the engine's, which the child has no part of.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        other.close()

    def ask(self, asked: _Asked) -> None:
        """Hand it a document, with what was learnt since the last. Raises OSError where it has ended."""
        asked.handed, asked.heard = True, len(self._lessons)
        self.asked.append(asked)
        self.connection.send((asked.question, self._lessons[self._heard :]))
        self._heard = asked.heard

    def hear(self) -> None:
        """Take its answer. Raises EOFError or OSError where it has ended."""
        answer = self.connection.recv()
        asked = self.asked.popleft()
        asked.answer, asked.answered = answer, True

    def end(self, patience: float = 0) -> int:
        """End it, whatever it is doing, after `patience` seconds, and return how it ended: a signal's number below zero."""
        self.connection.close()
        self._process.join(patience)
        self._process.kill()
        self._process.join()
        return self._process.exitcode or 0


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C for later: what it raises amid a fork is lost, and a child that it finds unprepared ends with a traceback."""
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    kept: list[_Signal] = []
    signal.signal(signal.SIGINT, lambda *given: kept.append(given))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if kept and callable(before):
        before(*kept[0])


class _Pool:
    """Up to `count` processes, started when there is something to read; where none can be, this one reads."""

    def __init__(self, accounts: Accounts, count: int) -> None:
        self._accounts, self._count = accounts, count
        self._left = count + _REPLACED
        self._processes: list[_Process] = []

    def answers(self, questions: Iterator[Question]) -> Iterator[tuple[Question, Answer]]:
        """Yield each question with its answer, in order."""
        line: deque[_Asked] = deque()
        while True:
            line.extend(map(_Asked, islice(questions, _AHEAD * self._count - len(line))))
            if not line:
                return
            self._hand_out(line)
            if not line[0].answered:
                self._hear()
                continue
            first = line.popleft()
            yield first.question, self._valid(first)

    def _valid(self, asked: _Asked) -> Answer:
        """Return the answer, given again here where a document before taught something that could change it."""
        answer, learnt = asked.answer, self._accounts.learnt
        if isinstance(answer, Account) and learnt.changed(asked.heard, answer.series, answer.searchable):
            return _answer(self._accounts, asked.question)
        return answer

    def _hand_out(self, line: Iterable[_Asked]) -> None:
        for asked in line:
            if asked.answered or asked.handed:
                continue
            if not isinstance(asked.question, Job):
                asked.answer, asked.answered = asked.question, True
            elif process := self._free():
                self._ask(process, asked)
            elif not self._processes:
                asked.answer, asked.answered = _answer(self._accounts, asked.question), True
                return

    def _ask(self, process: _Process, asked: _Asked) -> None:
        try:
            process.ask(asked)
        except OSError:
            process.asked.pop().handed = False
            self._lose(process)

    def _free(self) -> _Process | None:
        """Return a process that may be asked, a new one rather than one that is busy."""
        chosen = min(self._processes, key=lambda process: len(process.asked), default=None)
        if (chosen is None or chosen.asked) and len(self._processes) < self._count and self._left:
            self._left -= 1
            try:
                chosen = _Process(self._accounts)
                self._processes.append(chosen)
            except OSError:  # no room for one more
                self._left = 0
        return chosen if chosen is not None and len(chosen.asked) < _IN_HAND else None

    def _hear(self) -> None:
        """Wait until a process answers or ends."""
        speaking = {process.connection: process for process in self._processes if process.asked}
        for connection in wait(list(speaking)) if speaking else ():
            process = speaking[connection]  # type: ignore[index] # what is waited for is what was given
            try:
                process.hear()
            except (EOFError, OSError):
                self._lose(process)

    def _lose(self, process: _Process) -> None:
        """Do without a process that has ended: the document that it was reading fails, those that it had not begun are handed out again."""
        self._processes.remove(process)
        code = process.end(patience=1)
        for number, asked in enumerate(process.asked):
            asked.handed = False
            if number == 0 and isinstance(asked.question, Job):
                asked.answer, asked.answered = _lost(asked.question, code), True

    def close(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.end()
        self._processes = []


def _lost(job: Job, code: int) -> DocumentError:
    how = f"by signal {-code}, perhaps for want of memory" if code < 0 else "by an error"
    return DocumentError(
        f"{job.file_name}: the process that read it was ended {how}: free memory or split the document, then ingest it again."
    )


def _serve(connection: Connection, accounts: Accounts) -> None:
    """Answer until the parent hangs up: what a forked process does."""
    gc.freeze()  # nothing that is inherited is let go here: neither the store nor a file whose number stands for another now
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _close_all_but(connection.fileno())
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115 the parent's may stand on a file that is closed now, or be locked by its other threads
    requests: queue.SimpleQueue[_Request] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(connection, requests), daemon=True).start()
    while True:
        job, lessons = requests.get()
        accounts.learnt.learn(lessons)
        answer = _answer(accounts, job)
        try:
            connection.send(answer)
        except OSError:
            os._exit(0)


def _close_all_but(kept: int) -> None:
    for number in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 numbers are wanted
        if number > 2 and number != kept:
            with contextlib.suppress(OSError):  # the listing's own
                os.close(number)


def _listen(connection: Connection, requests: "queue.SimpleQueue[_Request]") -> None:
    """Pass requests on; end the process at once when the parent is gone, also in the middle of a document."""
    try:
        while True:
            requests.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)
