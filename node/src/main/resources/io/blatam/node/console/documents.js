// The documents panel: asking for one, and what a person can say while and after it is written.

import { getJson, postJson } from "./api.js";
import { language, t } from "./language.js";
import { $, announce, button, field, make, onSubmit, problemLine, wrong } from "./page.js";
import { revisions } from "./revisions.js";
import { Shelf } from "./shelf.js";

const DOCUMENTS = "/api/v1/bul/documents";

export const documents = new Shelf(DOCUMENTS, $("documents"), "noDocuments", {
  aside: (job) => (job.question ? [question(job)]
    : job.status === "outline" ? [outline(job)]
      : job.status === "done" ? [findings(job), likeness(job), sources(job), revisions(job)].filter(Boolean) : []),
  actions: (job) => (job.status === "failed" ? [button(t("retry"), "quiet", t("retry"), async () => {
    documents.put(await postJson(`/api/v1/bul/dead-letters/${job.id}/replay`));
  })] : []),
});

async function goOn(job, act, said) {
  documents.put(await postJson(`${DOCUMENTS}/${job.id}/${act}`, said));
}

// ---- a question before it goes on ----

function question(job) {
  const own = field(t("answerOwn"), make("input"));
  own.input.maxLength = 1000;
  const choices = job.question.choices.map((choice, i) =>
    button(choice.label, "file plain", choice.label, () => goOn(job, "answer", { choice: i + 1 })));
  const send = button(t("answer"), "quiet", t("answer"), () => goOn(job, "answer", { text: own.input.value }));
  return make("div", "asks", make("p", "asked", job.question.question), make("div", "actions", ...choices), own,
    problemLine(), send);
}

// ---- an outline that a person settles ----

function outline(job) {
  const rows = make("ol", "outline");
  const box = make("div", "asks", make("p", "asked", t("outlineAsk")), rows, problemLine(), make("div", "actions",
    button(t("outlineAdd"), "quiet", t("outlineAdd"), () => {
      rows.append(outlineRow(rows, {}));
      rows.lastChild.querySelector("input").focus();
    }),
    button(t("outlineGo"), "primary", t("outlineGo"), () => goOn(job, "outline", { sections: settled(rows) }))));
  getJson(`${DOCUMENTS}/${job.id}/outline`)
    .then((plan) => rows.append(...plan.sections.map((section) => outlineRow(rows, section))))
    .catch((e) => box.replaceChildren(make("p", "problem", e.message)));
  return box;
}

function outlineRow(rows, section) {
  const row = make("li");
  const title = field(t("outlineTitle"), make("input"), "out-of-sight");
  const purpose = field(t("outlinePurpose"), make("input"), "out-of-sight");
  title.input.value = section.title ?? "";
  title.input.placeholder = t("outlineTitle");
  title.input.maxLength = 160;
  purpose.input.value = section.purpose ?? "";
  purpose.input.placeholder = t("outlinePurpose");
  purpose.input.maxLength = 600;
  purpose.input.className = "soft";
  row.said = () => ({ id: section.id, title: title.input.value, purpose: purpose.input.value || undefined });
  const called = () => title.input.value || t("outlineTitle");
  row.append(make("div", "outline-words", title, purpose), make("div", "actions",
    button("↑", "quiet", t("outlineUp", { title: called() }), () => { row.previousElementSibling?.before(row); }),
    button("↓", "quiet", t("outlineDown", { title: called() }), () => { row.nextElementSibling?.after(row); }),
    button("×", "quiet", t("outlineDrop", { title: called() }), () => {
      (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("input").focus();
      row.remove();
    })));
  return row;
}

const settled = (rows) => [...rows.children].map((row) => row.said());

// ---- what checks and reviewers found ----

function folded(summary, items) {
  return make("details", "sections", make("summary", "", summary), make("ul", "notes", ...items));
}

function findings(job) {
  const found = job.findings ?? [];
  return found.length === 0 ? null : folded(t(found.length === 1 ? "finding" : "findings", { count: found.length }),
    found.map((each) => make("li", "", [each.detail, each.advice].filter(Boolean).join(" "))));
}

function likeness(job) {
  const like = job.overlap ?? [];
  const percent = new Intl.NumberFormat(language(), { style: "percent" });
  return like.length === 0 ? null : folded(t("overlap"), like.map((each) =>
    make("li", "", t("overlapWith", { title: each.title, share: percent.format(each.containment) }))));
}

function sources(job) {
  const drawn = job.sources ?? [];
  return drawn.length === 0 ? null : folded(t("sources"), drawn.map((each) =>
    make("li", "", `[${each.number}] ${each.title}${each.page ? `, ${t("page", { page: each.page })}` : ""}`)));
}

// ---- asking ----

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
    if (!text || ["formats", "priority", "review_outline"].includes(name)) continue;
    const [outer, inner] = name.split(".");
    if (inner) request[outer] = { [inner]: text, ...request[outer] };
    else request[name] ??= text;
  }
  request.formats ??= new FormData(form).getAll("formats");
  request.priority ??= Number(form.elements.priority.value);
  request.review_outline ??= form.elements.review_outline.checked;
  if (!request.text && !request.document_type) throw wrong("text", "needAsk");
  if (request.formats.length === 0) throw wrong("formats", "needFormat");
  return request;
}

onSubmit($("document-form"), async (form) => {
  const job = await postJson(DOCUMENTS, brief(form));
  documents.put(job);
  documents.redraw();
  announce(`${t(`state_${job.status}`)}: ${job.title || t("untitled")}`);
});

let nextPage;

export async function loadDocuments(cursor) {
  nextPage = await documents.load(cursor);
  $("more-documents").hidden = !nextPage;
}

$("more-documents").addEventListener("click", () => loadDocuments(nextPage));
