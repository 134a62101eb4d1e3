// The parts of a page that may change while it is open: each has a data-live name.
const FIELDS = "textarea, input:not([type=hidden])";
const FOCUSABLE = "a[href], button, summary";
const NEWS = "[data-case] h2, .govuk-tag, .case__who, .line .words, .line--event";

export class Parts {
  constructor(main, start) {
    this.main = main;
    this.start = start; // brings the scripts of a replaced part to life
    this.was = new Map(this.all().map((part) => [part.dataset.live, part.innerHTML]));
    this.outline = this.readOutline();
  }

  all() {
    return [...this.main.querySelectorAll("[data-live]")];
  }

  // Puts what is new in place. Says whether it is worth saying, and whether anything had to wait.
  takeFrom(page) {
    let isHeldBack = false;
    for (const part of this.all()) {
      const next = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!next || this.was.get(part.dataset.live) === next.innerHTML) continue;
      if (isInUse(part)) isHeldBack = true;
      else this.put(part, next);
    }
    if (!this.main.querySelector(".govuk-error-summary")) document.title = page.title;
    const outline = this.readOutline();
    const isNews = outline !== this.outline;
    this.outline = outline;
    return { isNews, isHeldBack };
  }

  put(part, next) {
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const place = focused ? [...part.querySelectorAll(FOCUSABLE)].indexOf(focused) : -1;
    const address = focused?.getAttribute("href");
    this.was.set(part.dataset.live, next.innerHTML);
    part.className = next.className;
    part.replaceChildren(...document.adoptNode(next).childNodes);
    this.start(part);
    if (!focused) return;
    const same = address && part.querySelector(`[href="${CSS.escape(address)}"]`);
    (same || part.querySelectorAll(FOCUSABLE)[place])?.focus({ preventScroll: true });
  }

  // Waiting times move on each minute: they are put on the page, but are not news to read out.
  readOutline() {
    return [...this.main.querySelectorAll(NEWS)].map((each) => each.textContent.trim()).join("|");
  }
}

// What somebody is writing or choosing is never taken out of their hands.
function isInUse(part) {
  const fields = [...part.querySelectorAll(FIELDS)];
  const isFilled = fields.some((field) =>
    field.matches("[type=radio], [type=checkbox]")
      ? field.checked !== field.defaultChecked
      : field.value !== "",
  );
  const isFocused = fields.includes(document.activeElement);
  return isFilled || isFocused || part.querySelector("details[open]") !== null;
}
