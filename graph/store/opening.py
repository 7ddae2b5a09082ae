"""Opens the store that the settings name; the engine and the HTTP client are loaded only when one is opened."""

from graph.store.interface import Reader, Settings, Writer


def open_reader(settings: Settings) -> Reader:
    """Return a reader of the newest state. Raises StoreMissing, BaseMismatch, StoreUnavailable, StoreError."""
    if settings.query_url is not None:
        from graph.store.remote import RemoteReader  # noqa: PLC0415 httpx is loaded when it is needed

        return RemoteReader(settings)
    from graph.store.embedded import SnapshotReader  # noqa: PLC0415 the engine is loaded when it is needed

    return SnapshotReader(settings)


def open_writer(settings: Settings, wait: float = 0.0) -> Writer:
    """Return the one writer, waiting up to `wait` seconds for another to end.

    Raises StoreLocked, BaseMismatch, StoreUnavailable, StoreError.
    """
    if settings.query_url is not None:
        from graph.store.remote import RemoteWriter  # noqa: PLC0415

        return RemoteWriter(settings, wait)
    from graph.store.embedded import EmbeddedWriter  # noqa: PLC0415

    return EmbeddedWriter(settings, wait)


def current_version(settings: Settings) -> str | None:
    """Return the newest acknowledged state's version, None where nothing is stored; embedded: one small read.

    Raises StoreUnavailable.
    """
    if settings.query_url is not None:
        from graph.store.remote import remote_version  # noqa: PLC0415

        return remote_version(settings)
    from graph.store.snapshots import Home  # noqa: PLC0415

    return Home(settings.home).current()
