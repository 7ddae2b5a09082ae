"""Opens the ZIP packages that office documents are, within bounds of size."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from graph.errors import DocumentTooLarge, UnreadableDocument

MAX_PART = 100 * 1024 * 1024
"""The largest unpacked part of a package that is read; more is taken for a bomb."""

MAX_TAGS = 6_000_000
"""The most tags of a part that is read: they take far more room and time than their bytes say."""

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _KINDS[:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that office packages may use (ISO/IEC 29500-2)
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

    def root(self, name: str) -> etree._Element | None:
        """Return a part's tree, or None where the package has none of this name; raises UnreadableDocument for a damaged one."""
        part = self.part(name)
        if part is None:
            return None
        if part.count(b"<") > MAX_TAGS:
            raise DocumentTooLarge(f"The document has more than {MAX_TAGS:,} tags: it is damaged or no minutes.")
        for strict, usual in _USUAL if _STRICT in part else ():
            part = part.replace(strict, usual)
        try:
            root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableDocument(
                "The document's text is damaged, or its parts are too long or nested too deep: save it anew from Word."
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:  # entities could hide or repeat text; Word writes none
            raise UnreadableDocument("The document's text holds a document type: save it anew from Word.")
        return root

    def related(self, name: str, kind: str) -> str | None:
        """Return the name of the part that stands in a relation to another one, or to the package where `name` is empty."""
        folder, base = posixpath.split(name)
        relations = self.root(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in () if relations is None else relations:
            if relation.get("Type") == _KINDS + kind and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
        return None

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes, or None where the package has none of this name."""
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        if entry.file_size > MAX_PART:
            raise DocumentTooLarge(
                f"The document unpacks to {entry.file_size:,} bytes, over the limit of {MAX_PART:,}: it is damaged or no minutes."
            )
        if entry.compress_type not in _METHODS:
            raise UnreadableDocument("The document's package is damaged, or packed as Word packs none: save it anew from Word.")
        return self._unpack(name)

    def _unpack(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                content = part.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,  # locked with a password, or in a way that zipfile does not know (NotImplementedError)
            OSError,
            EOFError,
            ValueError,
        ) as error:
            raise UnreadableDocument(
                "The document's package is damaged or locked: save it anew from Word without a password."
            ) from error
        if len(content) > MAX_PART:
            raise DocumentTooLarge(
                f"The document unpacks to more than {MAX_PART:,} bytes: it is damaged or no minutes."
            )
        return content
