// The row of steps on a narrow screen: brings the step of this page into its middle.
export function showHere(rail) {
  const here = rail?.querySelector('[aria-current=step]');
  if (!here || rail.scrollWidth <= rail.clientWidth) return;
  const place = here.getBoundingClientRect();
  const room = rail.getBoundingClientRect();
  rail.scrollLeft += place.left - room.left - (room.width - place.width) / 2;
}
