"""Pages as they are used: by keyboard, with the console, and where no script runs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pages import PAGES, Known
from tests.browser.serving import Served

pytestmark = pytest.mark.slow

FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const look = getComputedStyle(one);
  const line = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  window.__stops = window.__stops || new Map();
  if (!window.__stops.has(one)) window.__stops.set(one, window.__stops.size);
  const parts = one.matches("input[type=date]");  // month, day, year and calendar, each a stop
  return {
    stop: parts ? null : window.__stops.get(one),
    seen: line || look.boxShadow !== "none" || parts || Boolean(one.closest(".CodeMirror")),
    what: one.outerHTML.slice(0, 120),
  };
}"""
"""What has the focus, told apart from what had it before, and whether one sees that it has it."""


@pytest.fixture
def article(newsroom: Served, known: Known, open_page: Open) -> Page:
    """Open the richest article."""
    watch = open_page(newsroom)
    watch.open(f"/articles/{known.article}")
    return watch.page


# By keyboard


def test_first_stop_skips_to_the_content(article: Page) -> None:
    article.keyboard.press("Tab")
    expect(article.locator(".skip")).to_be_focused()
    expect(article.locator(".skip")).to_be_in_viewport()
    article.keyboard.press("Enter")
    assert article.url.endswith("#main")
    article.keyboard.press("Tab")
    assert article.evaluate("Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("page", PAGES)
def test_keyboard_goes_through_and_is_seen(
    page: str, newsroom: Served, known: Known, open_page: Open
) -> None:
    watch = open_page(newsroom)
    watch.open(known.address(page))
    stops = []
    for _ in range(60):
        watch.page.keyboard.press("Tab")
        stop = watch.page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) >= 8
    assert [stop["what"] for stop in stops if not stop["seen"]] == []
    stayed = [a["what"] for a, b in pairwise(stops) if a["stop"] == b["stop"] is not None]
    assert stayed == [], "the focus is caught"


def test_j_and_k_step_through_the_claims(article: Page) -> None:
    signs = article.locator(".card .sign")
    assert signs.count() > 3
    article.keyboard.press("j")
    expect(signs.nth(0)).to_be_focused()
    article.keyboard.press("j")
    article.keyboard.press("j")
    expect(signs.nth(2)).to_be_focused()
    article.keyboard.press("k")
    expect(signs.nth(1)).to_be_focused()
    expect(signs.nth(1)).to_be_in_viewport()
    assert article.locator(".text mark.on").count() > 0


def test_keys_are_letters_where_one_types(article: Page) -> None:
    field = article.locator("#search")
    field.focus()
    article.keyboard.type("jk?")
    expect(field).to_have_value("jk?")
    expect(article.locator("dialog")).to_be_hidden()


def test_question_mark_tells_the_keys(article: Page) -> None:
    article.keyboard.press("?")
    told = article.locator("dialog")
    expect(told).to_be_visible()
    for key in ("j", "k", "?"):
        assert told.locator("kbd", has_text=key).count() >= 1
    assert article.evaluate("Boolean(document.activeElement.closest('dialog'))")
    article.keyboard.press("Escape")
    expect(told).to_be_hidden()


def test_number_in_the_text_leads_to_its_card_and_lights_it(article: Page) -> None:
    note = article.locator(".text a.note").first
    target = (note.get_attribute("href") or "").removeprefix("#")
    note.focus()
    assert article.locator(f"[id='{target}'].on").count() == 1
    article.keyboard.press("Enter")
    assert article.url.endswith(f"#{target}")
    expect(article.locator(f"[id='{target}']")).to_be_in_viewport()


# The search and the console


def test_search_from_the_top_of_a_page(article: Page) -> None:
    article.keyboard.press("Tab")
    article.locator("#search").fill("pier")
    article.keyboard.press("Enter")
    article.wait_for_url("**/search?q=pier")
    assert "pier" in article.locator("main").inner_text().lower()
    article.locator("main a").first.click()
    expect(article.locator("main h1")).to_be_visible()


def test_console_answers_completes_and_stays_here(newsroom: Served, open_page: Open) -> None:
    watch = open_page(newsroom)
    watch.open("/console")
    page = watch.page
    page.get_by_role("button", name="Run query").click()
    table = page.locator(".yasr table")
    expect(table).to_be_visible()
    assert table.locator("tbody tr").count() > 1
    watch.assert_accessible()
    page.get_by_role("button", name="Response").click()
    expect(page.locator(".yasr .CodeMirror").first).to_be_visible()
    watch.assert_accessible()
    page.locator(".yasqe .CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(
        "PREFIX onr: <https://w3id.org/onrecord/ns#>\nSELECT * { ?x a onr:Att"
    )
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hint", has_text="onr:Attribution").first).to_be_visible()
    watch.assert_accessible()
    page.keyboard.press("Escape")
    watch.photograph("console completing")
    assert page.evaluate("Object.keys(localStorage)") == []
    watch.assert_quiet()


def test_console_shows_what_is_wrong_with_a_query(newsroom: Served, open_page: Open) -> None:
    watch = open_page(newsroom)
    watch.open("/console")
    watch.expected = f"{newsroom.origin}/sparql"
    page = watch.page
    page.locator(".yasqe .CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("SELECT nothing")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".yasr .errorResult")).to_contain_text("1:")
    watch.assert_quiet()


def test_console_asks_no_endpoint_that_a_link_names(newsroom: Served, open_page: Open) -> None:
    watch = open_page(newsroom)
    asked: list[str] = []
    watch.page.on("request", lambda request: asked.append(request.url))
    query = "query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"
    watch.open(f"/console#{query}&endpoint=https%3A%2F%2Fevil.example%2F&headers=%7B%22X%22%3A1%7D")
    expect(watch.page.locator(".yasr")).to_contain_text("True")
    assert f"{newsroom.origin}/sparql" in asked
    watch.assert_quiet()


def test_console_shows_an_answer_once(newsroom: Served, open_page: Open) -> None:
    watch = open_page(newsroom)
    watch.open("/console?run=1&query=SELECT+%2A+%7B+%3Fs+a+%3Fkind+%7D+LIMIT+3")
    expect(watch.page.locator(".yasr table.rows tbody tr")).to_have_count(3)
    expect(watch.page.locator("main table:visible")).to_have_count(1)
    expect(watch.page.locator("#answer")).to_be_hidden()
    watch.assert_quiet()


@pytest.mark.parametrize("place", ["Statement", "source-kind/person", "scheme/anonymity"])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_term_leads_to_its_place(
    newsroom: Served, open_page: Open, place: str, *, scripts: bool
) -> None:
    watch = open_page(newsroom, java_script_enabled=scripts)
    watch.open(f"/ns#{place}")
    expect(watch.page.locator(f'[id="{place}"]')).to_be_in_viewport()
    assert watch.page.locator("details[open]").count() == 1
    watch.assert_quiet()


# Without a script


@pytest.fixture
def plain(newsroom: Served, open_page: Open) -> Page:
    """Open the first page where no script runs."""
    watch = open_page(newsroom, java_script_enabled=False)
    watch.open("/")
    return watch.page


def test_plain_search(plain: Page) -> None:
    plain.locator("#search").fill("pier")
    plain.locator("form.search button").click()
    assert "/search?q=pier" in plain.url
    assert "pier" in plain.locator("main").inner_text().lower()


def test_plain_console(plain: Page, newsroom: Served) -> None:
    plain.goto(f"{newsroom.origin}/console")
    plain.locator("textarea").fill("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    plain.locator("main form button").first.click()
    assert plain.locator("main table tbody tr").count() == 1


def test_plain_question(plain: Page, newsroom: Served) -> None:
    plain.goto(f"{newsroom.origin}/questions/statements-with-words")
    plain.locator("main form input[name=words]").fill("pier")
    plain.locator("main form button").first.click()
    assert "words=pier" in plain.url
    assert plain.locator("main table tbody tr").count() > 0


def test_plain_article_leads_from_number_to_card_to_claim(
    plain: Page, newsroom: Served, known: Known
) -> None:
    plain.goto(f"{newsroom.origin}/articles/{known.article}")
    note = plain.locator(".text a.note").first
    target = note.get_attribute("href") or ""
    note.click()
    card = plain.locator(f"[id='{target.removeprefix('#')}']")
    assert card.is_visible()
    card.locator("a").last.click()
    assert "/claims/" in plain.url
    assert plain.locator("main h1").is_visible()


def test_a_text_is_tried(newsroom: Served, open_page: Open) -> None:
    """As a browser sends it, with the Origin that our own policy lets it have."""
    watch = open_page(newsroom)
    watch.open("/try")
    watch.page.fill("#text", "Ana Brook, the lock's engineer, said the gate is sound.")
    with watch.page.expect_navigation() as came:
        watch.page.click("button:has-text('Analyse')")
    answer = came.value
    assert answer is not None
    assert answer.status == 200
    expect(watch.page.locator("#result")).to_contain_text("Nothing was stored")
    watch.assert_quiet()
