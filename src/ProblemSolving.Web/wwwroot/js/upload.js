// Sends a file as the plain body of one request: the circuit carries only how far it is.
const states = new WeakMap();

export function attach(zone, input, owner, settings) {
  const state = { owner, settings, request: null };
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

export const cancel = zone => states.get(zone)?.request?.abort();

export function detach(zone) {
  const state = states.get(zone);
  if (!state) return;
  state.owner = null;
  state.request?.abort();
  states.delete(zone);
}

async function take(state, files) {
  if (state.request || !state.owner || files.length === 0) return;
  const file = files[0];
  const url = await state.owner.invokeMethodAsync("BeginAsync", file.name, file.size, files.length);
  if (url) send(state, file, url);
}

function send(state, file, url) {
  const request = new XMLHttpRequest();
  state.request = request;
  const stay = event => event.preventDefault();
  addEventListener("beforeunload", stay);
  let told = 0;
  const end = (status, body) => {
    removeEventListener("beforeunload", stay);
    state.request = null;
    state.owner?.invokeMethodAsync("EndAsync", status, body).catch(() => {});
  };
  request.upload.onprogress = event => {
    const now = performance.now();
    if (now - told < 200 && event.loaded < file.size) return;
    told = now;
    state.owner?.invokeMethodAsync("ProgressAsync", event.loaded).catch(() => {});
  };
  request.onload = () => end(request.status, request.responseText);
  request.onerror = () => end(0, "");
  request.onabort = () => end(-1, "");
  request.open("POST", url);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader(state.settings.header, state.settings.token);
  request.send(file);
}
