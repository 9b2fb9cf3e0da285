// Keys and links between text and cards. Everything here is there without it, too.
(() => {
  "use strict";
  const reading = document.getElementById("reading");
  const help = document.getElementById("keys");
  if (!reading || !help) return;
  const beside = reading.querySelector(".beside");
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  let lit = [];
  document.getElementById("press").hidden = false;

  const light = (ids) => {
    for (const one of lit) one.classList.remove("on");
    lit = [];
    for (const id of ids) {
      const card = document.getElementById(id);
      const marks = reading.querySelectorAll(`mark[data-cards~="${CSS.escape(id)}"]`);
      const notes = reading.querySelectorAll(`a.note[href="#${CSS.escape(id)}"]`);
      lit.push(...(card ? [card] : []), ...marks, ...notes);
    }
    for (const one of lit) one.classList.add("on");
  };

  // scrolls the column of cards only, never the page
  const bring = (card) => {
    if (!card || beside.scrollHeight <= beside.clientHeight) return;
    const top = card.getBoundingClientRect().top - beside.getBoundingClientRect().top;
    beside.scrollTo({ top: beside.scrollTop + top - 48, behavior: smooth });
  };

  const cardsAt = (target) => {
    const mark = target.closest("mark[data-cards]");
    if (mark) return mark.dataset.cards.split(" ");
    const note = target.closest("a.note");
    if (note) return [note.getAttribute("href").slice(1)];
    const card = target.closest(".card, .unsourced li");
    return card ? [card.id] : [];
  };

  const over = (event) => {
    const ids = cardsAt(event.target);
    if (!ids.length) return;
    light(ids);
    if (event.target.closest(".text")) bring(document.getElementById(ids[ids.length - 1]));
  };
  reading.addEventListener("mouseover", over);
  reading.addEventListener("focusin", over);

  const shown = () => [...reading.querySelectorAll(".card")].filter((one) => one.offsetParent);

  const step = (by) => {
    const cards = shown();
    if (!cards.length) return;
    const now = cards.findIndex((one) => one.contains(document.activeElement));
    const lighted = cards.findIndex((one) => one.classList.contains("on"));
    const at = now >= 0 ? now : lighted;
    const next = at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by;
    const card = cards[Math.min(Math.max(next, 0), cards.length - 1)];
    card.querySelector(".sign").focus({ preventScroll: true });
    bring(card);
    const note = reading.querySelector(`a.note[href="#${CSS.escape(card.id)}"]`);
    if (note && beside.scrollHeight > beside.clientHeight) {
      note.scrollIntoView({ block: "center", behavior: smooth });
    } else {
      card.scrollIntoView({ block: "center", behavior: smooth });
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") help.showModal();
    else if (event.key === "Enter" && event.target.matches(".card .sign")) {
      const all = event.target.closest(".card").querySelector(".onward a");
      if (!all) return;
      event.preventDefault();
      location.assign(all.href);
      return;
    } else return;
    event.preventDefault();
  });
})();
