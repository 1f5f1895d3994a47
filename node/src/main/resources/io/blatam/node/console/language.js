// The page in the language its reader chose.

import { texts } from "./texts.js";

let chosen = localStorage.getItem("blatam.language")
  ?? (navigator.languages.some((tag) => tag.startsWith("es")) ? "es" : "en");
const listeners = [];

export const language = () => chosen;

/** What the page says; a key that has no text is shown as it is. */
export function t(key, values = {}) {
  return (texts[chosen][key] ?? key).replace(/(?<!\{)\{(\w+)\}(?!\})/g, (_, name) => values[name] ?? "");
}

export const when = (moment) =>
  new Date(moment).toLocaleString(chosen, { dateStyle: "medium", timeStyle: "short" });

/** Calls {@code redraw} whenever the language is chosen. */
export function onSpeak(redraw) {
  listeners.push(redraw);
}

/** Gives an element, and what is in it, its words. */
export function translate(root) {
  root.querySelectorAll("[data-t]").forEach((el) => { el.textContent = t(el.dataset.t); });
  root.querySelectorAll("[data-t-label]").forEach((el) => { el.setAttribute("aria-label", t(el.dataset.tLabel)); });
  root.querySelectorAll("[data-t-placeholder]").forEach((el) => { el.placeholder = t(el.dataset.tPlaceholder); });
}

export function speak(wanted) {
  chosen = wanted;
  localStorage.setItem("blatam.language", wanted);
  document.documentElement.lang = wanted;
  translate(document);
  document.querySelectorAll("[data-language]").forEach((el) => {
    el.setAttribute("aria-pressed", String(el.dataset.language === wanted));
  });
  listeners.forEach((redraw) => redraw());
}
