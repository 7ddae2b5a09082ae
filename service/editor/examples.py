"""The editor's examples: named `.rq` files whose first comments say in both languages what they ask."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service import wording

GROUPS = {
    "positions": "賛否と対立",
    "said": "何が語られたか",
    "time": "会議・人・時間",
    "ties": "つながり",
    "evidence": "根拠と確かさ",
}
"""The headings that examples stand under."""
_FIELD = re.compile(r"# ([a-z-]+): (.+)")


@dataclass(frozen=True, slots=True)
class Example:
    """A query with a name for its address, its group, the view that suits its answer (table, chart or network), and titles and sentences by language."""

    name: str
    group: str
    view: str
    titles: dict[str, str]
    abouts: dict[str, str]
    body: str

    @property
    def title(self) -> str:
        """What it asks, in the reader's language."""
        return self.titles[wording.language()]

    @property
    def about(self) -> str:
        """A sentence about the answer, in the reader's language."""
        return self.abouts[wording.language()]

    def query(self) -> str:
        """Return the query as the editor shows it, under its title in the reader's language."""
        return f"# {self.title}\n{self.body}"


@cache
def examples() -> dict[str, Example]:
    """Return all examples by name, in the order of their files."""
    folder = files(__package__) / "examples"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda file: file.name)
    read = [_read(file.name, file.read_text(encoding="utf-8")) for file in found]
    return {example.name: example for example in read}


def _read(file_name: str, text: str) -> Example:
    lines = text.splitlines(keepends=True)
    fields = [_FIELD.fullmatch(line.strip()) for line in lines]
    head = fields.index(None)
    said = {field[1]: field[2] for field in fields[:head] if field}
    by_language = {key: {each: said[f"{key}-{each}"] for each in wording.LANGUAGES} for key in ("title", "about")}
    name = file_name.removesuffix(".rq").partition("-")[2]
    return Example(name, said["group"], said["view"], by_language["title"], by_language["about"], "".join(lines[head:]).strip())


def by_group() -> list[tuple[str, list[Example]]]:
    """Return the headings with their examples."""
    return [
        (heading, [example for example in examples().values() if example.group == group])
        for group, heading in GROUPS.items()
    ]
