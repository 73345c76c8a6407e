// What is said of an answer, part by part: before a second try nothing that tells the key, afterwards all of it.
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SIGN = { right: "✓", wrong: "✗" };

function unsigned(place) {
  place.querySelectorAll(".sign, .told").forEach((one) => one.remove());
  place.querySelectorAll(".is-right, .is-wrong").forEach((one) => one.classList.remove("is-right", "is-wrong"));
  place.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
  place.querySelector(".verdict").replaceChildren();
}

// A mark beside what is right or wrong, which is no colour alone.
function signed(spot, good, beside) {
  spot.classList.add(good ? "is-right" : "is-wrong");
  const sign = element("span", { class: "sign", text: SIGN[good ? "right" : "wrong"], role: "img" });
  sign.setAttribute("aria-label", good ? words.right : words.not_right);
  (beside || spot).append(sign);
}

// What a question says is in its own language, whatever the page's is.
let spoken = "";
const told = (html) => (html ? element("p", { class: "told", html, lang: spoken }) : "");
const line = (sentence, values) => element("p", {}, phrase(sentence, values));
const slipOf = (view, met) => view.question.slips[met.slip];
const htmlOf = (html) => element("span", { html, lang: spoken });

// Before a second try the right numbers are not told, which are keys of earlier parts.
function carriedYet(found, headings) {
  if (!found.carried.length) return [];
  const where = headings ? `${found.carried.map((one) => headings[one.place]).join("; ")}: ` : "";
  return [element("p", { text: `${where}${words.carried_yet}` })];
}

function carriedLines(view, found, headings) {
  return found.carried.map((one) => {
    const changed = view.question.parts
      .flatMap((each) => each.gaps || [])
      .filter((gap) => gap.names.some((name) => one.after.includes(name) && !same(view.grade.own.get(name), view.grade.right.get(name))));
    const key = shownValues(one.key);
    const where = headings ? `${headings[one.place]}: ` : "";
    if (changed.length !== 1) return element("p", {}, where, phrase(words.carried_some, { key }));
    const [own, right] = [view.grade.own, view.grade.right].map((values) => shownValues(changed[0].names.map((name) => values.get(name))));
    return element("p", {}, where, phrase(words.carried, { own, right, key }));
  });
}

// Before a second try.
function notYet(view, each, found) {
  if (!found.given) return [line(words.blank, {})];
  if (!each.again) return [line(words.not_right, {})];
  if (each.kind === "multiple") {
    const wrong = found.met.find((met) => !found.missed.includes(met.place));
    if (!wrong) return [line(words.more, {})];
    const { first } = slipOf(view, wrong);
    return [line(words.not_fitting, { letter: LETTERS[wrong.place] }), ...(first ? [element("p", { html: first, lang: spoken })] : [])];
  }
  if (each.kind === "matching" || each.kind === "ordering") {
    return [line(words.in_place, { right: each.right.length - found.missed.length, of: each.right.length })];
  }
  const said = found.met.find((met) => slipOf(view, met).first);
  if (!said) return [line(words.not_yet, {})];
  return [line(words.said_first, { said: htmlOf(slipOf(view, said).first) })];
}

function lettered(each, place) {
  const shown = each.right.map((one) => {
    const text = place.querySelectorAll(".options label > span > span")[one];
    return element("span", {}, `${LETTERS[one]}: `, ...(text ? [text.cloneNode(true)] : []));
  });
  return element("span", {}, ...shown.flatMap((one, n) => (n ? ["; ", one] : [one])));
}

function options(view, place, each, found) {
  place.querySelectorAll(".options li").forEach((spot, n) => {
    const met = found.met.find((one) => one.place === n);
    if (each.right.includes(n)) signed(spot, true, spot.querySelector("label"));
    else if (spot.querySelector("input").checked) signed(spot, false, spot.querySelector("label"));
    if (met) spot.append(told(slipOf(view, met).said));
  });
}

function matched(view, place, each, found) {
  place.querySelectorAll(".lines li").forEach((spot, n) => {
    const good = !found.missed.includes(n) && found.given;
    signed(spot, good);
    if (good) return;
    const menu = spot.querySelector("select");
    spot.append(element("p", { class: "told", text: `→ ${menu.options[each.right[n] + 1].text}` }));
    if (found.given && each.slips[n] !== null) spot.append(told(view.question.slips[each.slips[n]].said));
  });
}

function cells(view, place, each, found) {
  textsOf(place).forEach((field, n) => {
    const good = found.given && !found.missed.includes(n);
    signed(field.parentElement, Boolean(good));
    if (!good) field.parentElement.append(told(each.gaps[n].shown));
  });
}

function said(view, each, found) {
  if (each.kind === "choice" || each.kind === "multiple" || each.kind === "matching") return [];
  const headed = (met) => (each.headings ? `${each.headings[met.place]}: ` : "");
  const known = found.met.filter((met) => slipOf(view, met).said);
  return known.map((met) => element("p", {}, headed(met), htmlOf(slipOf(view, met).said)));
}

// Afterwards.
function inTheEnd(view, place, each, found) {
  const lines = [];
  const word = found.given ? `${words.not_right} ` : "";
  if (each.kind === "numerical") lines.push(element("p", {}, word, phrase(words.the_answer, { answer: htmlOf(each.gaps[0].shown) })));
  else if (each.kind === "choice" || each.kind === "multiple") lines.push(element("p", {}, word, phrase(words.the_answer, { answer: lettered(each, place) })));
  else lines.push(element("p", { text: word || words.solution_shown }));
  if (each.kind === "multiple" && found.given && found.missed.length) {
    lines.push(line(words.left_out, { letters: found.missed.map((one) => LETTERS[one]).join(", ") }));
  }
  if (each.kind === "ordering") {
    const steps = [...place.querySelectorAll("[data-step]")];
    const right = each.right.map((one) => steps.find((step) => Number(step.dataset.step) === one).querySelector("span").cloneNode(true));
    lines.push(element("ol", {}, ...right.map((one) => element("li", {}, one))));
  }
  return lines.concat(said(view, each, found));
}

function showVerdict(view, place, number, final) {
  const [each, found] = [view.question.parts[number], view.grade.marks[number]];
  unsigned(place);
  spoken = view.language;
  place.querySelector(".verdict").lang = document.documentElement.lang;
  place.classList.add(found.right ? "is-right" : "is-wrong");
  const lines = found.right ? [line(words.right, {})] : final ? inTheEnd(view, place, each, found) : notYet(view, each, found);
  lines[0].className = found.right ? "good" : "bad";
  place.querySelector(".verdict").append(...lines, ...(final ? carriedLines(view, found, each.headings) : carriedYet(found, each.headings)));
  if (!found.right && !final) return firstSigns(place, each, found);
  if (each.kind === "choice" || each.kind === "multiple") options(view, place, each, found);
  else if (each.kind === "matching") matched(view, place, each, found);
  else if (each.kind === "grid") cells(view, place, each, found);
  return undefined;
}

// Which fields of several are wrong already; of those of a match and an order only how many.
function firstSigns(place, each, found) {
  if (!each.gaps) return;
  textsOf(place).forEach((field, n) => {
    const good = !found.missed.includes(n);
    if (each.kind === "grid") signed(field.parentElement, good);
    if (!good) field.setAttribute("aria-invalid", "true");
  });
}
