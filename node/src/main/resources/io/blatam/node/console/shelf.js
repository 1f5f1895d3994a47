// A list of jobs. A job's own resource is the truth; its event stream says when to look again.

import { call, download, events, getJson, pause } from "./api.js";
import { language, onSpeak, t, when } from "./language.js";
import { $, announce, button, make } from "./page.js";
import { typeName } from "./types.js";

const PAGE = 20;
const POLL_MS = 1500;
const RECONNECT_MS = [300, 1000, 3000];
const ENDED = ["done", "failed", "cancelled"];
const isWritten = (section) => section.origin !== undefined;
const isCached = (section) => section.origin === "cache" || section.origin === "joined";

/**
 * Jobs as cards, newest first, each followed until it ends. {@code aside} gives what stands in a
 * job's card beside its sections, {@code actions} its further buttons.
 */
export class Shelf {
  constructor(path, container, emptyKey, { aside = () => [], actions = () => [] } = {}) {
    this.path = path;
    this.container = container;
    this.emptyKey = emptyKey;
    this.aside = aside;
    this.actions = actions;
    this.jobs = new Map();
    this.cards = new Map();
    this.followed = new Map();
    onSpeak(() => this.redraw());
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
      card.dataset.job = job.id;
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
    // While it asks which document is wanted, its plan is a guess.
    const guess = job.status === "question";
    const title = (!guess && job.title) || t("untitled");
    const running = !ENDED.includes(job.status);
    card.dataset.status = job.status;
    card.querySelector("h3").textContent = title;
    card.querySelector(".state").textContent = t(`state_${job.status}`);
    card.querySelector(".meta").textContent = [
      !guess && typeName(job.document_type),
      job.language?.toUpperCase(),
      job.created_at && when(job.created_at),
      job.queue && t("place", job.queue),
    ].filter(Boolean).join(" · ");
    this.drawSections(card, job, running);
    const problem = card.querySelector(":scope > .problem");
    problem.hidden = job.status !== "failed";
    problem.textContent = job.error ?? "";
    this.drawAside(card, job);
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
    const details = card.querySelector(":scope > .sections");
    details.hidden = sections.length === 0 || job.status === "question";
    if (running && !card.dataset.opened) { details.open = true; card.dataset.opened = "yes"; }
    if (!running && card.dataset.opened === "yes") { details.open = false; card.dataset.opened = "closed"; }
    details.querySelector("summary").textContent =
      t(cached ? "sectionsCached" : "sections", { done, all: sections.length, cached });
    const next = running && sections.find((s) => !isWritten(s));
    details.querySelector("ol").replaceChildren(...sections.map((section) => {
      const item = make("li", "", section.title);
      item.dataset.state = isWritten(section) ? "done" : section === next ? "writing" : "waiting";
      if (isCached(section)) item.append(make("span", "cached", t("cached")));
      return item;
    }));
  }

  /** Only when something changed: a person may be writing in it. */
  drawAside(card, job) {
    const aside = card.querySelector(".aside");
    const drawn = `${job.status} ${job.attempt} ${Boolean(job.question)} ${language()}`;
    if (aside.dataset.drawn === drawn) return;
    aside.dataset.drawn = drawn;
    aside.replaceChildren(...this.aside(job));
  }

  drawActions(card, job, title, running) {
    const files = job.status === "done" ? job.files ?? [] : [];
    const buttons = [
      ...files.map(({ format, name }) => button(format.toUpperCase(), "file",
        t("download", { format: format.toUpperCase(), title }),
        () => download(`${this.path}/${job.id}/files/${format}`, name))),
      ...(running ? [button(t("cancel"), "quiet", t("cancel"), async () => {
        this.put(await (await call(`${this.path}/${job.id}`, { method: "DELETE" })).json());
      })] : []),
      ...this.actions(job),
    ];
    const actions = card.querySelector(":scope > .actions");
    const focused = actions.contains(document.activeElement);
    const drawn = `${job.status} ${(job.files ?? []).length} ${language()}`;
    if (actions.dataset.drawn === drawn) return;
    actions.dataset.drawn = drawn;
    actions.replaceChildren(...buttons);
    if (focused) buttons[0]?.focus();
  }

  redraw() {
    this.jobs.forEach((job) => this.draw(job));
    this.container.querySelector(".empty")?.remove();
    if (this.jobs.size === 0) this.container.append(make("p", "empty", t(this.emptyKey)));
  }

  clear() {
    this.followed.forEach((stop) => stop.abort());
    this.followed.clear();
    this.jobs.clear();
    this.cards.clear();
    this.container.replaceChildren();
  }
}
