"""The application for a real server under test, at a time of its own: `uvicorn --factory tests.served:app`."""

import os
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI

from tests.conftest import TestClock
from tests.world import NOW
from vitreem.kernel.http import logs
from vitreem.main import create_app
from vitreem.settings import Settings

# After what the world plans, so that it can be said to have happened.
MOMENT = NOW + timedelta(days=10)


def app() -> FastAPI:
    logs.configure()
    folder = Path(os.environ["SERVED_FOLDER"])
    return create_app(
        database_url=os.environ["SERVED_DATABASE"],
        field_key=os.environ["SERVED_FIELD_KEY"],
        files_dir=folder / "files",
        settings=Settings(
            data_dir=folder, insecure_cookies=True, frontend_dist=folder / "dist", work_in_process=False, _env_file=None
        ),
        clock=TestClock(MOMENT),
    )
