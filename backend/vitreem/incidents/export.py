"""Cases for the national children's information system: those that the chair has let go, one a row.

The names of its columns aren't published (QĐ 3978/QĐ-BYT); these are a proposal, as in the export of the register.
"""

from collections.abc import Sequence

from sqlalchemy import select

from vitreem.identity import facts as identity
from vitreem.incidents import sealed_rows
from vitreem.incidents.models import IncidentCase
from vitreem.incidents.rules import CASE, CaseAudit
from vitreem.incidents.sealed_rows import CaseFacts
from vitreem.incidents.wording import HARMS, OUTCOMES, SEXES, STATES, birth, listed
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.files.excel import Column, workbook
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import seals

MOST = 500
_COLUMNS = (
    Column("Mã hồ sơ", 18), Column("Họ và tên trẻ", 28), Column("Ngày sinh", 16), Column("Giới tính", 12),
    Column("Nơi ở", 36), Column("Phường, xã", 24), Column("Ngày tiếp nhận", 16), Column("Hình thức tổn hại", 36),
    Column("Tình trạng", 28), Column("Ngày kết thúc", 16), Column("Kết quả", 24),
)  # fmt: skip


async def rows(ctx: Ctx) -> list[Sequence[object]]:
    """Approved cases that the caller sees, each noted in its own history."""
    found = await ctx.db.execute(
        select(IncidentCase)
        .where(IncidentCase.ward_id == ctx.ward_id, IncidentCase.export_approved_at.is_not(None))
        .order_by(IncidentCase.received_at)
        .limit(MOST)
    )
    of, ward, told = await seals(ctx), await identity.own_ward(ctx), []
    harms = {str(key): words for key, words in HARMS.items()}
    for case in found.scalars():
        child = sealed_rows.opened(of, CaseFacts, case.sealed, "incident_case", case.id).child
        ctx.record(CaseAudit.CASE_EXPORTED, CASE, case.id)
        told.append(
            (
                case.reference, child.name, birth(child.birth), SEXES[case.sex], child.address, ward.name,
                case.received_at.astimezone(VIETNAM).date(), listed(harms, case.harms), STATES[case.state],
                case.closed_at.astimezone(VIETNAM).date() if case.closed_at else None,
                OUTCOMES[case.outcome] if case.outcome else "",
            )
        )  # fmt: skip
    return told


def sheet(told: list[Sequence[object]]) -> bytes:
    return workbook("Vụ việc", _COLUMNS, told)
