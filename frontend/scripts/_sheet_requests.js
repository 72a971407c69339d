// Requests for a sheet, and what can come between: no network, nobody logged in any more, a refusal, a server in trouble.

const PATIENCE = 20000;

export class Trouble extends Error {
  // kind: offline | expired | stopped (what is entered can not be taken at all) | trouble | other_person
  constructor(kind, words = "") {
    super(kind);
    this.kind = kind;
    this.words = words;
  }
}

// Read anew each time: logging in again in another window changes it.
function token() {
  const found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  return found ? found[1] : "";
}

export async function request(address, sent) {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(), PATIENCE);
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  const options = { headers, redirect: "manual", credentials: "same-origin", signal: given.signal };
  if (sent) Object.assign(options, { method: "POST", body: JSON.stringify(sent) });
  if (sent) headers["Content-Type"] = "application/json";
  try {
    return await understood(await fetch(address, options));
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble("offline");
  } finally {
    clearTimeout(timer);
  }
}

async function understood(response) {
  if (response.type === "opaqueredirect" || response.status === 401) throw new Trouble("expired");
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  if (response.ok && isJson) return response.json();
  if (response.status >= 500) throw new Trouble("trouble");
  const answer = isJson ? await response.json() : {};
  if (response.status === 409) throw new Trouble("other_person");
  if (response.status === 403 && !answer.refused) throw new Trouble("expired");
  throw new Trouble("stopped", answer.refused);
}
