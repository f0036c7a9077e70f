"""A password that can't be worked out is neither right nor wrong."""

import subprocess
import sys

import pytest
from argon2.exceptions import HashingError, VerificationError
from sqlalchemy import func, select

from tests.identity.test_sign_in import cookie, enter
from tests.world import PASSWORD
from vitreem.identity import passwords
from vitreem.identity.models import SignInDelay

WITHOUT_ROOM = """
import resource
from vitreem.identity import passwords
stored = passwords.hash_now("bốn mùa hoa nở 4")
assert passwords.is_right("bốn mùa hoa nở 4", stored)
pages = int(open("/proc/self/statm").read().split()[0])
room = pages * resource.getpagesize() + 30 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (room, room))
for work in (lambda: passwords.is_right("bốn mùa hoa nở 4", stored), lambda: passwords.hash_now("x")):
    try:
        print(work())
    except MemoryError:
        print("no memory")
"""


def test_without_memory_nothing_is_said_about_the_password():
    done = subprocess.run([sys.executable, "-c", WITHOUT_ROOM], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["no memory", "no memory"]


class _NoMemory:
    def verify(self, *_):
        raise VerificationError("Memory allocation error")

    def hash(self, *_):
        raise HashingError("Memory allocation error")


def test_every_failure_of_argon2_but_a_mismatch_is_one_of_the_machine(monkeypatch):
    stored = passwords.hash_now(PASSWORD)
    assert passwords.is_right(PASSWORD, stored)
    assert not passwords.is_right("x", stored)
    monkeypatch.setattr(passwords, "_hasher", _NoMemory)
    with pytest.raises(MemoryError):
        passwords.is_right(PASSWORD, stored)
    with pytest.raises(MemoryError):
        passwords.hash_now(PASSWORD)


def _out_of_memory(*_: str) -> None:
    raise MemoryError


@pytest.fixture
def no_memory(app, monkeypatch):
    """What goes to the door's worker ends as it does without memory."""
    run = app.state.door.workers.run

    async def failing(lane, _function, *arguments, **options):
        return await run(lane, _out_of_memory, *arguments, **options)

    monkeypatch.setattr(app.state.door.workers, "run", failing)


async def _failures(connection) -> int:
    return (await connection.execute(select(func.coalesce(func.sum(SignInDelay.failures), 0)))).scalar_one()


async def test_signing_in_without_memory_is_tried_again_later_and_not_counted(
    anonymous, connection, no_memory, monkeypatch
):
    before = await _failures(connection)
    for _ in range(7):
        reply = await enter(anonymous)
        assert (reply.status_code, reply.json()["code"]) == (503, "too_much_work")
        assert reply.headers["retry-after"]
    assert await _failures(connection) == before
    monkeypatch.undo()
    reply = await enter(anonymous)
    assert reply.status_code == 204
    assert cookie(reply)


async def test_a_new_password_without_memory_is_tried_again_later(officer, no_memory):
    body = {"current_password": PASSWORD, "new_password": "bốn mùa hoa nở 44"}
    reply = await officer.post("/account/password", json=body)
    assert (reply.status_code, reply.json()["code"]) == (503, "too_much_work")
