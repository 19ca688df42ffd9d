// The row of steps on a narrow screen: brings the step of this page into its middle.
export function showHere(rail) {
  const here = rail?.querySelector('[aria-current=step]');
  if (!here || rail.scrollWidth <= rail.clientWidth) return;
  const place = here.getBoundingClientRect();
  const room = rail.getBoundingClientRect();
  rail.scrollLeft += place.left - room.left - (room.width - place.width) / 2;
}

// The field an address names stands there only once the project was read, which is later than the browser looks for it.
export function showField() {
  const field = location.hash.startsWith('#f-') ? document.getElementById(location.hash.slice(1)) : null;
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
