"""What is wrong with a page in a browser, for whoever cannot see it or sees it small."""

from __future__ import annotations

from collections.abc import Iterable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Page

WIDTHS = (320, 768, 1280)
#: Only what is wrong is gathered, and only that crosses from the browser to the test.
_RUN = """() => axe.run({resultTypes: ["violations"], preload: false}).then(
  found => Object.fromEntries(found.violations
    .filter(fault => ["serious", "critical"].includes(fault.impact))
    .map(fault => [fault.id, fault.nodes.slice(0, 3).map(node => node.html.slice(0, 160))])))"""


def opened(page: Page, address: str) -> bool:
    """Whether a page is open now at an address of the site; none is where it gives a file."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return False
        raise
    return answer is not None and answer.headers.get("content-type", "").startswith("text/html")


def serious(page: Page) -> dict[str, list[str]]:
    """What axe finds that stands in somebody's way, by the rule's name, with up to three places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: dict[str, list[str]] = page.evaluate(_RUN)
    return found


def too_wide(page: Page, widths: Iterable[int] = WIDTHS) -> list[int]:
    """The widths of a window in which the page would have to be pushed sideways."""
    before, found = page.viewport_size, []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    if before:
        page.set_viewport_size(before)
    return found


def faults(page: Page, *addresses: str, status: int = 200) -> dict[str, dict[str, object]]:
    """What is wrong with the pages at `addresses`, each opened once."""
    found: dict[str, dict[str, object]] = {}
    for address in addresses:
        answer = page.goto(address)
        wrong: dict[str, object] = dict(serious(page))
        if wide := too_wide(page):
            wrong["too wide"] = wide
        if answer is None or answer.status != status:
            wrong["status"] = answer and answer.status
        if wrong:
            found[address] = wrong
    return found
