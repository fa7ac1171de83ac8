"""The command `usher`. Each command imports what it needs when called, so that all start fast."""

import asyncio
import sys
from typing import Annotated

import typer

from app import __version__
from app.database_in_use import database, ready_database
from app.operator_errors import StartError, database_message
from app.settings import Settings, SettingsError, find_misspelt, load

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


mail_commands = typer.Typer(invoke_without_command=True)
cli.add_typer(mail_commands, name="mail")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"usher {__version__}")
        raise typer.Exit


@cli.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Groups, invitations and seats."""


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any that is free.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
    jobs: Annotated[bool, typer.Option("--jobs/--no-jobs", help="Run the jobs in the server, too.")] = True,
) -> None:
    """Serve; in development, migrate the database first."""
    from app.serving import serve  # noqa: PLC0415

    serve(_settings(), host, port, workers, jobs)


@cli.command()
def worker(
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port for /healthz, /readyz and /metrics; none without it.")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on, with --port.")] = "127.0.0.1",
) -> None:
    """Run only the jobs: mails, reminders, housekeeping."""
    from app.worker_process import run_worker  # noqa: PLC0415

    run_worker(_settings(), host, port)


@cli.command()
def check() -> None:
    """Check the database, mail server, Redis, keys, proxies and address, one line each; exit with 1 if one is wrong."""
    from app.commands.check import check  # noqa: PLC0415
    from embedded_postgres import running_dsn  # noqa: PLC0415

    settings = _settings()
    found = asyncio.run(check(settings, settings.database_url or running_dsn(settings.data_folder())))
    for name, line, good in found:
        typer.echo(f"{name + ':':<13}{'ok' if good else 'wrong'}: {line}")
    raise typer.Exit(0 if all(good for _, _, good in found) else 1)


@cli.command()
def migrate() -> None:
    """Migrate the database to this version and print what was done. It is safe to run this twice at once."""
    from db.migrate import SchemaMismatchError, upgrade  # noqa: PLC0415

    with database(_settings()) as dsn:
        try:
            applied = upgrade(dsn)
        except SchemaMismatchError as error:
            raise StartError(str(error)) from None
    typer.echo("\n".join(f"Applied {one}" for one in applied) or "Nothing to do: the database is at this version.")


@cli.command("rotate-keys")
def rotate_keys() -> None:
    """Move codes, links and stored answers to the first key of USHER_SECRET_KEY; the others may then be removed."""
    from app.commands.rotate_keys import rotate_keys  # noqa: PLC0415

    settings = _settings()
    with ready_database(settings) as dsn:
        for line in asyncio.run(rotate_keys(settings, dsn)):
            typer.echo(line)


@cli.command()
def restored() -> None:
    """Run this after restoring a backup: cursors from before become CURSOR_EXPIRED."""
    from app.commands.restored import begin_epoch  # noqa: PLC0415

    with ready_database(_settings()) as dsn:
        asyncio.run(begin_epoch(dsn))
    typer.echo("A new epoch has begun: clients that come with an older cursor are told to read again.")


@cli.command("test-mail")
def test_mail(
    address: Annotated[str, typer.Argument(help="Where to send a mail.")],
) -> None:
    """Test the settings of the mail server: send one mail and print the result."""
    from app.commands.mail import send_test_mail  # noqa: PLC0415

    found = asyncio.run(send_test_mail(_settings(), address))
    typer.echo(found.message)
    raise typer.Exit(0 if found.ok else 1)


@mail_commands.callback()
def mail(
    context: typer.Context,
    to: Annotated[str | None, typer.Option("--to", help="Only mails to this address.")] = None,
    failed: Annotated[bool, typer.Option("--failed", help="Only mails that were given up.")] = False,
) -> None:
    """List the newest mails: their state, kind, times, and the mail server's replies."""
    if context.invoked_subcommand is not None:
        return
    from app.commands.mail import list_mails  # noqa: PLC0415

    with ready_database(_settings()) as dsn:
        for row in asyncio.run(list_mails(dsn, to, failed=failed)):
            typer.echo("{:<8} {:<19} {:<19} {:<19} {:<32} {}".format(*row).rstrip())


@mail_commands.command()
def retry() -> None:
    """Send failed mails again if they are still useful."""
    from app.commands.mail import retry_mails  # noqa: PLC0415

    settings = _settings()
    with ready_database(settings) as dsn:
        count = asyncio.run(retry_mails(settings, dsn))
    typer.echo(f"{count} mails are queued again." if count != 1 else "1 mail is queued again.")


@cli.command()
def schema() -> None:
    """Print the GraphQL schema."""
    from graph.root import sdl  # noqa: PLC0415

    typer.echo(sdl(), nl=False)


@cli.command()
def dsn() -> None:
    """Print the connection string of the database in use, for psql and scripts."""
    from embedded_postgres import running_dsn  # noqa: PLC0415

    settings = _settings()
    found = settings.database_url or running_dsn(settings.data_folder())
    if found is None:
        _fail(f"no PostgreSQL runs for {settings.data_folder()}: `usher serve` starts it")
    typer.echo(found)


@cli.command()
def staff(
    email: Annotated[str, typer.Argument(help="The address of an account; it need not exist yet.")],
) -> None:
    """Make somebody staff."""
    from app.commands.staff import make_staff  # noqa: PLC0415

    with ready_database(_settings()) as dsn:
        typer.echo(f"{asyncio.run(make_staff(dsn, email))} is staff.")


@cli.command()
def appoint(
    group: Annotated[str, typer.Argument(help="The group's ID, or the address of its page.")],
    email: Annotated[str, typer.Argument(help="The address of an account.")],
) -> None:
    """Make somebody an administrator of a group that has lost its own."""
    from app.commands.staff import appoint_administrator  # noqa: PLC0415

    settings = _settings()
    with ready_database(settings) as dsn:
        asyncio.run(appoint_administrator(settings, dsn, group, email))
    typer.echo(f"{email} is an administrator of that group.")


@cli.command()
def demo(
    url: Annotated[str | None, typer.Option(help="A running server's address; one is started without it.")] = None,
    story: Annotated[str | None, typer.Option(help="Only this story.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the data that the stories made.")] = False,
) -> None:
    """Play the stories against a server, step by step; fail if a step has another result than expected."""
    from app.demo import play  # noqa: PLC0415

    raise typer.Exit(play(_settings(), url=url, story=story, keep=keep))


def main() -> None:
    """Run the command line. An error that the operator can fix ends it with one line and exit code 1."""
    from asyncpg import PostgresError  # noqa: PLC0415
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    from embedded_postgres.folders import EmbeddedError  # noqa: PLC0415

    try:
        cli(prog_name="usher")
    except (SettingsError, EmbeddedError, StartError) as error:
        _fail(str(error))
    except (DBAPIError, PostgresError) as error:
        _fail(f"the database refuses: {database_message(error)}")


def _settings() -> Settings:
    settings = load()
    for hint in find_misspelt():
        typer.echo(f"usher: {hint}", err=True)
    return settings


def _fail(line: str) -> None:
    typer.echo(f"usher: {line}", err=True)
    sys.exit(1)
