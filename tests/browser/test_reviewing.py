"""Reviewing as it is done: by keys, by selecting words in the text, and undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from kg import mapping
from kg.model import Attribution
from kg.store import reading
from tests.browser.conftest import Open
from tests.browser.serving import Served, served
from tests.browser.watching import Watch
from tests.web_site import TOKEN, fill

pytestmark = pytest.mark.slow

TEXT = (
    "Harbour 🌊 news\n\nIt rained 🤿 again. A senior official said the hull was dry on Monday. Ana "
    "Brook, the surveyor, said the keel had cracked.\n\nThe yard declined to comment.\n"
)
"""With letters that a script counts as two: what is marked must still be those words."""


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a store of one article, with a token."""
    folder = tmp_path_factory.mktemp("yard")
    path = folder / "hull.txt"
    path.write_text(TEXT, encoding="utf-8")
    fill(folder / "store", [path])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_TOKEN", TOKEN)
        with served(folder / "store") as running:
            yield running


@pytest.fixture
def watch(yard: Served, open_page: Open) -> Watch:
    """Open the review page, with the token and a name."""
    made = open_page(yard, reduced_motion="reduce")
    with reading(yard.store) as reader:
        article = reader.articles()[0].article.rpartition("/")[2]
    made.open(f"/review/{article}")
    made.page.fill("#token", TOKEN)
    made.page.fill("#reviewer", "Kim")
    return made


def statements(yard: Served) -> dict[str, Attribution]:
    """Return what is stored, by the words said."""
    with reading(yard.store) as reader:
        version = reader.articles()[0].version
        found = mapping.to_record(reader.dataset(version), version).extraction
    return {one.content[0].of(TEXT): one for one in found.attributions}


def press(page: Page, card: str, key: str) -> None:
    """Press a key with the focus on a card."""
    page.locator(card).focus()
    page.keyboard.press(key)


def select(page: Page, words: str) -> None:
    """Select words in the text as a pointer does."""
    box = page.evaluate(
        """(words) => {
          const text = document.getElementById("text");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.textContent.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            node.parentElement.scrollIntoView({ block: "center" });
            const { left, right, top, height } = range.getBoundingClientRect();
            return { left, right, middle: top + height / 2 };
          }
        }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["middle"], steps=6)
    page.mouse.up()


def test_by_keys_and_undone(watch: Watch, yard: Served) -> None:
    page = watch.page
    before = statements(yard)
    press(page, "#c1", "x")
    expect(page.locator("#told")).to_contain_text("Rejected")
    assert set(statements(yard)) < set(before)
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.locator("#told")).to_contain_text("Accepted")
    expect(page.locator(".card .reviewed")).to_contain_text("accepted by Kim")
    page.locator(".given li", has_text="rejected").focus()
    page.keyboard.press("u")
    expect(page.locator("#told")).to_contain_text("Undone")
    page.locator("[data-statement][data-undo]").focus()
    page.keyboard.press("u")
    expect(page.locator(".given")).to_have_count(0)
    assert statements(yard) == before
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    watch.assert_quiet()


def test_words_are_marked_in_the_text(watch: Watch, yard: Served) -> None:
    page = watch.page
    press(page, "#c1", "e")
    expect(page.locator("#correcting")).to_be_focused()
    expect(page.locator("#words-content")).to_have_text("the hull was dry on Monday")
    select(page, "hull was dry")
    expect(page.locator("#words-content")).to_have_text("hull was dry")
    place = page.locator('[data-place="content"]')
    place.get_by_role("button", name="start a word earlier").click()
    place.get_by_role("button", name="end a word later").click()
    expect(page.locator("#words-content")).to_have_text("the hull was dry on")
    watch.assert_accessible()
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator("#told")).to_contain_text("Corrected")
    assert "the hull was dry on" in statements(yard)
    press(page, "#c1", "u")
    expect(page.locator("#told")).to_contain_text("Undone")
    assert "the hull was dry on Monday" in statements(yard)
    watch.assert_quiet()


def test_what_is_refused_is_told_beside_the_form(watch: Watch, yard: Served) -> None:
    page = watch.page
    before = statements(yard)
    page.locator("#c1 [data-act=correct]").click()
    page.locator("#identification").select_option("named")
    page.locator("#name").fill("Ana Brook")
    watch.expected = None  # the refusal is what is looked at
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator("#wrong")).to_contain_text("does not name who speaks")
    expect(page.locator("#name")).to_have_value("Ana Brook")
    page.keyboard.press("Escape")
    expect(page.locator("#correct")).to_be_hidden()
    expect(page.locator("#c1")).to_be_focused()
    assert statements(yard) == before
    watch.assert_quiet()


def test_nothing_is_sent_without_a_token_and_a_name(watch: Watch) -> None:
    page = watch.page
    page.fill("#token", "")
    press(page, "#c1", "a")
    expect(page.locator("#told")).to_contain_text("Type the token first")
    expect(page.locator("#token")).to_be_focused()
    assert page.context.cookies() == []
    assert TOKEN not in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_is_read_by_everybody(watch: Watch, scheme: str, width: int) -> None:
    watch.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    watch.page.set_viewport_size({"width": width, "height": 800})
    watch.assert_accessible()
    watch.assert_fits()
    press(watch.page, "#c1", "e")
    watch.assert_accessible()
    watch.assert_fits()
    watch.photograph(f"review correcting {scheme} {width}")
    watch.assert_quiet()
