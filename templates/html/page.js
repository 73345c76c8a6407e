// The page: where it begins, which card is shown, how far somebody is.
document.documentElement.classList.add("js");
const SUMMARY = () => cards.length;
const begun = (place) => Boolean(state.cards[place]?.raw.some((one) => one.length));
const firstResult = (place) => state.results.find((one) => one.place === place && !one.extra);
const answered = ({ place }) => (sitting() ? begun(place) : (firstResult(place)?.given ?? Boolean(firstResult(place))));

function begin(mode, ends = 0) {
  state.mode = mode;
  state.ends = ends;
  state.sitting = newUid();
  keep();
  byId("start").hidden = true;
  show(0);
}

function startAgain() {
  const { events } = state;
  state = { ...nothingYet(), events };
  keep();
  showAfresh();
}

function deleteAll() {
  forget();
  showAfresh();
  say(words.deleted);
}

// The page by a state that was not reached on it.
function showAfresh() {
  leave();
  cards.filter((card) => card.told).forEach((card) => {
    card.asked.innerHTML = "";
    fill(card);
  });
  if (state.mode) {
    resume();
    return;
  }
  shutOverview();
  byId("summary").hidden = true;
  byId("bar").hidden = true;
  byId("clock").hidden = true;
  byId("start").hidden = false;
  byId("start").focus();
  showPlaces();
}

// Another tab with this page went on: so does this one, which would otherwise write over it.
function follow(event) {
  if (event.key !== placeOfState() || event.newValue === JSON.stringify(state)) return;
  const { mode, now } = state;
  leave();
  state = recall();
  if (mode) state.now = now;
  following = true;
  showAfresh();
  following = false;
}

function leave() {
  const before = cards[state.now];
  if (!before) return;
  if (before.told) tick(before);
  before.since = 0;
  before.node.classList.remove("now");
}

function show(place) {
  leave();
  shutOverview();
  state.now = place;
  byId("bar").hidden = false;
  document.querySelectorAll(".section").forEach((one) => one.classList.toggle("now", Number(one.dataset.before) === place + 1));
  if (place >= SUMMARY()) {
    showSummary();
    return;
  }
  byId("summary").hidden = true;
  const card = opened(cards[place]);
  cardState(place).seen = true;
  card.node.classList.add("now");
  showActs(card);
  card.since = performance.now();
  scrollable(card.node);
  keep();
  showPlaces();
  window.scrollTo(0, 0);
  card.node.querySelector("h2").focus({ preventScroll: true });
}

function showSummary() {
  leave();
  state.now = SUMMARY();
  summary();
  document.querySelectorAll(".section.now").forEach((one) => one.classList.remove("now"));
  byId("summary").hidden = false;
  keep();
  showPlaces();
  window.scrollTo(0, 0);
  byId("summary").querySelector("h2").focus({ preventScroll: true });
}

function go(by) {
  show(Math.min(SUMMARY(), Math.max(0, state.now + by)));
}

// How far somebody is: the bar above, and the numbers of all questions.
function showPlaces() {
  const done = count(cards, answered);
  const own = state.results.filter((one) => !one.extra);
  byId("progress").value = cards.length ? done / cards.length : 0;
  byId("score").textContent = filled(words.answered, { done, of: cards.length }) + (own.length && !sitting() ? ` · ${scoreOf(own)}` : "");
  document.querySelector(".strip").hidden = !state.mode;
  byId("previous").disabled = state.now <= 0;
  byId("next").disabled = state.now >= SUMMARY();
  byId("where").textContent = state.now < SUMMARY() ? filled(words.of, { number: state.now + 1, of: cards.length }) : words.summary;
}

function stateOf(place) {
  const found = firstResult(place);
  if (found?.right) return found.atOnce ? "right" : "mended";
  if (found) return "wrong";
  if (!begun(place)) return "open";
  return sitting() ? "answered" : "begun";
}

function overview() {
  const box = byId("overview");
  const now = box.hidden;
  if (!now) {
    shutOverview();
    return;
  }
  const every = cards.map(({ place }) => {
    const how = stateOf(place);
    const one = button(String(place + 1), () => show(place));
    one.className = how;
    one.setAttribute("aria-label", `${words.question} ${place + 1}: ${words[`state_${how}`]}`);
    if (place === state.now) one.setAttribute("aria-current", "true");
    return one;
  });
  const last = button(words.summary, () => show(SUMMARY()));
  box.replaceChildren(element("div", { class: "numbers" }, ...every), element("div", { class: "row" }, last));
  box.hidden = false;
  byId("where").setAttribute("aria-expanded", "true");
  (box.querySelector("[aria-current]") || last).focus();
}

function shutOverview() {
  byId("overview").hidden = true;
  byId("where").setAttribute("aria-expanded", "false");
}

function resume() {
  byId("start").hidden = true;
  byId("clock").hidden = !sitting();
  if (sitting()) {
    watch();
    if (state.handed) return;
  }
  show(state.now);
}

document.addEventListener("DOMContentLoaded", () => {
  data = JSON.parse(byId("data").textContent);
  words = data.words;
  state = recall();
  tryToKeep();
  makeCards();
  byId("minutes").value = data.minutes;
  byId("practise").addEventListener("click", () => begin("practice"));
  byId("sit").addEventListener("click", sit);
  byId("previous").addEventListener("click", () => go(-1));
  byId("next").addEventListener("click", () => go(1));
  byId("where").addEventListener("click", overview);
  byId("bar").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || byId("overview").hidden) return;
    shutOverview();
    byId("where").focus();
  });
  window.addEventListener("pagehide", () => {
    if (!state.mode) return;
    if (cards[state.now]?.told) tick(cards[state.now]);
    keep();
  });
  window.addEventListener("storage", follow);
  window.addEventListener("resize", () => cards[state.now]?.told && scrollable(cards[state.now].node));
  showPlaces();
  if (state.mode) resume();
});
