/** Makes the drawn nodes open what is told of them; without it, the page reads the same. */
export const script = `
for (const run of document.querySelectorAll('[data-run]')) {
  // An image has no buttons in it; a group has.
  run.querySelector('.wl-drawing')?.setAttribute('role', 'group');
  for (const drawn of run.querySelectorAll('.wl-drawing g[data-id]')) {
    const id = drawn.dataset.id;
    const place = /^(?:node:([^/]+)|container:([^/]+)\\/.*)$/.exec(id);
    if (place === null) continue;
    const panel = document.getElementById(run.dataset.run + '-node:' + (place[1] ?? place[2]));
    if (panel === null) continue;
    drawn.setAttribute('role', 'button');
    drawn.setAttribute('tabindex', '0');
    drawn.setAttribute('aria-label', id.replace(':', ' '));
    const open = (event) => {
      if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      panel.open = true;
      panel.querySelector('summary').focus();
      panel.scrollIntoView({ block: 'start' });
    };
    drawn.addEventListener('click', open);
    drawn.addEventListener('keydown', open);
  }
}
`.trim();
