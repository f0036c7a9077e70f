"""Random secrets of a one-machine installation, under `data/secrets` (folder 0700, files 0600)."""

import base64
import os
import secrets
from pathlib import Path


def secret(folder: Path, name: str, *, size: int = 32) -> str:
    """The secret `name`, made at first use: `size` random bytes, URL-safe base64.

    Written to a temporary file and linked into place, so that two first starts agree on one value.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(size)).decode())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
