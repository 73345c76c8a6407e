// Events of the learner's log, as quizgen itself would write them, and the file of them.
const hex = (bytes) => [...crypto.getRandomValues(new Uint8Array(bytes))].map((one) => one.toString(16).padStart(2, "0")).join("");
const newUid = () => hex(8);
const once = (every) => [...new Set(every)];
const asNumber = ([over, under]) => (under === 1n ? String(over) : `"${over}/${under}"`);
const asList = (every) => `[${every.join(",")}]`;

function asWritten(values) {
  const every = values.map(asNumber);
  return every.length === 1 ? every[0] : asList(every);
}

// An answer as JSON, by hand: numbers may have more digits than this language writes.
function asGiven(given) {
  if (!given) return "null";
  if (given.chosen) return asList([...given.chosen].sort((a, b) => a - b));
  if (given.placed) return asList(given.placed);
  if (given.cells) return asList(given.cells.map((one) => (one ? asWritten(one) : "null")));
  return asWritten(given.values);
}

function answerOf(marks) {
  const every = marks.map((one) => asGiven(one.given));
  return every.length === 1 ? every[0] : asList(every);
}

const ratio = ([over, under]) => Number(over) / Number(under);

function note(told, question, grade, { attempt, hints, seconds, mode }) {
  const slips = grade.marks.flatMap((one) => one.met.map((met) => question.slips[met.slip]));
  state.events.push({
    log: 1,
    event: "answered",
    uid: newUid(),
    time: new Date().toISOString(),
    sitting: state.sitting,
    mode,
    item: question.item,
    source: told.source,
    topic: told.topic,
    level: told.level,
    kind: told.kind,
    attempt,
    answer: answerOf(grade.marks),
    right: same(grade.share, ALL),
    share: ratio(grade.share),
    misconceptions: once(slips.map((one) => one.id)),
    concepts: once(slips.map((one) => one.concept)),
    offered: question.offered,
    hints,
    seconds: Math.round(seconds * 10) / 10,
    version: data.version,
  });
}

function download() {
  const lines = state.events.map((one) => `${JSON.stringify(one)}\n`).join("");
  const file = URL.createObjectURL(new Blob([lines], { type: "application/jsonl" }));
  const link = element("a", { href: file, download: `answers-${data.id}.jsonl` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(file), 10000);
  say(words.downloaded);
}
