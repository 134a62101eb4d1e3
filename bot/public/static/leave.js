// Leaves this page at once, and keeps Back from showing what was looked at before.
//
// The way out is a plain link: all of this only makes it quicker and quieter. It is read before
// the page is drawn, so that a page somebody left is never seen again, not even for a moment.
(() => {
  "use strict";
  const LEFT = "left"; // when this tab was last left; gone when the tab is closed
  const PRESSES = 3;
  const PATIENCE = 5000; // milliseconds in which Shift is to be pressed three times
  const start = document.currentScript.dataset.start;

  // A browser may forbid a page to remember anything.
  const remembered = () => {
    try {
      return Number(sessionStorage.getItem(LEFT));
    } catch {
      return 0;
    }
  };
  const remember = () => {
    try {
      sessionStorage.setItem(LEFT, String(Date.now()));
    } catch {
      // Then Back shows the page before this one, as it does without scripts.
    }
  };

  const cover = (words) => {
    document.documentElement.classList.add("left");
    if (!document.body) return;
    const over = document.createElement("p");
    over.className = "cover";
    over.setAttribute("role", "alert");
    over.textContent = words;
    document.body.append(over);
  };

  // Each step of this tab's history knows when it was first seen.
  const turnAway = () => {
    const seen = history.state?.seen;
    if (!seen || seen > remembered()) return false;
    cover("");
    history.replaceState(null, "", start); // a page that is replaced by itself keeps its state
    location.replace(start);
    return true;
  };
  if (turnAway()) return;
  const mark = () => history.state?.seen || history.replaceState({ seen: Date.now() }, "");
  mark();
  addEventListener("hashchange", mark);
  addEventListener("pageshow", (event) => event.persisted && turnAway());

  document.addEventListener("DOMContentLoaded", () => {
    const bar = document.querySelector("[data-leaving]");
    const links = document.querySelectorAll("[data-leave]");
    const says = document.createElement("span");
    says.className = "unseen";
    says.setAttribute("role", "status");
    const lights = document.createElement("span");
    lights.className = "lights";
    lights.setAttribute("aria-hidden", "true");
    bar.append(says);
    bar.querySelector("[data-leave]").append(lights);

    const leave = () => {
      remember();
      cover(bar.dataset.leaving);
      location.replace(links[0].href);
    };
    for (const link of links) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        leave();
      });
    }

    let presses = 0;
    let timer;
    const count = (number, words) => {
      presses = number;
      says.textContent = words;
      lights.textContent = "●".repeat(number) + (number ? "○".repeat(PRESSES - number) : "");
    };
    let isCombined = false; // Shift held for a capital letter is no press of Shift alone
    document.addEventListener("keyup", (event) => {
      if (event.key !== "Shift" || isCombined) {
        isCombined = event.shiftKey;
        return;
      }
      clearTimeout(timer);
      if (presses + 1 === PRESSES) {
        leave();
        return;
      }
      count(presses + 1, presses ? bar.dataset.one : bar.dataset.two);
      timer = setTimeout(() => count(0, bar.dataset.over), PATIENCE);
    });

    for (const hidden of document.querySelectorAll("[data-print]")) {
      hidden.hidden = false;
      hidden.querySelector("button").addEventListener("click", () => print());
    }
  });
})();
