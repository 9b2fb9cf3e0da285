"use strict";
// The console: YASGUI on this server's endpoint alone, with nothing fetched from elsewhere.

(() => {
  const place = document.getElementById("yasgui");
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const told = JSON.parse(document.getElementById("console-data").textContent);
  const editing = Yasgui.Yasqe;
  const results = Yasgui.Yasr;

  // Results as a plain table of text nodes. YASGUI's own parses every value as HTML before it shows
  // it, which our policy reports, and writes an inline style sheet, which it forbids.
  class Rows {
    constructor(yasr) {
      this.yasr = yasr;
      this.priority = 10;
      this.label = "Table";
    }

    canHandleResults() {
      return Boolean(this.yasr.results) && (this.yasr.results.getVariables() ?? []).length > 0;
    }

    getIcon() {
      const icon = document.createElement("span");
      icon.textContent = "▦";
      icon.setAttribute("aria-hidden", "true");
      return icon;
    }

    draw() {
      const variables = this.yasr.results.getVariables();
      const table = document.createElement("table");
      table.className = "rows";
      const head = table.createTHead().insertRow();
      for (const variable of variables) {
        const cell = document.createElement("th");
        cell.scope = "col";
        cell.textContent = variable;
        head.append(cell);
      }
      const body = table.createTBody();
      for (const binding of this.yasr.results.getBindings()) {
        const row = body.insertRow();
        for (const variable of variables) row.insertCell().append(shown(binding[variable]));
      }
      const frame = document.createElement("div");
      frame.className = "rows-frame"; // scrolls sideways on a phone, so it must take the focus
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", "Results");
      frame.append(table);
      this.yasr.resultsEl.append(frame);
    }
  }

  function shown(value) {
    if (!value) return "";
    if (value.type !== "uri") return value.value;
    const link = document.createElement("a");
    link.textContent = shortened(value.value);
    if (!/^https?:/i.test(value.value)) return link.textContent; // never javascript: or data:
    link.href = here(value.value);
    link.rel = "noreferrer";
    return link;
  }

  // What this server shows is shown here, whatever host its IRI names.
  function here(iri) {
    for (const [start, path] of Object.entries(told.here)) {
      if (iri.startsWith(start)) return path + iri.slice(start.length);
    }
    return iri;
  }

  function shortened(iri) {
    for (const [prefix, start] of Object.entries(told.prefixes)) {
      if (iri.startsWith(start)) return `${prefix}:${iri.slice(start.length)}`;
    }
    return iri;
  }

  // Completion of our terms. The editor's own "class" and "property" ask lov.linkeddata.es, and its
  // "prefixes" offers a public list with advertisements in it.
  function completer(name, terms) {
    const own = editing.Autocompleters[name];
    return {
      name: `our-${name}`,
      bulk: false,
      autoShow: false,
      isValidCompletionPosition: own.isValidCompletionPosition,
      preProcessToken: own.preProcessToken,
      postProcessSuggestion: own.postProcessSuggestion,
      get: (_, token) => terms.filter((term) => term.startsWith(token.autocompletionString)),
    };
  }

  editing.registerAutocompleter(completer("class", told.classes), false);
  editing.registerAutocompleter(completer("property", told.properties), false);
  editing.defaults.autocompleters = ["variables", "our-class", "our-property"];
  editing.defaults.value = told.query;
  editing.defaults.editorHeight = "auto"; // grows with the query: no field that scrolls inside the page
  editing.defaults.viewportMargin = Infinity;
  results.registerPlugin("table", Rows);
  results.defaults.plugins.table.enabled = true;

  const request = { endpoint, method: "POST", headers: {}, args: [], namedGraphs: [], defaultGraphs: [] };
  const console_ = new Yasgui(place, {
    requestConfig: request,
    // A shared link brings a query and nothing else: not another endpoint, no headers.
    populateFromUrl: (tab) => ({ ...tab, requestConfig: { ...tab.requestConfig, ...request } }),
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
    copyEndpointOnNewTab: false,
    persistenceId: null, // leaves no article text in the browser's storage
    autofocus: false, // a page read from the top starts at the top
    yasr: { prefixes: told.prefixes },
  });
  // Parts that YASGUI draws without a name for who cannot see them.
  const names = {
    ".yasr textarea": "The answer as it came",
    ".yasqe_sharePopup input": "Link to this query",
    ".CodeMirror-hints": "Completions",
  };
  new MutationObserver(() => {
    for (const [selector, name] of Object.entries(names)) {
      for (const part of place.querySelectorAll(`${selector}:not([aria-label])`)) {
        part.setAttribute("aria-label", name);
      }
    }
  }).observe(place, { childList: true, subtree: true });

  const query = console_.getTab().getYasqe();
  query.getInputField().setAttribute("aria-label", "SPARQL query. Escape leaves the editor.");
  query.setOption("extraKeys", { ...query.getOption("extraKeys"), Tab: false, "Shift-Tab": false });

  // The same without a script. What an address brings, YASGUI asks by itself.
  const answered = document.getElementById("answered");
  document.getElementById("plain").hidden = true;
  if (new URLSearchParams(location.search).has("query")) answered.hidden = true;
  query.on("query", () => { answered.hidden = true; });
})();
