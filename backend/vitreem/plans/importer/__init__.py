"""Reads a plan document (text, DOCX, PDF with a text layer) into dated work for named units.

A rule-based reader of the outline of Vietnamese administrative documents (NĐ 30/2020/NĐ-CP):

    bytes ── read ──> Source (normalised text, lines) ── segment ──> outline ── interpret ──> PlanReading

Nothing here touches the database or the network. Every refusal is a `PlanFileProblem`.
"""

from vitreem.plans.importer.interpret import interpret
from vitreem.plans.importer.isolation import parse_isolated
from vitreem.plans.importer.problems import PlanFileProblem
from vitreem.plans.importer.read import read_bytes, read_text
from vitreem.plans.importer.reading import PlanReading

__all__ = ["PlanFileProblem", "PlanReading", "parse_bytes", "parse_isolated", "parse_text"]


def parse_bytes(data: bytes, filename: str) -> PlanReading:
    """Read a file; its content decides what it is, the name only helps to word a refusal."""
    return interpret(read_bytes(data, filename))


def parse_text(text: str) -> PlanReading:
    """Read plain text that is already Unicode."""
    return interpret(read_text(text))
