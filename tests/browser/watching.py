"""A page of a real browser, with everything noted that a page of ours must not do."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, Response

NOTING = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.__violations.push(
  `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
"""Runs before a page's own scripts, and notes what its Content-Security-Policy stops."""

_SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
  .map((one) => one.finished))"""
"""Waits for what fades in: half-faded text has no contrast."""

_GRAVE = frozenset({"serious", "critical"})


@dataclass
class Watch:
    """A page, and what it did that it must not do."""

    page: Page
    origin: str
    scripts: bool = True
    troubles: list[str] = field(default_factory=list)
    expected: str | None = ""
    """The address whose refusal is expected, and so may be on the console; none: any."""

    def __post_init__(self) -> None:
        """Listen."""
        self.page.on("request", self._on_request)
        self.page.on("response", self._on_response)
        self.page.on("console", self._on_console)
        self.page.on("dialog", self._on_dialog)
        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))

    def _on_request(self, request: Request) -> None:
        own = (f"{self.origin}/", "data:", "blob:", "about:")
        if not request.url.startswith(own):
            self.troubles.append(f"foreign request: {request.url[:200]}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and not self._may(response.url)):
            self.troubles.append(f"status {response.status}: {response.url[:200]}")

    def _on_console(self, message: ConsoleMessage) -> None:
        loading = "Failed to load resource" in message.text
        if message.type in {"error", "warning"} and not (
            loading and self._may(message.location.get("url", ""))
        ):
            self.troubles.append(f"console: {message.text[:300]}")

    def _may(self, url: str) -> bool:
        """Whether the refusal of an address is expected."""
        return self.expected is None or url == self.expected

    def _on_dialog(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: str, status: int = 200) -> None:
        """Open a page of the server, which must answer with a status."""
        self.expected = self.origin + path if status >= 400 else ""
        answered = self._go(path)
        assert answered == status, f"{path}: {answered}"

    def show(self, path: str) -> None:
        """Open a page that may be refused, and do not wait for what it may still be asking."""
        self.expected = None
        answered = self._go(path, rest=False)
        assert answered < 500, f"{path}: {answered}"

    def _go(self, path: str, *, rest: bool = True) -> int:
        """Open a page and return its status."""
        response = self.page.goto(self.origin + path, wait_until="load")
        assert response is not None
        assert "content-security-policy" in response.headers
        if rest:
            self.page.wait_for_load_state("networkidle")
        return response.status

    def assert_quiet(self) -> None:
        """Assert that it asked no other host, broke no policy, and said nothing on the console."""
        assert self.troubles == [], self.troubles
        if self.scripts:
            stopped = self.page.evaluate("window.__violations")
            assert stopped == [], stopped
            assert self.page.evaluate("typeof window.__x") == "undefined"

    def assert_accessible(self) -> None:
        """Assert that axe, with all its rules, finds nothing serious or critical."""
        self.page.evaluate(_SETTLED)
        self.page.evaluate(_axe())
        found = self.page.evaluate("axe.run().then((results) => results.violations)")
        grave = [
            (one["id"], [(node["target"], node["failureSummary"]) for node in one["nodes"]][:5])
            for one in found
            if one["impact"] in _GRAVE
        ]
        assert grave == [], grave

    def assert_fits(self) -> None:
        """Assert that nobody need scroll sideways to read it."""
        wide = self.page.evaluate(
            """() => {
              const most = document.documentElement.clientWidth;
              const over = [...document.querySelectorAll("body *")].filter((one) => {
                for (let up = one.parentElement; up; up = up.parentElement) {
                  if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return false;
                }
                return one.getBoundingClientRect().right > most + 1;
              });
              return document.documentElement.scrollWidth <= most ? []
                : over.slice(0, 5).map((one) => one.outerHTML.slice(0, 160));
            }"""
        )
        assert wide == [], wide

    def photograph(self, name: str) -> None:
        """Write a picture of the whole page where ONRECORD_SCREENSHOTS says, if it says."""
        folder = os.environ.get("ONRECORD_SCREENSHOTS")
        if folder:
            slug = re.sub(r"[^\w]+", "-", name.replace("/ ", "/home ")).strip("-")
            path = Path(folder) / f"{slug[:120]}.png"
            self.page.screenshot(path=path, full_page=True, timeout=60_000)


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
