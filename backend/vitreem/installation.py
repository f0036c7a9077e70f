"""Where this installation's database, files and keys are: embedded under `data_dir`, or given by settings."""

import asyncio
import base64
from functools import cached_property
from pathlib import Path
from typing import Any

import structlog
from alembic import command
from alembic.config import Config

from vitreem.kernel.db import sharing
from vitreem.kernel.db.bootstrap import DATABASE, bootstrap
from vitreem.kernel.db.embedded import Embedded
from vitreem.kernel.db.keeper import Keeper
from vitreem.kernel.db.tenancy import APP_ROLE, MIGRATE_ROLE
from vitreem.kernel.sealing import new_secret
from vitreem.kernel.secrets import secret
from vitreem.settings import PROJECT, Settings, get_settings
from vitreem.upkeep import archive
from vitreem.upkeep.backup import key_digest
from vitreem.upkeep.copying import write_file

log: Any = structlog.get_logger("installation")


class NotConfigured(RuntimeError):
    """A setting that this command needs is missing."""


class Installation:
    """Settings turned into addresses and keys. Starting the embedded server happens at the first address asked for."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or get_settings()
        self._share: sharing.Share | None = None
        self.archivist: archive.Archivist | None = None

    @property
    def secrets_dir(self) -> Path:
        return self.settings.data_dir / "secrets"

    @cached_property
    def field_key(self) -> str:
        """Raises `NotConfigured` in a restored folder that has another key than its data was sealed with, or none."""
        given, expected = self.settings.field_key, self.secrets_dir / "field.key.sha256"
        if given is None and expected.exists() and not (self.secrets_dir / "field.key").exists():
            raise NotConfigured(f"Thiếu khóa mã hóa: hãy chép bản dự phòng của khóa vào {self.secrets_dir}/field.key.")
        key = given.get_secret_value() if given else secret(self.secrets_dir, "field.key")
        if expected.exists() and expected.read_text().strip() != key_digest(key):
            raise NotConfigured("Khóa mã hóa không phải là khóa mà dữ liệu đã phục hồi được niêm phong.")
        return key

    @property
    def _key_file(self) -> Path:
        """Raises `NotConfigured` where the key is given from outside: it is changed there."""
        if self.settings.field_key is not None:
            raise NotConfigured(
                "Khóa gốc được đặt bằng FIELD_KEY: thêm khóa mới vào trước khóa cũ, cách một dấu trắng."
            )
        return self.secrets_dir / "field.key"

    def add_root_key(self) -> None:
        """A new root key before the present ones, unless a stopped run has added it already."""
        kept = self.field_key.split()
        if len(kept) == 1:
            self._keep_root([base64.urlsafe_b64encode(new_secret()).decode(), *kept])

    def drop_old_root_keys(self) -> None:
        """Nothing is wrapped by them any more. Backups from before need the old recovery sheet."""
        self._keep_root(self.field_key.split()[:1])

    def _keep_root(self, keys: list[str]) -> None:
        write_file(self._key_file, " ".join(keys))
        (self.secrets_dir / "field.key.sha256").unlink(missing_ok=True)
        del self.__dict__["field_key"]

    def field_key_or_none(self) -> str | None:
        """For who goes on without it: what is sealed stays shut."""
        try:
            return self.field_key
        except NotConfigured as error:
            log.error("field_key", meaning=str(error))
            return None

    @property
    def files_dir(self) -> Path:
        return self.settings.data_dir / "files"

    def server(self) -> Embedded:
        """The embedded server: the one that runs, or one that is started here. Raises `AlreadyRunning`."""
        if self._share is None:
            archive_dir = self.settings.archive_dir
            if archive_dir is not None:
                try:
                    archive.prepare(archive_dir)
                except OSError as error:
                    # The server goes on; `/readyz` says so for as long as it lasts.
                    log.error("archive_folder", folder=str(archive_dir), error=error.strerror)
            self._share = sharing.join(self.settings.data_dir, archive.postgres_settings(archive_dir))
        return self._share.server

    def leave_server(self) -> None:
        """Give up the embedded server, if this process uses one; it stops when nobody else does."""
        if self._share is not None:
            self._share.leave()
            self._share = None

    def keeper(self) -> Keeper:
        """What keeps the embedded server running while it is entered."""
        self.server()
        assert self._share is not None
        return Keeper(self._share)

    def app_url(self) -> str:
        if self.settings.database_url is not None:
            return self.settings.database_url.get_secret_value()
        return self.server().url(APP_ROLE)

    def migrate_url(self) -> str:
        if self.settings.migrate_database_url is not None:
            return self.settings.migrate_database_url.get_secret_value()
        if not self.settings.embedded:
            raise NotConfigured("Thiếu MIGRATE_DATABASE_URL (vai trò vte_migrate).")
        return self.server().url(MIGRATE_ROLE)

    def bootstrap(self) -> None:
        """Roles and database: of the embedded server, or of the server named by ADMIN_DATABASE_URL."""
        if self.settings.embedded:
            admin_url = self.server().url("postgres", "postgres")
            passwords = {role: secret(self.secrets_dir, f"{role}.password") for role in (APP_ROLE, MIGRATE_ROLE)}
            asyncio.run(bootstrap(admin_url, passwords))
            return
        if self.settings.admin_database_url is None:
            raise NotConfigured("Thiếu ADMIN_DATABASE_URL (vai trò được tạo vai trò).")
        from sqlalchemy.engine import make_url

        app, migrate = make_url(self.app_url()), make_url(self.migrate_url())
        asyncio.run(
            bootstrap(
                self.settings.admin_database_url.get_secret_value(),
                {APP_ROLE: app.password or "", MIGRATE_ROLE: migrate.password or ""},
                database=app.database or DATABASE,
            )
        )

    def migrate(self, revision: str = "head") -> None:
        command.upgrade(alembic_config(self.migrate_url()), revision)


def alembic_config(url: str) -> Config:
    """The project's Alembic configuration for one database."""
    config = Config(PROJECT / "alembic.ini")
    config.set_main_option("script_location", str(PROJECT / "backend" / "migrations"))
    config.attributes["url"] = url
    return config
