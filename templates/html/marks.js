// What an answer is worth, and which mistakes it shows: as quizgen.answers marks it, exactly.
// A mark has a share, the mistakes that were met, each at its place, the places that are not right, and what is carried.
const NONE = [0n, 1n];
const ALL = [1n, 1n];
const count = (every, wanted) => every.filter(wanted).length;
const part = (n, of) => lowest([BigInt(n), BigInt(of)]);
const mark = (given, share, met = [], missed = [], carried = []) => ({ given, share, met, missed, carried, right: same(share, ALL) });
const unknown = () => mark(null, NONE);
const numbers = (texts) => texts.map(exactly);

function close(found, wanted, within) {
  return found.length === wanted.length && found.every((one, place) => near(one, wanted[place], within));
}

function gapMark(gap, values, own) {
  if (!values) return unknown();
  const [keys, within] = [numbers(gap.key), exactly(gap.within)];
  if (close(values, keys, within)) return mark({ values }, ALL);
  const carried = workedOut(gap.follows, own);
  if (carried && close(values, carried, within)) {
    return mark({ values }, ALL, [], [], [{ place: 0, after: gap.follows.flatMap(namesIn), key: keys }]);
  }
  const shows = (one) =>
    [numbers(one.values), workedOut(one.follows, own)].some((wrong) => wrong && wrong.length && close(values, wrong, exactly(one.within)));
  const met = gap.foreseen.find(shows);
  return mark({ values }, NONE, met ? [{ place: 0, slip: met.slip }] : [], [0]);
}

// The reading that is right, else one that a known mistake gives, else the likeliest; nothing of what is no number.
function understood(gap, text, own) {
  const every = readings(text, gap.key.length).map((values) => gapMark(gap, values, own));
  return every.find((one) => one.right) || every.find((one) => one.met.length) || every[0] || null;
}

function chosenMark(told, places) {
  const wrong = places.filter((one) => !told.right.includes(one));
  const missed = told.right.filter((one) => !places.includes(one));
  const shows = (places, slips) => places.filter((one) => slips[one] !== null).map((one) => ({ place: one, slip: slips[one] }));
  const met = [...shows(wrong, told.slips), ...shows(missed, told.overlooked || told.slips)];
  return mark({ chosen: places }, wrong.length || missed.length ? NONE : ALL, met, missed);
}

function matchedMark(told, places) {
  const missed = [...told.right.keys()].filter((one) => told.right[one] !== places[one]);
  const met = missed.filter((one) => told.slips[one] !== null).map((one) => ({ place: one, slip: told.slips[one] }));
  return mark({ placed: places }, part(told.right.length - missed.length, told.right.length), met, missed);
}

function orderedMark(told, places) {
  const missed = [...told.right.keys()].filter((one) => told.right[one] !== places[one]);
  const met = missed.length && told.slips[0] !== null ? [{ place: missed[0], slip: told.slips[0] }] : [];
  return mark({ placed: places }, missed.length ? NONE : ALL, met, missed);
}

const keysOf = (gap) => numbers(gap.key);

// The learner's numbers by their names; where nothing was written the right ones, so that later parts are judged from these.
function remember(own, gap, values) {
  gap.names.forEach((name, place) => own.set(name, (values || keysOf(gap))[place]));
}

function gridMark(told, texts, own) {
  const known = new Map(own);
  const marks = told.gaps.map((gap, place) => {
    const found = texts[place].trim() ? understood(gap, texts[place], known) : unknown();
    remember(known, gap, found && found.given && found.given.values);
    return found;
  });
  return { marks, known };
}

function gathered(marks) {
  const share = marks.reduce((sum, one) => add(sum, one.share), NONE);
  return mark(
    { cells: marks.map((one) => one.given && one.given.values) },
    quotient(share, [BigInt(marks.length), 1n]),
    marks.flatMap((one, place) => one.met.map((met) => ({ ...met, place }))),
    [...marks.keys()].filter((place) => !marks[place].right),
    marks.flatMap((one, place) => one.carried.map((carried) => ({ ...carried, place }))),
  );
}

// What is wrong with how a part was filled in: "blank", "partly", or the place of what is no number.
function faultOf(told, raw, own) {
  const blanks = raw.filter((one) => String(one).trim() === "").length;
  if (!raw.length || blanks === raw.length) return { why: "blank" };
  if (told.kind === "matching" && blanks) return { why: "partly", place: raw.indexOf("") };
  if (told.gaps) {
    const marks = gridMark(told, raw, own).marks;
    const place = marks.indexOf(null);
    if (place >= 0) return { why: "number", place, count: told.gaps[place].key.length };
    if (blanks) return { why: "some", place: raw.findIndex((one) => one.trim() === "") };
  }
  return null;
}

function partMark(told, raw, own) {
  const fault = faultOf(told, raw, own);
  if (fault && fault.why !== "some") {
    (told.gaps || []).forEach((gap) => remember(own, gap, null));
    return { fault, mark: unknown() };
  }
  if (told.kind === "choice" || told.kind === "multiple") return { mark: chosenMark(told, raw) };
  if (told.kind === "matching") return { mark: matchedMark(told, raw.map(Number)) };
  if (told.kind === "ordering") return { mark: orderedMark(told, raw) };
  const { marks, known } = gridMark(told, raw, own);
  known.forEach((value, name) => own.set(name, value));
  return { fault, mark: told.kind === "grid" ? gathered(marks) : marks[0] };
}

// What a part is worth in an exam, as quizgen.marking counts: each right option, prompt and step, and what a wrong choice costs.
function inAnExam(told, raw, found, cost) {
  if (!raw.length) return NONE;
  if (told.kind === "choice") return found.right ? ALL : opposite(cost);
  if (told.kind === "multiple") {
    const good = count(raw, (one) => told.right.includes(one));
    const wrong = told.slips.length - told.right.length;
    const share = add(part(good, told.right.length), wrong ? part(good - raw.length, wrong) : NONE);
    return less(share, NONE) ? NONE : share;
  }
  if (told.kind === "matching" || told.kind === "ordering") {
    return part(count([...told.right.keys()], (n) => String(raw[n]) === String(told.right[n])), told.right.length);
  }
  return found.share;
}

function wonInAnExam(question, raws, marks, cost) {
  return shareOf(question, question.parts.map((told, n) => inAnExam(told, raws[n] || [], marks[n], cost)));
}

function shareOf(question, shares) {
  const worth = question.parts.map((told) => exactly(told.points));
  const won = shares.reduce((sum, one, place) => add(sum, product(one, worth[place])), NONE);
  return quotient(won, worth.reduce(add, NONE));
}

// The marks of all parts, in their order: a part that follows from earlier ones is judged by the learner's own.
function graded(question, raws) {
  const [own, right] = [new Map(), new Map()];
  const every = question.parts.map((told, place) => partMark(told, raws[place] || [], own));
  question.parts.flatMap((told) => told.gaps || []).forEach((gap) => remember(right, gap, null));
  return {
    marks: every.map((one) => one.mark),
    faults: every.map((one) => one.fault || null),
    own,
    right,
    share: shareOf(question, every.map((one) => one.mark.share)),
  };
}
