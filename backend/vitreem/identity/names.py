"""Sign-in names and e-mail addresses: one way of writing each. Pure."""

import re
import unicodedata

from vitreem.kernel.http.problems import Invalid

MAX_LOGIN = 60
_OF_A_WARD = re.compile(r"\.(\d{5})$")


class LoginTooLong(Invalid):
    code = "login_too_long"
    detail = f"Tên đăng nhập kể cả phần mã phường, xã dài quá {MAX_LOGIN} ký tự. Hãy chọn tên ngắn hơn."


class OtherWardsName(Invalid):
    code = "other_wards_name"
    detail = "Tên đăng nhập kết thúc bằng dấu chấm và năm chữ số là của phường, xã mang mã ấy."


def fold_login(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().lower()


def fold_email(text: str) -> str:
    """Two spellings of one address are one address."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).strip().casefold())


def ward_login(login: str, code: str) -> str:
    """The name that a ward's person signs in with: in the ward's own namespace, whatever other wards have."""
    name = login if login.endswith(f".{code}") and login != f".{code}" else f"{login}.{code}"
    if len(name) > MAX_LOGIN:
        raise LoginTooLong()
    return name


def require_global(login: str, code: str) -> None:
    """A name that the administrator makes for the lead of ward `code` takes none of another ward's names."""
    found = _OF_A_WARD.search(login)
    if found and found[1] != code:
        raise OtherWardsName()
