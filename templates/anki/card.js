// Judges what was chosen or typed, on both sides of a card, and keeps it from one side to the other. No network.
const card = document.getElementById("quizgen");
const parts = [...card.querySelectorAll("[data-kind]")];
const back = card.dataset.side === "back";
const name = "quizgen " + card.dataset.id;

// Which of the values beside a gap was typed: the right one comes first.
function met(gap) {
  const read = readings(gap.querySelector("input").value, Number(gap.dataset.count));
  return [...gap.querySelectorAll("[data-value]")].find((value) => {
    const wanted = value.dataset.value.split(" ").map(exactly);
    const within = exactly(value.dataset.within);
    return read.some((row) => row.every((one, place) => near(one, wanted[place], within)));
  });
}

const told = (place, shown) => {
  place.hidden = !shown;
};

function typed(gap) {
  const found = met(gap);
  const right = Boolean(found && found.dataset.right);
  gap.querySelectorAll("[data-value]").forEach((value) => told(value, value === found));
  gap.classList.toggle("right", right);
  gap.classList.toggle("wrong", !right);
  return right;
}

function menu(line) {
  const chosen = line.querySelector("select").value;
  const right = chosen === line.dataset.rightPlace;
  line.querySelectorAll(".said").forEach((words) => told(words, !right && chosen !== ""));
  line.classList.toggle("right", right);
  line.classList.toggle("wrong", !right);
  return right;
}

function boxes(part) {
  return [...part.querySelectorAll("li")].map((line) => {
    const box = line.querySelector("input");
    const right = box.checked === Boolean(box.dataset.right);
    line.querySelectorAll(".said").forEach((words) => told(words, box.checked !== words.classList.contains("left")));
    line.classList.toggle("right", box.checked && right);
    line.classList.toggle("wrong", box.checked && !right);
    return right;
  });
}

function judged(part) {
  const all = part.dataset.kind === "boxes" ? boxes(part) : [...part.querySelectorAll("[data-count]")].map(typed).concat([...part.querySelectorAll("[data-right-place]")].map(menu));
  const right = all.every(Boolean);
  part.querySelectorAll(".order").forEach((words) => told(words, !right));
  return right;
}

const fields = [...card.querySelectorAll("input, select")];
const state = () => fields.map((one) => (one.type === "text" || one.tagName === "SELECT" ? one.value : one.checked ? "x" : ""));

function keep() {
  window.quizgenKept = { name, state: state() };
  try {
    sessionStorage.setItem(name, JSON.stringify(state()));
  } catch (closed) {
    // Some clients have no such place; then the page itself keeps it.
  }
}

function kept() {
  try {
    const stored = sessionStorage.getItem(name);
    if (stored) return JSON.parse(stored);
  } catch (closed) {
    // As above.
  }
  const own = window.quizgenKept;
  return own && own.name === name ? own.state : [];
}

function judge() {
  const right = parts.map(judged).every(Boolean);
  const verdict = card.querySelector(".verdict");
  verdict.textContent = right ? verdict.dataset.right : verdict.dataset.wrong;
  verdict.classList.toggle("right", right);
  verdict.classList.toggle("wrong", !right);
}

const button = card.querySelector(".check");
if (back) {
  const given = kept();
  fields.forEach((one, place) => {
    if (one.type === "text" || one.tagName === "SELECT") one.value = given[place] || "";
    else one.checked = given[place] === "x";
    one.disabled = true;
  });
  button.hidden = true;
  if (given.some(Boolean)) judge();
} else {
  try {
    sessionStorage.removeItem(name);
  } catch (closed) {
    // As above.
  }
  window.quizgenKept = null;
  fields.forEach((one) => {
    one.addEventListener("input", keep);
    one.addEventListener("change", keep);
  });
  button.addEventListener("click", judge);
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.type !== "text") return;
    event.preventDefault();
    event.stopPropagation();
    judge();
  });
}
