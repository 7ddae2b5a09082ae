"""Opens the ZIP packages that office documents are, within bounds of size."""

import io
import zipfile

from graph.errors import DocumentTooLarge, UnreadableDocument

MAX_PART = 200 * 1024 * 1024
"""The largest unpacked part of a package that is read; more is taken for a bomb."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Package:
    """A ZIP package whose parts are unpacked one at a time, never past `MAX_PART` bytes."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise UnreadableDocument(
                "The document is locked with a password or in Word's old format: save it without a password as .docx."
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableDocument("The document is no intact .docx package: save it anew from Word.") from error

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes, or None where the package has none of this name."""
        try:
            size = self._archive.getinfo(name).file_size
        except KeyError:
            return None
        if size > MAX_PART:
            raise DocumentTooLarge(
                f"The document unpacks to {size:,} bytes, over the limit of {MAX_PART:,}: it is damaged or no minutes."
            )
        return self._unpack(name)

    def _unpack(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                content = part.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zipfile.LargeZipFile,
            RuntimeError,
            NotImplementedError,
            OSError,
            EOFError,
            ValueError,
        ) as error:
            raise UnreadableDocument(
                "The document's package is damaged or locked: save it anew from Word without a password."
            ) from error
        except Exception as error:  # zlib, lzma and bz2 raise errors of their own, without a common root
            raise UnreadableDocument("The document's package is damaged: save it anew from Word.") from error
        if len(content) > MAX_PART:
            raise DocumentTooLarge(
                f"The document unpacks to more than {MAX_PART:,} bytes: it is damaged or no minutes."
            )
        return content
