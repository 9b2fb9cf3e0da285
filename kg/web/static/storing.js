// Stores the text of the form with the token, which is sent as a header and kept nowhere.
"use strict";

const box = document.querySelector(".storing");
const told = document.getElementById("stored");
const SUFFIXES = { txt: "text/plain", html: "text/html", htm: "text/html", md: "text/markdown", json: "application/json" };

async function store() {
  const fields = new FormData(document.getElementById("try"));
  const file = fields.get("file");
  const named = file && file.name;
  const kind = named ? SUFFIXES[file.name.split(".").pop().toLowerCase()] : "text/plain";
  const query = new URLSearchParams();
  for (const name of ["title", "outlet", "author", "date", "url", "id"]) {
    if (fields.get(name)) query.set(name, fields.get(name));
  }
  if (!kind) {
    told.textContent = "Files of that kind cannot be stored.";
    return;
  }
  told.textContent = "Storing …";
  const answer = await fetch(`${box.dataset.endpoint}?${query}`, {
    method: "POST",
    headers: {
      "Authorization": `Bearer ${document.getElementById("token").value}`,
      "Content-Type": kind,
      "Accept": "application/json",
    },
    body: named ? file : fields.get("text").replaceAll("\r\n", "\n"),
  });
  const found = await answer.json();
  if (!answer.ok) {
    told.textContent = `Not stored: ${found.detail}${found.todo ? " — " + found.todo : ""}`;
    return;
  }
  told.textContent = `${found.change}. `;
  const link = document.createElement("a");
  link.href = found.page;
  link.textContent = "To its page";
  told.append(link);
}

box.hidden = false;
document.getElementById("store").addEventListener("click", () => {
  store().catch((error) => {
    told.textContent = `Not stored: ${error.message}`;
  });
});
