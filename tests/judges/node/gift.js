// Reads GIFT with gift-pegjs, a parser of somebody else, and prints what it found as JSON.
const { readFileSync } = require("node:fs");
const { parse } = require("gift-pegjs");
process.stdout.write(JSON.stringify(parse(readFileSync(0, "utf8"))));
