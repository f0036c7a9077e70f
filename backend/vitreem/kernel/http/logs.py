"""Structured logs: one JSON object a line, with the request's id and no personal data."""

import logging
import sys

import orjson
import structlog


def configure() -> None:
    """JSON lines on standard output, or a developer's colours where that is a terminal."""
    terminal = sys.stdout.isatty()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(orjson.dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout)
        if terminal
        else structlog.BytesLoggerFactory(sys.stdout.buffer),
        cache_logger_on_first_use=True,
    )
    # The server's own access log names paths with ids; ours names route templates.
    logging.getLogger("uvicorn.access").disabled = True
