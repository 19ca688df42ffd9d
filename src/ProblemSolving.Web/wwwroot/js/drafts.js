// A text that the server holds only as long as its page is open stays in this window, for the person who typed it, until the window
// is closed: after a reload or a way round through another page it is put back into its box.
const person = document.getElementById("components-reconnect-modal")?.dataset.person ?? "";

// Gives back what was typed before, or null. A box that holds its example, or nothing, has no draft.
export function keep(box, name, example) {
  const place = `ps-draft:${person}:${name}`;
  try {
    const kept = sessionStorage.getItem(place);
    box?.addEventListener("input", () => {
      if (box.value.trim() && box.value !== example) sessionStorage.setItem(place, box.value);
      else sessionStorage.removeItem(place);
    });
    return kept;
  } catch {
    return null;   // a browser that stores nothing
  }
}
