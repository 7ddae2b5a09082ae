"""The folders of an embedded store: hard-linked snapshots, the pointer to the newest, and the leases that keep those in use.

Readers hold a shared lock on the folder of the snapshot that they read; who collects needs the exclusive one. Locks end with their process.
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreMissing

_VERSION = re.compile(r"\d+-[0-9a-f]{6}")
_KEPT = 3


@dataclass(frozen=True, slots=True)
class Home:
    """Where an embedded store keeps what."""

    folder: Path

    @property
    def store(self) -> Path:
        """The database, opened by the one writer only."""
        return self.folder / "store"

    @property
    def snapshots(self) -> Path:
        """The folder of the snapshots, each named by its version."""
        return self.folder / "snapshots"

    @property
    def pointer(self) -> Path:
        """The file that names the newest snapshot."""
        return self.folder / "current"

    @property
    def lock(self) -> Path:
        """The file that the one writer holds locked."""
        return self.folder / "lock"

    def current(self) -> str | None:
        """Return the newest snapshot's version, None where nothing has been stored; costs one small read."""
        try:  # a fifth of the time of Path's, and asked for at each request
            descriptor = os.open(f"{self.folder}/current", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        try:
            text = os.read(descriptor, 80).decode("ascii", "replace").strip()
        finally:
            os.close(descriptor)
        return text if _VERSION.fullmatch(text) else None

    def snapshot(self, version: str) -> Path:
        """Return the folder of a version's snapshot."""
        return self.snapshots / version


class Lease:
    """Keeps one snapshot from being collected until it is closed."""

    def __init__(self, home: Home) -> None:
        """Take the newest snapshot. Raises StoreMissing."""
        while True:
            version = home.current()
            if version is None:
                raise StoreMissing(f"Nothing has been stored in {home.folder} yet: run `ronten ingest` first.")
            if _take(self, home, version):
                return
            if home.current() == version:
                raise StoreMissing(
                    f"The snapshot {version} is missing in {home.snapshots}: restore a backup, or ingest anew."
                )

    version: str
    path: Path
    descriptor: int | None = None

    def close(self) -> None:
        """Let the snapshot go."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


def _take(lease: Lease, home: Home, version: str) -> bool:
    path = home.snapshot(version)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    if not path.exists():  # collected between opening and locking
        os.close(descriptor)
        return False
    lease.version, lease.path, lease.descriptor = version, path, descriptor
    return True


def next_version(version: str | None) -> str:
    """Return the version behind another: a number that grows, and a part that tells apart what two histories call the same."""
    number = int(version.partition("-")[0]) if version else 0
    return f"{number + 1}-{secrets.token_hex(3)}"


def publish(home: Home, version: str, backup: Callable[[str], None]) -> None:
    """Take a snapshot with `backup(folder)` and let the pointer name it once it is whole. Raises OSError."""
    home.snapshots.mkdir(parents=True, exist_ok=True)
    target = home.snapshot(version)
    if target.exists():  # a killed process came to here, but not to the pointer
        shutil.rmtree(target)
    backup(str(target))
    _sync(home.snapshots)
    point(home, version)


def point(home: Home, version: str) -> None:
    """Let the pointer name a version: all at once, and on the disk on returning. Raises OSError."""
    fresh = home.folder / "current.new"
    with fresh.open("w", encoding="ascii") as file:
        file.write(f"{version}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(home.pointer)
    _sync(home.folder)


def collect(home: Home) -> None:
    """Remove all but the newest snapshots and those that somebody reads, and what killed processes left."""
    kept = {home.current(), *sorted((path.name for path in home.snapshots.glob("*-*")), key=_age)[-_KEPT:]}
    for path in home.snapshots.iterdir():
        if path.name not in kept or not _VERSION.fullmatch(path.name):
            _remove_unread(path)


def _age(name: str) -> int:
    return int(name.partition("-")[0]) if _VERSION.fullmatch(name) else 0


def _remove_unread(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        trash = path.with_name(f".{path.name}.trash") if not path.name.startswith(".") else path
        path.rename(trash)  # first: nobody finds it half there
        shutil.rmtree(trash)
    except BlockingIOError:
        pass
    finally:
        os.close(descriptor)


def restore(home: Home, version: str | None) -> None:
    """Put a snapshot (nothing for None) in the place of the database, in steps that may be interrupted and done again.

    Raises OSError.
    """
    discarded, fresh = home.folder / "store.discarded", home.folder / "store.new"
    for leftover in (discarded, fresh):
        if leftover.exists():
            shutil.rmtree(leftover)
    if home.store.exists():
        home.store.rename(discarded)
    if version is not None:
        shutil.copytree(home.snapshot(version), fresh, copy_function=_link)
        fresh.rename(home.store)
    if discarded.exists():
        shutil.rmtree(discarded)


def _link(source: str, target: str) -> None:
    if source.endswith(".sst"):  # these are never written again
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
    else:
        shutil.copy2(source, target)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
