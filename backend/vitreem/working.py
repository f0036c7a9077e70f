"""`vitreem work`: jobs from the queue, without pages; a clean stop at a signal."""

import asyncio
import signal
from types import SimpleNamespace

from vitreem import contexts
from vitreem.installation import Installation
from vitreem.kernel.clock import Clock
from vitreem.kernel.files.store import DiskStore
from vitreem.kernel.http import logs
from vitreem.kernel.jobs.worker import working
from vitreem.kernel.request import workers


def run(installation: Installation) -> None:
    """Work until SIGTERM or SIGINT. Raises `DatabaseAway`, `UnsafeRole`, `NotConfigured`."""
    logs.configure()
    contexts.register()
    contexts.routers()  # kinds of jobs are registered beside the routes that ask for them
    asyncio.run(_work(installation))


async def _work(installation: Installation) -> None:
    settings = installation.settings
    state = SimpleNamespace(
        settings=settings, clock=Clock(), field_key=installation.field_key_or_none(), workers=workers.for_wards(),
        files=DiskStore(installation.files_dir, settings.disk_reserve_mb * 1024 * 1024),
    )  # fmt: skip
    leave = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, leave.set)
    try:
        async with working(installation.app_url(), state):
            await leave.wait()
    finally:
        state.workers.close()
