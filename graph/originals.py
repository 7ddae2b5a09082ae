"""Keeps each document's original bytes and the text extracted from them, under the hash of its content."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import StoreError
from graph.model import Origin

_ORIGINAL, _TEXT, _ABOUT = "original", "text.txt", "about.json"
_AT_ONCE = 32
"""So many documents are written together; three files each stay open as long."""


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

    def keep(self, documents: Sequence[tuple[bytes, str, Kept]]) -> None:
        """Keep documents (bytes, extracted text, what is known of them); one that is there already gets its new text. Raises StoreError."""
        try:
            for at in range(0, len(documents), _AT_ONCE):
                self._keep(documents[at : at + _AT_ONCE])
        except OSError as error:
            raise StoreError(
                f"The original cannot be kept in {self._folder}: {error.strerror or error}; free space or change RONTEN_HOME."
            ) from error

    def _keep(self, documents: Sequence[tuple[bytes, str, Kept]]) -> None:
        """Keep some documents: all are written before the disk is waited for."""
        with ExitStack() as stack:
            placed, written = [], []
            for data, text, kept in documents:
                target = self.path(content_hash(data))
                target.parent.mkdir(parents=True, exist_ok=True)
                fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
                about = json.dumps(asdict(kept), ensure_ascii=False).encode()
                placed.append((fresh, target))
                for part, content in ((_ORIGINAL, data), (_TEXT, text.encode("utf-8", "surrogatepass")), (_ABOUT, about)):
                    written.append(stack.enter_context((fresh / part).open("wb")))
                    written[-1].write(content)
                    written[-1].flush()
            for file in written:
                os.fsync(file.fileno())
        for fresh, target in placed:
            _put(fresh, target)

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


def _put(fresh: Path, target: Path) -> None:
    """Move a finished folder to its place; of an earlier one only the parts change, each at once, for readers may be in it."""
    if target.exists():
        for part in (_TEXT, _ABOUT):
            (fresh / part).replace(target / part)
        shutil.rmtree(fresh)
        return
    fresh.replace(target)
