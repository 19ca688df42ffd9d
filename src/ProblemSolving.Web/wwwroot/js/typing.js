// On a slow line the page answers a key when others have been pressed since. Such an answer holds what the box held then, and put
// into the box it would take the newer keys away. A text that the box had held while it was written in is therefore not put back
// into it as long as somebody writes there. What the box never held, such as another person's text, is shown as ever.
const whileMs = 5000;
const most = 500;
const boxes = new WeakMap();

document.addEventListener("input", event => {
  const box = event.target;
  if (!(box instanceof HTMLTextAreaElement) && !(box instanceof HTMLInputElement && box.type === "text")) return;
  const written = boxes.get(box) ?? guard(box);
  if (performance.now() - written.at > whileMs) written.texts.clear();
  written.at = performance.now();
  if (written.texts.size >= most) written.texts.delete(written.texts.values().next().value);
  written.texts.add(box.value);
}, true);

document.addEventListener("focusout", event => boxes.get(event.target)?.texts.clear(), true);

function guard(box) {
  const plain = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value");
  const written = { texts: new Set(), at: 0 };
  Object.defineProperty(box, "value", {
    configurable: true,
    get: () => plain.get.call(box),
    set: text => {
      const isLate = document.activeElement === box && performance.now() - written.at < whileMs && text !== plain.get.call(box) && written.texts.has(text);
      if (!isLate) plain.set.call(box, text);
    },
  });
  boxes.set(box, written);
  return written;
}
