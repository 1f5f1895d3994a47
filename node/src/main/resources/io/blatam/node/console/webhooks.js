// Whom the platform tells what happens to documents, and what came of telling them.

import { call, getJson, patchJson, pause, postJson } from "./api.js";
import { onSpeak, t, when } from "./language.js";
import { $, announce, button, card, listed, make, onSubmit, wrong } from "./page.js";

const WEBHOOKS = "/api/v1/bul/webhooks";
const SHOWN = 5;
const LOOK_MS = 500;
const LOOKS = 20;

let webhooks;

async function load() {
  ({ items: webhooks } = await getJson(WEBHOOKS));
  draw();
}

function draw() {
  if (webhooks) listed($("webhooks"), webhooks.map(webhookCard), "noWebhooks");
}

function webhookCard(webhook) {
  const shown = make("div", "details");
  const title = webhook.description || webhook.url;
  const made = card(title, [
    webhook.description && webhook.url, webhook.events.map((type) => t(`event_${type}`)).join(", "),
    t(webhook.enabled ? "webhookOn" : "webhookOff"),
  ], webhook.disabled_reason,
  button(t("tryIt"), "quiet", t("tryThis", { title }), () => tryOut(webhook, shown)),
  button(t("deliveries"), "quiet", t("deliveriesOf", { title }), () => showDeliveries(webhook, shown)),
  button(t("newSecret"), "quiet", t("newSecretOf", { title }), async () => {
    if (!confirm(t("newSecretSure", { title }))) return;
    showSecret(await postJson(`${webhook.links.self}/rotate-secret`), "secretRotated");
  }),
  button(t(webhook.enabled ? "pauseIt" : "resume"), "quiet", t(webhook.enabled ? "pauseThis" : "resumeThis", { name: title }),
    async () => { await patchJson(webhook.links.self, { enabled: !webhook.enabled }); await load(); }),
  button(t("remove"), "quiet", t("removeThis", { title }), async () => {
    if (!confirm(t("removeSure", { title }))) return;
    await call(webhook.links.self, { method: "DELETE" });
    hideSecret(webhook.id);
    await load();
  }));
  made.append(shown);
  return made;
}

/** Sends a test, and shows what came of it as soon as something has. */
async function tryOut(webhook, into) {
  const sent = await postJson(`${webhook.links.self}/test`);
  for (let look = 0; look < LOOKS; look += 1) {
    const delivery = await getJson(sent.links.self);
    if (delivery.attempts > 0) break;
    await pause(LOOK_MS);
  }
  await showDeliveries(webhook, into);
  announce(into.querySelector("li").textContent);
}

async function showDeliveries(webhook, into) {
  const { items } = await getJson(`${webhook.links.deliveries}?limit=${SHOWN}`);
  into.replaceChildren(make("h4", "", t("deliveriesLatest")), items.length
    ? make("ul", "notes", ...items.map((delivery) => deliveryLine(delivery, webhook, into)))
    : make("p", "hint", t("noDeliveries")));
}

function deliveryLine(delivery, webhook, into) {
  const last = delivery.last_attempt;
  const line = make("li", "", [
    when(last?.at ?? delivery.created_at), t(`event_${delivery.type}`), t(`delivery_${delivery.state}`, delivery),
    last?.status && `HTTP ${last.status}`, last?.error,
    delivery.state === "pending" && delivery.attempts > 0 && t("nextTry", { when: when(delivery.next_attempt_at) }),
  ].filter(Boolean).join(" · "));
  if (delivery.state === "dead") {
    line.append(" ", button(t("sendAgain"), "quiet", t("sendAgain"), async () => {
      await postJson(delivery.links.redeliver);
      await showDeliveries(webhook, into);
    }));
  }
  return line;
}

/** Shown this once: it is not kept, and can not be asked for again. */
function showSecret(webhook, key) {
  const place = $("webhook-secret");
  const value = make("output", "secret", webhook.secret);
  place.dataset.of = webhook.id;
  place.replaceChildren(make("p", "", t(key)), value,
    make("div", "actions", button(t("hide"), "quiet", t("hide"), async () => hideSecret())));
  place.hidden = false;
  announce(t(key));
}

function hideSecret(id) {
  const place = $("webhook-secret");
  if (id && place.dataset.of !== id) return;
  place.hidden = true;
  place.replaceChildren();
}

onSubmit($("webhook-form"), async (form) => {
  const given = new FormData(form);
  if (!given.get("url").trim()) throw wrong("url", "needUrl");
  if (!given.has("events")) throw wrong("events", "needEvent");
  const made = await postJson(WEBHOOKS, {
    url: given.get("url").trim(), description: given.get("description").trim(), events: given.getAll("events"),
  });
  form.reset();
  await load();
  showSecret(made, "secretOnce");
});

onSpeak(draw);

export const told = {
  open: load,
  clear() {
    webhooks = undefined;
    hideSecret();
    $("webhooks").replaceChildren();
  },
};
