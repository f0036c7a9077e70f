"""The command line: `vitreem serve`, `plan parse`, `openapi`, `db`, `demo`, `account`."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

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
app.add_typer(plan_app, name="plan")
app.add_typer(db_app, name="db")
app.add_typer(demo_app, name="demo")
app.add_typer(account_app, name="account")


def _fail(message: str, code: int = 1) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Địa chỉ lắng nghe.")] = None,
    port: Annotated[int | None, typer.Option(help="Cổng.")] = None,
    reload: Annotated[bool, typer.Option(help="Tự nạp lại khi mã nguồn đổi (để phát triển).")] = False,
) -> None:
    """Migrate, load the demo wards into an empty database, and serve API and pages. Ctrl-C stops everything."""
    from vitreem.kernel.embedded import AlreadyRunning
    from vitreem.serving import run

    try:
        run(host, port, reload=reload)
    except AlreadyRunning as error:
        _fail(str(error), 3)


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
    from vitreem.installation import Installation

    installation = Installation()
    try:
        installation.bootstrap()
    finally:
        installation.stop_server()


@db_app.command("upgrade")
def db_upgrade(revision: Annotated[str, typer.Argument(help="Phiên bản đích.")] = "head") -> None:
    """Bring the database to a revision; safe to run twice and by two at once."""
    from vitreem.installation import Installation

    installation = Installation()
    try:
        if installation.settings.embedded:
            installation.bootstrap()
        installation.migrate(revision)
    finally:
        installation.stop_server()


@demo_app.command("load")
def demo_load() -> None:
    """Load the two invented demo wards, if the database has no ward yet, and print their accounts."""
    from vitreem.demo.load import load_and_print
    from vitreem.installation import Installation

    installation = Installation()
    try:
        if installation.settings.embedded:
            installation.bootstrap()
        installation.migrate()
        load_and_print(installation)
    finally:
        installation.stop_server()


@account_app.command("reset")
def account_reset(
    login: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    two_factor: Annotated[
        bool, typer.Option("--two-factor", help="Tắt cả xác thực hai lớp (mất điện thoại và mã dự phòng).")
    ] = False,
) -> None:
    """Print a one-time link that sets the account's password; the wards, the person and their leads are told."""
    from vitreem.account_reset import UnknownLogin, reset
    from vitreem.installation import Installation

    try:
        link = reset(Installation(), login, two_factor=two_factor)
    except UnknownLogin as error:
        _fail(str(error), 2)
        return
    typer.echo(f"Đường dẫn đặt mật khẩu của {login} (dùng một lần, trong 48 giờ), sau địa chỉ của trang:")
    typer.echo(link.path)


if __name__ == "__main__":
    sys.exit(app())
