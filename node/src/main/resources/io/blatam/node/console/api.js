// The gateway's API: the token, calls, files and event streams.

import { t } from "./language.js";

let token = sessionStorage.getItem("blatam.token");
let signedOut = () => {};

export const signedIn = () => token !== null;

/** Remembers the token for as long as the tab is open, or forgets it. */
export function remember(given) {
  token = given;
  if (given) sessionStorage.setItem("blatam.token", given); else sessionStorage.removeItem("blatam.token");
}

/** Calls {@code then} when the gateway no longer takes the token. */
export function onSignedOut(then) {
  signedOut = then;
}

export class Problem extends Error {
  constructor(status, body) {
    const errors = body?.errors ?? [];
    super(errors.length
      ? errors.map((e) => `${e.field}: ${e.message}`).join("\n")
      : body?.detail ?? body?.title ?? `HTTP ${status}`);
    this.status = status;
    this.fields = errors.map((e) => e.field);
  }
}

export async function call(path, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (typeof options.body === "string") headers["Content-Type"] ??= "application/json";
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (e) {
    if (e.name === "AbortError") throw e;
    throw new Problem(0, { detail: t("unreachable") });
  }
  if (!response.ok) {
    const problem = new Problem(response.status, await response.json().catch(() => null));
    if (response.status === 401 && token) signedOut();
    throw problem;
  }
  return response;
}

export const getJson = async (path) => (await call(path)).json();
export const patchJson = async (path, body) => (await call(path, { method: "PATCH", body: JSON.stringify(body) })).json();
export const postJson = async (path, body) => (await call(path, { method: "POST", body: body && JSON.stringify(body) })).json();

/** Sends a file as the API's forms want it. */
export async function upload(path, file, fields = {}) {
  const body = new FormData();
  Object.entries(fields).forEach(([name, value]) => body.append(name, value));
  body.append("file", file);
  return (await call(path, { method: "POST", body })).json();
}

/** Server-sent events over fetch, because EventSource can not send a bearer token. */
export async function* events(path, lastId, signal) {
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

/** Saves what an address answers with. */
export async function download(path, fallbackName, options) {
  const response = await call(path, options);
  const disposition = response.headers.get("Content-Disposition") ?? "";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = /filename="([^"]+)"/.exec(disposition)?.[1] ?? fallbackName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
