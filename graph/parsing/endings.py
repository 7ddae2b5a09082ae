"""Words that others end in, such as titles and roles: looked up by their lengths, which takes less than trying each in turn."""

from collections.abc import Iterable


class Endings:
    """A set of words of which the longest that ends another one is asked for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = sorted(set(map(len, self._words)), reverse=True)

    def of(self, text: str) -> str:
        """Return the longest of the words that the text ends in, or nothing."""
        for length in self._lengths:
            if text[-length:] in self._words:
                return text[-length:]
        return ""
