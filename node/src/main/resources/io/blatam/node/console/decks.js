// The presentations panel.

import { postJson } from "./api.js";
import { $, onSubmit, wrong } from "./page.js";
import { Shelf } from "./shelf.js";

const DECKS = "/api/v1/gamma/presentations";

export const decks = new Shelf(DECKS, $("decks"), "noDecks");

onSubmit($("deck-form"), async (form) => {
  const request = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
  if (!request.topic) throw wrong("topic", "needTopic");
  if (request.length) request.length = Number(request.length);
  decks.put(await postJson(DECKS, request));
  decks.redraw();
});
