// Looks again when the server says that a case has changed, and by the clock when it cannot say.
const LOOK_EVERY = 60_000; // milliseconds; what is waiting and what is due moves on by itself
const LOOK_WITHOUT_STREAM = 10_000;
const BEAT = 5_000;
const SETTLE = 250; // several changes at once are one look
const SAID_FOR = 6_000;

export function keepTrue(parts, line, absence) {
  let stream = null;
  let number = null; // of the latest change that this page was told
  let wasLost = false;
  let isLooking = false;
  let mustLookAgain = false;
  let lookedAt = Date.now();
  let soon = 0;
  let toSay = "";
  let silence = 0;

  function say(words) {
    line.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { line.textContent = ""; }, SAID_FOR);
  }

  function listen() {
    if (stream || document.hidden) return;
    stream = new EventSource("/changes");
    stream.addEventListener("hello", () => {
      lookSoon(wasLost ? "Connected again. This page is up to date." : "");
      wasLost = false;
    });
    stream.addEventListener("message", (event) => {
      if (event.data === number) return;
      number = event.data;
      lookSoon("");
    });
    stream.addEventListener("error", () => {
      wasLost = true;
      if (stream?.readyState === EventSource.CLOSED) stop();
    });
  }

  // A hidden page holds no stream: a browser has only a few connections for one address.
  function stop() {
    stream?.close();
    stream = null;
  }

  function lookSoon(words) {
    toSay = words || toSay;
    clearTimeout(soon);
    soon = setTimeout(() => {
      look(toSay);
      toSay = "";
    }, SETTLE);
  }

  async function look(words) {
    if (isLooking) { mustLookAgain = true; return; }
    isLooking = true;
    lookedAt = Date.now();
    try {
      const headers = absence.wasTouched() ? {} : { "Waymark-Unattended": "1" };
      const answer = await fetch(samePage(), { cache: "no-store", headers });
      if (answer.redirected || answer.status === 401) location.replace("/sign-in");
      else if (answer.ok) show(await answer.text(), words);
    } catch {
      wasLost = true; // the next beat tries again
    } finally {
      isLooking = false;
    }
    if (mustLookAgain) { mustLookAgain = false; lookSoon(""); }
  }

  function show(text, words) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const { isNews, isHeldBack } = parts.takeFrom(page);
    if (isHeldBack) say("This case has changed. Save your words, then load the page again.");
    else if (words) say(words);
    else if (isNews) say("This page has changed.");
  }

  function beat() {
    if (document.hidden) return;
    listen();
    const isStreaming = stream?.readyState === EventSource.OPEN;
    if (Date.now() - lookedAt >= (isStreaming ? LOOK_EVERY : LOOK_WITHOUT_STREAM)) look("");
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  absence.onReturn(() => look(""));
  setInterval(beat, BEAT);
  listen();
}

// A form that was refused is shown at the address it was posted to, which cannot be looked at.
function samePage() {
  const path = location.pathname.replace(/\/(claim|reply|note|close)$/, "");
  const show = new URLSearchParams(location.search).get("show");
  return show ? `${path}?show=${encodeURIComponent(show)}` : path;
}
