// What a session showed: how many were right, in which topics, and which mistakes were made.
function scoreOf(results) {
  const [asked, right, atOnce] = [results.length, count(results, (one) => one.right), count(results, (one) => one.atOnce)];
  return filled(right === atOnce ? words.right_first : words.in_the_end, { right, first: atOnce, asked });
}

function byTopic(results) {
  const topics = new Map();
  results.forEach((one) => topics.set(one.topic, [...(topics.get(one.topic) || []), one]));
  return [...topics].map(([topic, every]) => {
    const values = { topic, first: count(every, (one) => one.atOnce), right: count(every, (one) => one.right), asked: every.length };
    return element("li", { text: filled(state.handed ? words.topic_exam : words.topic_line, values) });
  });
}

// The concepts that were got wrong, and in how many questions; the most frequent first.
function byConcept(results) {
  const met = new Map();
  results.flatMap((one) => one.concepts).forEach((one) => {
    met.set(one.id, { ...one, times: (met.get(one.id)?.times || 0) + 1 });
  });
  return [...met.values()].sort((a, b) => b.times - a.times);
}

function mistakes(results) {
  const found = byConcept(results);
  if (!found.length) return [element("p", { text: words.mistake_free })];
  const every = found.flatMap((one) => [
    element("dt", { text: filled(words.times, { name: one.name, times: one.times }) }),
    element("dd", { html: one.meaning }),
  ]);
  return [element("h3", { text: words.mistakes }), element("dl", {}, ...every)];
}

function points(results) {
  let [won, most] = [NONE, NONE];
  cards.forEach((card) => {
    const worth = exactly(opened(card).told.worth);
    const found = results.find((one) => one.place === card.place);
    most = add(most, worth);
    if (found) won = add(won, product(worth, exactly(found.won)));
  });
  return filled(words.points, { won: shownNumber(won), most: shownNumber(most) });
}

function wrongOnes(results) {
  const wrong = results.filter((one) => !one.atOnce && !one.extra);
  if (!wrong.length) return [];
  const every = wrong.map((one) => button(String(one.place + 1), () => show(one.place)));
  every.forEach((one) => one.setAttribute("aria-label", `${words.question} ${one.textContent}`));
  return [element("p", { text: state.handed ? words.review_exam : words.review }), element("div", { class: "row numbers" }, ...every)];
}

function summary() {
  const own = state.results.filter((one) => !one.extra);
  const extra = state.results.filter((one) => one.extra);
  const hinted = own.filter((one) => one.hinted);
  const box = byId("summary");
  const lines = [element("h2", { tabindex: "-1", text: words.summary })];
  if (!own.length && !sitting()) lines.push(element("p", { text: words.nothing }));
  if (own.length) {
    lines.push(element("p", {}, element("strong", { text: scoreOf(own) })));
    if (state.mode === "exam") lines.push(element("p", { text: points(own) }));
    if (hinted.length) lines.push(element("p", { text: filled(words.hinted, { right: count(hinted, (one) => one.right), asked: hinted.length }) }));
    if (extra.length) lines.push(element("p", { text: filled(words.once_more, { score: scoreOf(extra) }) }));
    lines.push(element("h3", { text: words.topics }), element("ul", {}, ...byTopic(own)), ...mistakes(state.results), ...wrongOnes(own));
  }
  lines.push(...waysOn());
  box.replaceChildren(...lines);
}

function waysOn() {
  const row = element("div", { class: "row" });
  const saved = button(words.download, download);
  saved.disabled = !state.events.length;
  if (sitting()) row.append(button(words.hand_in, handIn, true));
  else row.append(saved, twice(words.again, words.press_again, startAgain));
  if (!sitting() && state.events.length) row.append(twice(words.remove, words.press_remove, deleteAll));
  const lines = [row, element("p", { class: "quiet", text: kept ? words.kept : words.not_kept })];
  const left = cards.length - count(cards, answered);
  if (sitting() && left) lines.unshift(element("p", { text: filled(words.open_ones, { count: left }) }));
  if (!sitting() && state.events.length) lines.push(element("p", { class: "quiet", text: filled(words.how_back, { name: `answers-${data.id}.jsonl` }) }));
  return lines;
}

// A button that has to be pressed twice: it cannot be taken back.
function twice(first, then, act) {
  const one = button(first, () => {
    if (one.textContent === then) return act();
    one.textContent = then;
    return say(then);
  });
  one.addEventListener("blur", () => {
    one.textContent = first;
  });
  return one;
}
