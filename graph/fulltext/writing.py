"""Writes the full-text index: what a block changes becomes visible, with its state, all at once when the block is left."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from graph.errors import FullTextError
from graph.facts import MeetingFacts, OpinionFacts
from graph.fulltext import fields

MEMORY = 96 * 1024 * 1024
"""How many bytes the engine may fill before it writes them to the disk."""


class Writing:
    """The changes of one block; `state` is the one committed before, None in a new index, and may be set to what is committed with them."""

    def __init__(self, writer: tantivy.IndexWriter, state: str | None) -> None:
        self._writer = writer
        self.state = state

    def replace(self, document: str, opinions: Sequence[OpinionFacts], meetings: Mapping[str, MeetingFacts]) -> None:
        """Put opinions in the place of all there are of a document; `meetings` has those they were given at."""
        self.remove(document)
        for opinion in opinions:
            self._writer.add_document(fields.entry(opinion, meetings))

    def remove(self, document: str) -> None:
        """Take away the opinions of a document; one that is not there is no error."""
        self._writer.delete_documents_by_term(fields.DOCUMENT, document)

    def clear(self) -> None:
        """Take all opinions away."""
        self._writer.delete_documents_by_query(tantivy.Query.all_query())  # the engine's own clearing loses what is added next

    def commit(self) -> None:
        """Make all changes visible and durable, with the state. Raises ValueError, OSError."""
        self._writer.delete_documents_by_term(fields.DOCUMENT, fields.STATE_MARK)
        self._writer.add_document(fields.state_entry(self.state or ""))
        self._writer.commit()


@contextmanager
def writing(folder: Path) -> Iterator[Writing]:
    """Open an index for writing, a new one where there is none that can be used; nothing is changed where the block fails.

    Raises FullTextError.
    """
    try:
        index, state = _opened(folder)
        writer = index.writer(MEMORY, 1)
        writer.garbage_collect_files()  # a killed writer's: the next commit would stumble over one of the same name
    except (ValueError, OSError) as error:
        raise FullTextError(f"The full-text index in {folder} cannot be written: {error}.") from error
    changes = Writing(writer, state)
    done = False
    try:
        yield changes
        done = True
    finally:
        if not done:
            writer.rollback()
    try:
        changes.commit()
        writer.wait_merging_threads()
    except (ValueError, OSError) as error:
        raise FullTextError(f"The full-text index in {folder} cannot be written: {error}.") from error


def _opened(folder: Path) -> tuple[tantivy.Index, str | None]:
    """Return the index in a folder with its state; what cannot be used is thrown away."""
    try:
        index = tantivy.Index.open(str(folder))
        return index, state_of(index)
    except ValueError:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return tantivy.Index(fields.schema(), str(folder)), None


def state_of(index: tantivy.Index) -> str:
    """Return the state of an index. Raises ValueError where it has none, was made in another form or cannot be read."""
    index.config_reader("manual")
    index.reload()
    searcher = index.searcher()
    asked = tantivy.Query.term_query(index.schema, fields.DOCUMENT, fields.STATE_MARK, index_option="basic")
    found = searcher.search(asked, 1).hits
    state = fields.state_in(searcher.doc(found[0][1])) if found else None
    if state is None:
        raise ValueError("it is of another form, or was never finished")
    return state
