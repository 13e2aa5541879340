import { base } from './api.js';
import { element } from './dom.js';
import { callVersion, showOwner } from './quick-auth.js';
import { showsOperationsBy, stepsIn } from './steps.js';
import { speak } from './texts.js';
import { redrawUsers, showUsers, usersIn } from './users.js';

// Large, and not waited for: the steps work before it is there.
const reference = import('./reference.js');
const openOperation = async (id) => (await reference).openOperation(id);

// What the reader likes is kept; nothing else is.
const taste = {
  get: (name) => localStorage.getItem(`finapi-ui-${name}`),
  set: (name, value) => localStorage.setItem(`finapi-ui-${name}`, value),
};

function useLanguage(language) {
  element('language').value = language;
  speak(language);
  showOwner();
  redrawUsers();
}

function useColours(dark) {
  document.documentElement.classList.toggle('dark-mode', dark);
  document.documentElement.classList.toggle('light-mode', !dark);
  element('dark').setAttribute('aria-pressed', dark);
}

async function useVersion(version) {
  callVersion(version);
  stepsIn(version);
  usersIn(version);
  await (await reference).showReference(version);
}

function useView(name) {
  const users = name === 'users';
  element('start').hidden = users;
  element('reference').hidden = users;
  for (const link of document.querySelectorAll('header nav a')) {
    link.ariaCurrent = (link.hash === '#users') === users ? 'page' : null;
  }
  showUsers(users);
  // The browser looked for it while it was hidden.
  if (users || name === 'start') {
    element(name).focus();
  }
}

function followFragment() {
  const [name, value] = location.hash.slice(1).split('=');
  useView(name);
  if (name === 'client_id') {
    element('client-id').value = decodeURIComponent(value);
  } else {
    openOperation(name);
  }
}

element('language').addEventListener('change', ({ target }) => {
  taste.set('language', target.value);
  useLanguage(target.value);
});
element('dark').addEventListener('click', () => {
  const dark = !document.documentElement.classList.contains('dark-mode');
  taste.set('colours', dark ? 'dark' : 'light');
  useColours(dark);
});
element('version').addEventListener('change', ({ target }) => useVersion(target.value));
// Also when the link is the one that was followed last.
element('menu').addEventListener('click', ({ target }) => {
  const link = target.closest('a');
  if (link) {
    useView('');
    openOperation(link.hash.slice(1));
  }
});
addEventListener('hashchange', followFragment);
showsOperationsBy(openOperation);

element('base').textContent = base;

const likesDark = matchMedia('(prefers-color-scheme: dark)');
likesDark.addEventListener('change', () => taste.get('colours') ?? useColours(likesDark.matches));
useColours((taste.get('colours') ?? (likesDark.matches ? 'dark' : 'light')) === 'dark');
useLanguage(taste.get('language') ?? (navigator.language.startsWith('de') ? 'de' : 'en'));
const wide = matchMedia('(min-width: 60rem)').matches;
element('menu-details').open = wide;
element('days').open = wide;
await useVersion('v2');
followFragment();
