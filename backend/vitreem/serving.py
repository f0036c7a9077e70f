"""`vitreem serve`: everything from an empty folder to a served page, and a clean stop."""

import asyncio
import contextlib
import signal
from pathlib import Path

import typer
import uvicorn
from fastapi import FastAPI

from vitreem.installation import Installation
from vitreem.kernel.db.embedded import exclusive
from vitreem.kernel.db.engine import reach
from vitreem.kernel.http import logs
from vitreem.kernel.http.connections import BoundedProtocol
from vitreem.main import create_app
from vitreem.upkeep.archive import Archivist


def application(installation: Installation | None = None) -> FastAPI:
    """The application on this installation's database; also the target of `uvicorn --factory`."""
    logs.configure()
    installation = installation or Installation()
    app = create_app(
        database_url=installation.app_url(),
        field_key=installation.field_key_or_none(),
        files_dir=installation.files_dir,
    )
    app.state.installation = installation  # its place at the embedded server, for as long as the application lives
    return app


def _leave(*_: object) -> None:
    raise SystemExit(0)


def _terminate(*_: object) -> None:
    """A closed terminal is a request to stop. Raising here would end only the request that is being answered."""
    signal.raise_signal(signal.SIGTERM)


def run(host: str | None, port: int | None, *, reload: bool) -> None:
    """Serve until a signal comes.

    Raises `AlreadyRunning` when the data folder is in use, `DatabaseAway`, `UnsafeRole`.
    """
    logs.configure()
    installation = Installation()
    settings = installation.settings
    # The server hands a signal on when it has stopped; unhandled it would end us before our own PostgreSQL is stopped.
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, _terminate)
    with contextlib.ExitStack() as stack:
        if settings.embedded:
            stack.enter_context(exclusive(settings.data_dir))
            stack.callback(installation.leave_server)
            stack.enter_context(installation.keeper())
            installation.bootstrap()
            installation.migrate()
            if settings.archive_dir is not None:
                installation.archivist = stack.enter_context(Archivist(installation.files_dir, settings.archive_dir))
        asyncio.run(reach(installation.app_url()))
        if settings.load_demo:
            from vitreem.demo.load import load_and_print  # nothing that a server without the demo should wait for

            load_and_print(installation)
        address, number = host or settings.host, port or settings.port
        typer.echo(f"\n  Vì Trẻ Em: http://{'localhost' if address == '127.0.0.1' else address}:{number}\n")
        options = {
            "host": address,
            "port": number,
            "access_log": False,
            "log_level": "warning",
            "proxy_headers": bool(settings.trust_proxy),
            "forwarded_allow_ips": settings.trust_proxy,
            "timeout_graceful_shutdown": 10,
            "server_header": False,
            "http": BoundedProtocol,
        }
        if reload:
            uvicorn.run(
                "vitreem.serving:application",
                factory=True,
                reload=True,
                reload_dirs=[str(Path(__file__).parent)],
                **options,
            )
        else:
            uvicorn.run(application(installation), **options)
