"""A site with something on every page, and the address of each page on it.

An address without a record in it is taken from `tests/accounts/url_roles.csv`; of the others
`records` says which record to show. A test finds a page that has no address here.
"""

from __future__ import annotations

import csv
import hashlib
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone
from tests.common.tables.bringing import bring
from tests.e2e import assignments, plans, projects, reported, reports
from tests.instruments import readings

from actionline.accounts import links
from actionline.accounts.models import Invitation, Organisation, OrganisationMember, Role, User
from actionline.common import audit, saved, work
from actionline.common.mail_choices import DIGEST, stop_address
from actionline.common.models import Job, Mail, SavedFilter
from actionline.common.tables.models import TableImport
from actionline.common.translations.models import Intake
from actionline.framework import actions as calendar
from actionline.framework.models import MatrixLink, Meeting
from actionline.instruments import actions
from actionline.instruments.models import Edition, Import, Proposal, SourceFile
from actionline.mandates.deadlines import actions as marking
from actionline.mandates.deadlines import calendars
from actionline.mandates.deadlines.models import CalendarKey, Shift
from actionline.mandates.decisions import actions as deciding
from actionline.mandates.decisions.models import Decision
from actionline.mandates.models import Mandate, Occurrence

TABLE = Path(__file__).parents[1] / "accounts" / "url_roles.csv"
LATER = timedelta(days=400)
_SERIAL = count()

#: Seen by somebody who is not signed in, and by somebody with a second step.
STRANGERS = {"account_login", "account_request_login_code", "account_signup", "accounts:enter"}
STRANGERS |= {"accounts:accept", "account_reset_password", "account_password_reset_completed"}
SECOND_STEP = {"mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_reauthenticate"}
SECOND_STEP |= {"mfa_edit_webauthn", "mfa_remove_webauthn", "accounts:lend"}
#: Reached only on the way of something that was begun before.
ON_THE_WAY = {
    "account_confirm_login_code",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_email_verification_sent",
    "account_change_password",  # by somebody who has one
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_signup",
    "matrix:tags",  # of a record type with tags
    "translations:next",  # leads on
    "common:notification",  # leads on
    "stocktaking:reports",  # leads on
    "portal:components",  # for developers
    "robots.txt",
}


#: Of records that nobody made here, and files.
FILES = {"instruments:proposal_file", "instruments:import_source", "common:job_result"}
FILES |= {"common:attachment", "organisations:verify", "mfa_download_recovery_codes"}
FILES |= {"roadmaps:timeline_csv", "roadmaps:table", "roadmaps:whole", "roadmaps:paper"}
FILES |= {"reporting:edition_file", "reporting:edition_json", "progress:round_answers"}
FILES |= {"portal:dashboard_table", "portal:dashboard_drawing", "assignments:members_export"}
FILES |= {"tables:faults", "stocktaking:nightly", "stocktaking:word", "stocktaking:watch_csv"}
FILES |= {"stocktaking:call_form", "stocktaking:feed", "decisions:feed"}


#: Pages that say what went wrong: a provider refused, a link is used up.
SAID = {"socialaccount_login_error": 401, "accounts:first_officer": 410, "common:mail_confirm": 410}
SAID |= {"stocktaking:confirm": 410, "stocktaking:join_owners": 410}


class Visit(NamedTuple):
    """A page, and as whom to see it: `officer`, `person` (with a second step) or `stranger`."""

    who: str
    address: str  # without its language


def visits(officer: User, person: User) -> dict[str, Visit]:
    """Every address of the site by its name that may be asked for: nearly all of them are pages."""
    known = records(officer, person)
    looking = clients(officer, person)
    found = {}
    for name, address in rows().items():
        who = "stranger" if name in STRANGERS else "person" if name in SECOND_STEP else "officer"
        visit = Visit(who, known.get(name, address))
        # A view answers this with what it lets itself be asked by, without making its page.
        answer = looking[who].options(f"/en/{visit.address}")
        if name not in ON_THE_WAY | FILES and "GET" in answer.headers.get("allow", "GET"):
            found[name] = visit
    return found


def clients(officer: User, person: User) -> dict[str, Client]:
    return {"officer": client_of(officer), "person": client_of(person), "stranger": Client()}


def client_of(user: User) -> Client:
    """The client of somebody who just gave a password and a second step."""
    client = Client()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    for method in ("password", "mfa"):
        record_authentication(request, user, method=method, reauthenticated=True)
    request.session.save()
    return client


def rows() -> dict[str, str]:
    """Name of each address that has a language -> the address, without it."""
    with TABLE.open(newline="") as file:
        found = {row["name"]: row["address"] for row in csv.DictReader(file)}
    return {name: url.removeprefix("/en/") for name, url in found.items() if url.startswith("/en/")}


def fill(officer: User, person: User) -> None:
    """The starter data, and a little of everything that people add to it."""
    call_command("load_process")
    _people(officer, person)
    _documents(officer)
    _office(officer, person)
    _tables(officer)
    _decisions(officer)
    assignments.fill(officer, person)
    plans.fill(officer)
    reports.fill(officer)
    reported.fill(officer, person)
    projects.fill(officer)


def _people(officer: User, person: User) -> None:
    now = timezone.now()
    User.objects.create_user("newcomer@example.org")
    office = Organisation.objects.create(
        name="Institute of Lighthouses", type="academia", verified_at=now, verified_by=officer
    )
    Organisation.objects.create(name="Harbour Union", type="private", added_by=person)
    OrganisationMember.objects.create(person=person, organisation=office, position="Keeper")
    Role.objects.create(
        person=person,
        kind="focal_point",
        level="drafts",
        scope="action_line",
        scope_code="C1",
        ends=now + LATER,
        given_by=officer,
    )
    Invitation.objects.create(
        email="invited@example.org", language="en", kind="expert", invited_by=officer
    )
    Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "Key", "credential": {}}
    )
    for who in (officer, person):
        EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)


def _documents(officer: User) -> None:
    for reading in (
        readings.edition(version="2018"),
        readings.edition(),
        readings.edition(instrument="itu/pp/res-901"),
        readings.revision(),
    ):
        actions.file_import(item=_import(reading), by=officer)
    _import(readings.revision(reference="AAA/9A1/2"))
    failed = _import(readings.edition(version="2014"))
    failed.state = Import.State.FAILED
    failed.save()


def _import(reading) -> Import:
    digest = hashlib.sha256(f"e2e {next(_SERIAL)}".encode()).hexdigest()
    source = SourceFile.objects.create(
        sha256=digest, name="lighthouses.txt", media="text", size=10, file=f"sources/{digest}"
    )
    return Import.objects.create(
        source=source, name=source.name, state=Import.State.PREVIEW, reading=reading, draft=reading
    )


def _office(officer: User, person: User) -> None:
    for who in (officer, person):
        saved.keep(person=who, page="mandates:list", name="Reports", query="kind=report")
        running = work.start(kind="mandates.export", by=who, arguments={"form": "csv", "query": ""})
        Job.objects.filter(pk=running.pk).update(state=Job.State.RUNNING, done=40, total=100)
    Mail.objects.create(
        to="reader@example.org",
        language="ar",
        subject="دعوة إلى Actionline",
        text="يمكنك الدخول بهذا الرابط:\n\nhttps://example.org/x\n",
        category="accounts.invitation",
        state=Mail.State.HELD,
        message_id="<1@example.org>",
    )
    audit.record(verb="test.wrote", target=officer, by=officer, before={"a": 1}, after={"a": 2})


def _tables(officer: User) -> None:
    """A file of the matrix that was tried, one that was taken, and a file of translations."""
    browser = client_of(officer)
    head = "action_line,sdg,gdc,reason,source\n"
    for rows in ("C2,9.1,,Roads carry cables.,C26/59\nC2,99,,No such target.,C26/59\n", ""):
        bring(browser, "matrix", head + (rows or "C2,3.8,,Care at a distance.,C26/59\n"))
    TableImport.objects.filter(faulty=0).update(state=TableImport.State.TAKEN, taken=1)
    Intake.objects.create(name="texts.xlf", language="ar", by=officer)


def _decisions(officer: User) -> None:
    """A decision that stands, and one that waits; a meeting that moved; what is done."""
    other = User.objects.create_user("decides@example.org", name="Second", is_officer=True)
    first, second = Mandate.objects.filter(current__isnull=False).order_by("-pk")[:2]
    told = {"outcome": "retain", "reason": "It is still needed.", "language": "en"}
    made = deciding.propose(mandate=first, by=officer, **told)
    deciding.settle(decision=made, verb="validate", by=other)
    deciding.propose(mandate=second, by=other, **told)
    dated = Occurrence.objects.filter(meeting__starts__gt=timezone.localdate()).order_by(
        "due", "pk"
    )
    meeting = dated[0].meeting
    assert meeting is not None
    calendar.save_meeting(
        meeting=meeting, values={"starts": meeting.starts + timedelta(days=14)}, by=officer
    )
    marking.mark(
        mandate=dated[0].mandate,
        anchor=meeting.slug,
        by=officer,
        on=timezone.localdate(),
        note="The report was sent.",
    )
    marking.renew_address(person=officer)


def records(officer: User, person: User) -> dict[str, str]:
    """Name of each address with a record in it -> the address of one that has something on it."""
    preview = Import.objects.get(state=Import.State.PREVIEW)
    due = Mandate.objects.filter(next_due__isnull=False).first()
    link = MatrixLink.objects.first()
    assert due is not None and link is not None
    own = SavedFilter.objects.get(person=officer, page="mandates:list")
    proposal = Proposal.objects.first()
    carried = Edition.objects.get(instrument__slug="itu/pp/res-900", version="2022")
    role = Role.objects.get(person=person)
    key = Authenticator.objects.get(user=person, type="webauthn").pk
    job = Job.objects.get(by=officer)
    letter = Mail.objects.filter(state=Mail.State.HELD).first()
    meeting = Meeting.objects.first()
    union = Organisation.objects.get(name="Institute of Lighthouses")
    duplicate = Organisation.objects.get(name="Harbour Union")
    invitation = Invitation.objects.first()
    tried = TableImport.objects.exclude(faulty=0).get()
    taken = TableImport.objects.get(state=TableImport.State.TAKEN)
    intake = Intake.objects.get()
    stop = stop_address(person.pk, DIGEST, "en")
    newcomer = User.objects.get(email="newcomer@example.org")
    hanging = Occurrence.objects.filter(mandate=due, meeting__isnull=False).last()
    assert hanging is not None and hanging.meeting is not None
    anchor = f"deadlines/{due.pk}/{hanging.meeting.slug}"
    stands, waits = Decision.objects.get(stands=True), Decision.objects.get(state="proposed")
    furnished = assignments.records() | plans.records() | reported.records() | projects.records()
    return (
        furnished
        | reports.records()
        | {
            "deadlines:own": f"deadlines/own/{calendars.token(CalendarKey.objects.get())}.ics",
            "deadlines:shift": f"deadlines/moved/{Shift.objects.get().pk}/",
            "deadlines:done": f"{anchor}/done/",
            "deadlines:drop": f"{anchor}/drop/",
            "decisions:decision": f"decisions/{stands.pk}/",
            "decisions:reverse": f"decisions/{stands.pk}/reverse/",
            "decisions:settle": f"decisions/{waits.pk}/refuse/",
            "decisions:propose": f"decisions/propose/{due.pk}/",
            "instruments:import": f"instruments/import/{preview.pk}/",
            "instruments:import_provision": f"instruments/import/{preview.pk}/provision/1/",
            "instruments:import_mandate": f"instruments/import/{preview.pk}/mandate/3/",
            "instruments:proposal": f"instruments/proposals/{proposal.pk}/",
            "instruments:history": "instruments/history/itu/pp/res-140",
            "instruments:instrument": "instruments/itu/pp/res-140",
            "instruments:edition": "instruments/itu/pp/res-140/2018",
            "instruments:compare": "instruments/itu/pp/res-140/2018/compare/2014",
            "mandates:carry": f"mandates/carry/{carried.pk}/",
            "mandates:proposal": f"mandates/proposal/{proposal.pk}/",
            "mandates:mandate": f"mandates/{due.pk}/",
            "mandates:correct": f"mandates/{due.pk}/correct/",
            "framework:body": "calendar/bodies/council/",
            "framework:edit": f"calendar/{meeting.slug}/edit/",
            "mfa_edit_webauthn": f"account/passkeys/{key}/",
            "mfa_remove_webauthn": f"account/passkeys/{key}/remove/",
            "accounts:enter": links.make(newcomer).removeprefix("/en/"),
            "accounts:accept": links.make_invitation(invitation).removeprefix("/en/"),
            "accounts:person": f"account/people/{person.pk}/",
            "accounts:give": f"account/people/{person.pk}/give/",
            "accounts:end": f"account/roles/{role.pk}/end/",
            "accounts:lend": f"account/roles/{role.pk}/lend/",
            "matrix:line": "matrix/lines/C2/",
            "matrix:goal": "matrix/goals/9/",
            "matrix:objective": "matrix/gdc/1/",
            "matrix:cell": "matrix/cells/C2/9/",
            "matrix:link": f"matrix/links/{link.pk}/",
            "matrix:settle": f"matrix/links/{link.pk}/settle/",
            "matrix:advise": f"matrix/links/{link.pk}/advise/",
            "common:job": f"jobs/{job.pk}/",
            "common:mail": f"mail/{letter.pk}/",
            "common:mail_stop": stop.partition("/en/")[2],
            "tables:import": f"tables/imports/{tried.pk}/",
            "tables:columns": f"tables/imports/{tried.pk}/columns/",
            "tables:undo": f"tables/imports/{taken.pk}/undo/",
            "translations:intake": f"translations/import/{intake.pk}/",
            "translations:edit": f"translations/ar/framework.matrixlink/reason/{link.pk}/",
            "common:filter": f"filters/{own.pk}/",
            "organisations:organisation": f"organisations/{union.pk}/",
            "organisations:edit": f"organisations/{union.pk}/edit/",
            "organisations:merge": f"organisations/{duplicate.pk}/merge/",
            "organisations:join": f"organisations/{union.pk}/join/",
        }
    )
