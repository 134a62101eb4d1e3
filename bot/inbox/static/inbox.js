// Starts the scripts of a page. Everything works without them too.
import { initAll } from "./vendor/govuk-frontend-6.6.0/govuk-frontend.min.js";
import { watchForAbsence } from "./absence.js";
import { Parts } from "./parts.js";
import { keepTrue } from "./live.js";

const parts = new Parts(document.getElementById("main"), (scope) => initAll({ scope }));
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

if ("signedIn" in document.body.dataset) {
  const line = document.getElementById("live");
  keepTrue(parts, line, watchForAbsence(line));
}
