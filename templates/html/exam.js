// An exam: no word about right or wrong until it is handed in, by hand or by the clock.
const MINUTE = 60000;
const TOLD = [5, 1];
let announced = [];
let ticking = 0;

function sit() {
  const minutes = Math.min(600, Math.max(1, Math.round(Number(byId("minutes").value) || data.minutes)));
  begin("exam");
  state.ends = Date.now() + minutes * MINUTE;
  keep();
  watch();
}

function watch() {
  const left = () => state.ends - Date.now();
  announced = TOLD.filter((minutes) => left() > minutes * MINUTE);
  const shown = byId("clock");
  shown.hidden = false;
  const now = () => {
    const seconds = Math.max(0, Math.ceil(left() / 1000));
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const due = announced.find((minutes) => left() <= minutes * MINUTE);
    if (due) {
      announced = announced.filter((minutes) => minutes !== due);
      say(filled(words.time_left, { minutes: due }));
    }
    if (left() <= 0) handIn(words.is_over);
  };
  clearInterval(ticking);
  ticking = setInterval(now, 1000);
  now();
}

// Everything is judged at once; what was seen and left open is an answer of somebody who does not know.
function handIn(why) {
  if (state.handed) return;
  clearInterval(ticking);
  if (cards[state.now]) tick(cards[state.now]);
  cards.forEach((card) => {
    const own = state.cards[card.place];
    if (!own || !(own.seen || own.raw.some((one) => one.length))) return;
    opened(card);
    own.raw = readable(questionOf(card), own.raw);
    const grade = graded(questionOf(card), own.raw);
    logged(card, grade, 1, "exam");
    state.results.push({ ...resultOf(card, grade), given: grade.marks.some((one) => one.given) });
    own.done = true;
  });
  state.handed = true;
  cards.filter((card) => card.told).forEach(fill);
  byId("clock").hidden = true;
  keep();
  showSummary();
  say(typeof why === "string" ? why : words.handed);
}
