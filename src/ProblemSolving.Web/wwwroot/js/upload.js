// Sends a file in pieces, each the plain body of a request: the circuit carries only how far it is. The server says where to go on,
// so that a cut connection costs one piece at most.
const states = new WeakMap();

export function attach(zone, input, owner, settings) {
  const state = { owner, settings, zone, sending: null, moved: 0, lost: false };
  states.set(zone, state);
  const chosen = () => {
    take(state, input.files);
    input.value = ""; // the same file can be chosen again after it was corrected
  };
  input.addEventListener("change", chosen);
  if (input.files.length > 0) chosen(); // chosen before this script was there to hear it
  let depth = 0;
  const light = on => zone.classList.toggle("ps-drop-over", on);
  zone.addEventListener("dragenter", event => { event.preventDefault(); depth++; light(true); });
  zone.addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); light(depth > 0); });
  zone.addEventListener("dragover", event => event.preventDefault());
  zone.addEventListener("drop", event => {
    event.preventDefault();
    depth = 0;
    light(false);
    take(state, event.dataTransfer.files);
  });
}

export const pick = input => input.click();

export const cancel = zone => states.get(zone)?.sending?.abort("cancel");

export function detach(zone) {
  const state = states.get(zone);
  if (!state) return;
  state.owner = null;
  state.sending?.abort("leave"); // what has arrived waits on the server
  states.delete(zone);
}

async function take(state, files) {
  if (state.sending || !state.owner || files.length === 0) return;
  const file = files[0];
  const start = await state.owner.invokeMethodAsync("BeginAsync", file.name, file.size, files.length, file.lastModified);
  if (!start) return;
  const stay = event => event.preventDefault();
  addEventListener("beforeunload", stay);
  state.sending = new AbortController();
  const { signal } = state.sending;
  const watch = setInterval(() => away(state), 1000);
  let answer;
  try {
    answer = await send(state, file, start, signal);
  } catch {
    answer = { status: signal.aborted ? -1 : 0, body: "" };
    if (signal.reason === "cancel") await call(state, "DELETE", start.address).catch(() => {});
  }
  clearInterval(watch);
  removeEventListener("beforeunload", stay);
  state.sending = null;
  state.owner?.invokeMethodAsync("EndAsync", answer.status, answer.body).catch(() => {});
}

const silence = 10000; // milliseconds without a sign of life

// The page's own words come over the same connection, so while it is away the script says that it waits.
function away(state) {
  const waiting = !navigator.onLine || state.lost || performance.now() - state.moved > silence;
  state.zone.querySelector("[data-upload-away]")?.toggleAttribute("hidden", !waiting);
}

const waits = [1, 2, 4, 8, 15, 30]; // seconds between tries; the last one repeats
const most = 60; // about half an hour

async function send(state, file, start, signal) {
  let offset = start.offset;
  let tries = 0;
  while (true) {
    let answer;
    state.lost = tries > 0;
    state.moved = performance.now();
    if (tries > 0) {
      state.owner?.invokeMethodAsync("RetryAsync", tries).catch(() => {});
      await pause(waits[Math.min(tries, waits.length) - 1], signal);
      answer = await call(state, "GET", start.address, null, {}, signal).catch(() => null);
      const place = answer?.status === 200 ? parse(answer.body)?.offset : undefined;
      if (place === undefined && !isAway(answer)) return answer;
      if (place === undefined) {
        if (++tries > most) return { status: 0, body: "" };
        continue;
      }
      offset = place;
    }
    if (offset >= file.size) {
      state.moved = Infinity; // the server looks at the whole file, which takes its time
      tell(state, file.size, 0);
      answer = await call(state, "POST", start.address + "/finish", null, {}, signal).catch(() => null);
      if (!isAway(answer) && answer.status !== 409) return answer;
    } else {
      const piece = file.slice(offset, offset + start.piece);
      const headers = await hash(piece, start.hashHeader);
      if (headers === null) return { status: 0, body: "" }; // the file was changed or removed while it was read
      const from = offset;
      answer = await call(state, "PUT", `${start.address}?offset=${offset}`, piece, headers, signal, sent => {
        state.moved = performance.now();
        state.lost = false;
        tell(state, from + sent, 200);
      }).catch(() => null);
      const place = answer ? parse(answer.body)?.offset : undefined;
      if (answer?.status === 200 && place !== undefined) {
        offset = place;
        tries = 0;
        continue;
      }
      if (!isAway(answer) && answer.status !== 409) return answer;
    }
    signal.throwIfAborted();
    if (++tries > most) return { status: 0, body: "" };
  }
}

// Not reached, or a proxy that speaks for a server that is not there.
const isAway = answer => !answer || answer.status === 0 || answer.status === 200 && !answer.body || answer.status >= 500 || answer.status === 408 || answer.status === 429;

function parse(body) {
  try { return JSON.parse(body); } catch { return null; }
}

function pause(seconds, signal) {
  return new Promise((done, stop) => {
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener("abort", () => { clearTimeout(timer); stop(signal.reason); }, { once: true });
  });
}

// The browser computes hashes on secure pages only; elsewhere the connection's own check must do.
async function hash(piece, header) {
  if (!globalThis.crypto?.subtle) return {};
  try {
    const sum = await crypto.subtle.digest("SHA-256", await piece.arrayBuffer());
    return { [header]: [...new Uint8Array(sum)].map(b => b.toString(16).padStart(2, "0")).join("") };
  } catch {
    return null;
  }
}

let told = 0;

function tell(state, sent, atMostEvery) {
  const now = performance.now();
  if (now - told < atMostEvery) return;
  told = now;
  state.owner?.invokeMethodAsync("ProgressAsync", sent).catch(() => {});
}

// XMLHttpRequest, since fetch does not say how much of a body has gone out.
function call(state, method, address, body, headers, signal, progress) {
  return new Promise((done, stop) => {
    const request = new XMLHttpRequest();
    if (progress) request.upload.onprogress = event => progress(event.loaded);
    request.onload = () => done({ status: request.status, body: request.responseText });
    request.onerror = request.ontimeout = () => stop(new Error("not reached"));
    request.onabort = () => stop(new Error("stopped"));
    request.open(method, address);
    request.setRequestHeader(state.settings.header, state.settings.token);
    for (const [name, value] of Object.entries(headers ?? {})) request.setRequestHeader(name, value);
    if (body) request.setRequestHeader("Content-Type", "application/octet-stream");
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body ?? null);
  });
}
