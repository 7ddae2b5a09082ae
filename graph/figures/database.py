"""The file of the figures: made, opened, and found out to be missing, broken or of another version."""

import hashlib
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from graph.errors import StoreError, StoreMissing

FILE = "figures.sqlite"
_SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
_VERSION = hashlib.sha256(_SCHEMA.encode()).hexdigest()[:12]
_READING_MEGABYTES = 64


def connect_for_writing(home: Path) -> sqlite3.Connection:
    """Return a connection to the figures of a home folder, new and empty ones where there are none that can be used. Raises StoreError."""
    file = home / FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        if file.exists() and not _usable(file):
            for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
                (home / name).unlink(missing_ok=True)
        connection = sqlite3.connect(file, isolation_level=None, timeout=30)
        connection.execute("PRAGMA page_size = 16384")  # blobs are long
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -131072")
        if not _version(connection):
            write = time.time_ns() // 1000  # greater than in any file that stood here before: readers ask what changed since
            connection.executescript(f"BEGIN; {_SCHEMA}")
            set_meta(connection, "schema", _VERSION)
            set_meta(connection, "write", str(write))
            connection.execute("COMMIT")
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{file} cannot be written: {error}.") from error
    return connection


def _usable(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _version(connection) in {_VERSION, ""}
    except sqlite3.DatabaseError:
        return False


def _version(connection: sqlite3.Connection) -> str:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return ""
    return meta(connection, "schema")


def meta(connection: sqlite3.Connection, key: str) -> str:
    """Return a value that the figures keep of themselves, empty where there is none."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else ""


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Let the figures keep a value of themselves."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def connect_for_reading(home: Path) -> sqlite3.Connection:
    """Return a connection that only reads; it serves one thread at a time. Raises StoreMissing, StoreError."""
    file = home / FILE
    missing = f"The figures of the graph in {home} have not been counted yet, or by another version: run `ronten derive`."
    if not file.exists():
        raise StoreMissing(missing)
    try:
        connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False, timeout=10
        )
        connection.execute(f"PRAGMA cache_size = -{_READING_MEGABYTES * 1024 // 4}")
        connection.execute(f"PRAGMA mmap_size = {1 << 32}")
        if _version(connection) != _VERSION:
            connection.close()
            raise StoreMissing(missing)
    except sqlite3.Error as error:
        raise StoreError(f"{file} cannot be read: {error}.") from error
    return connection
