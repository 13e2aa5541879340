import { text } from './texts.js';

export const element = (id) => document.getElementById(id);

export function create(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Copies a text; the button that was clicked for it says so. */
export async function copy(copied, button) {
  // Browsers have a clipboard only for pages that came by HTTPS or from this machine; the shown text can be marked.
  await navigator.clipboard?.writeText(copied);
  button.textContent = text(navigator.clipboard ? 'Copied' : 'Copy');
}
