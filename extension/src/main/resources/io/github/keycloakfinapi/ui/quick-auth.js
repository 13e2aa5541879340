import { call, versions } from './api.js';
import { element } from './dom.js';
import { currentLanguage, text } from './texts.js';

const ADMIN = 'Admin client {name}';

const field = element('token');
const status = element('owner');
const toUsers = element('to-users');
const forget = element('forget');

// In memory only; a reload forgets it.
let token = '';
let owner = null;
let version = 'v2';
let timer;
let onToken = () => {};

export const currentToken = () => token;

/** What is done whenever another token calls. */
export function withEachToken(action) {
  onToken = action;
}

export function callVersion(chosen) {
  version = chosen;
}

/** Makes this token the one that calls; whose it is may be known already. */
export async function useToken(given, knownOwner = null) {
  token = given.trim().replace(/^Bearer\s+/i, '');
  field.value = token;
  owner = knownOwner;
  showOwner();
  onToken();
  if (token && !owner && !hasExpired()) {
    await askOwner();
  }
}

/** Asks the API whose the token is. */
export async function askOwner() {
  const asked = token;
  const found = await findOwner(asked);
  if (asked === token) {
    owner = found;
    showOwner();
  }
}

/** The API has taken the token for that of a mandator admin client. */
export function itIsAnAdmins() {
  owner = { label: ADMIN, name: owner?.name ?? claims(token).azp ?? '' };
  showOwner();
}

// The API knows: a user is shown to itself, and a client may not ask.
async function findOwner(asked) {
  try {
    let answer = await userOf(asked, version);
    // Said of users only: their client uses the other version.
    if (isForTheOtherVersion(answer)) {
      answer = await userOf(asked, version === 'v1' ? 'v2' : 'v1');
    }
    switch (answer.status) {
      case 200:
        return { label: 'User {name}', name: answer.body.id };
      case 403:
        return { label: (await listsUsers(asked)) ? ADMIN : 'Client {name}', name: claims(asked).azp ?? '' };
      case 401:
        return { label: 'The server does not accept this token.' };
      default:
        return { label: 'Token of an unknown owner' };
    }
  } catch {
    return { label: 'The server cannot be reached.' };
  }
}

// One id, to make no work of it. Only the mandator's admin client is let in, or told that its version is the other one.
async function listsUsers(asked) {
  const answer = await call({ method: 'GET', path: `${versions[version].userList}?userId=-`, token: asked });
  return answer.status !== 403 || isForTheOtherVersion(answer);
}

const isForTheOtherVersion = ({ status, body }) => status === 403 && /limited to scope/.test(body.errors?.[0]?.message);

const userOf = (asked, its) => call({ method: 'GET', path: versions[its].users, token: asked });

export function showOwner() {
  clearTimeout(timer);
  forget.hidden = !token;
  toUsers.hidden = owner?.label !== ADMIN;
  status.classList.toggle('expired', Boolean(token) && hasExpired());
  if (!token) {
    status.textContent = text('Paste a token, or get one with the three steps.');
    return;
  }
  const end = endOf(token);
  const parts = [];
  if (owner) {
    parts.push(text(owner.label, owner));
  }
  if (end) {
    parts.push(text(hasExpired() ? 'expired {time}' : 'expires {time}', { time: time(end) }));
    // Browsers take a longer delay for none at all.
    timer = setTimeout(showOwner, Math.min(Math.max(end - Date.now(), 1000), 2 ** 31 - 1));
  }
  status.textContent = parts.join(' · ') || text('Token of an unknown owner');
}

function time(end) {
  const today = end.toDateString() === new Date().toDateString();
  return end.toLocaleString(currentLanguage(), today ? { timeStyle: 'medium' } : { dateStyle: 'short', timeStyle: 'short' });
}

function hasExpired() {
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
