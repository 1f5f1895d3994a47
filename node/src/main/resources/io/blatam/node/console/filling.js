// A document of one of the company's own templates: a form of the template's fields.

import { postJson } from "./api.js";
import { language, t } from "./language.js";
import { button, field, make, problemLine } from "./page.js";

const INPUTS = { date: "date", boolean: "checkbox" };

/** The form; {@code done} is given the job, {@code close} takes the form away. */
export function filling(template, done, close) {
  const title = field(t("fillTitle"), make("input"));
  title.input.maxLength = 160;
  title.input.value = template.name;
  const parts = partsOf(template.fields);
  const go = button(t("fillGo"), "primary", t("fillGo"), async () => {
    const data = {};
    parts.forEach((part) => part.putInto(data));
    await done(await postJson(template.links.documents, { data, title: title.input.value.trim() || undefined }));
    close();
  });
  return make("div", "asks", make("p", "asked", t("fillAsk", template)), title,
    ...parts.map((part) => part.element), problemLine(),
    make("div", "actions", go, button(t("fillClose"), "quiet", t("fillClose"), close)));
}

/** Inputs for fields, one group of rows for each list of things with fields of their own. */
function partsOf(fields) {
  const lists = new Map();
  const parts = [];
  fields.forEach((each) => {
    const [list, inner] = split(each.name);
    if (!inner) {
      parts.push(input(each));
    } else if (lists.has(list)) {
      lists.get(list).push({ ...each, name: inner });
    } else {
      const columns = [{ ...each, name: inner }];
      lists.set(list, columns);
      parts.push(() => rows(list, columns));
    }
  });
  return parts.map((part) => (typeof part === "function" ? part() : part));
}

function split(name) {
  const at = name.indexOf("[].");
  return at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at + 3)];
}

/** "client.first_name" as people read it. */
function called(name) {
  const words = name.replace(/\[\]/g, "").split(".").join(" · ").replace(/_/g, " ");
  return words.charAt(0).toLocaleUpperCase(language()) + words.slice(1);
}

function input({ name, type, required }) {
  const many = type === "list" || name.endsWith("[]");
  const control = make(many ? "textarea" : "input");
  control.dataset.name = name;
  if (INPUTS[type]) control.type = INPUTS[type];
  if (type === "number") control.inputMode = "decimal";
  control.required = required && type !== "boolean";
  const element = field(many ? t("fillLines", { name: called(name) }) : called(name), control);
  const path = name.replace(/\[\]$/, "").split(".");
  return {
    element,
    putInto(data) {
      const value = valueOf(control, type, many);
      if (value === undefined) return;
      let into = data;
      path.slice(0, -1).forEach((step) => { into[step] ??= {}; into = into[step]; });
      into[path.at(-1)] = value;
    },
  };
}

function valueOf(control, type, many) {
  if (type === "boolean") return control.checked;
  const said = control.value.trim();
  if (many) return said.split("\n").map((line) => line.trim()).filter(Boolean);
  // What is left empty is not given, and named if it is needed.
  return said || undefined;
}

function rows(list, columns) {
  const all = [];
  const box = make("div", "rows");
  const add = () => {
    const row = { inputs: partsOf(columns) };
    row.element = make("fieldset", "row", ...row.inputs.map((each) => each.element),
      button("×", "quiet", t("fillDrop", { name: called(list) }), () => {
        all.splice(all.indexOf(row), 1);
        row.element.remove();
      }));
    all.push(row);
    box.append(row.element);
  };
  add();
  const more = button(t("fillAdd", { name: called(list) }), "quiet", t("fillAdd", { name: called(list) }), () => {
    add();
    all.at(-1).element.querySelector("input, textarea").focus();
  });
  const path = list.split(".");
  return {
    element: make("div", "field", make("p", "asked", called(list)), box, more),
    putInto(data) {
      let into = data;
      path.slice(0, -1).forEach((step) => { into[step] ??= {}; into = into[step]; });
      into[path.at(-1)] = all.map(({ inputs }) => {
        const row = {};
        inputs.forEach((each) => each.putInto(row));
        return row;
      });
    },
  };
}
