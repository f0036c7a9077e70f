"""The texts of a document as they stand on paper: printable, with the capitals and signs that the law asks for."""

from dataclasses import replace

from vitreem.kernel.documents import wording
from vitreem.kernel.documents.bounds import require_bounded
from vitreem.kernel.documents.characters import printable_all
from vitreem.kernel.documents.model import Annex, Block, Closing, Document, Letterhead, Level, Paragraph, Signature

_IN_CAPITALS = (Level.PART, Level.SECTION)


def prepared(document: Document) -> Document:
    """What both renderers write, letter by letter. Raises `DocumentTooLong`."""
    require_bounded(document)
    return printable_all(
        replace(
            document,
            letterhead=_letterhead(document.letterhead) if document.letterhead else None,
            kind=document.kind.upper(),
            addressees=wording.listed(document.addressees) if len(document.addressees) > 1 else document.addressees,
            grounds=wording.grounds(document.grounds),
            body=_body(document.body),
            closing=_closing(document.closing) if document.closing else None,
            annexes=tuple(_annex(annex) for annex in document.annexes),
        )
    )


def _letterhead(head: Letterhead) -> Letterhead:
    return replace(head, issuer=tuple(line.upper() for line in head.issuer), parent=head.parent.upper())


def _body(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        replace(block, text=block.text.upper(), lead=block.lead.upper())
        if isinstance(block, Paragraph) and block.level in _IN_CAPITALS
        else block
        for block in blocks
    )


def _closing(closing: Closing) -> Closing:
    return replace(
        closing,
        signatures=tuple(_signature(one) for one in closing.signatures),
        recipients=wording.recipients(closing.recipients, closing.archive),
        archive="",
    )


def _signature(one: Signature) -> Signature:
    return replace(one, authority=tuple(line.upper() for line in one.authority), title=one.title.upper())


def _annex(annex: Annex) -> Annex:
    return replace(annex, title=annex.title.upper(), body=_body(annex.body))
