"""Codes of records: a short one that people read out and write into sheets."""

import secrets

# No 0, O, 1, I.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_code(prefix: str) -> str:
    """E.g. `HD-7K2M-PX4D`: two groups of four that tell nothing.

    A code is unique in its ward, and one that is there already is refused: among 100,000 records of a ward the chance
    that any two drew the same is 1 in 200; with six letters it was 1 in 70 among 5,000.
    """
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(2))
    return "-".join((prefix, *groups))
