"""Processes that fork: what holds engine threads or child processes must begin anew in the child."""

import os
import weakref
from collections.abc import Callable


def after_fork(method: Callable[[], None]) -> None:
    """Call a bound method in each process that is forked from here, as long as its object lives; nothing else runs there yet."""
    reference = weakref.WeakMethod(method)

    def call() -> None:
        living = reference()
        if living is not None:
            living()

    os.register_at_fork(after_in_child=call)
