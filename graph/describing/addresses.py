"""Where the addresses of what is described come from."""

from collections.abc import Callable
from dataclasses import dataclass

from graph.iris import Iris


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where addresses come from: minted under a base, or those of organisations that a vocabulary knows by the name given; `knows` tells its labels."""

    iris: Iris
    organisation: Callable[[str], str | None] = lambda _: None
    knows: Callable[[str], bool] = lambda _: False
