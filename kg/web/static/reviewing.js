// Accepting, rejecting and correcting what was found, by pointer or by keys. The token goes into
// the header of each request and is kept in this tab's session storage, nowhere else.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("review-data").textContent);
  const shown = $("text");
  const told = $("told");
  const panel = $("correct");
  const help = $("keys");
  const PLACES = ["content", "cue", "sourceSpans"];
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  // Offsets of the record count code points, those of a script UTF-16 units.
  const letters = [...shown.textContent];
  const units = [0];
  for (const letter of letters) units.push(units[units.length - 1] + letter.length);
  const points = new Map(units.map((unit, point) => [unit, point]));
  const pointAt = (unit) => points.get(unit) ?? points.get(unit + 1);
  const words = (spans) => spans.map(([from, to]) => letters.slice(from, to).join("")).join(" … ");

  const annotator = RecogitoJS.createTextAnnotator(shown, { renderer: "SPANS" });
  annotator.setAnnotatingEnabled(false);

  let marked = { content: [], cue: [], sourceSpans: [] };
  let editing = null; // the id of the statement that is being corrected

  // Who reviews

  for (const id of ["token", "reviewer"]) {
    $(id).value = sessionStorage.getItem(`onrecord-${id}`) ?? "";
    $(id).addEventListener("input", () => sessionStorage.setItem(`onrecord-${id}`, $(id).value));
  }
  $("who").addEventListener("submit", (event) => event.preventDefault());
  $("who").hidden = false;
  $("no-script").hidden = true;
  for (const one of document.querySelectorAll(".acts")) one.hidden = false;

  const say = (text, wrong = false) => {
    told.textContent = text;
    told.classList.toggle("wrong", wrong);
  };

  const send = async (body) => {
    for (const id of ["token", "reviewer"]) {
      if (!$(id).value.trim()) {
        $(id).focus();
        throw new Error(id === "token" ? "Type the token first." : "Type your name first.");
      }
    }
    const answer = await fetch(data.endpoint, {
      method: "POST",
      headers: {
        "Authorization": `Bearer ${$("token").value}`,
        "Content-Type": "application/json",
        "Accept": "application/json",
      },
      body: JSON.stringify({ version: data.version, reviewer: $("reviewer").value, ...body }),
    });
    const found = await answer.json();
    if (!answer.ok) throw new Error(`Not kept: ${found.detail}. ${found.todo ?? ""}`);
    return found;
  };

  // What was done is seen on the page as it then is, where the reader was.
  const done = (text, at) => {
    sessionStorage.setItem("onrecord-told", text);
    sessionStorage.setItem("onrecord-at", String(at));
    location.reload();
  };

  const attempt = (body, text, at, failed = (error) => say(error.message, true)) => {
    say("Keeping it …");
    send(body).then((found) => done(`${text} (review ${found.number}).`, at), failed);
  };

  // Going about

  const stops = () => [...document.querySelectorAll("[data-statement], .given li")];
  const current = () => document.activeElement?.closest("[data-statement], .given li");

  const visit = (one) => {
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "center", behavior: smooth });
    const mark = shown.querySelector(`mark[data-cards~="${CSS.escape(one.id)}"]`);
    for (const lit of shown.querySelectorAll("mark.on")) lit.classList.remove("on");
    if (!one.id || !mark) return;
    for (const lit of shown.querySelectorAll(`mark[data-cards~="${CSS.escape(one.id)}"]`)) lit.classList.add("on");
    const beside = one.closest(".beside");
    if (beside.scrollHeight > beside.clientHeight) mark.scrollIntoView({ block: "center", behavior: smooth });
  };

  const step = (by) => {
    const all = stops();
    const now = all.indexOf(current());
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(now + by, 0), all.length - 1);
    if (all[next]) visit(all[next]);
  };

  const act = (what, one) => {
    if (!one) return say("Go to a statement first: j and k, or its buttons.", true);
    const at = stops().indexOf(one);
    const statement = one.dataset.statement;
    if (what === "undo") {
      if (!one.dataset.undo) return say("There is no review here to undo.", true);
      return attempt({ undo: Number(one.dataset.undo) }, "Undone", at);
    }
    if (!statement) return say("It is on record no more: undo its review first.", true);
    if (what === "correct") return open(one);
    const [verdict, text] = what === "accept" ? ["accepted", "Accepted"] : ["rejected", "Rejected"];
    return attempt({ statement, verdict }, text, what === "accept" ? at + 1 : at);
  };

  // Correcting

  const place = () => panel.elements.place.value;

  const draw = () => {
    for (const name of PLACES) $(`words-${name}`).textContent = words(marked[name]) || "no words";
    const annotations = PLACES.flatMap((name) =>
      marked[name].map(([from, to], n) => ({
        id: `${name}-${n}`,
        bodies: [],
        target: {
          annotation: `${name}-${n}`,
          selector: [{ quote: letters.slice(from, to).join(""), start: units[from], end: units[to] }],
        },
      })),
    );
    annotator.setAnnotations(editing ? annotations : []);
  };

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  annotator.setStyle((one) => {
    const name = one.id.split("-")[0];
    const fill = { content: "--link", cue: "--anonymous", sourceSpans: "--named" }[name] ?? "--link";
    return { fill: colour(fill), fillOpacity: 0.3 };
  });

  const describe = () => {
    const chosen = $("speaker").value;
    const id = chosen || data.statements[editing].source;
    const source = data.sources[id] ?? { name: "", identification: chosen === "new" ? "named" : "unstated", kind: "unknown" };
    for (const key of ["name", "identification", "kind"]) {
      $(key).value = source[key];
      $(key).disabled = id === "publisher";
    }
    unname();
  };
  const unname = () => {
    const named = $("identification").value === "named" && !$("identification").disabled;
    $("name").disabled = !named;
    if (!named) $("name").value = "";
  };

  const open = (one) => {
    editing = one.dataset.statement;
    const statement = data.statements[editing];
    marked = Object.fromEntries(PLACES.map((name) => [name, statement[name].map((span) => [...span])]));
    $("number").textContent = one.querySelector(".sign").textContent;
    $("quoteForm").value = statement.quoteForm;
    $("speaker").value = "";
    $("wrong").hidden = true;
    describe();
    one.append(panel);
    panel.hidden = false;
    annotator.setAnnotatingEnabled(true);
    draw();
    visit(one);
    $("correcting").focus({ preventScroll: true });
  };

  const close = () => {
    const one = panel.closest("[data-statement]");
    panel.hidden = true;
    editing = null;
    annotator.setAnnotatingEnabled(false);
    draw();
    if (one) visit(one);
  };

  const isWord = (at) => at >= 0 && at < letters.length && /[\p{L}\p{N}]/u.test(letters[at]);

  annotator.on("createAnnotation", (made) => {
    const { start, end } = made.target.selector[0];
    let [from, to] = [pointAt(start), pointAt(end)];
    while (from < to && !letters[from].trim()) from += 1;
    while (to > from && !letters[to - 1].trim()) to -= 1;
    while (isWord(from) && isWord(from - 1)) from -= 1; // whole words
    while (isWord(to - 1) && isWord(to)) to += 1;
    if (editing && from < to) {
      const kept = $("more").checked ? marked[place()].filter(([a, b]) => b <= from || a >= to) : [];
      marked[place()] = [...kept, [from, to]].sort((one, other) => one[0] - other[0]);
    }
    annotator.cancelSelected();
    getSelection().removeAllRanges();
    setTimeout(draw);
  });

  const edge = (from, by, start) => {
    // the next place where a word starts, or ends
    for (let at = from + by; at >= 0 && at <= letters.length; at += by) {
      if (start ? isWord(at) && !isWord(at - 1) : isWord(at - 1) && !isWord(at)) return at;
    }
    return from;
  };

  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-move], button[data-clear]");
    if (!button) return;
    const name = button.closest("[data-place]").dataset.place;
    panel.elements.place.value = name;
    const spans = marked[name];
    if ("clear" in button.dataset) marked[name] = [];
    else if (spans.length) {
      const by = Number(button.dataset.by);
      const span = button.dataset.move === "start" ? spans[0] : spans[spans.length - 1];
      const [from, to] = span;
      if (button.dataset.move === "start") span[0] = Math.min(edge(from, by, true), to - 1);
      else span[1] = Math.max(edge(to, by, false), from + 1);
    }
    draw();
  });

  const change = () => {
    const statement = data.statements[editing];
    const becomes = {};
    for (const name of PLACES) {
      if (JSON.stringify(marked[name]) !== JSON.stringify(statement[name])) becomes[name] = marked[name];
    }
    if ($("quoteForm").value !== statement.quoteForm) becomes.quoteForm = $("quoteForm").value;
    const speaker = $("speaker").value;
    if (speaker && speaker !== statement.source) becomes.speaker = speaker;
    const source = data.sources[speaker || statement.source] ?? {};
    for (const key of ["name", "identification", "kind"]) {
      const value = $(key).value.trim();
      if (!$(key).disabled && value && value !== source[key]) becomes[key] = value;
    }
    return becomes;
  };

  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const becomes = change();
    const wrong = (error) => {
      $("wrong").textContent = error.message;
      $("wrong").hidden = false;
      say("");
    };
    if (!Object.keys(becomes).length) return wrong(new Error("Nothing is changed yet."));
    const at = stops().indexOf(panel.closest("[data-statement]"));
    return attempt({ statement: editing, verdict: "corrected", becomes }, "Corrected", at, wrong);
  });
  $("cancel").addEventListener("click", close);
  $("speaker").addEventListener("change", describe);
  $("identification").addEventListener("change", unname);

  // Buttons and keys

  $("reviewing").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act]");
    if (button) act(button.dataset.act, button.closest("[data-statement], .given li"));
  });

  const KEYS = { a: "accept", x: "reject", e: "correct", u: "undo" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape" && editing) return close();
    if (editing || event.target.closest("input, select, textarea")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") help.showModal();
    else if (KEYS[event.key]) act(KEYS[event.key], current());
    else return;
    event.preventDefault();
  });

  const text = sessionStorage.getItem("onrecord-told");
  if (text) {
    const all = stops();
    const at = Number(sessionStorage.getItem("onrecord-at"));
    sessionStorage.removeItem("onrecord-told");
    sessionStorage.removeItem("onrecord-at");
    if (all.length) visit(all[Math.min(at, all.length - 1)]);
    say(text);
  }
})();
