// What is kept in this browser, by the page's own name, so that another page is another one.
let data = {};
let state = null;
let kept = true;
let following = false;

// Counted on when what is kept has another form: of an older one only the events are taken over.
const LAYOUT = 1;
const nothingYet = () => ({ layout: LAYOUT, mode: "", cards: {}, results: [], events: [], sitting: "", now: 0, ends: 0, handed: false });
const placeOfState = () => `quizgen ${data.id}`;

function recall() {
  try {
    const found = JSON.parse(localStorage.getItem(placeOfState()));
    if (found?.layout === LAYOUT) return { ...nothingYet(), ...found };
    if (Array.isArray(found?.events)) return { ...nothingYet(), events: found.events };
  } catch (closed) {
    // A browser that keeps nothing, or what is there is none of ours.
  }
  return nothingYet();
}

function keep() {
  if (following) return;
  keptAs((place) => localStorage.setItem(place, JSON.stringify(state)));
}

function forget() {
  state = nothingYet();
  keptAs((place) => localStorage.removeItem(place));
}

// Whether anything can be kept is told before it is too late.
function tryToKeep() {
  const trial = (place) => `${place} ?`;
  keptAs((place) => localStorage.setItem(trial(place), "1"));
  if (kept) keptAs((place) => localStorage.removeItem(trial(place)));
}

function keptAs(act) {
  try {
    act(placeOfState());
    kept = true;
  } catch (closed) {
    kept = false;
  }
  byId("unkept").hidden = kept;
}

// No word about right or wrong.
const sitting = () => state.mode === "exam" && !state.handed;

// Where somebody stands with a card; "asked" tells which of its questions is on it, 0 for the first.
function cardState(place) {
  state.cards[place] ||= { asked: 0, raw: [], first: null, done: false, hints: 0, spent: [0, 0], seen: false, turns: 0, was: "" };
  return state.cards[place];
}
