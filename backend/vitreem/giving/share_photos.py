"""Photos of handing over: of a child, so only by consent, and for those alone who look after the child."""

from uuid import UUID

from vitreem.children import facts as children
from vitreem.giving import queries
from vitreem.giving.models import GiftShare
from vitreem.giving.rules import SHARE, SHARE_LIFE, GivingAudit, ShareVerb
from vitreem.kernel.http.problems import NotAllowed, NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.records import lifecycle
from vitreem.records.files import FileAttach, FilesOf, RecordFileRead, files_of


def _rights(ctx: Ctx, share: GiftShare) -> frozenset[str]:
    return lifecycle.rights(ctx, "gift_round", own=bool({share.unit_id, share.place_unit_id} & set(ctx.unit_ids)))


async def seen(ctx: Ctx, share_id: UUID, *, lock: bool = False) -> GiftShare:
    """The share, for who looks after the child; whose round it is sees no pictures of children of others."""
    share = await queries.seen_share(ctx, share_id, lock=lock)
    if not queries.looks_after(ctx, share):
        raise NotFound()
    return share


async def seen_consented(ctx: Ctx, share_id: UUID, *, lock: bool = False) -> GiftShare:
    """The same, while the consent is in force: once it is withdrawn nobody opens a photo any more."""
    share = await seen(ctx, share_id, lock=lock)
    if not await children.photo_consented(ctx, share.child_id):
        raise NotFound()
    return share


def _may_attach(ctx: Ctx, share: GiftShare) -> object:
    if not _rights(ctx, share):
        raise NotAllowed()
    return share


async def _owed(ctx: Ctx, share: GiftShare, body: FileAttach) -> None:
    """Raises `WrongState` before it is handed over, `ConsentRequired`: whatever a file calls itself, it is of a child
    (Luật Trẻ em 2016 Điều 6 khoản 11)."""
    SHARE_LIFE.begin(share, ShareVerb.ATTACH, _rights(ctx, share))
    if not await children.photo_consented(ctx, share.child_id):
        raise children.ConsentRequired()


async def shown(ctx: Ctx, share: GiftShare) -> tuple[bool, list[RecordFileRead]]:
    """Whether photos may be taken, and those that there are; none without consent."""
    if not queries.looks_after(ctx, share) or not await children.photo_consented(ctx, share.child_id):
        return False, []
    return True, await files_of(ctx, share.id)


PHOTOS = FilesOf(
    SHARE, GivingAudit, "gift_share", _may_attach, lambda share: f"Trao quà, {share.title.lower()}", _owed,
    permission="gift_round",
)  # fmt: skip
