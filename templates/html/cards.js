// Cards: unveiled when they are first shown, with what can be done on them.
let cards = [];

function makeCards() {
  cards = [...document.querySelectorAll("article.card")].map((node, place) => ({ node, place, told: null, since: 0 }));
}

// Of each field the values of all questions, as they are packed, to each question with its fields.
const byRecord = (fields) =>
  fields.item.map((_, n) => Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values[n]])));

function opened(card) {
  if (!card.told) {
    card.told = unveiled(JSON.parse(card.node.querySelector(".veiled").textContent));
    card.told.asked = byRecord(card.told.asked);
    card.asked = card.node.querySelector(".asked");
    card.first = card.asked.innerHTML;
    build(card);
    fill(card);
  }
  return card;
}

const languageOf = (card) => card.asked.lang || document.documentElement.lang;
const questionOf = (card) => card.told.asked[cardState(card.place).asked];

function build(card) {
  const form = card.node.querySelector("form");
  card.hints = element("div", { class: "hints" });
  card.fault = element("p", { class: "fault", role: "alert" });
  card.check = element("button", { type: "submit", class: "main", text: words.check });
  card.hint = button(words.hint, () => hint(card));
  card.unknown = button(words.unknown, () => giveUp(card));
  card.act = element("div", { class: "row act" }, card.check, card.hint, card.unknown);
  card.after = element("div", { class: "after" });
  card.after.hidden = true;
  form.append(card.fault, card.hints, card.act);
  form.after(card.after);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!card.check.hidden) check(card);
  });
  form.addEventListener("click", (event) => {
    const step = event.target.closest("[data-move]");
    if (step) moved(step);
    if (step) remembered(card);
  });
  form.addEventListener("input", () => remembered(card));
  form.addEventListener("change", () => remembered(card));
}

// What is typed is kept at once: nothing is lost with the page.
function remembered(card) {
  const own = cardState(card.place);
  if (own.done) return;
  own.raw = partsOf(card.node).map(rawOf);
  card.fault.textContent = "";
  keep();
  showPlaces();
}

// The card as it stands, from what is kept.
function fill(card) {
  const own = cardState(card.place);
  const question = questionOf(card);
  const markup = question.html || card.first;
  if (card.asked.innerHTML !== markup) card.asked.innerHTML = markup;
  partsOf(card.node).forEach((place, n) => putBack(place, own.raw[n] || []));
  card.hints.replaceChildren(...question.hints.slice(0, own.hints).map((html, n) => hintOf(html, n, question, languageOf(card))));
  card.fault.textContent = "";
  card.after.hidden = true;
  if (own.done) showEnd(card);
  else if (own.first) showFirst(card);
  showActs(card);
  scrollable(card.node);
}

function showActs(card) {
  const own = cardState(card.place);
  card.act.hidden = own.done || sitting();
  card.check.hidden = card.act.hidden;
  card.hint.hidden = !questionOf(card).hints.length;
  card.hint.disabled = own.hints >= questionOf(card).hints.length;
  card.unknown.textContent = own.first ? words.solution : words.unknown;
}

const hintOf = (html, number, question, lang) =>
  element("section", { class: "told" }, element("h3", { text: filled(words.hint_of, { number: number + 1, of: question.hints.length }) }), element("div", { html, lang }));

function hint(card) {
  const own = cardState(card.place);
  const { hints } = questionOf(card);
  if (own.hints >= hints.length) return;
  const made = hintOf(hints[own.hints], own.hints, questionOf(card), languageOf(card));
  own.hints += 1;
  made.tabIndex = -1;
  card.hints.append(made);
  showActs(card);
  scrollable(made);
  made.focus({ preventScroll: true });
  made.scrollIntoView({ block: "nearest" });
  keep();
}

function showFirst(card) {
  const own = cardState(card.place);
  const view = { question: questionOf(card), grade: graded(questionOf(card), own.first), language: languageOf(card) };
  partsOf(card.node).forEach((place, n) => {
    showVerdict(view, place, n, false);
    if (view.grade.marks[n].given && !view.question.parts[n].again) shut(place);
  });
  return view;
}

function showEnd(card) {
  const own = cardState(card.place);
  const question = questionOf(card);
  const raws = own.was === "unknown" && question.parts.length === 1 ? [] : readable(question, own.raw);
  const view = { question, grade: graded(question, raws), language: languageOf(card) };
  partsOf(card.node).forEach((place, n) => {
    showVerdict(view, place, n, true);
    shut(place);
  });
  card.fault.textContent = "";
  const solution = element("details", {}, element("summary", { text: words.solution }), element("div", { html: question.solution, lang: languageOf(card) }));
  solution.addEventListener("toggle", () => scrollable(solution));
  const acts = element("div", { class: "row" }, button(words.next, () => go(1), true));
  if (card.told.asked.length > 1) acts.append(button(words.anew, () => anew(card)));
  card.after.replaceChildren(...(question.solution ? [solution] : []), element("p", { class: "quiet", html: question.source }), acts);
  card.after.hidden = false;
  return view;
}
