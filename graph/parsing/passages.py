"""Passages put together from parts of a text's normal form."""

from graph.model import Alignment, Passage, Run, Span, Text


class PassageBuilder:
    """Joins parts of the normal text to one passage: words broken at a line's end close up, ASCII words stay apart."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._first = -1
        self._last = 0

    @property
    def empty(self) -> bool:
        """Whether nothing has been added yet."""
        return self._first < 0

    @property
    def ending(self) -> str:
        """The last character that was added, or nothing."""
        return self._pieces[-1][-1] if self._pieces else ""

    def add(self, start: int, end: int) -> None:
        """Add normal[start:end] as the continuation of what was added before."""
        if end <= start:
            return
        if self._first < 0:
            self._first = start
        elif self._apart(start):
            span = self._text.place(self._last, start)
            self._append(" ", Run(self._length, span.start, span.end - span.start, linear=False))
        self._append(self._text.normal[start:end], Run(self._length, start, end - start, linear=True))
        self._last = end

    def _append(self, piece: str, run: Run) -> None:
        self._pieces.append(piece)
        self._runs.append(run)
        self._length += len(piece)

    def _apart(self, start: int) -> bool:
        """Whether two half-width ASCII words meet here; full-width ones are broken anywhere, so they close up."""
        normal, kept = self._text.normal, self._text.kept
        before, after = normal[self._last - 1], normal[start]
        if not (before.isascii() and after.isascii() and (before.isalnum() or before in ",.;:") and after.isalnum()):
            return False
        return (
            kept[self._text.place(self._last - 1, self._last).start].isascii()
            and kept[self._text.place(start, start + 1).start].isascii()
        )

    @property
    def text(self) -> str:
        """What has been put together so far."""
        return "".join(self._pieces)

    def build(self, begin: int = 0, end: int | None = None) -> Passage:
        """Return the passage, or its stretch [begin, end) without the space around it; its alignment leads to the kept text."""
        whole = self.text
        end = len(whole) if end is None else end
        text = whole[begin:end]
        begin += len(text) - len(text.lstrip())
        text = text.strip()
        runs: list[Run] = []
        for run in self._runs if len(text) == self._length else _cut(self._runs, begin, begin + len(text)):
            if run.linear:  # it leads to the normal text; what leads from there to the kept one takes its place
                runs += self._text.alignment.within(run.source, run.source + run.width, run.target)
            else:
                runs.append(run)
        alignment = Alignment(runs)
        return Passage(text, alignment.source(0, len(text)) if text else Span(0, 0), alignment)


def _cut(runs: list[Run], begin: int, end: int) -> list[Run]:
    """Return the runs of a passage's stretch [begin, end), counted from its beginning."""
    found = []
    for run in runs:
        width = run.width if run.linear else 1
        low, high = max(run.target, begin), min(run.target + width, end)
        if low < high:
            source = run.source + (low - run.target if run.linear else 0)
            found.append(Run(low - begin, source, high - low if run.linear else run.width, run.linear))
    return found
