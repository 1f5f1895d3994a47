// Documents on a date: when, what, and what became of each run.

import { call, getJson, patchJson, postJson } from "./api.js";
import { language, onSpeak, t, when } from "./language.js";
import { $, announce, button, card, listed, make, onSubmit, wrong } from "./page.js";
import { typeName } from "./types.js";

const SCHEDULES = "/api/v1/bul/schedules";
const form = $("schedule-form");
const sunday = new Date(Date.UTC(2026, 0, 4));

let schedules;

/** Which fields say when, by how often; the others are not asked for. */
const ASKED = {
  daily: ["time"], weekdays: ["time"], weekly: ["weekday", "time"],
  monthly: ["monthday", "time"], once: ["moment"], cron: ["cron"],
};

async function load() {
  ({ items: schedules } = await getJson(SCHEDULES));
  draw();
}

function draw() {
  if (schedules) listed($("schedules"), schedules.map(scheduleCard), "noSchedules");
  drawWeekdays();
}

function scheduleCard(schedule) {
  const runs = make("div", "details");
  const made = card(schedule.name, [
    schedule.cron ? spoken(schedule.cron) : t("onceOnly"), schedule.zone, typeName(schedule.brief.document_type),
    schedule.paused ? t("schedulePaused") : schedule.next_at ? t("nextRun", { when: when(schedule.next_at) }) : t("scheduleOver"),
  ], null,
  button(t("runs"), "quiet", t("runsOf", schedule), () => showRuns(schedule, runs)),
  ...(schedule.paused || schedule.next_at ? [button(t(schedule.paused ? "resume" : "pauseIt"), "quiet",
    t(schedule.paused ? "resumeThis" : "pauseThis", schedule), async () => {
      await patchJson(schedule.links.self, { paused: !schedule.paused });
      await load();
    })] : []),
  button(t("remove"), "quiet", t("removeThis", { title: schedule.name }), async () => {
    if (!confirm(t("removeSure", { title: schedule.name }))) return;
    await call(schedule.links.self, { method: "DELETE" });
    await load();
  }));
  made.append(runs);
  return made;
}

async function showRuns(schedule, into) {
  const [{ items }, { next_runs: next }] = await Promise.all([
    getJson(`${schedule.links.runs}?limit=5`), getJson(schedule.links.self),
  ]);
  const past = items.map((run) => make("li", "",
    `${when(run.occurrence)}: ${t(`run_${run.state}`)}${run.reason ? ` (${run.reason})` : ""}`));
  const coming = schedule.paused ? [] : next.map((at) => make("li", "", when(at)));
  into.replaceChildren(
    make("h4", "", t("runsPast")), past.length ? make("ul", "notes", ...past) : make("p", "hint", t("noRuns")),
    ...(coming.length ? [make("h4", "", t("runsNext")), make("ul", "notes", ...coming)] : []));
}

/** What a cron that this page made says, in words; any other as it is. */
function spoken(cron) {
  const [minute, hour, day, month, week] = cron.split(" ");
  if (![minute, hour].every((part) => /^\d+$/.test(part)) || month !== "*") return cron;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (day === "*" && week === "*") return t("everyDay", { time });
  if (day === "*" && week === "1-5") return t("everyWorkday", { time });
  if (day === "*" && /^[0-7]$/.test(week)) return t("everyWeek", { day: weekday(week % 7), time });
  if (week === "*" && day === "L") return t("everyMonthEnd", { time });
  if (week === "*" && /^\d+$/.test(day)) return t("everyMonth", { day, time });
  return cron;
}

function weekday(number) {
  return new Date(sunday.getTime() + number * 86_400_000)
    .toLocaleDateString(language(), { weekday: "long", timeZone: "UTC" });
}

function drawWeekdays() {
  const select = $("schedule-weekday");
  const chosen = select.value || "1";
  select.replaceChildren(...[1, 2, 3, 4, 5, 6, 0].map((day) => new Option(weekday(day), day)));
  select.value = chosen;
}

function drawWhen() {
  const asked = ASKED[form.elements.often.value];
  form.querySelectorAll("[data-when]").forEach((field) => { field.hidden = !asked.includes(field.dataset.when); });
}

/** When, as the API takes it. */
function moment({ often, time, weekday: day, monthday, moment: at, cron }) {
  if (often === "once") {
    if (!at) throw wrong("moment", "needMoment");
    return { run_at: new Date(at).toISOString() };
  }
  if (often === "cron") return { cron: cron.trim() };
  if (!time) throw wrong("time", "needTime");
  const [hour, minute] = time.split(":").map(Number);
  const days = { daily: "* * *", weekdays: "* * 1-5", weekly: `* * ${day}`, monthly: `${monthday} * *` };
  return { cron: `${minute} ${hour} ${days[often]}` };
}

onSubmit(form, async () => {
  const given = Object.fromEntries(new FormData(form));
  if (!given.name.trim()) throw wrong("name", "needName");
  if (!given.text.trim() && !given.document_type) throw wrong("text", "needAsk");
  const brief = { language: given.language, formats: ["pdf", "docx"] };
  if (given.text.trim()) brief.text = given.text.trim();
  if (given.document_type) brief.document_type = given.document_type;
  await postJson(SCHEDULES, { name: given.name.trim(), zone: given.zone.trim(), ...moment(given), brief });
  announce(t("scheduleMade", { title: given.name.trim() }));
  ["name", "text", "moment", "cron"].forEach((field) => { form.elements[field].value = ""; });
  await load();
});

form.elements.often.addEventListener("change", drawWhen);
form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
onSpeak(draw);
drawWhen();

export const scheduled = {
  open: load,
  clear() {
    schedules = undefined;
    $("schedules").replaceChildren();
  },
};
