// The list of chats by day, as its reader's own clock has it.
import assert from "node:assert/strict";
import test from "node:test";

globalThis.document = { documentElement: { lang: "en" } };
const { grouped } = await import("../../assets/js/list/chat_days");

const NOW = new Date(2026, 4, 20, 12, 30); // a Wednesday
const at = (...parts) => new Date(...parts).getTime();
const row = (id, time, more = {}) => ({ id, at: time, ...more });

const ROWS = [
  row("pinned", at(2025, 0, 1), { pinned: true }),
  row("now", NOW.getTime()),
  row("morning", at(2026, 4, 20, 0, 0)),
  row("evening", at(2026, 4, 19, 23, 59)),
  row("thursday", at(2026, 4, 14, 8)),
  row("a week ago", at(2026, 4, 13, 8)),
  row("may", at(2026, 4, 12, 8)),
  row("april", at(2026, 3, 30, 8)),
  row("last year", at(2025, 3, 30, 8)),
  row("sample", at(2026, 4, 20), { sample: true }),
];

test("rows stand in groups of days", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: NOW });
  const { count, groups } = grouped(ROWS, "today");
  assert.equal(count, ROWS.length);
  assert.deepEqual(
    groups.map(({ kind, label, rows }) => [kind, label, rows.map(({ id }) => id)]),
    [
      ["pinned", "", ["pinned"]],
      ["today", "", ["now", "morning"]],
      ["yesterday", "", ["evening"]],
      ["week", "", ["thursday", "a week ago"]],
      ["month", "May", ["may"]],
      ["month", "April", ["april"]],
      ["month", "April 2025", ["last year"]],
      ["samples", "", ["sample"]],
    ],
  );
});

test("a time is a clock, then a day of the week, then a date", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: NOW });
  const times = Object.fromEntries(
    grouped(ROWS, "times").groups.flatMap(({ rows }) => rows.map((one) => [one.id, one.time])),
  );
  assert.deepEqual(
    [times.now, times.evening, times.thursday, times["a week ago"], times["last year"]],
    ["12:30", "23:59", "Thu", "May 13", "Apr 30"],
  );
});

test("an unchanged row is the same object on the same day", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: NOW });
  const first = (day) => grouped(ROWS, day).groups[0].rows[0];
  assert.equal(first("wednesday"), first("wednesday"));
  assert.notEqual(first("wednesday"), first("thursday"));
});
