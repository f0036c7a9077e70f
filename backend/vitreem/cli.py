"""The command line: `vitreem serve`, `work`, `plan`, `openapi`, `db`, `demo`, `files`, `backup`, `restore`, …"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from vitreem.installation import Installation

app = typer.Typer(
    help="Vì Trẻ Em: kế hoạch vì trẻ em của phường, xã.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
plan_app = typer.Typer(help="Đọc văn bản kế hoạch.", no_args_is_help=True)
db_app = typer.Typer(help="Cơ sở dữ liệu.", no_args_is_help=True)
demo_app = typer.Typer(help="Dữ liệu trình diễn.", no_args_is_help=True)
account_app = typer.Typer(help="Tài khoản, khi không còn ai đặt lại được.", no_args_is_help=True)
files_app = typer.Typer(help="Tệp đã lưu.", no_args_is_help=True)
app.add_typer(plan_app, name="plan")
app.add_typer(db_app, name="db")
app.add_typer(demo_app, name="demo")
app.add_typer(files_app, name="files")
app.add_typer(account_app, name="account")
keys_app = typer.Typer(help="Khóa mã hóa của hồ sơ bảo vệ trẻ em.", no_args_is_help=True)
app.add_typer(keys_app, name="keys")


def _fail(message: str, code: int = 1) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)


@contextmanager
def _installed() -> Iterator["Installation"]:
    """This installation, beside a server that runs or alone; what keeps a command from working is said in words."""
    from vitreem.installation import Installation, NotConfigured
    from vitreem.kernel.db.embedded import AlreadyRunning
    from vitreem.kernel.db.engine import DatabaseAway, UnsafeRole

    installation = Installation()
    try:
        yield installation
    except AlreadyRunning as error:
        _fail(str(error), 3)
    except (NotConfigured, DatabaseAway, UnsafeRole) as error:
        _fail(str(error))
    finally:
        installation.leave_server()


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Địa chỉ lắng nghe.")] = None,
    port: Annotated[int | None, typer.Option(help="Cổng.")] = None,
    reload: Annotated[bool, typer.Option(help="Tự nạp lại khi mã nguồn đổi (để phát triển).")] = False,
) -> None:
    """Migrate, load the demo wards into an empty database, and serve API and pages. Ctrl-C stops everything."""
    from vitreem.installation import NotConfigured
    from vitreem.kernel.db.embedded import AlreadyRunning
    from vitreem.kernel.db.engine import DatabaseAway, UnsafeRole
    from vitreem.serving import run

    try:
        run(host, port, reload=reload)
    except AlreadyRunning as error:
        _fail(str(error), 3)
    except (NotConfigured, DatabaseAway, UnsafeRole) as error:
        _fail(str(error))


@app.command()
def work() -> None:
    """Take long jobs (imports, exports) from the queue until a signal comes; beside a server, or several."""
    from vitreem.working import run

    with _installed() as installation:
        run(installation)


@app.command()
def openapi(
    audience: Annotated[str | None, typer.Argument(help="`town` cho API của cấp trên; bỏ trống cho API chung.")] = None,
) -> None:
    """Print the OpenAPI document; needs no database."""
    from vitreem.main import bare_app

    if audience not in (None, "town"):
        _fail(f"Không có API «{audience}».", 2)
    if audience == "town":
        from vitreem.town.app import town_app

        document = town_app().openapi()
    else:
        document = bare_app().openapi()
    typer.echo(json.dumps(document, ensure_ascii=False, indent=1, sort_keys=False))


@app.command(name="audit-kinds")
def list_audit_kinds() -> None:
    """Print what the trail and notices may tell; the pages have a sentence for each."""
    from vitreem import contexts
    from vitreem.kernel.notices.kinds import all_words
    from vitreem.kernel.request.audit import audit_kinds

    contexts.register()
    contexts.routers()
    typer.echo(json.dumps({"kinds": audit_kinds(), "notices": all_words()}, indent=1))


@plan_app.command("parse")
def plan_parse(file: Annotated[Path, typer.Argument(help="Tệp .txt, .docx hoặc .pdf.")]) -> None:
    """Print what a plan document says, as JSON. A refused file: exit 2 and the problem as JSON."""
    from vitreem.plans.importer import PlanFileProblem, parse_bytes

    try:
        data = file.read_bytes()
    except OSError:
        _fail(f"Không mở được tệp {file}.")
        return
    try:
        reading = parse_bytes(data, file.name)
    except PlanFileProblem as problem:
        typer.echo(json.dumps(problem.body(), ensure_ascii=False, indent=1))
        raise typer.Exit(2) from None
    typer.echo(json.dumps(reading.to_json(), ensure_ascii=False, indent=1))


@db_app.command("bootstrap")
def db_bootstrap() -> None:
    """Create roles and database on the server named by ADMIN_DATABASE_URL (or the embedded one)."""
    with _installed() as installation:
        installation.bootstrap()


@db_app.command("upgrade")
def db_upgrade(revision: Annotated[str, typer.Argument(help="Phiên bản đích.")] = "head") -> None:
    """Bring the database to a revision; safe to run twice and by two at once."""
    with _installed() as installation:
        if installation.settings.embedded:
            installation.bootstrap()
        installation.migrate(revision)


@demo_app.command("load")
def demo_load() -> None:
    """Load the two invented demo wards, if the database has no ward yet, and print their accounts."""
    from vitreem.demo.load import load_and_print

    with _installed() as installation:
        if installation.settings.embedded:
            installation.bootstrap()
        installation.migrate()
        load_and_print(installation)


@db_app.command("point")
def db_point(name: Annotated[str, typer.Argument(help="Tên, ví dụ truoc-nang-cap.")]) -> None:
    """Name this moment in PostgreSQL's log (embedded), so that `restore --target-name` can go back to it."""
    import asyncio

    from vitreem.upkeep.points import set_point

    with _installed() as installation:
        if not installation.settings.embedded:
            _fail("Với PostgreSQL riêng, hãy gọi pg_create_restore_point (xem docs/operations.md).")
        point = set_point(installation.server(), name, installation.files_dir, installation.settings.archive_dir)
        try:
            typer.echo(json.dumps(asyncio.run(point)))
        except OSError as error:
            _fail(f"Đã đặt tên, nhưng chưa chép được tệp vào ARCHIVE_DIR: {error}")


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Thư mục mới, nên ở ổ đĩa khác.")],
    with_field_key: Annotated[
        bool, typer.Option("--with-field-key", help="Chép cả khóa mã hóa. Kẻ lấy được bản sao lưu sẽ mở được dữ liệu.")
    ] = False,
) -> None:
    """Back up the embedded database and the files into a new folder; the server may run. One JSON line."""
    from vitreem.upkeep.backup import BackupFailed, give_up, take_backup

    with _installed() as installation:
        if not installation.settings.embedded:
            _fail("Với PostgreSQL riêng, hãy dùng pg_basebackup hoặc pgBackRest (xem docs/operations.md).")
        if folder.exists() and any(folder.iterdir()):
            _fail(f"Thư mục {folder} không trống; hãy sao lưu vào một thư mục mới.")
        try:
            made = take_backup(
                installation.server(), installation.files_dir, folder,
                field_key=installation.field_key, with_key=with_field_key,
            )  # fmt: skip
        except (BackupFailed, OSError) as error:
            give_up(folder)
            _fail(f"Không sao lưu được: {error}")
            return
    typer.echo(json.dumps({"backup": str(folder), **made}, ensure_ascii=False))
    if made["archiving"] == "failing":
        typer.echo("Thư mục ARCHIVE_DIR đầy hoặc không ghi được: chưa lưu được nhật ký sau bản này.", err=True)
    if not with_field_key:
        typer.echo("Khóa mã hóa không nằm trong bản sao lưu: hãy giữ secrets/field.key ở nơi khác.", err=True)


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="Bản sao lưu.")],
    to: Annotated[Path, typer.Option("--to", help="Thư mục dữ liệu mới, phải trống.")],
    target_time: Annotated[
        str | None, typer.Option(help="Đến thời điểm này, ví dụ 2026-11-25T14:30 (giờ Việt Nam).")
    ] = None,
    target_name: Annotated[str | None, typer.Option(help="Đến điểm đã đặt tên bằng `vitreem db point`.")] = None,
    archive: Annotated[Path | None, typer.Option(help="Thư mục ARCHIVE_DIR của máy chủ cũ.")] = None,
    field_key: Annotated[Path | None, typer.Option(help="Tệp chứa bản dự phòng của khóa mã hóa.")] = None,
) -> None:
    """Restore a backup into a new data folder, check its files and print what is there. Wrong files: exit 1."""
    from datetime import datetime

    from vitreem.settings import get_settings
    from vitreem.upkeep.backup import BackupFailed
    from vitreem.upkeep.restore import Point, restore

    if target_time and target_name:
        _fail("Chỉ chọn một trong --target-time và --target-name.", 2)
    try:
        point = Point(datetime.fromisoformat(target_time) if target_time else None, target_name)
    except ValueError:
        _fail(f"Không hiểu thời điểm «{target_time}».", 2)
        return
    try:
        key = field_key.read_text() if field_key else None
        found = restore(folder, to, point=point, archive=archive or get_settings().archive_dir, field_key=key)
    except (BackupFailed, OSError) as error:
        _fail(str(error))
        return
    typer.echo(json.dumps(found, ensure_ascii=False))
    if found["field_key"] == "missing":
        typer.echo(f"Hãy chép bản dự phòng của khóa mã hóa vào {to}/secrets/field.key trước khi chạy.", err=True)
    if not found["files"]["clean"]:
        raise typer.Exit(1)


@files_app.command("check")
def files_check(
    digest: Annotated[bool, typer.Option("--digest", help="Đọc từng tệp và so SHA-256.")] = False,
) -> None:
    """Compare stored files with the rows of all wards; one JSON line. Something missing or wrong: exit 1."""
    import asyncio

    from vitreem.upkeep.file_check import check_files

    with _installed() as installation:
        check = asyncio.run(check_files(installation.migrate_url(), installation.files_dir, digests=digest))
    typer.echo(json.dumps(check.to_json(), ensure_ascii=False))
    if not check.clean:
        raise typer.Exit(1)


@account_app.command("reset")
def account_reset(
    login: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    two_factor: Annotated[
        bool, typer.Option("--two-factor", help="Tắt cả xác thực hai lớp (mất điện thoại và mã dự phòng).")
    ] = False,
) -> None:
    """Print a one-time link that sets the account's password; the wards, the person and their leads are told."""
    import asyncio

    from vitreem.account_reset import UnknownLogin, reset

    with _installed() as installation:
        try:
            link = asyncio.run(reset(installation, login, two_factor=two_factor))
        except UnknownLogin as error:
            _fail(str(error), 2)
            return
    typer.echo(f"Đường dẫn đặt mật khẩu của {login} (dùng một lần, trong 48 giờ), sau địa chỉ của trang:")
    typer.echo(link.path)


@keys_app.command("rotate")
def keys_rotate(
    root: Annotated[
        bool, typer.Option("--root", help="Đổi cả khóa gốc; máy chủ phải dừng. Sau đó in phiếu khôi phục mới.")
    ] = False,
) -> None:
    """Seal everything under new keys; a run that was stopped goes on at the next. One JSON line."""
    import asyncio
    import contextlib
    from dataclasses import asdict

    from vitreem.kernel.db.embedded import exclusive
    from vitreem.upkeep import keys

    with _installed() as installation, contextlib.ExitStack() as stack:
        if root:
            # A server holds the root key that it was started with.
            stack.enter_context(exclusive(installation.settings.data_dir))
            installation.add_root_key()
        done = asyncio.run(keys.rotate(installation.migrate_url(), installation.field_key))
        wrapped = asyncio.run(keys.rewrap(installation.migrate_url(), installation.field_key))
        if root:
            installation.drop_old_root_keys()
    typer.echo(json.dumps({**asdict(done), "wrapped": wrapped}))


@keys_app.command("sheet")
def keys_sheet() -> None:
    """Print the recovery sheet of the root key, to be put on paper and into a safe."""
    from vitreem.kernel.clock import Clock
    from vitreem.upkeep.recovery_sheet import sheet

    with _installed() as installation:
        typer.echo(sheet(installation.field_key, Clock().today()))


@keys_app.command("enter")
def keys_enter(
    to: Annotated[Path, typer.Option("--to", help="Thư mục dữ liệu đã phục hồi.")],
) -> None:
    """Put the root key back from the typed lines of the recovery sheet (standard input, an empty line ends)."""
    from vitreem.installation import Installation, NotConfigured
    from vitreem.settings import Settings
    from vitreem.upkeep.copying import write_file
    from vitreem.upkeep.recovery_sheet import SheetMistyped, read

    typed = []
    for line in sys.stdin:
        if not line.strip():
            break
        typed.append(line)
    try:
        key = read("".join(typed))
    except SheetMistyped as error:
        _fail(str(error), 2)
        return
    path = to / "secrets" / "field.key"
    if path.exists():
        _fail(f"Đã có khóa ở {path}.")
    write_file(path, key)
    try:
        _ = Installation(Settings(data_dir=to)).field_key
    except NotConfigured as error:
        path.unlink()
        _fail(str(error))
    typer.echo(f"Đã đặt khóa vào {path}.")


if __name__ == "__main__":
    sys.exit(app())
