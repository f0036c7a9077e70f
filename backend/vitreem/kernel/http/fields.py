"""Text that people send, cleaned before it is measured: invisible characters alone are no text."""

from typing import Any

from pydantic import BeforeValidator

from vitreem.kernel.text import clean, squeeze


def _cleaned(value: Any) -> Any:
    return clean(value).strip() if isinstance(value, str) else value


def _squeezed(value: Any) -> Any:
    return squeeze(value) if isinstance(value, str) else value


# `Annotated[str, StringConstraints(min_length=3, max_length=300), ONE_LINE]`: the constraints are asked afterwards.
ONE_LINE = BeforeValidator(_squeezed)
LINES = BeforeValidator(_cleaned)
