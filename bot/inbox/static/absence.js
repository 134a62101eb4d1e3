// Hides a page that nobody has touched for as long as a session may rest, after a warning.
const LEAVE_AFTER = 15 * 60_000; // milliseconds, as long as the server lets a session rest
const WARN_AFTER = 13 * 60_000;
const BEAT = 5_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll"];
const WARNING = "You will be signed out in 2 minutes. Press a key or move the mouse to stay.";

export function watchForAbsence(line) {
  const otherTabs = new BroadcastChannel("touched");
  const whenBack = [];
  let touchedAt = Date.now();
  let toldAt = 0;
  let isWarned = false;
  let isTouched = false;

  function touched() {
    touchedAt = Date.now();
    isTouched = true;
    if (touchedAt - toldAt > BEAT) {
      toldAt = touchedAt;
      otherTabs.postMessage("");
    }
    welcomeBack();
  }

  function welcomeBack() {
    if (!isWarned) return;
    isWarned = false;
    line.textContent = "";
    whenBack.forEach((act) => act());
  }

  function watch() {
    const still = Date.now() - touchedAt;
    if (still > LEAVE_AFTER) location.replace("/sign-in");
    else if (still > WARN_AFTER && !isWarned) {
      isWarned = true;
      line.textContent = WARNING;
    }
  }

  otherTabs.addEventListener("message", () => {
    touchedAt = Date.now();
    welcomeBack();
  });
  SIGNS.forEach((sign) => addEventListener(sign, touched, { passive: true }));
  setInterval(watch, BEAT);
  return {
    // Whether somebody has touched this page since this was last asked: only then it is use.
    wasTouched: () => {
      const was = isTouched;
      isTouched = false;
      return was;
    },
    onReturn: (act) => whenBack.push(act),
  };
}
