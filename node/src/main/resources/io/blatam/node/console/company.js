// The company panel: what every document should know. The profile, notes to quote, templates of one's own.

import { call, download, getJson, pause, upload } from "./api.js";
import { documents } from "./documents.js";
import { filling } from "./filling.js";
import { language, onSpeak, t, when } from "./language.js";
import { $, announce, button, card, files, make, onSubmit } from "./page.js";

const PROFILE = "/api/v1/bul/profile";
const KNOWLEDGE = "/api/v1/bul/knowledge";
const TEMPLATES = "/api/v1/bul/templates";
const READ_MS = 1000;

let profile = {};
let notes = [];
let templates = [];

// ---- profile ----

const profileForm = $("profile-form");
const profileFields = () => [...profileForm.querySelectorAll("[data-field]")];
const at = (object, path) => path.split(".").reduce((inner, name) => inner?.[name], object);

function showProfile(stored) {
  profile = stored;
  profileFields().forEach((el) => { el.value = at(stored, el.dataset.field) ?? ""; });
  $("profile-all").disabled = false;
  showLogo();
}

async function showLogo() {
  const image = $("logo-shown");
  const href = profile.logo?.href;
  image.hidden = !href;
  $("logo-remove").hidden = !href;
  if (!href) return;
  const reader = new FileReader();
  reader.onload = () => { image.src = reader.result; };
  reader.readAsDataURL(await (await call(href, { headers: { Accept: "image/*" } })).blob());
}

const unchanged = () => ({ "If-Match": `"${profile.version}"` });

onSubmit(profileForm, async () => {
  const change = {};
  profileFields().forEach((el) => {
    const [outer, inner] = el.dataset.field.split(".");
    const value = el.value.trim() || null;
    if (inner) change[outer] = { ...change[outer], [inner]: value };
    else change[outer] = value !== null && el.type === "number" ? Number(value) : value;
  });
  showProfile(await (await call(PROFILE, {
    method: "PATCH", body: JSON.stringify(change), headers: unchanged(),
  })).json());
  announce(t("profileSaved"));
});

$("logo").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const problem = profileForm.querySelector(".problem");
  problem.hidden = true;
  try {
    showProfile(await (await call(`${PROFILE}/logo`, {
      method: "PUT", body: file, headers: { ...unchanged(), "Content-Type": file.type || "application/octet-stream" },
    })).json());
  } catch (e) {
    problem.textContent = e.message;
    problem.hidden = false;
  } finally {
    event.target.value = "";
  }
});

$("logo-remove").addEventListener("click", async () => {
  showProfile(await (await call(`${PROFILE}/logo`, { method: "DELETE", headers: unchanged() })).json());
});

// ---- lists ----

function remove(path, title, after) {
  return button(t("remove"), "quiet", t("removeThis", { title }), async () => {
    if (!window.confirm(t("removeSure", { title }))) return;
    await call(path, { method: "DELETE" });
    await after();
  });
}

function drawList(container, items, draw, emptyKey) {
  container.replaceChildren(...(items.length ? items.map(draw) : [make("p", "empty", t(emptyKey))]));
}

// ---- notes ----

async function loadNotes() {
  notes = (await getJson(`${KNOWLEDGE}?limit=100`)).items;
  drawNotes();
}

function drawNotes() {
  drawList($("notes"), notes, (note) => card(note.title, [
    t(`note_${note.state}`),
    note.pages && t(note.pages === 1 ? "onePage" : "pages", note),
    when(note.created_at),
  ], note.reason,
  button(t("file"), "file", t("downloadThis", note), () => download(note.links.file, note.file_name ?? "nota.md")),
  remove(note.links.self, note.title, loadNotes)), "noNotes");
}

/** Looks again until every note has been read, which takes seconds. */
async function untilRead() {
  for (let tries = 0; tries < 120 && notes.some((note) => ["queued", "reading"].includes(note.state)); tries += 1) {
    await pause(READ_MS);
    await loadNotes();
  }
}

onSubmit($("note-form"), async (form) => {
  for (const file of files(form)) await upload(KNOWLEDGE, file);
  form.reset();
  await loadNotes();
  untilRead();
});

// ---- templates ----

async function loadTemplates() {
  templates = (await getJson(TEMPLATES)).items;
  drawTemplates();
}

function drawTemplates() {
  drawList($("templates"), templates, (template) => card(template.name, [
    template.kind.toUpperCase(), t("version", template), template.language.toUpperCase(), when(template.created_at),
  ], null,
  button(t("fill"), "file", t("fillThis", { title: template.name }), () => fill(template)),
  button(t("preview"), "file", t("previewThis", { title: template.name }),
    () => download(template.links.preview, `${template.name}.${template.kind}`, { method: "POST", body: "{}" })),
  remove(template.links.self, template.name, loadTemplates)), "noTemplates");
  [...$("templates").querySelectorAll(".item")].forEach((item, i) => { item.dataset.template = templates[i].id; });
}

/** Opens the template's form in its card; what it makes is followed among the documents. */
function fill(template) {
  const item = $("templates").querySelector(`[data-template="${template.id}"]`);
  item.querySelector(":scope > .asks")?.remove();
  const form = filling(template, (job) => {
    documents.put(job);
    documents.redraw();
    $("tab-documents").click();
    announce(`${t(`state_${job.status}`)}: ${job.title}`);
  }, () => form.remove());
  item.append(form);
  form.querySelector("input").focus();
}

onSubmit($("template-form"), async (form) => {
  const [file] = files(form);
  await upload(TEMPLATES, file, { name: file.name.replace(/\.\w+$/, ""), language: language() });
  form.reset();
  await loadTemplates();
});

// ---- coming and going ----

onSpeak(() => { drawNotes(); drawTemplates(); });

export const company = {
  async open() {
    showProfile(await getJson(PROFILE));
    await Promise.all([loadNotes(), loadTemplates()]);
    untilRead();
  },
  clear() {
    profile = {};
    notes = [];
    templates = [];
    profileForm.reset();
    $("profile-all").disabled = true;
    $("logo-shown").hidden = true;
    $("notes").replaceChildren();
    $("templates").replaceChildren();
  },
};
