"""Who may do what to whom: the one table of people's rights over people. Pure, no I/O.

Nobody grants what isn't theirs to give, nobody touches somebody mightier, nobody changes their own roles or name.
What opens the way to the records of cases takes two people: who asks for it, and a second one who says yes.
"""

from collections.abc import Collection, Mapping
from enum import IntEnum, StrEnum
from uuid import UUID

from vitreem.kernel.http.problems import NotAllowed
from vitreem.kernel.request.roles import SEES_CASES, Role


class PersonVerb(StrEnum):
    """What a person may do to another's role, record or account."""

    GRANT = "grant"
    WITHDRAW = "withdraw"
    EDIT = "edit"
    RENAME = "rename"
    END = "end"
    RESUME = "resume"
    RESET_LINK = "reset_link"
    RESET_SECOND_FACTOR = "reset_second_factor"


class Answer(IntEnum):
    """In this order, so that the weakest of several is `min`."""

    NO = 0
    WITH_SECOND = 1
    ALONE = 2


Rights = Mapping[PersonVerb, Answer]

_EVERY: Rights = dict.fromkeys(PersonVerb, Answer.ALONE)
# A lost device is the lead's to see to: with the password link it would be the whole account.
_BY_OFFICER: Rights = {**_EVERY, PersonVerb.RESET_SECOND_FACTOR: Answer.NO}
_MIGHTY: Rights = {
    **_EVERY,
    PersonVerb.RESET_LINK: Answer.WITH_SECOND,
    PersonVerb.RESET_SECOND_FACTOR: Answer.WITH_SECOND,
}
_CASES: Rights = {**_MIGHTY, PersonVerb.GRANT: Answer.WITH_SECOND}
_LINK: Rights = {PersonVerb.RESET_LINK: Answer.ALONE}
_LINK_OF_TWO: Rights = {PersonVerb.RESET_LINK: Answer.WITH_SECOND}

# Who acts → whose role → verb. What isn't written is not allowed: `system_admin` is nobody's to give in a ward.
RIGHTS: Mapping[Role, Mapping[Role, Rights]] = {
    Role.WARD_LEAD: {
        # A deputy is a member of every case, and the second person for the rest: not the lead's alone to appoint.
        Role.WARD_LEAD: _CASES,
        Role.WARD_OFFICER: _EVERY,
        Role.UNIT_LEAD: _EVERY,
        Role.UNIT_MEMBER: _EVERY,
        Role.CULTURE_OFFICER: _EVERY,
        Role.SUPERIOR_VIEWER: _EVERY,
        **dict.fromkeys(SEES_CASES, _CASES),
    },
    Role.WARD_OFFICER: {
        Role.UNIT_LEAD: _BY_OFFICER,
        Role.UNIT_MEMBER: _BY_OFFICER,
    },
    # Of an account whose password is reset by one person alone that person can make use: not of a lead's, whose
    # records the administrator may not see, nor of another administrator's, who would be the second person.
    Role.SYSTEM_ADMIN: {
        Role.WARD_OFFICER: _LINK,
        Role.UNIT_LEAD: _LINK,
        Role.UNIT_MEMBER: _LINK,
        Role.CULTURE_OFFICER: _LINK,
        Role.SUPERIOR_VIEWER: _LINK,
        Role.WARD_LEAD: _LINK_OF_TWO,
        Role.SYSTEM_ADMIN: _LINK_OF_TWO,
        **dict.fromkeys(SEES_CASES, _LINK_OF_TWO),
    },
}
# Of one's own record: position, telephone, e-mail. A stolen session gives itself neither role, name nor password.
OWN = frozenset({PersonVerb.EDIT})
# Whose password takes two people once it has been set; `SEES_CASES` even before.
MIGHTY = frozenset({Role.WARD_LEAD})
# A person without a role is the least of the ward's people.
_LEAST = (Role.UNIT_MEMBER,)


class BeyondAuthority(NotAllowed):
    code = "beyond_authority"
    title = "Vượt quyền"
    detail = "Việc này vượt quyền của bạn đối với người này hoặc vai trò này. Hãy nhờ lãnh đạo phường, xã."


class OwnRecord(NotAllowed):
    code = "own_record"
    title = "Tài khoản của chính bạn"
    detail = "Không ai tự đổi vai trò, họ tên hay tự đặt lại tài khoản của mình. Hãy nhờ người khác có quyền."


class NotSecondPerson(NotAllowed):
    code = "not_second_person"
    title = "Cần người thứ hai"
    detail = "Người đề nghị và người được đề nghị không tự duyệt được. Hãy nhờ lãnh đạo khác hoặc quản trị hệ thống."


def _by(actor: Role, target: Role, verb: PersonVerb) -> Answer:
    return RIGHTS.get(actor, {}).get(target, {}).get(verb, Answer.NO)


def answer(actor: Collection[Role], held: Collection[Role], verb: PersonVerb) -> Answer:
    """What the actor's roles allow towards somebody who holds `held`: the best role acts, the mightiest is met."""
    return max((min(_by(one, other, verb) for other in held or _LEAST) for one in actor), default=Answer.NO)


def grant_answer(actor: Collection[Role], held: Collection[Role], role: Role) -> Answer:
    """Whether `role` may be given to somebody who holds `held`; the same for taking it is `answer(…, WITHDRAW)`."""
    touching = [one for one in actor if all(_by(one, other, PersonVerb.GRANT) for other in held or _LEAST)]
    return max((_by(one, role, PersonVerb.GRANT) for one in touching), default=Answer.NO)


def takes_two(role: Role) -> bool:
    """Whether nobody gives the role alone."""
    return all(rights.get(role, {}).get(PersonVerb.GRANT, Answer.NO) != Answer.ALONE for rights in RIGHTS.values())


def gives(actor: Collection[Role]) -> list[Role]:
    """Roles that are the actor's to give, alone or with a second person."""
    return [role for role in Role if grant_answer(actor, (), role)]


def allowed(actor: Collection[Role], held: Collection[Role], *, own: bool) -> list[PersonVerb]:
    """The verbs that a page may offer for this person."""
    return [verb for verb in PersonVerb if (verb in OWN if own else answer(actor, held, verb))]


def require(actor: Collection[Role], held: Collection[Role], verb: PersonVerb, *, own: bool) -> Answer:
    """Raise `OwnRecord` or `BeyondAuthority`; else whether a second person is needed."""
    if own:
        if verb not in OWN:
            raise OwnRecord()
        return Answer.ALONE
    found = answer(actor, held, verb)
    if not found:
        raise BeyondAuthority()
    return found


def require_grant(actor: Collection[Role], held: Collection[Role], role: Role, *, own: bool) -> Answer:
    """The same for giving one role."""
    if own:
        raise OwnRecord()
    found = grant_answer(actor, held, role)
    if not found:
        raise BeyondAuthority()
    return found


def is_second(decider: UUID | None, proposer: UUID | None, target: UUID) -> bool:
    """Whether one account may decide what another proposed for a third: three different ones."""
    return decider is not None and decider not in (proposer, target)
