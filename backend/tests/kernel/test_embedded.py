"""What PostgreSQL's own files say of a postmaster that died."""

import os
import subprocess
import time
from pathlib import Path

from vitreem.kernel.db import embedded


def test_a_dead_one_that_nobody_took_note_of_is_let_go(tmp_path):
    lock = tmp_path / "postmaster.pid"
    dead = subprocess.Popen(["true"])
    until = time.monotonic() + 5
    while time.monotonic() < until and " Z " not in Path(f"/proc/{dead.pid}/stat").read_text():
        time.sleep(0.01)
    lock.write_text(f"{dead.pid}\n/data\nready\n")
    embedded._disown_zombie(lock)
    assert lock.read_text() == f"{os.getpid()}\n/data\nready\n"
    dead.wait()


def test_one_that_lives_keeps_its_files(tmp_path):
    lock = tmp_path / "postmaster.pid"
    lock.write_text(f"{os.getppid()}\n/data\n")
    embedded._disown_zombie(lock)
    embedded._disown_zombie(tmp_path / "none")
    assert lock.read_text() == f"{os.getppid()}\n/data\n"
