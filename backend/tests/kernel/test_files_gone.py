"""Bytes that are gone: a refusal in words, and a command that finds them."""

import hashlib
import os
from pathlib import Path

import pytest

from tests.assignments.test_life import attach
from tests.conftest import _server
from vitreem.demo.pictures import photo
from vitreem.kernel.db.tenancy import MIGRATE_ROLE, OWNER_ROLE
from vitreem.kernel.files.store import DiskStore, FileGone
from vitreem.kernel.ids import new_id
from vitreem.upkeep import file_check


@pytest.fixture
async def evidence(khu_pho, world, own_files) -> tuple[str, Path]:
    """The address of a photo and the place of its bytes."""
    assignment = world["ids"]["ward1.kp_a.working"]
    reply = await attach(khu_pho, assignment, photo(3), "gone")
    item = reply.json()["evidence"][-1]
    whole = max(own_files(), key=lambda path: path.stat().st_size)  # the other one is the thumbnail
    return f"/assignments/{assignment}/evidence/{item['id']}/file", whole


class TestServing:
    async def test_whole(self, khu_pho, evidence):
        reply = await khu_pho.get(evidence[0])
        assert reply.status_code == 200
        assert int(reply.headers["content-length"]) == len(reply.content) == evidence[1].stat().st_size

    async def test_gone(self, khu_pho, evidence):
        evidence[1].unlink()
        reply = await khu_pho.get(evidence[0])
        assert (reply.status_code, reply.json()["code"]) == (410, "file_gone")
        assert (await khu_pho.get(evidence[0], params={"thumbnail": True})).status_code == 200

    async def test_cut_short(self, khu_pho, evidence):
        os.truncate(evidence[1], 10)
        assert (await khu_pho.get(evidence[0])).json()["code"] == "file_gone"

    async def test_a_disk_that_fails(self, khu_pho, evidence, monkeypatch):
        def fail(*_):
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(DiskStore, "_open", fail)
        reply = await khu_pho.get(evidence[0])
        assert (reply.status_code, reply.json()["code"]) == (500, "unexpected")


class TestParts:
    async def test_the_same_request_sent_twice_is_answered_though_the_first_has_taken_the_file(
        self, app, khu_pho, world, monkeypatch
    ):
        """The second had looked at the transfer before the first ended it, and reads when its bytes are gone."""
        data, headers = photo(6), {"Idempotency-Key": "twice-0001"}
        begun = await khu_pho.post(
            "/uploads", json={"name": "a.jpg", "size": len(data)}, headers={"Idempotency-Key": "twice-begin"}
        )
        upload = begun.json()["id"]
        await khu_pho.put(f"/uploads/{upload}", params={"offset": 0}, content=data)
        at, read = f"/activities/{world['ids']['ward1.kp_a.activity_held']}/files", app.state.files.read_whole
        first = []

        async def read_late(key: str, size: int) -> bytes:
            if not first:
                first.append(None)
                first.append(await khu_pho.post(at, json={"upload_id": upload}, headers=headers))
            return await read(key, size)

        monkeypatch.setattr(app.state.files, "read_whole", read_late)
        second = await khu_pho.post(at, json={"upload_id": upload}, headers=headers)
        assert (first[1].status_code, second.status_code) == (201, 201), second.text
        assert [one["id"] for one in second.json()["files"]] == [one["id"] for one in first[1].json()["files"]]

    async def test_a_part_is_not_laid_over_a_gap(self, tmp_path):
        store = DiskStore(tmp_path)
        key = store.new_part_key(1)
        await store.write_part(key, 0, b"12345")
        (tmp_path / key).unlink()
        with pytest.raises(FileGone):
            await store.write_part(key, 5, b"67890")
        with pytest.raises(FileGone):
            await store.read_whole(key, 10)


async def _row(connection, ward_id: int, key: str, data: bytes) -> None:
    await connection.execute(
        "INSERT INTO app.stored_file (ward_id, id, storage_key, name, media_type, size, sha256, stored_at)"
        " VALUES ($1, $2, $3, 'a', 'text/plain', $4, $5, now())",
        ward_id, new_id(), key, len(data), hashlib.sha256(data).digest(),
    )  # fmt: skip


async def test_the_check_names_what_is_wrong(tmp_path, world):
    import asyncpg

    from tests.conftest import copy_of_template

    name = await copy_of_template("test_files_check")
    admin = await asyncpg.connect(_server().url("postgres", name))
    await admin.execute(f"SET ROLE {OWNER_ROLE}")
    await admin.execute("TRUNCATE app.stored_file CASCADE")
    await admin.execute("DELETE FROM app.file_transfer")
    await admin.execute("DELETE FROM app.incident_file")
    wards = [row[0] for row in await admin.fetch("SELECT id FROM app.ward ORDER BY id LIMIT 2")]
    store = DiskStore(tmp_path)
    written = [await store.write(ward, data) for ward in wards for data in (b"whole", b"short", b"other", b"none")]
    for one, data in zip(written, [b"whole", b"short", b"other", b"none"] * 2, strict=True):
        await _row(admin, int(one.key.split("/")[0]), one.key, data)
    url = _server().url(MIGRATE_ROLE, name)
    assert (await file_check.check_files(url, tmp_path, digests=True)).clean
    (tmp_path / written[1].key).write_bytes(b"sh")
    (tmp_path / written[2].key).write_bytes(b"OTHER")
    (tmp_path / written[7].key).unlink()
    alone = await store.write(wards[0], b"nobody's")
    found = (await file_check.check_files(url, tmp_path, digests=True, young_seconds=-1)).to_json()
    assert found["keys"] == {
        "wrong_size": [written[1].key], "wrong_digest": [written[2].key], "missing": [written[7].key],
        "without_row": [alone.key],
    }  # fmt: skip
    assert (found["files"], found["clean"]) == (8, False)
    assert (await file_check.check_files(url, tmp_path)).to_json()["wrong_digest"] == 0  # unread
    await admin.close()
