"""Opens what answers strangers' queries to the store that the settings name; the processes and the HTTP client are loaded only when one is opened."""

from graph.store.following import FollowingReader
from graph.store.interface import PublicQueries, Settings


def open_queries(
    settings: Settings, size: int = 2, waiting: int = 8, memory: int = 1 << 30, following: FollowingReader | None = None
) -> PublicQueries:
    """Return what answers strangers' queries: `size` processes that may grow by `memory` bytes, `waiting` queries in line for them, look-ups by `following`."""
    if settings.query_url is not None:
        from graph.store.remotequeries import RemoteQueries  # noqa: PLC0415

        return RemoteQueries(settings)
    from graph.store.workers import WorkerPool  # noqa: PLC0415

    return WorkerPool(settings, size, waiting, memory, following)
