// What is typed while the server does not hear it is lost to the server, which never asks for it again. So: after a key the server is
// asked whether it heard; until it says so, the page does not call anything saved, from the first key on. When the connection is back, what it did not hear
// is sent again, and so is what it refused; when the page has to be loaded anew, it is put back into its boxes.
const patienceMs = 5000;
const pauseMs = 250;
const settleMs = 500;
const searchMs = 20000;
const mostRefusals = 20;
const store = "ps-unsent";
const bar = document.getElementById("components-reconnect-modal");
const unsent = new Map();   // box → { at, text, before, kinds }
const held = new WeakMap();   // box → what it held when somebody went into it, or when the server last heard
let asking = 0;
let again = false;
let refused = false;
let refusals = 0;
let latest = null;   // what was written last, in whatever box
let ownReload = false;

const isField = box => box instanceof Element && box.id.startsWith("f-");
const isLost = () => /components-reconnect-(show|retrying|failed|rejected)/.test(bar.className);
const say = lost => document.body.classList.toggle("ps-unheard", lost);

document.addEventListener("focusin", event => {
  if (isField(event.target) && !unsent.has(event.target)) held.set(event.target, event.target.value);
}, true);
// On the window and not before: the key itself is on its way before it is asked for.
addEventListener("input", note);
addEventListener("change", note);
document.addEventListener("click", event => { ownReload ||= event.target.closest?.("[data-connection]") != null; }, true);

function note(event) {
  const box = event.target;
  if (!event.isTrusted) return;
  latest = box.type === "file" ? null : { box, kind: event.type, at: performance.now() };
  if (!isField(box)) return;
  const entry = unsent.get(box) ?? { before: held.get(box) ?? box.defaultValue ?? "", kinds: new Set() };
  entry.at = performance.now();
  entry.text = box.value;
  entry.kinds.add(event.type);
  unsent.set(box, entry);
  document.body.classList.add("ps-typing");
  if (isLost()) say(true);
  ask();
}

async function ask() {
  if (asking) {
    again = true;
    return;
  }
  const mine = asking = performance.now() || 1;
  const late = setTimeout(() => say(true), patienceMs);
  try {
    // Twice: a page that is behind with drawing gets the first answer before the server's own words for the keys, but not the second.
    for (let answer = 0; answer < 2; answer++) {
      await DotNet.invokeMethodAsync("ProblemSolving.Web", "Heard");
      if (asking !== mine) return;   // the connection was lost meanwhile, and another asked
    }
    if (refused) {
      sendRefused();
      return;
    }
    refusals = 0;
    for (const [box, entry] of unsent) {
      if (entry.at > mine) continue;
      held.set(box, box.value);
      unsent.delete(box);
    }
    // what the server answers to a key it heard is on the page before this: now its own words stand
    if (unsent.size === 0) document.body.classList.remove("ps-typing");
    say(false);
  } catch {
    say(true);
  } finally {
    clearTimeout(late);
    if (asking === mine) {
      await new Promise(resolve => setTimeout(resolve, pauseMs));
      asking = 0;
      if (again && !isLost()) {
        again = false;
        ask();
      }
    }
  }
}

// A key that reaches a handler the server has given up is refused, with no other word than this. By the time of the answers
// the page has drawn what came instead.
addEventListener("unhandledrejection", () => {
  if (isLost()) return;
  refused = true;
  if (unsent.size > 0) ask();
  else if (latest) setTimeout(sendRefused, pauseMs);
});

function sendRefused() {
  refused = false;
  if (unsent.size > 0 && ++refusals > mostRefusals) say(true);
  for (const [box, entry] of unsent) {
    entry.at = performance.now();
    send(box, entry);
    again = true;
  }
  // a box that says nothing of saving: once
  if (latest && !unsent.has(latest.box) && latest.box.isConnected && performance.now() - latest.at < patienceMs) latest.box.dispatchEvent(new Event(latest.kind, { bubbles: true }));
  latest = null;
}

let wasLost = false;
new MutationObserver(() => {
  const lost = isLost();
  if (wasLost && !lost) sendAgain();
  if (lost && unsent.size > 0) say(true);
  wasLost = lost;
}).observe(bar, { attributes: true, attributeFilter: ["class"] });

// What others wrote meanwhile comes with the connection, before anything is sent.
async function sendAgain() {
  await new Promise(resolve => setTimeout(resolve, settleMs));
  if (isLost()) return;
  asking = 0;
  for (const [box, entry] of unsent) {
    entry.at = performance.now();
    send(box, entry);
  }
  ask();
}

function send(box, { text, before, kinds }) {
  if (!box.isConnected || box.readOnly || box.disabled) return;
  if (box.value !== text) {
    const question = bar.dataset.changed.replace("{0}", () => box.labels?.[0]?.innerText ?? "").replace("{1}", () => box.value).replace("{2}", () => text);
    if (box.value !== before && !confirm(question)) return;
    box.value = text;
  }
  for (const kind of kinds) box.dispatchEvent(new Event(kind, { bubbles: true }));
}

addEventListener("beforeunload", event => {
  if (!ownReload && unsent.size > 0 && document.body.classList.contains("ps-unheard")) event.preventDefault();
});

addEventListener("pagehide", () => {
  if (unsent.size === 0) return;
  const boxes = [...unsent].map(([box, entry]) => ({ id: box.id, text: entry.text, before: entry.before, kinds: [...entry.kinds] }));
  sessionStorage.setItem(store, JSON.stringify({ path: location.pathname, person: bar.dataset.person, boxes }));
});

async function putBack() {
  const kept = JSON.parse(sessionStorage.getItem(store) ?? "null");
  if (!kept || kept.path !== location.pathname || kept.person !== bar.dataset.person) return;
  sessionStorage.removeItem(store);
  const end = performance.now() + searchMs;
  for (const { id, ...entry } of kept.boxes) {
    let box;
    // the box is there before the page listens, and the project is read later still
    while (!(box = document.querySelector(".ps-shell[data-listening=true]") && document.getElementById(id)) && performance.now() < end)
      await new Promise(resolve => setTimeout(resolve, 200));
    if (box && box.value !== entry.text) send(box, entry);
  }
}

putBack();
