"""One communication event as its page shows it."""

from vitreem.assignments import facts as assignments
from vitreem.communications import queries, rules
from vitreem.communications.models import CommunicationEvent
from vitreem.communications.rules import (
    KIND,
    CommunicationKind,
    CommunicationState,
    CommunicationTopic,
    CommunicationVerb,
)
from vitreem.communications.schemas import CarriedMessage, CommunicationRead
from vitreem.identity import facts as identity
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.plans import facts as plans
from vitreem.records import files

_AS_THEY_ARE = (
    "id", "code", "title", "unit_id", "place_unit_id", "plan_id", "place", "latitude", "longitude", "starts_at",
    "ends_at", "broadcasts", "script_id", "banner_size", "put_up_on", "taken_down_on", "link", "reach", "copies",
    "audience_children", "audience_adults", "audience_officials", "carried_hotline_111", "shows_children",
    "guardian_consent", "child_consent", "children_7_plus", "description", "return_reason", "cancel_reason",
    "created_at", "version",
)  # fmt: skip


def actions(ctx: Ctx, event: CommunicationEvent) -> list[CommunicationVerb]:
    """Verbs that the caller may use on the event now."""
    allowed = rules.LIFE.allowed(event.state, queries.rights(ctx, event))
    return [verb for verb in allowed if verb is not CommunicationVerb.TAKE_DOWN or rules.hangs(event)]


async def read(ctx: Ctx, event: CommunicationEvent) -> CommunicationRead:
    """The whole record; the caller has it from `queries.seen`."""
    plan = await plans.published_plan(ctx, event.plan_id) if event.plan_id else None
    script = await queries.script_of(ctx, event)
    carried = await queries.message_ids(ctx, event.id)
    owed = rules.owed_consents(event)
    kind, state = CommunicationKind(event.kind), CommunicationState(event.state)
    names = await identity.unit_names(ctx, {event.unit_id, event.place_unit_id})
    return CommunicationRead(
        **{name: getattr(event, name) for name in _AS_THEY_ARE},
        kind=kind,
        state=state,
        unit_name=names[event.unit_id],
        place_unit_name=names[event.place_unit_id] if event.place_unit_id else None,
        plan_title=plan.title if plan else None,
        script_title=script.title if script else None,
        hanging=rules.hangs(event),
        topics=[CommunicationTopic(topic) for topic in event.topics],
        messages=[CarriedMessage(id=one.id, text=one.text) for one in await plans.named_messages(ctx, carried)],
        publishable=not owed,
        internal_reason=owed[0] if owed else None,
        own_fields=sorted(rules.OWN_FIELDS[kind]),
        files=await files.files_of(ctx, event.id),
        assignments=await assignments.proven_by(ctx, KIND, event.id),
        history=await history_of(ctx, event.id),
        allowed_actions=actions(ctx, event),
    )
