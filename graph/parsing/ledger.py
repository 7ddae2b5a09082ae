"""Keeps account of what each line was read as, so that no character is lost without being reported."""

from graph.model import Role, Unread
from graph.parsing.lines import Line


class Ledger:
    """The roles of a document's lines; a line that nobody took is unread."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._roles: dict[int, str] = {}
        self._reasons: dict[int, str] = {}

    def take(self, line: Line, role: str) -> None:
        """Note what a line was read as."""
        self._roles[line.number] = role

    def leave(self, line: Line, reason: str) -> None:
        """Note why a line was not read."""
        self._roles.pop(line.number, None)
        self._reasons[line.number] = reason

    def role(self, line: Line) -> str | None:
        """Return what a line was read as, or None."""
        return self._roles.get(line.number)

    def close(self) -> tuple[list[Role], list[Unread]]:
        """Return the roles and the unread spans in the order of the text."""
        roles: list[Role] = []
        unread: list[Unread] = []
        for line in self._lines:
            if line.blank:
                continue
            role = self._roles.get(line.number)
            if role is None:
                unread.append(
                    Unread(line.span, self._reasons.get(line.number, "no part of the layout claims this line"))
                )
            else:
                roles.append(Role(line.span, role))
        return roles, unread
