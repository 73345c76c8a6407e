// What follows from an answer: another try, the end of the question, the same with new numbers.
const SECOND = 1;

// Without what is no number, which counts as if nothing stood there.
function readable(question, raws) {
  return question.parts.map((told, place) => {
    const raw = raws[place] || [];
    const lacking = told.kind === "matching" && raw.some((one) => one === "");
    if (lacking) return [];
    return told.gaps ? raw.map((text, n) => (readings(text, told.gaps[n].key.length).length ? text : "")) : raw;
  });
}

function tick(card) {
  const own = cardState(card.place);
  const now = performance.now();
  if (card.since && !own.done) own.spent[own.first ? SECOND : 0] += now - card.since;
  card.since = now;
}

function logged(card, grade, attempt, mode) {
  const own = cardState(card.place);
  note(card.told, questionOf(card), grade, { attempt, hints: own.hints, seconds: own.spent[attempt - 1] / 1000, mode });
}

// What stands in the way of a judgement is said. What is left open in part is judged after all, if it is wished again.
function refused(card, faults) {
  const hard = faults.findIndex((one) => one && (one.why === "number" || one.why === "partly"));
  const place = hard >= 0 ? hard : faults.findIndex(Boolean);
  const nothing = faults.every((one) => one && one.why === "blank");
  if (place < 0 || (hard < 0 && !nothing && card.warned)) return false;
  const [fault, where] = [faults[place], partsOf(card.node)[place]];
  const field = fieldsOf(where)[fault.place || 0];
  card.warned = hard < 0 && !nothing;
  if (fault.why === "number") {
    field.setAttribute("aria-invalid", "true");
    card.fault.textContent = filled(fault.count > 1 ? words.no_shape : words.no_number, { typed: field.value, count: fault.count });
  } else if (nothing) card.fault.textContent = words.blank;
  else card.fault.textContent = card.warned ? `${words.partly} ${words.sure}` : words.partly;
  focusOn(where, fault.place);
  return true;
}

function check(card) {
  const own = cardState(card.place);
  const question = questionOf(card);
  own.raw = partsOf(card.node).map(rawOf);
  const grade = graded(question, own.raw);
  if (refused(card, grade.faults)) return;
  card.warned = false;
  card.fault.textContent = "";
  tick(card);
  const attempt = own.first ? 2 : 1;
  logged(card, grade, attempt, "practice");
  const again = attempt === 1 && question.parts.some((told, n) => told.again && !grade.marks[n].right);
  if (again) {
    own.first = own.raw;
    keep();
    showFirst(card);
    showActs(card);
    const wrong = grade.marks.findIndex((one, n) => !one.right && question.parts[n].again);
    focusOn(partsOf(card.node)[wrong], grade.marks[wrong].missed[0]);
    readAs(card, grade);
    return;
  }
  finish(card, grade);
  readAs(card, grade);
}

// Whether the numbers stand there as they were read, so that nobody would read others.
function plainly(text, values) {
  const found = (text.match(/\d+(?:\.\d+)?/g) || []).map((one) => lowest(decimal(one)));
  const wanted = values.map(([over, under]) => [large(over), under]);
  if (values.length === 1 && found.length === 2 && text.includes("/") && found[1][0]) return same(quotient(...found), wanted[0]);
  return found.length === wanted.length && found.every((one, n) => same(one, wanted[n]));
}

function readAs(card, grade) {
  partsOf(card.node).forEach((place, n) => {
    const { given } = grade.marks[n];
    if (!given || !given.values || plainly(textsOf(place)[0].value, given.values)) return;
    const values = given.values.map((one) => shownNumber(one).replaceAll(",", "")).join(" × ");
    place.querySelector(".verdict").append(line(words.read_as, { values }));
  });
}

function giveUp(card) {
  const own = cardState(card.place);
  const question = questionOf(card);
  tick(card);
  if (own.first) {
    own.raw = own.first;
    partsOf(card.node).forEach((place, n) => putBack(place, own.raw[n]));
    finish(card, graded(question, own.first));
    return;
  }
  own.was = "unknown";
  own.raw = question.parts.length === 1 ? [[]] : readable(question, partsOf(card.node).map(rawOf));
  const grade = graded(question, own.raw);
  logged(card, grade, 1, "practice");
  finish(card, grade);
}

function resultOf(card, grade) {
  const own = cardState(card.place);
  const question = questionOf(card);
  const first = own.first ? graded(question, own.first) : grade;
  const met = [...first.marks, ...grade.marks].flatMap((one) => one.met.map((each) => question.slips[each.slip]));
  const concepts = new Map(met.map((one) => [one.concept, { id: one.concept, name: one.name, meaning: one.meaning }]));
  return {
    place: card.place,
    topic: card.told.topicName,
    atOnce: same(first.share, ALL),
    right: same(grade.share, ALL),
    hinted: own.hints > 0,
    extra: own.turns > 0 || state.handed,
    concepts: [...concepts.values()],
  };
}

function finish(card, grade) {
  const own = cardState(card.place);
  state.results.push(resultOf(card, grade));
  own.done = true;
  keep();
  showEnd(card);
  showActs(card);
  showPlaces();
  const next = card.after.querySelector("button.main");
  next.focus({ preventScroll: true });
  const shown = partsOf(card.node).find((_, n) => !grade.marks[n].right) || partsOf(card.node)[0];
  shown.querySelector(".verdict").scrollIntoView({ block: "nearest" });
}

// The same with new numbers: of those that were not asked yet one that shows a mistake that was made, else the next one.
function anew(card) {
  const own = cardState(card.place);
  const made = new Set(state.results.filter((one) => one.place === card.place).flatMap((one) => one.concepts.map((each) => each.id)));
  own.used = once([...(own.used || []), own.asked]);
  const every = [...card.told.asked.keys()].filter((n) => !own.used.includes(n));
  const telling = every.find((n) => card.told.asked[n].offered.some((one) => made.has(one)));
  const next = telling ?? every[0] ?? (own.asked + 1) % card.told.asked.length;
  if (!every.length) own.used = [];
  Object.assign(own, { asked: next, raw: [], first: null, done: false, hints: 0, spent: [0, 0], was: "", turns: own.turns + 1 });
  card.asked.innerHTML = "";
  card.warned = false;
  fill(card);
  keep();
  showPlaces();
  card.since = performance.now();
  say(words.new_numbers);
  card.node.querySelector("h2").focus();
}
