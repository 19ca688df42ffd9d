// A row of links on a narrow screen: brings the one of this page into its middle.
export function showHere(rail) {
  const here = rail?.querySelector('[aria-current]');
  if (!here || rail.scrollWidth <= rail.clientWidth) return;
  const place = here.getBoundingClientRect();
  const room = rail.getBoundingClientRect();
  rail.scrollLeft += place.left - room.left - (room.width - place.width) / 2;
}

// The field an address names stands there only once the project was read, which is later than the browser looks for it.
export function showField() {
  show(location.hash);
}

// A link to a field on the page that is open changes the address only.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href*="#f-"]');
  if (link?.pathname === location.pathname) requestAnimationFrame(() => show(link.hash));
});

function show(hash) {
  const field = hash.startsWith('#f-') ? document.getElementById(hash.slice(1)) : null;
  for (let part = field?.closest('details'); part; part = part.parentElement.closest('details')) part.open = true;
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
