"""The stages of the demonstration, each a function that may be run again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from actionline.accounts import actions as accounts
from actionline.accounts.actions.roles import grant
from actionline.accounts.models import Organisation, Role, User
from actionline.common import audit
from actionline.framework.matrix.actions import AlreadyLinkedError, propose_link
from actionline.framework.models import ActionLine, Economy, MembershipKind, Target
from actionline.instruments import actions as instruments
from actionline.instruments.models import Edition, Import
from actionline.mandates import actions as mandates
from actionline.mandates.models import Mandate
from actionline.portal import process

from . import following, mark, register

_FOLDER = Path(settings.ROOT) / "process" / "demo"
#: The documents of the demonstration, in the order in which they were adopted.
DOCUMENTS = ("resolution-9901-2018", "resolution-9901-2022", "council-resolution-9902-2024")

#: The offices that take part: address, name, kind of role, level, kind and code of its scope.
OFFICES = (
    ("officer", "WSIS coordination office", "officer", "", "", ""),
    ("focal-point", "Focal point of a Member State", "focal_point", "publishes", "country", "CHE"),
    (
        "facilitator",
        "Facilitator of action line C2",
        "focal_point",
        "publishes",
        "action_line",
        "C2",
    ),
    ("expert", "Member of the expert group", "expert", "", "", ""),
    ("delegate", "Delegation of a Member State", "delegate", "", "country", "CHE"),
    ("contributor", "Owner of a project", "contributor", "", "", ""),
    ("voter", "A voter", "", "", "", ""),
    ("reviewer", "Reporting office", "officer", "", "", ""),
)

#: Organisations: name, type, membership, domain.
ORGANISATIONS = (
    (
        "Demonstration: Ministry of Communications",
        "government",
        "member_state",
        "ministry.example.org",
    ),
    ("Demonstration: Network Company", "private", "sector_member", "network.example.org"),
    ("Demonstration: Institute for Networks", "academia", "academia", "institute.example.org"),
    (
        "Demonstration: Association for Village Libraries",
        "civil_society",
        "",
        "libraries.example.org",
    ),
    ("Demonstration: Exchange Point Operators", "technical", "", "exchange.example.org"),
)

#: Proposals for the matrix: line, target, reason.
PROPOSALS = (
    ("C2", "4.a", "Demonstration: a school that is connected can use what others have made."),
    ("C3", "4.a", "Demonstration: a library that is connected is a door to public knowledge."),
    ("C4", "4.c", "Demonstration: teachers learn at a distance where nobody can travel."),
)


def vocabulary() -> str:
    """The process folder: bodies, calendar, instruments, summaries, action lines, goals, matrix."""
    loaded = process.load(Path(settings.PROCESS_DIR))
    return f"{loaded.changed} rows"


def people() -> str:
    """Offices that sign in with addresses at example.org, and organisations."""
    officer = _office(*OFFICES[0])
    for office in OFFICES[1:]:
        _office(*office)
    economy = Economy.objects.filter(iso3="CHE").first()
    new = 0
    for name, kind, membership, domain in ORGANISATIONS:
        if not Organisation.objects.filter(name=name).exists():
            made = Organisation(
                name=name,
                type=kind,
                membership=MembershipKind.objects.filter(slug=membership).first(),
                domains=domain,
                economy=economy,
            )
            accounts.save_organisation(organisation=made, by=officer)
            new += 1
    return f"{len(OFFICES)} offices, {new} new organisations"


def documents() -> str:
    """Resolutions in words of our own, read and filed as if they had been adopted."""
    officer = _office(*OFFICES[0])
    filed = 0
    for name in DOCUMENTS:
        path = _FOLDER / f"{name}.txt"
        try:
            item = instruments.upload(data=path.read_bytes(), name=path.name, by=officer)
        except instruments.AlreadyUploadedError as known:
            item = known.source.imports.order_by("-pk")[0]
        instruments.read_waiting(item=item)
        item.refresh_from_db()
        if item.state == Import.State.PREVIEW:
            instruments.file_import(item=item, by=officer)
            filed += 1
    return f"{filed} documents filed"


def asked() -> str:
    """Every second thing that these resolutions ask is confirmed, the others wait."""
    officer = _office(*OFFICES[0])
    ours = list(Mandate.objects.filter(instrument__slug__in=_instruments()).order_by("pk"))
    chosen = [mandate for mandate in ours[::2] if mandate.state == Mandate.State.TO_CONFIRM]
    confirmed = mandates.confirm(mandates=chosen, by=officer) if chosen else 0
    return f"{len(ours)} mandates, {confirmed} confirmed"


def matrix() -> str:
    """The facilitator proposes links of the matrix."""
    facilitator = _office(*OFFICES[2])
    new = 0
    for line, target, reason in PROPOSALS:
        try:
            propose_link(
                line=ActionLine.objects.get(code=line),
                at=Target.objects.get(code=target),
                reason=reason,
                language="en",
                strength="supporting",
                source="Demonstration",
                by=facilitator,
            )
        except AlreadyLinkedError:
            continue
        new += 1
    return f"{new} proposals"


#: The stages in their order; `year` is all of them.
STAGES: dict[str, Callable[[], str]] = {
    "vocabulary": vocabulary,
    "people": people,
    "instruments": documents,
    "mandates": asked,
    "matrix": matrix,
    "assignments": following.assigned,
    "plans": following.planned,
    "progress": following.reported,
    "evidence": following.evidenced,
    "decisions": following.decided,
    "reports": following.told,
    "projects": register.registered,
}
YEAR = "year"


class RealDataError(Exception):
    """The site has documents that somebody filed."""


def run(stage: str, *, force: bool = False) -> list[tuple[str, str]]:
    """Run a stage and those before it, or the whole year; what each did.

    RealDataError on a site that has filed documents and is not marked as a demonstration.
    """
    if not force and not mark.holds() and Edition.objects.filter(source__isnull=False).exists():
        raise RealDataError
    names = list(STAGES)
    wanted = names if stage == YEAR else names[: names.index(stage) + 1]
    with transaction.atomic():
        state = mark.put()
        audit.record(verb="portal.demo", target=state, after={"stages": wanted})
    return [(name, STAGES[name]()) for name in wanted]


def _instruments() -> set[str]:
    return set(
        Edition.objects.filter(title__startswith="Demonstration").values_list(
            "instrument__slug", flat=True
        )
    )


def _office(address: str, name: str, kind: str, level: str, scope: str, code: str) -> User:
    """The office of this address, with its role."""
    email = f"{address}@example.org"
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(email, name=f"Demonstration: {name}")
        EmailAddress.objects.get_or_create(
            user=person, email=email, defaults={"verified": True, "primary": True}
        )
    if kind and not person.roles.filter(kind=kind).exists():
        role = Role(person=person, kind=kind, level=level, scope=scope, scope_code=code)
        grant(role, by=None)
    return person
