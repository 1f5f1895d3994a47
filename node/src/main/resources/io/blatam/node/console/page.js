// Pieces that every panel uses: elements by id, buttons, forms, and what a screen reader hears.

import { t } from "./language.js";

export const $ = (id) => document.getElementById(id);

/** An element of {@code tag} with a class, and text or elements in it. */
export function make(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

let fields = 0;

/** An input under its label; {@code input} leads back to it. */
export function field(label, input, labelClass) {
  input.id ||= `field-${fields += 1}`;
  const name = make("label", labelClass, label);
  name.htmlFor = input.id;
  return Object.assign(make("div", "field", name, input), { input });
}

export function announce(text) {
  $("announcer").textContent = "";
  requestAnimationFrame(() => { $("announcer").textContent = text; });
}

/** Where a form or a card says what went wrong. */
export function problemLine() {
  const line = make("p", "problem");
  line.setAttribute("role", "alert");
  line.hidden = true;
  return line;
}

/** A button that is busy while it acts; what goes wrong is shown where it stands, and said. */
export function button(text, kind, label, act) {
  const made = make("button", kind, text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", async () => {
    made.disabled = true;
    const problem = made.closest(".asks, .card")?.querySelector(".problem");
    if (problem) problem.hidden = true;
    try {
      await act();
    } catch (e) {
      announce(e.message);
      if (problem) { problem.textContent = e.message; problem.hidden = false; }
    } finally {
      made.disabled = false;
    }
  });
  return made;
}

/** A card of a list: its title, what is known of it, what is wrong with it, and what can be done. */
export function card(title, meta, wrong, ...actions) {
  const problem = problemLine();
  problem.textContent = wrong ?? "";
  problem.hidden = !wrong;
  return make("article", "card item",
    make("div", "item-head", make("h3", "", title), make("p", "meta", meta.filter(Boolean).join(" · "))),
    problem, make("div", "actions", ...actions));
}

/** The cards of a list, or that there are none. */
export function listed(container, cards, emptyKey) {
  container.replaceChildren(...(cards.length ? cards : [make("p", "empty", t(emptyKey))]));
}

/** Runs a form's work, with its button busy and its problem, if any, shown beside it. */
export function onSubmit(form, work) {
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

/** The files that were chosen, at least one. */
export function files(form) {
  const chosen = [...form.elements.file.files];
  if (chosen.length === 0) throw wrong("file", "needFile");
  return chosen;
}

export function wrong(field, key, values) {
  return Object.assign(new Error(t(key, values)), { fields: [field] });
}
