"""Wire shapes of sign-in, units, people and wards."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from vitreem.identity.authority import PersonVerb
from vitreem.identity.kinds import UnitKind
from vitreem.identity.names import MAX_LOGIN, fold_email, fold_login
from vitreem.identity.telling import NoticeKind
from vitreem.kernel.files.sheets import SheetResult
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.request.roles import Role


class Wire(BaseModel):
    """Unknown members are refused, so that nothing a client sends is silently dropped."""

    model_config = ConfigDict(extra="forbid")


Name = Annotated[str, StringConstraints(min_length=1, max_length=200), ONE_LINE]
Position = Annotated[str, StringConstraints(max_length=200)]
Phone = Annotated[str, StringConstraints(max_length=30, pattern=r"^[0-9 +().-]*$")]
# Nothing that looks like an e-mail address: whoever owns that address would be asked for a password of ours.
Login = Annotated[
    str,
    BeforeValidator(lambda text: fold_login(text) if isinstance(text, str) else text),
    StringConstraints(min_length=3, max_length=MAX_LOGIN, pattern=r"^[a-z0-9._-]+$"),
]
Email = Annotated[
    str, StringConstraints(max_length=200, pattern=r"^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$"), AfterValidator(fold_email)
]
Password = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class SignIn(Wire):
    """Sign-in name, password, and the second factor where it is on."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"login": "kp3.anbinh", "password": "mat khau cua toi"}]}
    )

    login: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True, to_lower=True)]
    password: Password
    totp_code: Annotated[str, StringConstraints(max_length=20, strip_whitespace=True)] | None = None


class AccountRead(BaseModel):
    """The signed-in person."""

    id: UUID
    login: str
    full_name: str
    must_change_password: bool
    totp_enabled: bool


class WardBrief(BaseModel):
    id: int
    code: str
    name: str
    province: str


class UnitBrief(BaseModel):
    id: UUID
    name: str
    kind: UnitKind


class NoticeRead(BaseModel):
    """What somebody did to the account, or to a colleague's whose lead the reader is; shown until put away."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: NoticeKind
    at: datetime
    facts: dict[str, str] = Field(description="`name` and `login` of the account, `by`: who did it.")


class SessionRead(BaseModel):
    """Who is signed in, where they work and what they may do."""

    account: AccountRead
    person_id: UUID | None
    ward: WardBrief | None
    wards: list[WardBrief]
    units: list[UnitBrief]
    roles: list[Role]
    permissions: list[str]
    gives_roles: list[Role] = Field(description="Roles that are the caller's to give in this ward.")
    notices: list[NoticeRead]


class WardChoice(Wire):
    ward_id: int


class PasswordChange(Wire):
    current_password: Password
    new_password: Password


class SessionItem(BaseModel):
    """One of the person's own sessions."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime
    user_agent: str
    current: bool


class SessionList(BaseModel):
    items: list[SessionItem]


class TotpSetUp(BaseModel):
    """What an authenticator app needs; shown once."""

    secret: str
    uri: str
    qr_svg: str


class TotpConfirm(Wire):
    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
    password: Password


class PasswordProof(Wire):
    password: Password


class RecoveryCodes(BaseModel):
    """Ten codes, each good once, shown once."""

    recovery_codes: list[str]


class ResetRead(BaseModel):
    login: str
    full_name: str


class ResetRedeem(Wire):
    new_password: Password


class ResetLink(BaseModel):
    """A one-time link to hand to the person; good for 48 hours, and void as soon as there is a newer one."""

    path: str
    expires_at: datetime
    awaits_approval: bool = Field(description="It works after a second person has said yes (`POST /approvals/…`).")


class NewUnit(Wire):
    """What a unit is called."""

    name: Name
    aliases: list[Name] = Field(default_factory=list, max_length=20)


class UnitCreate(NewUnit):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "Khu phố 6", "kind": "khu_pho", "aliases": ["KP6"]}]}
    )

    kind: UnitKind


class UnitUpdate(UnitCreate):
    """The whole unit as it shall be."""


class UnitRead(BaseModel):
    """A unit of the registry."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    kind: UnitKind
    aliases: list[str]
    closed_at: datetime | None
    from_on: date | None = Field(description="The first day on which it exists; null: always.")
    to_on: date | None = Field(description="The last day on which it existed.")
    heir_id: UUID | None = Field(description="Who stands for an ended unit today.")
    people: int = Field(0, description="People who work in it now.")
    version: int


class MembershipRead(BaseModel):
    id: UUID
    role: Role
    unit_id: UUID | None
    unit_name: str | None
    allowed_actions: list[PersonVerb] = Field(description="`withdraw`, where the caller may take the role away.")


class PendingRoleRead(BaseModel):
    """A role that waits for a second person; until then it gives no right."""

    id: UUID = Field(description="Of the approval.")
    role: Role
    unit_id: UUID | None
    unit_name: str | None
    proposed_by_name: str
    proposed_at: datetime


class PersonCreate(Wire):
    """A person with a first role. The reply holds a one-time link to set a password."""

    full_name: Name
    login: Annotated[Login, Field(description="The server adds a dot and the ward's code, unless they are there.")]
    email: Email | None = None
    position: Position = ""
    phone: Phone = ""
    role: Role
    unit_id: UUID | None = None


class PersonUpdate(Wire):
    """The whole record as it shall be. The name stays where the caller may not change it."""

    full_name: Name
    position: Position = ""
    phone: Phone = ""
    email: Email | None = None


class MembershipCreate(Wire):
    role: Role
    unit_id: UUID | None = None


class PersonRead(BaseModel):
    """A person of the ward with their roles."""

    id: UUID
    full_name: str
    login: str
    position: str
    phone: str
    email: str | None
    ended_at: datetime | None
    memberships: list[MembershipRead]
    pending_roles: list[PendingRoleRead]
    allowed_actions: list[PersonVerb] = Field(description="What the caller may do to this person.")
    version: int


class PersonCreated(BaseModel):
    person: PersonRead
    set_up: ResetLink | None = Field(
        description="The link to set the password; None where a second person hands it over, or it was used."
    )


class Colleague(BaseModel):
    """Somebody of one's own unit, to hand work over to."""

    id: UUID
    full_name: str
    position: str


class WardRead(BaseModel):
    """The ward and its settings."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    code: str
    name: str
    province: str
    due_day_counts: bool = Field(description='Whether "trước ngày X" includes day X.')
    version: int


class WardUpdate(Wire):
    due_day_counts: bool


class WardCreate(Wire):
    """A new ward with the account of its lead."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
    name: Name
    province: Name
    lead_name: Name
    lead_login: Login


class WardCreated(BaseModel):
    ward: WardBrief
    set_up: ResetLink


class WardItem(BaseModel):
    id: int
    code: str
    name: str
    province: str
    closed_at: datetime | None


class AccountItem(BaseModel):
    """An account as the system administrator sees it: no records, no roles' work."""

    id: UUID
    login: str
    full_name: str
    system_admin: bool
    disabled_at: datetime | None
    allowed_actions: list[Literal["reset_link", "disable", "enable"]]
    version: int


class PeopleSheetResult(SheetResult):
    """Of people too: who is new, and the links to their passwords."""

    new_logins: list[str] = Field(default_factory=list, description="Sign-in names of new people, as they will be.")
    set_up_links: dict[str, str] = Field(default_factory=dict, description="Login → one-time link of new people.")
