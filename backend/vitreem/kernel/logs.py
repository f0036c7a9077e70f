"""Structured logs: one JSON object a line, with the request's id and no personal data."""

import logging
import sys

import structlog


def configure(*, pretty: bool = False) -> None:
    """JSON lines on standard output; `pretty` for a developer's terminal."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    # The server's own access log names paths with ids; ours names route templates.
    logging.getLogger("uvicorn.access").disabled = True
