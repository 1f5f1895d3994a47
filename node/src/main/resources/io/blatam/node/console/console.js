// The console: a client of the gateway's public API and nothing more. Text from the API only ever
// becomes text nodes.

import { onSignedOut, postJson, remember, signedIn } from "./api.js";
import { company } from "./company.js";
import { decks } from "./decks.js";
import { documents, loadDocuments } from "./documents.js";
import { language, speak, t } from "./language.js";
import { $, announce, onSubmit, wrong } from "./page.js";
import { queue } from "./queue.js";
import { scheduled } from "./schedules.js";
import { loadTypes } from "./types.js";
import { told } from "./webhooks.js";

/** What a panel does when its tab is chosen and left; the first two only follow their jobs. */
const panels = {
  "panel-company": company,
  "panel-queue": queue,
  "panel-automation": { open: () => Promise.all([scheduled.open(), told.open()]) },
};

// ---- tabs (ARIA authoring practices: arrows move, Home and End jump) ----

const tabs = [...$("tabs").querySelectorAll("[role=tab]")];

function show(tab) {
  tabs.forEach((each) => {
    const chosen = each === tab;
    const panel = each.getAttribute("aria-controls");
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    $(panel).hidden = !chosen;
    if (chosen) panels[panel]?.open().catch((e) => announce(e.message)); else panels[panel]?.close?.();
  });
}

tabs.forEach((tab, i) => {
  tab.addEventListener("click", () => show(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step ? tabs[(i + step + tabs.length) % tabs.length]
      : { Home: tabs[0], End: tabs.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    show(next);
    next.focus();
  });
});

// ---- coming and going ----

onSubmit($("sign-in-form"), async (form) => {
  const { username, password } = Object.fromEntries(new FormData(form));
  if (!username || !password) throw wrong(username ? "password" : "username", "needCredentials");
  remember((await postJson("/api/v1/auth/token", { username, password })).access_token);
  form.reset();
  await enter();
});

async function enter() {
  $("sign-in").hidden = true;
  $("tabs").hidden = false;
  $("sign-out").hidden = false;
  show(tabs[0]);
  $("main").focus();
  await loadTypes();
  await loadDocuments();
  await decks.load().catch((e) => { if (e.status === 401) throw e; });
}

function signOut(reason) {
  remember(null);
  [documents, decks, company, queue, scheduled, told].forEach((panel) => panel.clear());
  $("tabs").hidden = true;
  $("sign-out").hidden = true;
  tabs.forEach((tab) => { $(tab.getAttribute("aria-controls")).hidden = true; });
  $("sign-in").hidden = false;
  const problem = $("sign-in-form").querySelector(".problem");
  problem.hidden = !reason;
  problem.textContent = reason ?? "";
  $("username").focus();
}

$("sign-out").addEventListener("click", () => signOut());
onSignedOut(() => signOut(t("signedOut")));

document.querySelectorAll("[data-language]").forEach((el) => {
  el.addEventListener("click", () => speak(el.dataset.language));
});

speak(language());
$("document_language").value = language();
$("deck_language").value = language();
$("schedule-language").value = language();
if (signedIn()) enter().catch(() => signOut(t("signedOut"))); else signOut();
