// What is veiled: base64 of JSON that was deflated (RFC 1951). Browsers that have no reader of their own are many still.
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const BACK = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const BACK_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MOST_BITS = 15;

// How many codes have each length, and the symbols in the order of their codes.
function codes(lengths) {
  const count = new Array(MOST_BITS + 1).fill(0);
  for (const length of lengths) count[length] += 1;
  count[0] = 0;
  const start = new Array(MOST_BITS + 2).fill(0);
  for (let length = 1; length <= MOST_BITS; length += 1) start[length + 1] = start[length] + count[length];
  const symbols = [];
  lengths.forEach((length, symbol) => {
    if (length) {
      symbols[start[length]] = symbol;
      start[length] += 1;
    }
  });
  return { count, symbols };
}

const FIXED = [
  codes(Array.from({ length: 288 }, (_, n) => (n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8))),
  codes(new Array(30).fill(5)),
];

class Packed {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.held = 0;
    this.holding = 0;
    this.made = [];
  }

  bits(wanted) {
    while (this.holding < wanted) {
      if (this.at >= this.bytes.length) throw new Error("The page is cut off.");
      this.held |= this.bytes[this.at] << this.holding;
      this.at += 1;
      this.holding += 8;
    }
    const found = this.held & ((1 << wanted) - 1);
    this.held >>>= wanted;
    this.holding -= wanted;
    return found;
  }

  symbol({ count, symbols }) {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MOST_BITS; length += 1) {
      code |= this.bits(1);
      if (code - first < count[length]) return symbols[index + code - first];
      index += count[length];
      first = (first + count[length]) << 1;
      code <<= 1;
    }
    throw new Error("The page is damaged.");
  }

  stored() {
    this.held = 0;
    this.holding = 0;
    const length = this.bytes[this.at] | (this.bytes[this.at + 1] << 8);
    this.at += 4;
    for (let n = 0; n < length; n += 1) this.made.push(this.bytes[this.at + n]);
    this.at += length;
  }

  tables() {
    const [literals, distances, used] = [this.bits(5) + 257, this.bits(5) + 1, this.bits(4) + 4];
    const lengths = new Array(19).fill(0);
    for (let n = 0; n < used; n += 1) lengths[CODE_ORDER[n]] = this.bits(3);
    const how = codes(lengths);
    const found = [];
    while (found.length < literals + distances) {
      const symbol = this.symbol(how);
      if (symbol < 16) found.push(symbol);
      else if (symbol === 16) this.repeat(found, found[found.length - 1], 3 + this.bits(2));
      else this.repeat(found, 0, symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7));
    }
    return [codes(found.slice(0, literals)), codes(found.slice(literals))];
  }

  repeat(found, value, count) {
    for (let n = 0; n < count; n += 1) found.push(value);
  }

  block([literals, distances]) {
    for (let symbol = this.symbol(literals); symbol !== 256; symbol = this.symbol(literals)) {
      if (symbol < 256) {
        this.made.push(symbol);
      } else {
        const length = LENGTHS[symbol - 257] + this.bits(LENGTH_BITS[symbol - 257]);
        const far = this.symbol(distances);
        const from = this.made.length - BACK[far] - this.bits(BACK_BITS[far]);
        for (let n = 0; n < length; n += 1) this.made.push(this.made[from + n]);
      }
    }
  }

  whole() {
    for (let last = 0; !last; ) {
      last = this.bits(1);
      const kind = this.bits(2);
      if (kind === 0) this.stored();
      else this.block(kind === 1 ? FIXED : this.tables());
    }
    return Uint8Array.from(this.made);
  }
}

function unveiled(text) {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(new Packed(bytes).whole()));
}
