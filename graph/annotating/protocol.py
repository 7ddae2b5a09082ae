"""What an annotator is given and may do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.annotating.morphology import Words
from graph.annotating.phrases import Clauses
from graph.annotating.vocabulary import Vocabulary
from graph.model import Concept, Finding, Link, Mention, Minutes, Utterance


@dataclass(slots=True)
class Workpiece:
    """One opinion under work: the utterance, its text and words, what has been found so far, and what its stretches were read as (see readings).

    The text is the passage's, with the usual punctuation in the place of western one, character for character.
    """

    utterance: Utterance
    words: Words
    finding: Finding
    text: str = ""
    mention_starts: list[int] = field(default_factory=list)
    outer_mentions: dict[tuple[int, int], list[Mention]] = field(default_factory=dict)
    readings: dict[tuple[int, int], Clauses] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.text or self.utterance.passage.text


@dataclass(slots=True)
class Work:
    """One document under work, handed from annotator to annotator; `known` are the concepts that other documents introduced by name.

    An annotator that had to leave opinions out, as where a server does not answer, puts its name into `unfinished`: the document is read again another time.
    """

    minutes: Minutes
    vocabulary: Vocabulary
    opinions: list[Workpiece]
    links: list[Link]
    known: Sequence[Concept] = ()
    unfinished: set[str] = field(default_factory=set)


class Annotator(Protocol):
    """One step; its name and version go into the version of the extractor, so that a change reads documents again."""

    name: str
    version: str

    def annotate(self, work: Work) -> None:
        """Add what this step finds to the workpieces' findings or to the links; raises nothing for any text."""
