"""Who is told about a script: who approves that one waits, the unit that wrote it what was decided."""

from vitreem.broadcasting.models import BroadcastScript
from vitreem.broadcasting.rules import KIND, ScriptState
from vitreem.identity import facts as identity
from vitreem.kernel.notices.kinds import NoticeKind, register
from vitreem.kernel.notices.telling import end, tell
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role

_PAGE = "/communications/scripts/{id}"

_OF_STATE = {
    ScriptState.SUBMITTED: register(NoticeKind("broadcast_script.submitted", "script_submitted", _PAGE)),
    ScriptState.APPROVED: register(NoticeKind("broadcast_script.approved", "script_approved", _PAGE)),
    ScriptState.RETURNED: register(NoticeKind("broadcast_script.returned", "script_returned", _PAGE)),
}


async def moved(ctx: Ctx, script: BroadcastScript) -> None:
    """The script is in another state: what was told of the one before is over."""
    kind = _OF_STATE.get(ScriptState(script.state))
    await end(ctx, set(_OF_STATE.values()) - {kind}, script.id)
    if kind is None:
        return
    if script.state == ScriptState.SUBMITTED:
        people = await identity.holders(ctx, Role.CULTURE_OFFICER) or await identity.ward_leads(ctx)
    else:
        people = (await identity.people_of_units(ctx, [script.unit_id])).get(script.unit_id, [])
    await tell(ctx, kind, KIND, script.id, people)
