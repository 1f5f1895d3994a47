// The console: a client of the gateway's public API and nothing more. Text from the API only ever
// becomes text nodes. A job's own resource is the truth; its event stream says when to look again.

import { texts } from "./texts.js";

const DOCUMENTS = "/api/v1/bul/documents";
const DECKS = "/api/v1/gamma/presentations";
const PAGE = 20;
const POLL_MS = 1500;
const RECONNECT_MS = [300, 1000, 3000];

const $ = (id) => document.getElementById(id);

// ---- language ----

let language = localStorage.getItem("blatam.language")
  ?? (navigator.languages.some((tag) => tag.startsWith("es")) ? "es" : "en");

function t(key, values = {}) {
  return (texts[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function speak(chosen) {
  language = chosen;
  localStorage.setItem("blatam.language", chosen);
  document.documentElement.lang = chosen;
  document.querySelectorAll("[data-t]").forEach((el) => { el.textContent = t(el.dataset.t); });
  document.querySelectorAll("[data-t-label]").forEach((el) => { el.setAttribute("aria-label", t(el.dataset.tLabel)); });
  document.querySelectorAll("[data-t-placeholder]").forEach((el) => { el.placeholder = t(el.dataset.tPlaceholder); });
  document.querySelectorAll("[data-language]").forEach((el) => {
    el.setAttribute("aria-pressed", String(el.dataset.language === chosen));
  });
  drawTypes();
  shelves.forEach((shelf) => shelf.redraw());
}

// ---- document types ----

const types = new Map();
const ANY_FIELDS = $("structured").placeholder;

async function loadTypes() {
  const { items } = await getJson("/api/v1/bul/document-types");
  items.forEach((type) => types.set(type.id, type));
  drawTypes();
}

function drawTypes() {
  const select = $("document_type");
  const chosen = select.value;
  select.length = 1;
  [...types.values()]
    .sort((one, other) => one.name[language].localeCompare(other.name[language], language))
    .forEach((type) => select.add(new Option(type.name[language], type.id)));
  select.value = chosen;
  showFields();
}

/** The chosen type's own example shows which fields it has. */
function showFields() {
  const type = types.get($("document_type").value);
  const example = type?.example?.[language];
  $("structured").placeholder = example ? JSON.stringify({ [type.key]: example }, null, 2) : ANY_FIELDS;
}

// ---- the API ----

let token = sessionStorage.getItem("blatam.token");

class Problem extends Error {
  constructor(status, body) {
    const errors = body?.errors ?? [];
    super(errors.length
      ? errors.map((e) => `${e.field}: ${e.message}`).join("\n")
      : body?.detail ?? body?.title ?? `HTTP ${status}`);
    this.status = status;
    this.fields = errors.map((e) => e.field);
  }
}

async function call(path, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (options.body) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (e) {
    if (e.name === "AbortError") throw e;
    throw new Problem(0, { detail: t("unreachable") });
  }
  if (!response.ok) {
    const problem = new Problem(response.status, await response.json().catch(() => null));
    if (response.status === 401 && token) signOut(t("signedOut"));
    throw problem;
  }
  return response;
}

const getJson = async (path) => (await call(path)).json();
const postJson = async (path, body) => (await call(path, { method: "POST", body: JSON.stringify(body) })).json();

/** Server-sent events over fetch, because EventSource can not send a bearer token. */
async function* events(path, lastId, signal) {
  const headers = { Accept: "text/event-stream" };
  if (lastId) headers["Last-Event-ID"] = lastId;
  const response = await call(path, { headers, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let event = {};
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r\n|\n|\r/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (event.data !== undefined) yield event;
        event = { id: event.id };
      } else if (line.startsWith("id:")) {
        event.id = line.slice(3).trim();
      } else if (line.startsWith("data:")) {
        event.data = (event.data ?? "") + line.slice(5).trim();
      }
    }
  }
}

async function download(path, fallbackName) {
  const response = await call(path);
  const disposition = response.headers.get("Content-Disposition") ?? "";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = /filename="([^"]+)"/.exec(disposition)?.[1] ?? fallbackName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// ---- what a screen reader hears ----

function announce(text) {
  $("announcer").textContent = "";
  requestAnimationFrame(() => { $("announcer").textContent = text; });
}

// ---- a list of jobs ----

const ENDED = ["done", "failed", "cancelled"];
const isWritten = (section) => section.origin !== undefined;
const isCached = (section) => section.origin === "cache" || section.origin === "joined";
const typeName = (type) => types.get(type)?.name[language] ?? type ?? "";

class Shelf {
  constructor(path, container, emptyKey) {
    this.path = path;
    this.container = container;
    this.emptyKey = emptyKey;
    this.jobs = new Map();
    this.cards = new Map();
    this.followed = new Map();
  }

  async load(cursor) {
    const page = await getJson(`${this.path}?limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    page.items.forEach((job) => this.put(job, "end"));
    this.redraw();
    // A list names jobs; what became of each is in its own resource.
    await Promise.all(page.items.filter((job) => ENDED.includes(job.status))
      .map(async (job) => this.put(await getJson(`${this.path}/${job.id}`))));
    return page.next;
  }

  put(job, where = "start") {
    const before = this.jobs.get(job.id);
    this.jobs.set(job.id, job);
    if (!this.cards.has(job.id)) {
      const card = $("card-template").content.firstElementChild.cloneNode(true);
      this.cards.set(job.id, card);
      if (where === "start") this.container.prepend(card); else this.container.append(card);
    }
    this.draw(job);
    this.tell(before, job);
    if (!ENDED.includes(job.status) && !this.followed.has(job.id)) this.follow(job.id);
  }

  async follow(id) {
    const stop = new AbortController();
    this.followed.set(id, stop);
    const look = async () => { this.put(await getJson(`${this.path}/${id}`)); };
    const open = () => this.followed.has(id) && !ENDED.includes(this.jobs.get(id).status);
    let lastId;
    let failures = 0;
    while (open()) {
      try {
        for await (const event of events(`${this.path}/${id}/events`, lastId, stop.signal)) {
          lastId = event.id ?? lastId;
          failures = 0;
          await look();
          if (!open()) break;
        }
        if (open()) await look();
      } catch (e) {
        if (e.name === "AbortError" || [401, 403, 404].includes(e.status)) break;
        failures += 1;
      }
      if (open()) await pause(RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)] ?? POLL_MS);
    }
    stop.abort();
    this.followed.delete(id);
  }

  tell(before, job) {
    if (!before) return;
    if (job.status !== before.status && job.status === "done") announce(t("announceDone", job));
    else if (job.status !== before.status && job.status === "failed") announce(t("announceFailed", job));
    else {
      const finished = (job.sections ?? []).find((s, i) => isWritten(s) && before.sections?.[i] && !isWritten(before.sections[i]));
      if (finished) announce(t("announceSection", finished));
    }
  }

  draw(job) {
    const card = this.cards.get(job.id);
    const title = job.title || t("untitled");
    const running = !ENDED.includes(job.status);
    card.dataset.status = job.status;
    card.querySelector("h3").textContent = title;
    card.querySelector(".state").textContent = t(`state_${job.status}`);
    card.querySelector(".meta").textContent = [
      typeName(job.document_type),
      job.language?.toUpperCase(),
      job.created_at && new Date(job.created_at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }),
    ].filter(Boolean).join(" · ");
    this.drawSections(card, job, running);
    const problem = card.querySelector(".problem");
    problem.hidden = job.status !== "failed";
    problem.textContent = job.error ?? "";
    this.drawActions(card, job, title, running);
  }

  drawSections(card, job, running) {
    const sections = job.sections ?? [];
    const done = sections.filter(isWritten).length;
    const cached = sections.filter(isCached).length;
    const progress = card.querySelector("progress");
    progress.hidden = !running;
    if (sections.length) { progress.max = sections.length + 1; progress.value = done; } else progress.removeAttribute("value");
    progress.setAttribute("aria-label", t(`state_${job.status}`));
    const details = card.querySelector(".sections");
    details.hidden = sections.length === 0;
    if (running && !card.dataset.opened) { details.open = true; card.dataset.opened = "yes"; }
    if (!running && card.dataset.opened === "yes") { details.open = false; card.dataset.opened = "closed"; }
    details.querySelector("summary").textContent =
      t(cached ? "sectionsCached" : "sections", { done, all: sections.length, cached });
    const next = running && sections.find((s) => !isWritten(s));
    details.querySelector("ol").replaceChildren(...sections.map((section) => {
      const item = document.createElement("li");
      item.dataset.state = isWritten(section) ? "done" : section === next ? "writing" : "waiting";
      item.append(section.title);
      if (isCached(section)) {
        const mark = document.createElement("span");
        mark.className = "cached";
        mark.textContent = t("cached");
        item.append(mark);
      }
      return item;
    }));
  }

  drawActions(card, job, title, running) {
    const buttons = job.status === "done" ? (job.files ?? []).map(({ format, name }) => button(format.toUpperCase(), "file",
      t("download", { format: format.toUpperCase(), title }),
      () => download(`${this.path}/${job.id}/files/${format}`, name)))
      : running ? [button(t("cancel"), "quiet", t("cancel"), async () => {
        this.put(await (await call(`${this.path}/${job.id}`, { method: "DELETE" })).json());
      })] : [];
    const actions = card.querySelector(".actions");
    const focused = actions.contains(document.activeElement);
    const drawn = `${job.status} ${(job.files ?? []).length} ${language}`;
    if (actions.dataset.drawn === drawn) return;
    actions.dataset.drawn = drawn;
    actions.replaceChildren(...buttons);
    if (focused) buttons[0]?.focus();
  }

  redraw() {
    this.jobs.forEach((job) => this.draw(job));
    this.container.querySelector(".empty")?.remove();
    if (this.jobs.size === 0) {
      const empty = document.createElement("p");
      empty.className = "empty";
      empty.textContent = t(this.emptyKey);
      this.container.append(empty);
    }
  }

  clear() {
    this.followed.forEach((stop) => stop.abort());
    this.followed.clear();
    this.jobs.clear();
    this.cards.clear();
    this.container.replaceChildren();
  }
}

function button(text, kind, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", async () => {
    made.disabled = true;
    try { await act(); } catch (e) { announce(e.message); } finally { made.disabled = false; }
  });
  return made;
}

const documents = new Shelf(DOCUMENTS, $("documents"), "noDocuments");
const decks = new Shelf(DECKS, $("decks"), "noDecks");
const shelves = [documents, decks];

// ---- forms ----

/** Runs a form's work, with its button busy and its problem, if any, shown beside it. */
function onSubmit(form, work) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = form.querySelector(".problem");
    const submit = form.querySelector(".primary");
    form.querySelectorAll("[aria-invalid]").forEach((el) => el.removeAttribute("aria-invalid"));
    problem.hidden = true;
    submit.disabled = true;
    try {
      await work(form);
    } catch (e) {
      problem.textContent = e.message;
      problem.hidden = false;
      const wrong = (e.fields ?? []).map((name) => form.elements[name]).find((el) => el instanceof HTMLElement);
      wrong?.setAttribute("aria-invalid", "true");
      wrong?.focus();
    } finally {
      submit.disabled = false;
    }
  });
}

function wrong(field, key, values) {
  return Object.assign(new Error(t(key, values)), { fields: [field] });
}

function brief(form) {
  const request = {};
  const structured = $("structured").value.trim();
  if (structured) {
    try {
      Object.assign(request, JSON.parse(structured));
    } catch (e) {
      throw wrong("structured", "badJson", { why: e.message });
    }
  }
  for (const [name, value] of new FormData(form)) {
    const text = value.trim();
    if (!text || name === "formats") continue;
    const [outer, inner] = name.split(".");
    if (inner) request[outer] = { [inner]: text, ...request[outer] };
    else request[name] ??= text;
  }
  request.formats ??= new FormData(form).getAll("formats");
  if (!request.text && !request.document_type) throw wrong("text", "needAsk");
  if (request.formats.length === 0) throw wrong("formats", "needFormat");
  return request;
}

onSubmit($("sign-in-form"), async (form) => {
  const { username, password } = Object.fromEntries(new FormData(form));
  if (!username || !password) throw wrong(username ? "password" : "username", "needCredentials");
  const said = await postJson("/api/v1/auth/token", { username, password });
  token = said.access_token;
  sessionStorage.setItem("blatam.token", token);
  form.reset();
  await enter();
});

onSubmit($("document-form"), async (form) => {
  const job = await postJson(DOCUMENTS, brief(form));
  documents.put(job);
  documents.redraw();
  announce(`${t(`state_${job.status}`)}: ${job.title || t("untitled")}`);
});

onSubmit($("deck-form"), async (form) => {
  const request = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
  if (!request.topic) throw wrong("topic", "needTopic");
  decks.put(await postJson(DECKS, request));
  decks.redraw();
});

// ---- tabs (ARIA authoring practices: arrows move, Home and End jump) ----

const tabs = [...$("tabs").querySelectorAll("[role=tab]")];

function show(tab) {
  tabs.forEach((each) => {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    $(each.getAttribute("aria-controls")).hidden = !chosen;
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

let nextPage;

async function enter() {
  $("sign-in").hidden = true;
  $("tabs").hidden = false;
  $("sign-out").hidden = false;
  show(tabs[0]);
  $("main").focus();
  await loadTypes();
  nextPage = await documents.load();
  $("more-documents").hidden = !nextPage;
  await decks.load().catch((e) => { if (e.status === 401) throw e; });
}

function signOut(reason) {
  token = null;
  sessionStorage.removeItem("blatam.token");
  shelves.forEach((shelf) => shelf.clear());
  $("tabs").hidden = true;
  $("sign-out").hidden = true;
  $("panel-documents").hidden = true;
  $("panel-decks").hidden = true;
  $("sign-in").hidden = false;
  const problem = $("sign-in-form").querySelector(".problem");
  problem.hidden = !reason;
  problem.textContent = reason ?? "";
  $("username").focus();
}

$("sign-out").addEventListener("click", () => signOut());
$("more-documents").addEventListener("click", async () => {
  nextPage = await documents.load(nextPage);
  $("more-documents").hidden = !nextPage;
});
$("document_type").addEventListener("change", showFields);

document.querySelectorAll("[data-language]").forEach((el) => {
  el.addEventListener("click", () => speak(el.dataset.language));
});

speak(language);
$("document_language").value = language;
$("deck_language").value = language;
if (token) enter().catch(() => signOut(t("signedOut"))); else signOut();
