"""Keys of rows. Never shown to outsiders: a uuidv7 tells when the row was made."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A time-ordered UUID made here, so that no INSERT needs RETURNING under row-level security."""
    return uuid7()


def oldest_id(moment: datetime) -> UUID:
    """Lower than every id made from `moment` on: ids begin with the millisecond in which they were made."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
