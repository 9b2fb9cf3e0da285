"use strict";
// Opens the part that an address points into. Newer browsers do so by themselves.

(() => {
  const unfold = () => {
    const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = wanted?.closest("details");
    if (!part || part.open) return;
    part.open = true;
    wanted.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
