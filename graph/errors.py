"""What can go wrong, as one tree.

RontenError
├── DocumentError          the given document cannot be used
│   ├── UnreadableDocument   its bytes give no text (empty, binary, encrypted, broken)
│   ├── UnsupportedFormat    no reader knows its format
│   └── DocumentTooLarge     it is over the limit
├── VocabularyError        a vocabulary file cannot be used
├── GoldError              a gold file or folder cannot be used
├── StoreError
│   ├── StoreLocked          another process is writing
│   ├── StoreMissing         nothing has been stored yet
│   ├── BaseMismatch         the store was made for another base IRI
│   └── StoreUnavailable     the remote store does not answer
├── FullTextError          the full-text index cannot do what was asked
│   └── FullTextMissing      it has not been made yet, or is broken
├── QueryError
│   ├── QuerySyntaxError     the query is not SPARQL (carries line and column)
│   ├── QueryForbidden       it uses SERVICE or LOAD, or writes where only reading is allowed
│   ├── QueryTimeout         it took longer than its time limit
│   ├── QueryTooLarge        its answer or its memory passed the bound
│   └── QueryRefused         too many queries are under way
└── ConfigurationError     a setting is wrong
"""


class RontenError(Exception):
    """The root: every error that a user can cause or meet, with one sentence that says what to do."""


class DocumentError(RontenError):
    """The given document cannot be used."""


class UnreadableDocument(DocumentError):
    """The document's bytes give no text."""


class UnsupportedFormat(DocumentError):
    """No reader knows the document's format."""


class DocumentTooLarge(DocumentError):
    """The document is over the limit."""


class VocabularyError(RontenError):
    """A vocabulary file cannot be used."""


class GoldError(RontenError):
    """A gold file, or a folder of them, cannot be used."""


class StoreError(RontenError):
    """The store cannot do what was asked."""


class StoreLocked(StoreError):
    """Another process is writing."""


class StoreMissing(StoreError):
    """Nothing has been stored yet."""


class BaseMismatch(StoreError):
    """The store was made for another base IRI."""


class StoreUnavailable(StoreError):
    """The remote store does not answer."""


class FullTextError(RontenError):
    """The full-text index cannot do what was asked."""


class FullTextMissing(FullTextError):
    """The full-text index has not been made yet, or is broken."""


class QueryError(RontenError):
    """A SPARQL query or update cannot be answered."""


class QuerySyntaxError(QueryError):
    """The query is not SPARQL; line and column (from 1) say where, where the parser tells."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryForbidden(QueryError):
    """The query uses what is not allowed here."""


class QueryTimeout(QueryError):
    """The query took longer than its time limit."""


class QueryTooLarge(QueryError):
    """The query's answer or memory passed the bound."""


class QueryRefused(QueryError):
    """Too many queries are under way; try again after `retry_after` seconds."""

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ConfigurationError(RontenError):
    """A setting is wrong."""
