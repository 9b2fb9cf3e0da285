"""Every page in a real browser: quiet, accessible, and readable however one reads."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import PAGES, STATES, Known
from tests.browser.serving import Served

pytestmark = pytest.mark.slow
EVERY = [*PAGES, *STATES]


def status(page: str) -> int:
    """Return the status that a page has."""
    return STATES.get(page, 200)


def test_no_page_links_to_what_cannot_be_had(known: Known) -> None:
    assert known.broken == {}


@pytest.mark.parametrize("page", [page for page in PAGES if "{" in page])
def test_some_page_links_to_it(page: str, known: Known) -> None:
    assert page in known.addresses


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", EVERY)
def test_page_is_quiet_and_accessible(
    page: str, scheme: str, newsroom: Served, known: Known, open_page: Open
) -> None:
    watch = open_page(newsroom, color_scheme=scheme)
    watch.open(known.address(page), status(page))
    watch.photograph(f"{page} {scheme}")
    watch.assert_accessible()
    watch.assert_quiet()


@pytest.mark.parametrize("page", EVERY)
def test_page_fits_a_phone(page: str, newsroom: Served, known: Known, open_page: Open) -> None:
    watch = open_page(
        newsroom, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True
    )
    watch.open(known.address(page), status(page))
    watch.photograph(f"{page} phone")
    watch.assert_fits()
    watch.assert_accessible()
    watch.assert_quiet()


@pytest.mark.parametrize("page", EVERY)
def test_page_fits_at_twice_its_size(
    page: str, newsroom: Served, known: Known, open_page: Open
) -> None:
    watch = open_page(newsroom, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    watch.open(known.address(page), status(page))
    watch.photograph(f"{page} zoom")
    watch.assert_fits()
    watch.page.set_viewport_size({"width": 1280, "height": 900})
    watch.page.evaluate("document.documentElement.style.fontSize = '200%'")  # the text alone
    watch.photograph(f"{page} large text")
    watch.assert_fits()


@pytest.mark.parametrize("page", EVERY)
def test_page_prints_black_on_white(
    page: str, newsroom: Served, known: Known, open_page: Open
) -> None:
    watch = open_page(newsroom, viewport={"width": 794, "height": 1123}, color_scheme="dark")
    watch.page.emulate_media(media="print", color_scheme="dark")
    watch.open(known.address(page), status(page))
    watch.photograph(f"{page} print")
    shown = watch.page.evaluate(
        """() => {
          const light = (colour) => {
            const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
            return alpha === 0 ? 1 : (0.3 * red + 0.6 * green + 0.1 * blue) / 255;
          };
          const body = getComputedStyle(document.body);
          const heading = getComputedStyle(document.querySelector("main h1"));
          return {paper: light(body.backgroundColor), ink: light(heading.color)};
        }"""
    )
    assert shown["paper"] > 0.95
    assert shown["ink"] < 0.4
    assert watch.page.locator("header nav").is_hidden()
    assert watch.page.locator("header form").is_hidden()
    assert watch.page.locator("main h1").is_visible()
    watch.assert_accessible()  # colours that one reads on paper
    assert watch.page.pdf().startswith(b"%PDF-")


@pytest.mark.parametrize("page", EVERY)
def test_page_reads_without_scripts(
    page: str, newsroom: Served, known: Known, open_page: Open
) -> None:
    watch = open_page(newsroom, java_script_enabled=False)
    watch.open(known.address(page), status(page))
    watch.photograph(f"{page} no script")
    assert watch.page.locator("main h1").is_visible()
    assert watch.page.locator("main").inner_text().strip()
    buttons = watch.page.locator("main button:visible:not(form button):not([popovertarget])")
    assert buttons.count() == 0, "a button that does nothing without a script"
    watch.assert_quiet()


def test_titles_tell_pages_apart(newsroom: Served, known: Known, open_page: Open) -> None:
    watch = open_page(newsroom)
    titles = {}
    for page in (page for page in PAGES if "{version}" not in page):  # titled as the current one
        watch.open(known.address(page))
        titles[page] = watch.page.title()
    assert len(set(titles.values())) == len(titles), titles
