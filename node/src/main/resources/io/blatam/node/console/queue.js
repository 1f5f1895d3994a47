// The queue panel: what waits and runs, tables of briefs, and jobs that were given up.

import { call, download, getJson, postJson } from "./api.js";
import { onSpeak, t, when } from "./language.js";
import { $, announce, button, card, files, listed, make, onSubmit } from "./page.js";
import { typeName } from "./types.js";

const QUEUE = "/api/v1/bul/queue";
const BULK = "/api/v1/bul/bulk";
const LETTERS = "/api/v1/bul/dead-letters";
const LOOK_MS = 2000;

let line;
let bulks = [];
let letters = [];
let timer;

async function look() {
  [line, { items: bulks }, { items: letters }] = await Promise.all([
    getJson(QUEUE), latestBulks(), getJson(`${LETTERS}?limit=50`),
  ]);
  draw();
}

/** A list names bulks; how far each is, is in its own resource. */
async function latestBulks() {
  const { items } = await getJson(`${BULK}?limit=5`);
  return { items: await Promise.all(items.map((bulk) => getJson(bulk.links.self))) };
}

function draw() {
  if (!line) return;
  $("line-waiting").textContent = line.depth;
  $("line-running").textContent = line.running.length;
  $("line-at-once").textContent = line.limits.at_once;
  $("line-paused").hidden = !line.paused && !line.everything_paused_by;
  $("line-switch").hidden = false;
  $("line-switch").textContent = t(line.paused ? "resume" : "pauseLine");
  redrawn($("bulks"), JSON.stringify(bulks), () => bulks.map(bulkCard), "noBulks");
  redrawn($("letters"), JSON.stringify(letters), () => letters.map(letterCard), "noLetters");
  $("letters-replay").hidden = letters.length < 2;
}

/** Draws only what changed, so that a button does not vanish from under a finger. */
function redrawn(container, state, cards, emptyKey) {
  const drawn = `${document.documentElement.lang} ${state}`;
  if (container.dataset.drawn === drawn) return;
  container.dataset.drawn = drawn;
  listed(container, cards(), emptyKey);
}

function bulkCard(bulk) {
  const { done, failed, rejected, cancelled } = bulk.counts;
  const made = card(t("bulkOf", { rows: bulk.rows, when: when(bulk.created_at) }), [
    t(`bulk_${bulk.status}`), t("bulkCounts", { ...bulk.counts, wrong: failed + rejected }),
  ], null,
  button("CSV", "file", t("bulkResult"), () => download(bulk.links.result, `bulk-${bulk.id}.csv`)),
  ...(done ? [button("ZIP", "file", t("bulkFiles"), () => download(bulk.links.files, `bulk-${bulk.id}.zip`))] : []),
  ...(bulk.links.cancel ? [button(t("cancel"), "quiet", t("cancel"), async () => {
    await call(bulk.links.cancel, { method: "DELETE" });
    await look();
  })] : []));
  if (bulk.status === "running") {
    const progress = make("progress");
    progress.max = bulk.rows;
    progress.value = done + failed + rejected + cancelled;
    progress.setAttribute("aria-label", t("bulk_running"));
    made.querySelector(".item-head").after(progress);
  }
  return made;
}

function letterCard(letter) {
  return card(letter.title || typeName(letter.document_type) || t("untitled"), [
    typeName(letter.document_type), t("attempts", letter), when(letter.failed_at),
  ], letter.reason,
  button(t("retry"), "quiet", t("retry"), async () => { await postJson(letter.links.replay); await look(); }),
  button(t("remove"), "quiet", t("remove"), async () => {
    await call(`${LETTERS}/${letter.id}`, { method: "DELETE" });
    await look();
  }));
}

$("line-switch").addEventListener("click", async () => {
  const problem = $("line-problem");
  problem.hidden = true;
  try {
    line = await postJson(`${QUEUE}/${line.paused ? "resume" : "pause"}`);
    announce(t(line.paused ? "linePaused" : "lineGoesOn"));
    draw();
  } catch (e) {
    problem.textContent = e.message;
    problem.hidden = false;
  }
});

$("letters-replay").addEventListener("click", async () => {
  await postJson(`${LETTERS}/replay`);
  await look();
});

onSubmit($("bulk-form"), async (form) => {
  const [file] = files(form);
  await call(BULK, { method: "POST", body: await file.text(), headers: { "Content-Type": bulkType(file.name) } });
  form.reset();
  await look();
});

function bulkType(name) {
  return name.endsWith(".json") ? "application/json" : /\.(ndjson|jsonl)$/.test(name) ? "application/x-ndjson" : "text/csv";
}

onSpeak(draw);

export const queue = {
  async open() {
    await look();
    clearInterval(timer);
    timer = setInterval(() => look().catch(() => {}), LOOK_MS);
  },
  close() {
    clearInterval(timer);
  },
  clear() {
    clearInterval(timer);
    line = undefined;
    $("bulks").replaceChildren();
    $("letters").replaceChildren();
    delete $("bulks").dataset.drawn;
    delete $("letters").dataset.drawn;
  },
};
