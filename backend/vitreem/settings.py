"""Settings from the environment or `.env`; every one is listed in `.env.example`."""

from functools import cache
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[2]


def _networks(value: Any) -> str:
    """Addresses and networks with commas between; `true` is a proxy on this machine, as it once was."""
    words = {"false": "", "true": "127.0.0.1"}.get(str(value).strip().lower(), str(value))
    return ",".join(str(ip_network(one.strip())) for one in words.split(",") if one.strip())


class Settings(BaseSettings):
    """What an installation may set. Without `DATABASE_URL` an embedded PostgreSQL runs under `data_dir`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    data_dir: Path = Field(PROJECT / "data", description="Database, files and secrets of a one-machine installation.")
    archive_dir: Path | None = Field(
        None,
        description="Takes PostgreSQL's log and new files every minute, for restoring to any point. On another disk.",
    )
    database_url: SecretStr | None = Field(None, description="postgresql://… of the role vte_app.")
    migrate_database_url: SecretStr | None = Field(None, description="postgresql://… of the role vte_migrate.")
    admin_database_url: SecretStr | None = Field(
        None, description="postgresql://… of a role that may create roles; used by `vitreem db bootstrap` alone."
    )
    field_key: SecretStr | None = Field(None, description="32 bytes, base64; made at first start when unset.")
    database_pool: int = Field(8, ge=1, le=100)
    work_in_process: bool = Field(
        True, description="Long jobs run within the server; off where `vitreem work` runs beside it."
    )

    host: str = "127.0.0.1"
    port: int = 8000
    trust_proxy: Annotated[str, BeforeValidator(_networks)] = Field(
        "",
        description="Proxies whose X-Forwarded-For is believed, as addresses and networks: 127.0.0.1,172.16.0.0/12.",
    )
    insecure_cookies: bool = Field(
        False, description="Send the session cookie without Secure, for a site without TLS. Warns at every start."
    )
    frontend_dist: Path = PROJECT / "frontend" / "dist"

    tile_url: str | None = Field(
        None,
        pattern=r"^https?://[^\s;,'\"]+$",
        description="Tiles of a map server: https://tiles.example.vn/{z}/{x}/{y}.png. Unset, the map is a grid.",
    )

    session_idle_minutes: int = Field(30, ge=5, le=24 * 60)
    session_absolute_hours: int = Field(12, ge=1, le=24 * 7)

    request_timeout_seconds: float = 30
    ward_quota_mb: int = Field(20_000, ge=1, description="Files that a ward may keep.")
    disk_reserve_mb: int = Field(200, ge=0, description="Of the disk, what files never take from the database.")
    metrics_token: SecretStr | None = Field(
        None, min_length=16, description="What a Prometheus server sends as its bearer token; unset, /metrics is off."
    )
    load_demo: bool = Field(True, description="Load the two invented demo wards into an empty database.")

    @property
    def embedded(self) -> bool:
        return self.database_url is None


@cache
def get_settings() -> Settings:
    return Settings()
