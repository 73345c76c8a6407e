// What is kept in this browser, by the page's own name, so that another page is another one.
let data = {};
let state = null;
let kept = true;

const nothingYet = () => ({ mode: "", cards: {}, results: [], events: [], sitting: "", now: 0, ends: 0, handed: false });
const placeOfState = () => `quizgen ${data.id}`;

function recall() {
  try {
    const found = JSON.parse(localStorage.getItem(placeOfState()));
    if (found && found.cards) return { ...nothingYet(), ...found };
  } catch (closed) {
    // A browser that keeps nothing, or what is there is none of ours.
  }
  return nothingYet();
}

function keep() {
  try {
    localStorage.setItem(placeOfState(), JSON.stringify(state));
    kept = true;
  } catch (closed) {
    kept = false;
  }
}

// Where somebody stands with a card; "asked" tells which of its questions is on it, 0 for the first.
function cardState(place) {
  state.cards[place] ||= { asked: 0, raw: [], first: null, done: false, hints: 0, spent: [0, 0], seen: false, turns: 0, was: "" };
  return state.cards[place];
}
