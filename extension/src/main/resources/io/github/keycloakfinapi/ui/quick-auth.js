import { call, versions } from './api.js';
import { currentLanguage, text } from './texts.js';

const field = document.getElementById('token');
const status = document.getElementById('owner');
const forget = document.getElementById('forget');

// In memory only; a reload forgets it.
let token = '';
let owner = null;
let version = 'v2';
let timer;

export const currentToken = () => token;

export function callVersion(chosen) {
  version = chosen;
}

/** Makes this token the one that calls; whose it is may be known already. */
export async function useToken(given, knownOwner = null) {
  token = given.trim().replace(/^Bearer\s+/i, '');
  field.value = token;
  owner = knownOwner;
  showOwner();
  if (token && !owner && !hasEnded()) {
    const asked = token;
    const found = await findOwner(asked);
    if (asked === token) {
      owner = found;
      showOwner();
    }
  }
}

// The API knows: a user is shown to itself, and a client may not ask, be it one for users or the mandator's.
async function findOwner(asked) {
  try {
    let answer = await userOf(asked, version);
    // Said of users only: their client uses the other version.
    if (answer.status === 403 && /limited to scope/.test(answer.body.errors?.[0]?.message)) {
      answer = await userOf(asked, version === 'v1' ? 'v2' : 'v1');
    }
    switch (answer.status) {
      case 200:
        return { label: 'User {name}', name: answer.body.id };
      case 403:
        return { label: 'Client {name}', name: claims(asked).azp ?? '' };
      case 401:
        return { label: 'The server does not accept this token.' };
      default:
        return { label: 'Token of unknown owner' };
    }
  } catch {
    return { label: 'The server cannot be reached.' };
  }
}

const userOf = (asked, its) => call({ method: 'GET', path: versions[its].users, token: asked });

export function showOwner() {
  clearTimeout(timer);
  forget.hidden = !token;
  status.classList.toggle('ended', Boolean(token) && hasEnded());
  if (!token) {
    status.textContent = text('Paste a token, or get one by the three steps.');
    return;
  }
  const end = endOf(token);
  const parts = [];
  if (owner) {
    parts.push(text(owner.label, owner));
  }
  if (end) {
    parts.push(text(hasEnded() ? 'has ended {time}' : 'ends {time}', { time: time(end) }));
    // Browsers take a longer delay for none at all.
    timer = setTimeout(showOwner, Math.min(Math.max(end - Date.now(), 1000), 2 ** 31 - 1));
  }
  status.textContent = parts.join(' · ') || text('Token of unknown owner');
}

function time(end) {
  const today = end.toDateString() === new Date().toDateString();
  return end.toLocaleString(currentLanguage(), today ? { timeStyle: 'medium' } : { dateStyle: 'short', timeStyle: 'short' });
}

function hasEnded() {
  const end = endOf(token);
  return end !== null && end <= new Date();
}

function endOf(jwt) {
  const { exp } = claims(jwt);
  return exp ? new Date(exp * 1000) : null;
}

// Only to be shown: what a token allows is the server's to decide.
function claims(jwt) {
  try {
    const payload = atob(jwt.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(payload, (character) => character.charCodeAt(0))));
  } catch {
    return {};
  }
}

let pause;
field.addEventListener('input', () => {
  clearTimeout(pause);
  // Not for each character of a token that is typed.
  pause = setTimeout(() => useToken(field.value), 200);
});
field.form.addEventListener('submit', (event) => event.preventDefault());
forget.addEventListener('click', () => {
  useToken('');
  field.focus();
});
