"""By keyboard alone, with the focus in sight, and each journey once more without scripts:
signing in, filtering, the matrix, an import."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from playwright.sync_api import Page

from actionline.accounts.models import User
from actionline.framework.models import MatrixLink
from actionline.instruments.models import Import

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECRET = "a long enough secret"
TEXT = """RESOLUTION 7

Keeping a register of beacons

The Conference,

resolves
1 to keep a public register of beacons;
2 to review it every two years.
"""
MOST_TABS = 150
#: Whether the focused element is seen: with an outline of two pixels or more, in the window.
IN_SIGHT = """() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}"""
WORDS = """() => {
    const element = document.activeElement;
    const labels = element.labels ? [...element.labels].map((each) => each.innerText) : [];
    const told = element.getAttribute("aria-label") || labels.join(" ");
    return (told || element.innerText || element.value || "").trim();
}"""


class Keys:
    """A person who has a keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, words: str) -> None:
        """Go on to what is called so; every stop on the way is in sight."""
        for _tab in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            called = self.page.evaluate(WORDS)
            assert self._in_sight(), f"the focus is lost on “{called}”"
            if called.startswith(words):
                return
        raise AssertionError(f"no stop is called “{words}”")

    def _in_sight(self) -> bool:
        """Also where the browser scrolls there a little later."""
        for _look in range(20):
            if self.page.evaluate(IN_SIGHT):
                return True
            self.page.wait_for_timeout(100)
        return False

    def press(self, words: str) -> None:
        self.reach(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, words: str, text: str) -> None:
        self.reach(words)
        self.page.keyboard.type(text)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def open_page(request, sight):
    """Opens the first page of a journey, as one of the cast."""

    def opened(who: str, address: str) -> tuple[Page, Keys]:
        page = sight(viewport={"width": 1280, "height": 800}, java_script_enabled=request.param)[
            who
        ]
        page.goto(f"/en/{address}")
        return page, Keys(page)

    return opened


@pytest.fixture(autouse=True)
def starter_data(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    call_command("load_process")


def test_signing_in(open_page, db):
    member = User.objects.create_user("member@example.org", SECRET, name="Member")
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    page, keys = open_page("stranger", "")

    keys.press("Sign in")
    keys.write("Email", "member@example.org")
    keys.write("Password", SECRET)
    keys.press("Sign in")

    assert page.url.endswith("/en/")
    assert page.get_by_role("button", name="Sign out").is_visible()


def test_filtering_the_register(open_page):
    page, keys = open_page("stranger", "mandates/")

    keys.write("Words", "report")
    keys.reach("Kind")
    page.keyboard.type("Rep")
    keys.press("Show")
    assert "q=report" in page.url
    assert "kind=report" in page.url

    keys.press("Kind: Report")  # takes the filter off
    assert "kind=" not in page.url


def test_deciding_on_a_link_of_the_matrix(open_page):
    page, keys = open_page("officer", "matrix/")

    keys.press("1\nC2, SDG 1")
    keys.press("1.4")
    keys.press("Decide")
    keys.reach("Confirm it")
    page.keyboard.press("ArrowDown")
    keys.write("Why you decide so", "Nobody could say why.")
    keys.press("Save the decision")

    assert "is settled" in page.get_by_role("status").inner_text()
    assert MatrixLink.objects.filter(decision="Nobody could say why.", state="doubtful").exists()


def test_importing_a_document(open_page, tmp_path):
    document = Path(tmp_path) / "beacons.txt"
    document.write_text(TEXT)
    page, keys = open_page("officer", "instruments/import/")

    keys.reach("Documents")
    page.get_by_label("Documents").set_input_files(document)  # the dialog is the system's own
    keys.press("Read the documents")
    assert page.get_by_role("heading", level=1).inner_text() == "beacons.txt"
    keys.press("Save the head")

    assert Import.objects.get().state == Import.State.PREVIEW
