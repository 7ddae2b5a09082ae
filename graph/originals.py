"""Keeps each document's original bytes and the text extracted from them, under the hash of its content."""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import StoreError
from graph.model import Origin, Text

_ORIGINAL, _TEXT, _ABOUT = "original", "text.txt", "about.json"


def content_hash(data: bytes) -> str:
    """Return the SHA-256 of a document's bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a kept document beside its bytes: names, formats and the version of the reader that extracted its text."""

    file_name: str
    media_type: str
    encoding: str
    reader: str
    origin: Origin


class Originals:
    """The folder of originals; a document is there whole or not at all."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "originals"

    def path(self, digest: str) -> Path:
        """Return the folder of one document."""
        return self._folder / digest[:2] / digest

    def keep(self, data: bytes, text: Text, kept: Kept) -> str:
        """Keep a document and return the hash of its content; one that is there already gets its new text. Raises StoreError."""
        digest = content_hash(data)
        target = self.path(digest)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
            (fresh / _ORIGINAL).write_bytes(data)
            (fresh / _TEXT).write_bytes(text.kept.encode("utf-8", "surrogatepass"))
            (fresh / _ABOUT).write_text(json.dumps(asdict(kept), ensure_ascii=False), encoding="utf-8")
            self._put(fresh, target)
        except OSError as error:
            raise StoreError(
                f"The original cannot be kept in {self._folder}: {error.strerror or error}; free space or change RONTEN_HOME."
            ) from error
        return digest

    @staticmethod
    def _put(fresh: Path, target: Path) -> None:
        """Move a finished folder to its place; of an earlier one only the parts change, each at once, for readers may be in it."""
        if target.exists():
            for part in (_TEXT, _ABOUT):
                (fresh / part).replace(target / part)
            shutil.rmtree(fresh)
            return
        for written in fresh.iterdir():
            with written.open("rb") as file:
                os.fsync(file.fileno())
        fresh.replace(target)

    def text(self, digest: str) -> str | None:
        """Return the kept text that offsets refer to, or None where the document is not kept here."""
        data = self._read(digest, _TEXT)
        return None if data is None else data.decode("utf-8", "surrogatepass")

    def original(self, digest: str) -> bytes | None:
        """Return the original bytes, or None where the document is not kept here."""
        return self._read(digest, _ORIGINAL)

    def about(self, digest: str) -> Kept | None:
        """Return what is known of a kept document, or None where it is not kept here."""
        data = self._read(digest, _ABOUT)
        if data is None:
            return None
        found = json.loads(data)
        return Kept(**{**found, "origin": Origin(**found["origin"])})

    def forget(self, digest: str) -> None:
        """Take a document away; one that is not there is no error."""
        shutil.rmtree(self.path(digest), ignore_errors=True)

    def _read(self, digest: str, part: str) -> bytes | None:
        try:
            return (self.path(digest) / part).read_bytes()
        except FileNotFoundError:
            return None
