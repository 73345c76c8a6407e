// Formulas as data, worked out exactly from somebody's own numbers; a RangeError where there is no value.
const MOST_EXPONENT = 1000n;
const add = (a, b) => lowest([a[0] * b[1] + b[0] * a[1], a[1] * b[1]]);
const opposite = (a) => [-a[0], a[1]];
const product = (a, b) => lowest(times(a, b));
const less = (a, b) => a[0] * b[1] < b[0] * a[1];
const same = (a, b) => a[0] === b[0] && a[1] === b[1];

function quotient(a, b) {
  if (!b[0]) throw new RangeError("a division by zero");
  return lowest([a[0] * b[1], a[1] * b[0]]);
}

function power(a, b) {
  if (b[1] !== 1n || b[0] < 0n || b[0] > MOST_EXPONENT) throw new RangeError("an exponent that nobody means");
  return [a[0] ** b[0], a[1] ** b[0]];
}

const below = ([over, under]) => (over >= 0n || over % under === 0n ? over / under : over / under - 1n);

function rootOf(n) {
  if (n < 0n) throw new RangeError("a root of less than zero");
  if (n < 2n) return n;
  let found = BigInt(Math.floor(Math.sqrt(Number(n))));
  for (let next = (found + n / found) / 2n; large(next - found) > 1n; next = (found + n / found) / 2n) found = next;
  for (; found * found > n; found -= 1n);
  for (; (found + 1n) * (found + 1n) <= n; found += 1n);
  if (found * found !== n) throw new RangeError("a root that is not exact");
  return found;
}

const WORKED = {
  "+": add,
  "-": (a, b) => add(a, opposite(b)),
  "*": product,
  "/": quotient,
  "**": power,
  neg: opposite,
  floor: (a) => [below(a), 1n],
  ceil: (a) => [-below(opposite(a)), 1n],
  abs: (a) => [large(a[0]), a[1]],
  sqrt: (a) => [rootOf(a[0]), rootOf(a[1])],
  max: (...every) => every.reduce((a, b) => (less(a, b) ? b : a)),
  min: (...every) => every.reduce((a, b) => (less(b, a) ? b : a)),
};

function valueOf(tree, own) {
  if (typeof tree === "string") return own.get(tree);
  const [done, ...rest] = tree;
  return done === "#" ? [BigInt(rest[0]), 1n] : WORKED[done](...rest.map((one) => valueOf(one, own)));
}

function namesIn(tree) {
  if (typeof tree === "string") return [tree];
  return tree[0] === "#" ? [] : tree.slice(1).flatMap(namesIn);
}

// What trees give from somebody's numbers by name; nothing where one is not there, or they give nothing.
function workedOut(trees, own) {
  if (!trees || !trees.flatMap(namesIn).every((name) => own.has(name))) return null;
  try {
    return trees.map((tree) => valueOf(tree, own));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
