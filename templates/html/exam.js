// An exam: no word about right or wrong until it is handed in, by hand or by the clock.
const MINUTE = 60000;
const TOLD = [5, 1];
let announced = [];
let ticking = 0;

function sit() {
  const minutes = Math.min(600, Math.max(1, Math.round(Number(byId("minutes").value) || data.minutes)));
  begin("exam", Date.now() + minutes * MINUTE);
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

// Everything is judged at once; what was left open is worth nothing, and logged if it was seen.
function handIn(why) {
  if (state.handed) return;
  clearInterval(ticking);
  if (cards[state.now]) tick(cards[state.now]);
  cards.map(opened).forEach((card) => {
    const own = cardState(card.place);
    const raws = own.raw;
    own.raw = readable(questionOf(card), raws);
    const grade = graded(questionOf(card), own.raw);
    const won = wonInAnExam(questionOf(card), raws, grade.marks, exactly(data.wrong)).join("/");
    if (own.seen) logged(card, grade, 1, "exam");
    state.results.push({ ...resultOf(card, grade), won, given: raws.some((one) => one.length) });
    own.done = true;
  });
  state.handed = true;
  cards.forEach(fill);
  byId("clock").hidden = true;
  keep();
  showSummary();
  say(typeof why === "string" ? why : words.handed);
}
