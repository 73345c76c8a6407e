// The page's own words, numbers as people read them, and pieces of HTML.
let words = {};
const byId = (id) => document.getElementById(id);
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? values[name] : hole));

function element(tag, { html, text, ...given } = {}, ...inside) {
  const made = document.createElement(tag);
  if (html !== undefined) made.innerHTML = html;
  if (text !== undefined) made.textContent = text;
  Object.entries(given).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...inside);
  return made;
}

function button(text, act, main = false) {
  const made = element("button", { type: "button", text });
  if (main) made.className = "main";
  made.addEventListener("click", act);
  return made;
}

// Words of the page in which a piece of HTML stands, such as a formula.
function phrase(sentence, values) {
  const made = element("span");
  sentence.split(/(\{\w+\})/).forEach((piece) => {
    const value = piece.startsWith("{") ? values[piece.slice(1, -1)] : undefined;
    made.append(value === undefined ? piece : value instanceof Node ? value : String(value));
  });
  return made;
}

const inThrees = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

function shownNumber([over, under]) {
  const minus = over < 0n ? "−" : "";
  if (under === 1n) return minus + inThrees(String(large(over)));
  const scaled = large(over) * 10n ** 6n;
  if (scaled % under) return `${minus}${large(over)}/${under}`;
  const text = String(scaled / under).padStart(7, "0");
  return `${minus}${inThrees(text.slice(0, -6))}.${text.slice(-6).replace(/0+$/, "")}`;
}

const shownValues = (values) => values.map(shownNumber).join(" × ");

function say(sentence) {
  byId("say").textContent = sentence;
}

// What is too wide for the screen can be scrolled, with keys, too.
function scrollable(place) {
  place.querySelectorAll(".wide").forEach((box) => {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", words.scroll);
    }
  });
}
