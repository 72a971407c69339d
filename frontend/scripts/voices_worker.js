// Finds the number that proves the work for a challenge (`proof.py`), beside the page so that typing goes on.
import { sha256 } from "./_sha256.js";

const BITS = 16;

self.addEventListener("message", (event) => {
  const challenge = event.data;
  for (let number = 0; ; number += 1) {
    if (sha256(`${challenge}:${number}`)[0] >>> (32 - BITS) === 0) {
      self.postMessage(String(number));
      return;
    }
  }
});
