// The document types that the platform writes.

import { getJson } from "./api.js";
import { language, onSpeak, t } from "./language.js";
import { $ } from "./page.js";

export const types = new Map();
const ANY_FIELDS = $("structured").placeholder;

export async function loadTypes() {
  const { items } = await getJson("/api/v1/bul/document-types");
  items.forEach((type) => types.set(type.id, type));
  drawTypes();
}

function drawTypes() {
  typesInto($("document_type"));
  typesInto($("schedule-type"));
  showFields();
}

/** The types as the choices of a select, after its first. */
function typesInto(select) {
  const chosen = select.value;
  select.length = 1;
  [...types.values()]
    .sort((one, other) => one.name[language()].localeCompare(other.name[language()], language()))
    .forEach((type) => select.add(new Option(type.name[language()], type.id)));
  select.value = chosen;
}

/** The chosen type's own example shows which fields it has. */
function showFields() {
  const type = types.get($("document_type").value);
  const example = type?.example?.[language()];
  $("structured").placeholder = example ? JSON.stringify({ [type.key]: example }, null, 2) : ANY_FIELDS;
}

export const typeName = (type) => (type === "template" ? t("ownTemplate") : null) ?? types.get(type)?.name[language()] ?? type ?? "";

onSpeak(drawTypes);
$("document_type").addEventListener("change", showFields);
