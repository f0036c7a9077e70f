"""Names of files, as they are kept and given out: no folders, nothing that a file system or a browser minds."""

import re
from urllib.parse import quote

from vitreem.kernel.text import squeeze

MAX_LENGTH = 200
_SLASH = re.compile(r"[/\\]")
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)
# What Windows allows in no name; colons also lead to a second stream of a file.
_MINDED = re.compile(r'[<>:"|?*]')
# Names of devices, whatever ending follows.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_UNNAMED = "tep"


def file_name(said: str) -> str:
    """The last step of what somebody's device calls the file; its end where it is long, with the file's kind."""
    name = _MINDED.sub("_", _FOLDERS.sub("", squeeze(said)))[-MAX_LENGTH:].strip(" .")
    return (f"_{name}" if _DEVICE.fullmatch(name) else name) or _UNNAMED


def own_name(title: str, ending: str) -> str:
    """The name of a file that we make; titles have dates in them: "Tặng quà 1/6" is no folder."""
    return f"{_SLASH.sub('-', title)}.{ending}"


def disposition(place: str, name: str) -> str:
    """The head of a reply that gives a file out; `place` is `inline` or `attachment`."""
    return f"{place}; filename*=UTF-8''{quote(file_name(name), safe='')}"
