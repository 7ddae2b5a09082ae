"""The command line `ronten`: each command answers on standard output, errors in one line on standard error with a non-zero exit."""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from graph.errors import DocumentError, RontenError
from graph.store import Settings, settings_from_environment

_EXISTING = click.Path(path_type=Path)


def _reported(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn our errors into one line on standard error and exit status 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passes on whatever the command takes
        try:
            return command(*args, **kwargs)
        except RontenError as error:
            click.echo(f"ronten: {error}", err=True)
            sys.exit(1)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(1)

    return run


def _settings() -> Settings:
    return settings_from_environment(os.environ)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ronten")
def main() -> None:
    """Turn the minutes of public deliberation into an opinion knowledge graph.

    All state is in the folder that RONTEN_HOME names (default: .ronten).
    """


@main.command()
@click.argument("file", type=_EXISTING)
@_reported
def extract(file: Path) -> None:
    """Print what FILE says and what was found in it, as JSON; nothing is stored."""
    from graph.iris import DEFAULT_BASE
    from graph.pipeline.extracting import as_json
    from graph.pipeline.extracting import extract as extract_from
    from graph.pipeline.ingesting import document_bytes
    from graph.pipeline.vocabularies import shipped

    extraction = extract_from(
        file.name, document_bytes(file), shipped(os.environ.get("RONTEN_BASE_IRI") or DEFAULT_BASE)
    )
    click.echo(json.dumps(as_json(file.name, extraction), ensure_ascii=False, indent=1))


@main.command()
@click.argument("paths", nargs=-1, required=True, type=_EXISTING)
@click.option("--wait", default=10.0, show_default=True, help="Seconds to wait while another process writes.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="So many processes read documents; by default as many as there are processors, but at most 4.",
)
@_reported
def ingest(paths: tuple[Path, ...], wait: float, processes: int | None) -> None:
    """Read the documents at PATHS (files, folders) into the graph; what has not changed is not read again."""
    from graph.pipeline.ingesting import Ingestion, Outcome, documents
    from service.progress import Progress

    files, problems = documents(paths)
    for problem in problems:
        click.echo(f"ronten: {problem}", err=True)
    outcomes: list[Outcome] = []
    if files:
        with Progress("reading", len(files)) as progress:
            outcomes = Ingestion(_settings(), wait, processes).run(files, lambda outcome: progress.step(outcome.path.name))
    for outcome in outcomes:
        if outcome.status == "failed":
            click.echo(f"ronten: {outcome.reason}", err=True)
    counts = {
        status: sum(outcome.status == status for outcome in outcomes)
        for status in ("added", "read again", "unchanged", "failed")
    }
    if outcomes:
        opinions = sum(outcome.opinions for outcome in outcomes)
        click.echo(
            ", ".join(f"{count} {status}" for status, count in counts.items() if count)
            + (f"; {opinions} opinions" if opinions else "")
        )
    if problems or counts["failed"]:
        sys.exit(1)


@main.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@_reported
def list_documents(*, as_json: bool) -> None:
    """List the documents in the graph."""
    from graph.pipeline.keeping import kept_documents

    found = kept_documents(_settings())
    if as_json:
        click.echo(json.dumps([document._asdict() for document in found], ensure_ascii=False, indent=1))
        return
    for document in found:
        click.echo(
            f"{document.id}  {document.date or '----------'}  {document.opinions:5}  {document.title}  ({document.file_name})"
        )


@main.command()
@click.argument("documents", nargs=-1, required=True)
@click.option("--wait", default=10.0, show_default=True, help="Seconds to wait while another process writes.")
@_reported
def delete(documents: tuple[str, ...], wait: float) -> None:
    """Take DOCUMENTS (their ids as `ronten list` shows them, or file names) out of the graph."""
    from graph.pipeline.keeping import delete_documents

    for document in delete_documents(_settings(), documents, wait):
        click.echo(f"deleted {document.id}  {document.title}")


@main.command()
@click.argument("sparql")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "tsv", "xml", "turtle"]),
    default="table",
    show_default=True,
)
@_reported
def query(sparql: str, form: str) -> None:
    """Answer a SPARQL query (or the query in a file: @FILE)."""
    from service.answers import answer

    text = _from_file(sparql)
    sys.stdout.buffer.write(answer(_settings(), text, form))
    sys.stdout.flush()


def _from_file(sparql: str) -> str:
    if not sparql.startswith("@"):
        return sparql
    try:
        return Path(sparql[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{sparql[1:]}: the query cannot be read: {error}.") from error


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@_reported
def serve(host: str, port: int, workers: int) -> None:
    """Serve the graph with a production web server."""
    from service.serving import serve as run

    run(host, port, workers)


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["trig", "nquads", "turtle", "ntriples", "jsonld", "graphml", "gexf", "csv"]),
    default="trig",
    show_default=True,
)
@click.option("--graph", help="Only this named graph.")
@click.option("--base", help="Write all addresses under this base instead of the store's own.")
@click.option(
    "--table",
    type=click.Choice(["opinions", "mentions", "meetings", "attendance"]),
    default="opinions",
    show_default=True,
    help="Which table, with --format csv.",
)
@click.option("--bom", is_flag=True, help="Begin a table with a byte order mark, by which Excel knows UTF-8.")
@_reported
def export(form: str, graph: str | None, base: str | None, table: str, *, bom: bool) -> None:
    """Print the whole graph, one named graph, the network of concepts (graphml, gexf) or a table (csv)."""
    from graph.pipeline.exporting import Wish, export

    for piece in export(_settings(), Wish(form, graph, base, table, bom)):
        sys.stdout.buffer.write(piece)
    sys.stdout.flush()


@main.command()
@click.option("--anew", is_flag=True, help="Count and index everything again, not only what changed.")
@click.option("--wait", default=10.0, show_default=True, help="Seconds to wait while another process writes.")
@_reported
def derive(wait: float, *, anew: bool) -> None:
    """Bring figures and links up to the graph; writing does so by itself, but for what others changed in a remote store."""
    from graph.pipeline.deriving import follow, writing

    settings = _settings()
    with writing(settings, wait) as writer:
        if anew:
            follow(writer, settings, anew=True)
    click.echo("derived data are up to date")


@main.command()
@_reported
def check() -> None:
    """Check that the graph and the originals agree."""
    from graph.pipeline.safekeeping import check as problems_of

    problems = problems_of(_settings())
    for problem in problems:
        click.echo(f"ronten: {problem}", err=True)
    if problems:
        sys.exit(1)
    click.echo("all is well")


@main.command()
@click.argument("folder", type=_EXISTING)
@_reported
def backup(folder: Path) -> None:
    """Write the whole state into FOLDER, which must be new or empty."""
    from graph.pipeline.safekeeping import back_up

    click.echo(f"{back_up(_settings(), folder)} documents backed up")


@main.command()
@click.argument("folder", type=_EXISTING)
@click.option("--wait", default=10.0, show_default=True, help="Seconds to wait while another process writes.")
@_reported
def restore(folder: Path, wait: float) -> None:
    """Bring the backup in FOLDER into an empty RONTEN_HOME."""
    from graph.pipeline.safekeeping import restore as bring_back

    click.echo(f"{bring_back(_settings(), folder, wait)} documents restored")


@main.command()
@click.argument("gold_folder", type=_EXISTING, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--per-document", is_flag=True, help="Print the figures of each document, too.")
@click.option("--errors", metavar="FIELD", help="List what went wrong in one field.")
@click.option("--baselines", is_flag=True, help="Show beside each figure what a trivial rule reaches.")
@click.option(
    "--leave-one-out",
    is_flag=True,
    help="Read each document once more without the concepts and words that no other document bears out (1 s each).",
)
@click.option("--write-scorecard", is_flag=True, help="Write the figures into scorecard.json in the first folder, too.")
@_reported
def evaluate(
    gold_folder: tuple[Path, ...],
    *,
    as_json: bool,
    per_document: bool,
    errors: str | None,
    baselines: bool,
    leave_one_out: bool,
    write_scorecard: bool,
) -> None:
    """Print how well the documents of GOLD_FOLDER, or of several, are read: precision, recall and F1 of each field against their NAME.gold.json."""
    from service.evaluating import Wish, evaluation

    wish = Wish(as_json, per_document, errors, baselines, write_scorecard, leave_one_out)
    click.echo(evaluation(gold_folder, os.environ.get("RONTEN_BASE_IRI"), wish))


@main.group()
def vocabulary() -> None:
    """Look after the concepts that documents are linked to."""


@vocabulary.command(name="add")
@click.argument("file", type=_EXISTING)
@click.option("--wait", default=10.0, show_default=True, help="Seconds to wait while another process writes.")
@_reported
def vocabulary_add(file: Path, wait: float) -> None:
    """Add the concepts of FILE (Turtle in SKOS, or CSV with the columns label, type, aliases, broader, same as) to the vocabulary.

    The documents are read again with it at the next `ronten ingest`.
    """
    from graph.pipeline.adding import add_vocabulary

    count = add_vocabulary(_settings(), file, wait)
    click.echo(f"{count} concepts added; run `ronten ingest` again on your documents to link them")


if __name__ == "__main__":
    main()
