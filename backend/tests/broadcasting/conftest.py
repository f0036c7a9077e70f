"""The same beginning as for communication: nothing was said or played yet."""

from tests.communications.conftest import approved, culture, nothing_yet  # noqa: F401
