// Changes to a finished document: asking for one, its versions, what differs between them, going back.

import { call, download, getJson, pause, postJson } from "./api.js";
import { t, when } from "./language.js";
import { announce, button, field, make, problemLine } from "./page.js";

const DOCUMENTS = "/api/v1/bul/documents";
const POLL_MS = 700;
const ENDED = ["done", "failed", "cancelled"];

/** What stands in a finished document's card; its versions are asked for when it is opened. */
export function revisions(job) {
  const details = make("details", "sections", make("summary", "", t("revise")));
  const panel = new Panel(job.id, job.document_type === "template");
  details.append(panel.element);
  details.addEventListener("toggle", () => { if (details.open) panel.load(); });
  return details;
}

class Panel {
  /** @param templated whether it is of a template: its data makes it, no words change it */
  constructor(id, templated) {
    this.path = `${DOCUMENTS}/${id}`;
    this.change = field(t("reviseAsk"), make("textarea"));
    this.change.input.rows = 2;
    this.change.input.maxLength = 2000;
    this.change.input.placeholder = t("revisePlaceholder");
    this.section = field(t("reviseWhere"), make("select"));
    this.progress = make("p", "hint");
    this.progress.hidden = true;
    this.versions = make("ol", "versions");
    this.diff = make("div", "difference");
    this.diff.hidden = true;
    this.diff.tabIndex = -1;
    const asking = templated ? [make("p", "hint", t("reviseTemplated")), problemLine()]
      : [this.change, this.section, problemLine(),
        make("div", "actions", button(t("reviseGo"), "primary", t("reviseGo"), () => this.ask()))];
    this.element = make("div", "asks", ...asking,
      this.progress, this.versions, this.diff);
  }

  async load() {
    try {
      const { versions } = await getJson(`${this.path}/versions`);
      const made = versions.filter((each) => each.version);
      this.latest = made.at(-1).version;
      this.versions.replaceChildren(...made.reverse().map((each) => this.row(each)));
      const { sections } = await getJson(`${this.path}/versions/${this.latest}`);
      const chosen = this.section.input.value;
      this.section.input.replaceChildren(new Option(t("reviseWhole"), ""),
        ...sections.filter((each) => each.id !== "sources").map((each) => new Option(each.title, each.id)));
      this.section.input.value = sections.some((each) => each.id === chosen) ? chosen : "";
    } catch (e) {
      this.wrong(e.message);
    }
  }

  wrong(message) {
    const problem = this.element.querySelector(".problem");
    problem.textContent = message;
    problem.hidden = false;
  }

  async ask() {
    const said = this.change.input.value.trim();
    const section = this.section.input.value;
    if (!said) throw new Error(t("needChange"));
    const body = section ? { section, instruction: said } : { change: said };
    await this.follow(await postJson(`${this.path}/revisions`, { ...body, base_version: this.latest }));
    this.change.input.value = "";
  }

  async restore(version) {
    await this.follow(await postJson(`${this.path}/versions/${version}/restore`));
  }

  async follow(asked) {
    let job = asked;
    try {
      while (!ENDED.includes(job.status)) {
        this.progress.textContent = `${t("versionName", { version: job.revises.version })}: ${t(`state_${job.status}`)} …`;
        this.progress.hidden = false;
        await pause(POLL_MS);
        job = await getJson(`${DOCUMENTS}/${asked.id}`);
      }
    } finally {
      this.progress.hidden = true;
    }
    if (job.status === "failed") throw new Error(job.error);
    await this.load();
    if (job.status === "done") {
      announce(t("announceVersion", { version: job.revises.version, changes: job.revises.changes }));
      await this.compare(job.revises.base_version, job.revises.version);
    }
  }

  row(each) {
    const name = t("versionName", { version: each.version });
    const files = each.formats.map((format) => button(format.toUpperCase(), "file",
      t("downloadVersion", { format: format.toUpperCase(), version: each.version }),
      () => download(`${this.path}/files/${format}?version=${each.version}`, `v${each.version}.${format}`)));
    const acts = [
      each.version > 1 && button(t("compare"), "quiet", `${name}: ${t("compare")}`,
        () => this.compare(each.version - 1, each.version)),
      each.version < this.latest && button(t("restore"), "quiet", `${name}: ${t("restore")}`,
        () => this.restore(each.version)),
    ].filter(Boolean);
    return make("li", "",
      make("p", "asked", name),
      make("p", "meta", [when(each.asked_at), each.by, each.asked && t("quoted", each)].filter(Boolean).join(" · ")),
      make("p", "", each.changed || t("firstVersion")),
      make("div", "actions", ...files, ...acts));
  }

  async compare(from, to) {
    const diff = await (await call(`${this.path}/versions/${from}/diff/${to}`)).json();
    const changed = diff.sections.filter((each) => each.change !== "unchanged" || each.moved);
    this.diff.replaceChildren(
      make("p", "asked", t("difference", { from, to })),
      make("p", "meta", t("differenceTotals", diff.totals)),
      ...changed.flatMap((each) => [
        make("p", "changed-title", each.title, make("span", "meta",
          ` ${t(each.change === "unchanged" ? "change_moved" : `change_${each.change}`)}`)),
        make("div", "pieces", ...each.text.map((piece, i) => shown(piece, i === 0, i === each.text.length - 1)))]));
    this.diff.hidden = false;
    this.diff.focus();
  }
}

const AROUND = 160;

/** Long stretches that are the same are left out. */
function shown({ kind, text }, first, last) {
  if (kind === "insert") return make("ins", "", text);
  if (kind === "delete") return make("del", "", text);
  const before = first ? 0 : AROUND;
  const after = last ? 0 : AROUND;
  return make("span", "", text.length <= before + after + AROUND ? text
    : `${text.slice(0, before)} […] ${after ? text.slice(-after) : ""}`);
}
