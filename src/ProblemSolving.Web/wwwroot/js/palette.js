// Ctrl+K, on a Mac Cmd+K, presses the button of the palette; the button opens it before the server is asked, so that no letter is lost.
const isMac = /mac|iphone|ipad/i.test(navigator.userAgentData?.platform ?? navigator.platform);
let watching = new AbortController();

export function watch(button, dialog) {
  watching.abort();
  watching = new AbortController();
  const signal = watching.signal;
  const input = dialog.querySelector("input");

  document.addEventListener("keydown", event => {
    // With a Korean keyboard the key may come as the jamo of its place.
    const isKey = event.code === "KeyK" || event.key === "k";
    const isHeld = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (!isKey || !isHeld || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else button.click();
  }, { signal, capture: true });

  button.addEventListener("click", () => {
    if (!dialog.open) dialog.showModal();
    input.focus();
  }, { signal });

  input.addEventListener("keydown", event => {
    // A key that finishes a syllable chooses nothing; Safari tells so only by the number 229.
    if (event.isComposing || event.keyCode === 229) event.stopPropagation();
    else if (event.key === "ArrowUp" || event.key === "ArrowDown" || event.key === "Enter") event.preventDefault();
  }, { signal });

  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close();   // beside it
  }, { signal });

  dialog.addEventListener("close", () => {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, { signal });

  const active = new MutationObserver(() => document.getElementById(input.getAttribute("aria-activedescendant"))?.scrollIntoView({ block: "nearest" }));
  active.observe(input, { attributeFilter: ["aria-activedescendant"] });
  signal.addEventListener("abort", () => active.disconnect());
  button.dataset.listening = "true";
  return isMac;
}

export const close = dialog => dialog.close();

export const press = selector => document.querySelector(selector)?.click();

export const leave = () => watching.abort();
