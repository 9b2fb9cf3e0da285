"use strict";
// Draws who passes on whose words from our own JSON; the table on the page says the same.

(async () => {
  const place = document.getElementById("relays");
  const answer = await fetch(place.dataset.source, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { nodes, edges } = await answer.json();
  place.hidden = false;
  document.getElementById("relays-told").hidden = false;
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", `${nodes.length} names and ${edges.length} arrows between them, as in the table below`);
  const colour = (name) => getComputedStyle(place).getPropertyValue(`--drawn-${name}`).trim();
  const most = Math.max(...edges.map((one) => one.count));
  const drawing = cytoscape({
    container: place,
    elements: [
      ...nodes.map((one) => ({ data: { id: one.id, name: one.name, href: one.href }, classes: one.outlet ? "outlet" : "" })),
      ...edges.map((one) => ({ data: { source: one.from, target: one.to, width: 1 + (5 * one.count) / most } })),
    ],
    style: looks(colour),
    layout: { name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, padding: 10, componentSpacing: 20, nodeRepulsion: () => 4000, idealEdgeLength: () => 45 },
    minZoom: 0.2,
    maxZoom: 3,
    userZoomingEnabled: false, // a wheel scrolls the page
  });
  drawing.on("tap", "node", (event) => location.assign(event.target.data("href")));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawing.style(looks(colour)));
})();

function looks(colour) {
  return [
    {
      selector: "node",
      style: { label: "data(name)", width: 14, height: 14, "background-color": colour("node"), color: colour("ink"), "font-size": 15, "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap", "text-max-width": 130, "text-background-color": colour("ground"), "text-background-opacity": 0.8 },
    },
    { selector: "node.outlet", style: { shape: "square", width: 22, height: 22, "background-color": colour("outlet"), "font-weight": "bold" } },
    {
      selector: "edge",
      style: { width: "data(width)", "line-color": colour("line"), "target-arrow-color": colour("line"), "target-arrow-shape": "triangle", "arrow-scale": 0.8, "curve-style": "bezier" },
    },
  ];
}
