"""Codes of records: a short one that people read out and write into sheets."""

import secrets

# No 0, O, 1, I.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_code(prefix: str) -> str:
    """E.g. `HD-7K2MPX`: six letters and digits that tell nothing; a billion of them before one is likely to repeat."""
    return f"{prefix}-" + "".join(secrets.choice(_ALPHABET) for _ in range(6))
