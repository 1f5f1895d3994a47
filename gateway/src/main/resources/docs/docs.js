"use strict";
// Renders /openapi.json. No library, nothing from elsewhere: the page has to work where there is no internet.

const VERBS = ["get", "post", "put", "patch", "delete"];

/** An element; strings among the children become text, so nothing of the description can be markup. */
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

/** The little Markdown that descriptions use: paragraphs, `code` and **bold**. */
function prose(text) {
  return (text || "").trim().split(/\n\s*\n/).filter(Boolean).map(paragraph => el("p", {}, inline(paragraph)));
}

function inline(text) {
  return text.replace(/\s*\n\s*/g, " ").split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter(Boolean).map(part =>
    part.startsWith("`") ? el("code", {}, part.slice(1, -1))
      : part.startsWith("**") ? el("strong", {}, part.slice(2, -2)) : part);
}

class Reference {
  constructor(api) {
    this.api = api;
  }

  resolve(thing) {
    let found = thing;
    while (found && found.$ref) {
      found = found.$ref.slice(2).split("/")
        .reduce((at, step) => at && at[step.replace(/~1/g, "/").replace(/~0/g, "~")], this.api);
    }
    return found || {};
  }

  operations(tag) {
    return Object.entries(this.api.paths).flatMap(([path, item]) =>
      Object.keys(item).filter(verb => VERBS.includes(verb) && (item[verb].tags || []).includes(tag))
        .map(verb => ({path, verb, operation: item[verb], parameters: [...(item.parameters || []), ...(item[verb].parameters || [])]})));
  }

  typeOf(raw) {
    const schema = this.resolve(raw);
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (schema.oneOf) return schema.oneOf.map(one => this.typeOf(one)).join(" or ");
    if (schema.type === "array") return "list of " + this.typeOf(schema.items || {});
    const type = Array.isArray(schema.type) ? schema.type.join(" or ") : schema.type || "any";
    return schema.format ? `${type} (${schema.format})` : type;
  }

  rules(schema) {
    const said = [];
    if (schema.enum) said.push("one of " + schema.enum.join(", "));
    if (schema.default !== undefined) said.push("default " + (typeof schema.default === "string" ? schema.default : JSON.stringify(schema.default)));
    if (schema.minimum !== undefined || schema.maximum !== undefined)
      said.push(schema.minimum === undefined ? "at most " + schema.maximum : schema.maximum === undefined ? "at least " + schema.minimum : `${schema.minimum} to ${schema.maximum}`);
    if (schema.minLength > 1 || schema.maxLength !== undefined)
      said.push(schema.minLength > 1 ? `${schema.minLength} to ${schema.maxLength} characters` : `at most ${schema.maxLength} characters`);
    if (schema.examples) said.push("such as " + schema.examples.map(String).join(", "));
    return said.join(" · ");
  }

  field(name, raw, required, depth) {
    const schema = this.resolve(raw);
    const inner = schema.type === "array" ? this.resolve(schema.items) : schema;
    const nested = inner.properties && depth < 6 ? this.fields(inner, depth + 1) : null;
    const rules = this.rules(schema) || (schema.type === "array" ? this.rules(inner) : "");
    const about = (raw && raw.description) || schema.description;
    return el("li", {},
      el("div", {}, el("span", {class: "name"}, name), el("span", {class: "type"}, this.typeOf(raw)),
        required ? el("span", {class: "need"}, "required") : null),
      about ? el("p", {class: "about"}, inline(about)) : null,
      rules ? el("p", {class: "rules"}, rules) : null,
      nested ? el("details", {open: depth < 1 && Object.keys(inner.properties).length < 5},
        el("summary", {}, Object.keys(inner.properties).length + " fields"), nested) : null);
  }

  fields(schema, depth = 0) {
    return el("ul", {class: "fields"}, Object.entries(schema.properties || {})
      .map(([name, raw]) => this.field(name, raw, (schema.required || []).includes(name), depth)));
  }

  /** A value that fits the schema, for descriptions that give none. */
  sample(raw, depth = 0) {
    const schema = this.resolve(raw);
    if (schema.example !== undefined) return schema.example;
    if (schema.examples) return schema.examples[0];
    if (schema.const !== undefined) return schema.const;
    if (schema.default !== undefined) return schema.default;
    if (schema.enum) return schema.enum[0];
    if (schema.oneOf) return this.sample(schema.oneOf[0], depth);
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if (type === "array") return depth > 4 ? [] : [this.sample(schema.items || {}, depth + 1)];
    if (type === "object") {
      return Object.fromEntries(Object.entries(schema.properties || {}).slice(0, 24)
        .filter(([name]) => depth < 4 || (schema.required || []).includes(name))
        .map(([name, property]) => [name, this.sample(property, depth + 1)]));
    }
    if (type === "integer" || type === "number") return schema.minimum || 1;
    if (type === "boolean") return false;
    if (schema.format === "date-time") return "2026-11-23T10:00:00Z";
    if (schema.format === "date") return "2026-11-23";
    return type === "string" ? "…" : null;
  }
}

function highlighted(text) {
  return text.split(/("(?:[^"\\]|\\.)*"(?:\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?\b)/).map((part, i) => {
    if (i % 2 === 0) return part;
    const kind = part.endsWith(":") ? "k" : part.startsWith("\"") ? "s" : /^[tfn]/.test(part) ? "l" : "n";
    return el("span", {class: kind}, part);
  });
}

/** A box with code that can be copied, and chosen from when there are several. */
function sampleBox(title, samples, isJson) {
  const pre = el("pre", {tabindex: 0});
  const copy = el("button", {type: "button"}, "Copy");
  const choose = samples.length > 1
    ? el("select", {"aria-label": "Example"}, samples.map((sample, i) => el("option", {value: i}, sample.name))) : null;
  const current = () => samples[choose ? Number(choose.value) : 0].text;
  const show = () => pre.replaceChildren(...(isJson ? highlighted(current()) : [current()]));
  if (choose) choose.addEventListener("change", show);
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(current());
      copy.textContent = "Copied";
    } catch (refused) {
      getSelection().selectAllChildren(pre);
      copy.textContent = "Selected";
    }
    setTimeout(() => { copy.textContent = "Copy"; }, 1500);
  });
  show();
  return el("div", {class: "sample"}, el("header", {}, el("span", {}, title), choose, copy), pre);
}

const text = value => typeof value === "string" ? value : JSON.stringify(value, null, 2);

function bodiesOf(reference, content) {
  const [type, media] = Object.entries(content || {})[0] || [];
  if (!media || type === "application/octet-stream") return {type, samples: []};
  if (media.examples) {
    return {type, samples: Object.values(media.examples).map(one => ({name: one.summary || "Example", text: text(one.value)}))};
  }
  const value = media.example !== undefined ? media.example : reference.sample(media.schema || {});
  return {type, samples: [{name: "Example", text: text(value)}]};
}

function curl(path, verb, open, body) {
  const lines = [`curl ${verb === "get" ? "" : "-X " + verb.toUpperCase() + " "}${location.origin}${path}`];
  if (!open) lines.push(`-H "Authorization: Bearer $TOKEN"`);
  if (body) {
    lines.push(`-H "Content-Type: application/json"`);
    lines.push(`-d '${JSON.stringify(JSON.parse(body)).replace(/'/g, "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

function article(reference, {path, verb, operation, parameters}) {
  const open = Array.isArray(operation.security) && operation.security.length === 0;
  const request = operation.requestBody ? bodiesOf(reference, reference.resolve(operation.requestBody).content) : {samples: []};
  const requestSchema = operation.requestBody
    ? reference.resolve((Object.values(reference.resolve(operation.requestBody).content)[0] || {}).schema) : null;
  const answers = Object.entries(operation.responses).map(([status, raw]) => ({status, response: reference.resolve(raw)}));
  const good = answers.find(answer => answer.status.startsWith("2")) || answers[0];
  const answer = bodiesOf(reference, good.response.content);
  const isJson = type => (type || "").includes("json");
  const what = el("div", {class: "what"},
    el("h3", {}, el("a", {href: "#" + operation.operationId}, operation.summary || operation.operationId)),
    el("p", {class: "route"}, el("span", {class: "verb " + verb}, verb), el("span", {}, path), open ? el("span", {class: "open"}, "no token") : null),
    el("div", {class: "prose"}, prose(operation.description)));
  if (parameters.length) {
    what.append(el("h4", {}, "Parameters"), el("ul", {class: "fields"}, parameters.map(raw => {
      const parameter = reference.resolve(raw);
      return reference.field(parameter.name, {...reference.resolve(parameter.schema || {}), description: parameter.description}, parameter.required, 0);
    })));
  }
  if (requestSchema && requestSchema.properties) {
    what.append(el("h4", {}, "Body"), el("div", {class: "prose"}, requestSchema.description ? prose(requestSchema.description) : []), reference.fields(requestSchema));
  }
  what.append(el("h4", {}, "Answers"), el("ul", {class: "answers"}, answers.map(({status, response}) => {
    const media = Object.values(response.content || {})[0];
    const schema = media ? reference.resolve(media.schema || {}) : {};
    const detailed = status.startsWith("2") && schema.properties;
    return el("li", {}, el("span", {class: "status " + (status < "400" ? "ok" : "bad")}, status === "default" ? "else" : status),
      inline(response.description || ""),
      detailed ? el("details", {}, el("summary", {}, "Fields"), reference.fields(schema)) : null);
  })));
  const show = el("div", {class: "show"},
    request.samples.length ? sampleBox("Request body", request.samples, isJson(request.type)) : null,
    sampleBox("curl", (request.samples.length && isJson(request.type) ? request.samples : [{name: "Example", text: ""}])
      .map(one => ({name: one.name, text: curl(path, verb, open, one.text)})), false),
    answer.samples.length ? sampleBox("Answer " + good.status + "  " + answer.type, answer.samples, isJson(answer.type)) : null);
  return el("article", {id: operation.operationId}, what, show);
}

function render(api) {
  const reference = new Reference(api);
  const nav = document.getElementById("nav");
  const main = document.getElementById("content");
  main.replaceChildren(
    el("h1", {}, api.info.title + " API"),
    el("p", {class: "lead"}, api.info.summary),
    el("div", {class: "prose"}, prose(api.info.description)));
  for (const tag of api.tags) {
    const operations = reference.operations(tag.name);
    if (!operations.length) continue;
    nav.append(el("div", {class: "group"}, el("h2", {}, tag.name), operations.map(({verb, path, operation}) =>
      el("a", {href: "#" + operation.operationId, "data-find": [operation.summary, path, verb, tag.name].join(" ").toLowerCase()},
        el("span", {class: "verb " + verb}, verb === "delete" ? "del" : verb), el("span", {}, operation.summary)))));
    main.append(el("section", {class: "tag"}, el("h2", {}, tag.name),
      el("div", {class: "prose"}, prose(tag.description)), operations.map(one => article(reference, one))));
  }
  document.title = api.info.title + " API";
  findable(nav);
  following(nav, main);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function findable(nav) {
  const search = document.getElementById("search");
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const group of nav.querySelectorAll(".group")) {
      let shown = 0;
      for (const link of group.querySelectorAll("a")) {
        link.hidden = !words.every(word => link.dataset.find.includes(word));
        link.style.display = link.hidden ? "none" : "";
        shown += link.hidden ? 0 : 1;
      }
      group.hidden = shown === 0;
    }
  });
  search.addEventListener("keydown", event => {
    if (event.key === "Enter") nav.querySelector(".group:not([hidden]) a:not([hidden])")?.click();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  });
}

/** Marks in the side bar what is being read. */
function following(nav, main) {
  const seen = new IntersectionObserver(entries => {
    for (const entry of entries.filter(one => one.isIntersecting)) {
      nav.querySelectorAll("[aria-current]").forEach(link => link.removeAttribute("aria-current"));
      const link = nav.querySelector(`a[href="#${entry.target.id}"]`);
      link?.setAttribute("aria-current", "true");
      link?.scrollIntoView({block: "nearest"});
    }
  }, {rootMargin: "-5% 0px -80% 0px"});
  main.querySelectorAll("article").forEach(one => seen.observe(one));
}

fetch("/openapi.json")
  .then(response => response.ok ? response.json() : Promise.reject(new Error(response.status)))
  .then(render)
  .catch(failure => {
    document.getElementById("content").replaceChildren(
      el("p", {class: "empty"}, "The description could not be read (" + failure.message + "). Reload, or look at /openapi.json."));
    throw failure;
  });
