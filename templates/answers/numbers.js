// Numbers as people write them, as exact fractions [over, under]; in every way to read them, the likeliest first.
const SIGNS = { "−": "-", "–": "-", "⁄": "/", "÷": "/" };
const RAISED = { "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁺": "+", "⁻": "-" };
const PLAIN = /^\d+(?:\.\d+)?$/;
const GROUPED = /^[1-9]\d{0,2}([,.\s'’_])\d{3}(?:\1\d{3})*(?:(?!\1)[,.](\d*))?$/;
const SCALED = /^([\d.,\s'’_]*\d[.,]?)\s*(?:e\s*|[x×*·⋅]\s*10\s*(?:\^|\*\*)\s*)([+-]?\d{1,2})$/i;
const POWER = /^(\d{1,4})\s*(?:\^|\*\*)\s*([+-]?\d{1,2})$/;
const MIXED = /^(\d+)\s+([1-9]\d*)\/([1-9]\d*)$/;
const BETWEEN = [/[xX×*]/, /\s+by\s+/, /;/, /,\s/, /[ \t]+/, /,/, /\s+/];
const LONGEST = 100;
const TOO_LARGE = 10n ** 30n;
const ten = (n) => 10n ** BigInt(n);
const times = (a, b) => [a[0] * b[0], a[1] * b[1]];
const raised = (a, n) => (n < 0 ? [a[1] ** BigInt(-n), a[0] ** BigInt(-n)] : [a[0] ** BigInt(n), a[1] ** BigInt(n)]);
const digits = (whole, after) => [BigInt((whole || "0") + (after || "")), ten((after || "").length)];
const unnamed = (text) => text.trim().replace(/^(?:[A-Za-z][\w.]*\s*)?=/, "").trim();
const large = (n) => (n < 0n ? -n : n);

function lowest([over, under]) {
  let [a, b] = [large(over), large(under)];
  while (b) [a, b] = [b, a % b];
  if (under < 0n) a = -a;
  return [over / a, under / a];
}

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
  const found = PLAIN.test(text) ? [decimal(text), grouped(text)] : [grouped(text), decimal(text)];
  const scaled = SCALED.exec(text);
  const power = POWER.exec(text);
  if (scaled) {
    const mantissa = decimal(scaled[1]) || grouped(scaled[1]);
    found.push(mantissa && times(mantissa, raised([10n, 1n], Number(scaled[2]))));
  } else if (power && BigInt(power[1])) {
    found.push(raised([BigInt(power[1]), 1n], Number(power[2])));
  }
  return found.filter(Boolean);
}

function numerals(text) {
  if (text.length > LONGEST) return [];
  let plain = unnamed(text).replace(/(\d)([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, digit, high) => digit + "^" + [...high].map((one) => RAISED[one]).join(""));
  plain = plain.replace(/[−–⁄÷]/g, (one) => SIGNS[one]);
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
  const signed = found.map((one) => lowest(sign === "-" ? [-one[0], one[1]] : one));
  return signed.filter(([over, under]) => large(over) < TOO_LARGE && under < TOO_LARGE);
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
    if (pieces.length !== count || inner.includes("=")) continue;
    const read = pieces.map(numerals);
    if (read.every((one) => one.length)) return read.reduce((rows, each) => rows.flatMap((row) => each.map((one) => [...row, one])), [[]]);
  }
  const pieces = inner.split(",");
  const joined = count < pieces.length && pieces.length <= 4 * count ? [...cuts(pieces, count)] : [];
  return joined.length === 1 ? joined : [];
}

// Whole numbers with commas between them and within, such as 1,024,7,7, in every way to part them.
function* cuts(pieces, count) {
  if (count === 1) {
    const text = pieces.join(",");
    const whole = /^(?:0|[1-9]\d*)$/.test(text) ? [BigInt(text), 1n] : grouped(text);
    if (whole) yield [lowest(whole)];
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
  return large(apart) * within[1] <= within[0] * scale;
}
