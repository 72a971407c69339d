// SHA-256 (FIPS 180-4) of one message of ASCII: browsers offer theirs on secure pages alone, and sites of an office network often are none.
const PRIMES = (() => {
  const found = [];
  for (let each = 2; found.length < 64; each += 1) if (found.every((prime) => each % prime)) found.push(each);
  return found;
})();
const part = (value) => Math.floor((value - Math.floor(value)) * 2 ** 32) >>> 0;
const START = PRIMES.slice(0, 8).map((prime) => part(Math.sqrt(prime)));
const ROUNDS = Uint32Array.from(PRIMES.map((prime) => part(Math.cbrt(prime))));
const turn = (value, by) => (value >>> by) | (value << (32 - by));

function blocksOf(text) {
  const words = new Uint32Array((((text.length + 8) >> 6) + 1) * 16);
  for (let at = 0; at < text.length; at += 1) words[at >> 2] |= text.charCodeAt(at) << (24 - (at % 4) * 8);
  words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
  words[words.length - 1] = text.length * 8;
  return words;
}

const schedule = new Uint32Array(64);

function mix(state, words, from) {
  for (let at = 0; at < 64; at += 1) {
    if (at < 16) {
      schedule[at] = words[from + at];
    } else {
      const two = schedule[at - 2];
      const fifteen = schedule[at - 15];
      const low = turn(fifteen, 7) ^ turn(fifteen, 18) ^ (fifteen >>> 3);
      const high = turn(two, 17) ^ turn(two, 19) ^ (two >>> 10);
      schedule[at] = schedule[at - 16] + low + schedule[at - 7] + high;
    }
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[at] + schedule[at]) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((value, at) => (value + state[at]) >>> 0);
}

// The hash of a text as eight numbers of 32 bits.
export function sha256(text) {
  const words = blocksOf(text);
  let state = START;
  for (let from = 0; from < words.length; from += 16) state = mix(state, words, from);
  return state;
}
