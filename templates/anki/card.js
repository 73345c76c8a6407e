// Judges what was chosen or typed, on both sides of a card, and keeps it from one side to the other. No network.
(() => {
  "use strict";
  const card = document.getElementById("quizgen");
  const parts = [...card.querySelectorAll("[data-kind]")];
  const back = card.dataset.side === "back";
  const name = "quizgen " + card.dataset.id;

  // Numbers as people write them, as exact fractions [over, under]; several where they can be read in several ways.
  const SIGNS = { "−": "-", "–": "-", "⁄": "/", "÷": "/" };
  const RAISED = { "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁺": "+", "⁻": "-" };
  const GROUPED = /^[1-9]\d{0,2}([,.\s'’_])\d{3}(?:\1\d{3})*(?:(?!\1)[,.](\d*))?$/;
  const SCALED = /^([\d.,\s'’_]*\d[.,]?)\s*(?:e\s*|[x×*·⋅]\s*10\s*(?:\^|\*\*)\s*)([+-]?\d{1,2})$/i;
  const POWER = /^(\d{1,4})\s*(?:\^|\*\*)\s*([+-]?\d{1,2})$/;
  const MIXED = /^(\d+)\s+([1-9]\d*)\/([1-9]\d*)$/;
  const BETWEEN = [/[xX×*]/, /\s+by\s+/, /;/, /,\s/, /[ \t]+/, /,/, /\s+/];
  const ten = (n) => 10n ** BigInt(n);
  const times = (a, b) => [a[0] * b[0], a[1] * b[1]];
  const raised = (a, n) => (n < 0 ? [a[1] ** BigInt(-n), a[0] ** BigInt(-n)] : [a[0] ** BigInt(n), a[1] ** BigInt(n)]);
  const digits = (whole, after) => [BigInt((whole || "0") + (after || "")), ten((after || "").length)];
  const unnamed = (text) => text.trim().replace(/^(?:[A-Za-z][\w.]*\s*)?=/, "").trim();

  function grouped(text) {
    const found = GROUPED.exec(text);
    if (!found) return null;
    const whole = found[2] === undefined ? text : text.slice(0, text.length - found[2].length - 1);
    return digits(whole.replace(/\D/g, ""), found[2]);
  }

  function decimal(text) {
    const found = /^(\d*)(?:[.,](\d*))?$/.exec(text);
    return found && (found[1] || found[2]) ? digits(found[1], found[2]) : null;
  }

  function simple(text) {
    const scaled = SCALED.exec(text);
    const power = POWER.exec(text);
    const found = [grouped(text), decimal(text)];
    if (scaled) {
      const mantissa = decimal(scaled[1]) || grouped(scaled[1]);
      found.push(mantissa && times(mantissa, raised([10n, 1n], Number(scaled[2]))));
    } else if (power && BigInt(power[1])) {
      found.push(raised([BigInt(power[1]), 1n], Number(power[2])));
    }
    return found.filter(Boolean);
  }

  function numerals(text) {
    if (text.length > 100) return [];
    let plain = unnamed(text).replace(/[−–⁄÷]/g, (one) => SIGNS[one]);
    plain = plain.replace(/(\d)([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, digit, high) => digit + "^" + [...high].map((one) => RAISED[one]).join(""));
    const [, sign, rest] = /^([+-]?)\s*([^]*)$/.exec(plain);
    const mixed = MIXED.exec(rest);
    const found = mixed ? [[BigInt(mixed[1]) * BigInt(mixed[3]) + BigInt(mixed[2]), BigInt(mixed[3])]] : [];
    const slash = rest.indexOf("/");
    if (slash < 0) {
      found.push(...simple(rest));
    } else {
      for (const over of simple(rest.slice(0, slash).trim()))
        for (const under of simple(rest.slice(slash + 1).trim()))
          if (under[0]) found.push([over[0] * under[1], over[1] * under[0]]);
    }
    return found.map((one) => (sign === "-" ? [-one[0], one[1]] : one));
  }

  // Every way to read so many numbers.
  function readings(text, count) {
    if (count === 1) {
      const around = /^\(([^()]*)\)$|^\[([^[\]]*)\]$/.exec(text.trim());
      return numerals(around ? around[1] || around[2] || "" : text).map((one) => [one]);
    }
    const bare = unnamed(text);
    const sized = /^(?:torch\.)?Size\s*\(([^]*)\)$/.exec(bare);
    const inner = (sized ? sized[1] : bare).trim().replace(/^[()[\]]+|[()[\]]+$/g, "").trim().replace(/,$/, "").trim();
    for (const between of BETWEEN) {
      const pieces = inner.split(between);
      const read = pieces.map(numerals);
      if (pieces.length === count && read.every((one) => one.length) && !inner.includes("="))
        return read.reduce((rows, each) => rows.flatMap((row) => each.map((one) => [...row, one])), [[]]);
    }
    const joined = [...cuts(inner.split(","), count)];
    return joined.length === 1 ? joined : [];
  }

  // Whole numbers with commas between them and within, such as 1,024,7,7, in every way to part them.
  function* cuts(pieces, count) {
    if (count === 1) {
      const text = pieces.join(",");
      const whole = /^(?:0|[1-9]\d*)$/.test(text) ? [BigInt(text), 1n] : grouped(text);
      if (whole) yield [whole];
      return;
    }
    for (let size = 1; size <= pieces.length - count + 1; size += 1)
      for (const [first] of cuts(pieces.slice(0, size), 1))
        for (const others of cuts(pieces.slice(size), count - 1)) yield [first, ...others];
  }

  const exactly = (text) => text.split("/").map(BigInt).concat(1n).slice(0, 2);
  function near(found, wanted, within) {
    const apart = found[0] * wanted[1] - wanted[0] * found[1];
    const scale = found[1] * wanted[1];
    return (apart < 0n ? -apart : apart) * within[1] <= within[0] * scale;
  }

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
      line.querySelectorAll(".said").forEach((words) => told(words, box.checked));
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
})();
