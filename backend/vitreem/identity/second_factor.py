"""TOTP (RFC 6238) with one-time use, and recovery codes."""

import hashlib
import hmac
import secrets
from datetime import datetime
from io import BytesIO

import pyotp
import segno
from pyotp.totp import TOTP

STEP_SECONDS = 30
RECOVERY_CODES = 10


def new_secret() -> str:
    return pyotp.random_base32()


def uri(secret: str, login: str) -> str:
    return TOTP(secret).provisioning_uri(name=login, issuer_name="Vì Trẻ Em")


def qr_svg(text: str) -> str:
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=4, border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The 30-second step that `code` belongs to, one step either side of now; None when it is wrong."""
    totp = TOTP(secret)
    current = int(now.timestamp()) // STEP_SECONDS
    for step in (current, current - 1, current + 1):
        if hmac.compare_digest(totp.at(step * STEP_SECONDS), code):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Codes of 60 random bits: `abcd-efgh-ijkl`."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return [
        "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(3)) for _ in range(RECOVERY_CODES)
    ]


def recovery_hash(code: str) -> str:
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()
