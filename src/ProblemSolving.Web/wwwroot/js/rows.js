// Who adds a row means to fill it in: its first box takes the keyboard from the button, unless the person has gone on meanwhile.
const waitMs = 10_000;
const boxes = '[id^="f-"]:is(input, textarea, select)';

document.addEventListener("click", event => {
  const button = event.target.closest?.("button[data-adds-row]");
  const list = button?.closest("section");
  if (!list) return;
  const known = new Set(Array.from(list.querySelectorAll(boxes), box => box.id));
  const watch = new MutationObserver(() => {
    const box = Array.from(list.querySelectorAll(boxes)).find(b => !known.has(b.id));
    if (!box) return;
    stop();
    if (document.activeElement !== button && document.activeElement !== document.body) return;
    box.focus();
    box.select?.();   // a link begins where the last one ended: what is typed takes the place of that, as after Tab
  });
  const late = setTimeout(stop, waitMs);
  function stop() {
    clearTimeout(late);
    watch.disconnect();
  }
  watch.observe(list, { childList: true, subtree: true });
});
