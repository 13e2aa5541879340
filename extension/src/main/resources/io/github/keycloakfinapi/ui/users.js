import { call, versions, wording } from './api.js';
import { copy, create, element } from './dom.js';
import { currentToken, itIsAnAdmins, useToken, withEachToken } from './quick-auth.js';
import { currentLanguage, text } from './texts.js';

const view = element('users');
const filter = element('filter');
const days = [...filter.querySelectorAll('[type=date]')];
const hint = element('days-hint');
const error = element('users-error');
const again = element('users-again');
const admin = element('admin');
const adminId = element('admin-id');
const adminSecret = element('admin-secret');
const pager = element('pager');
const status = element('users-status');
const list = element('list');
const exchange = element('users-exchange');

// Each user is in one of the last three.
const STATES = {
  all: {},
  active: { isDeleted: false, isLocked: false },
  locked: { isLocked: true },
  deleted: { isDeleted: true },
};

let version = 'v2';
let isShown = false;
let page = 1;
let isDescending = false;
/** The newest answer that has a list, and the answer that came instead of one. */
let listed = null;
let problem = null;
let isLoading = false;
let newest = 0;
let retry;

export function usersIn(chosen) {
  version = chosen;
  begin();
}

/** Shows the view or hides it. */
export function showUsers(shown) {
  view.hidden = !shown;
  if (shown !== isShown) {
    isShown = shown;
    begin();
  }
}

/** What was shown with another token, or before somebody went away, does not stay. */
function begin() {
  listed = null;
  problem = null;
  load(1);
}

async function load(wanted) {
  clearTimeout(retry);
  page = wanted;
  const mine = ++newest;
  isLoading = isShown && Boolean(currentToken());
  redrawUsers();
  if (!isLoading) {
    return;
  }
  const path = `${versions[version].userList}?${query()}`;
  const answer = await orUnreachable({ method: 'GET', path, token: currentToken() });
  if (mine !== newest) {
    return;
  }
  isLoading = false;
  listed = answer.ok ? answer : listed;
  problem = answer.ok ? null : answer;
  if (answer.ok) {
    itIsAnAdmins();
    const { pageCount } = answer.body.paging;
    if (page > Math.max(pageCount, 1)) {
      // Meanwhile there are fewer.
      load(Math.max(pageCount, 1));
      return;
    }
  } else if (answer.status === 503) {
    retry = setTimeout(() => load(page), secondsUntilRetry(answer) * 1000);
  }
  redrawUsers();
}

async function orUnreachable(request) {
  try {
    return await call(request);
  } catch {
    return { ok: false, isUnreachable: true };
  }
}

const secondsUntilRetry = ({ headers }) => Number(new Map(headers).get('retry-after')) || 5;

function query() {
  const { state, userId, ...others } = Object.fromEntries(new FormData(filter));
  const parameters = {
    userId: userId.trim(),
    ...STATES[state],
    ...others,
    order: isDescending ? 'userId,desc' : 'userId,asc',
    page,
  };
  return new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ''));
}

/** Shows what is known, in the language of the page. */
export function redrawUsers() {
  const needsToken = !currentToken() || problem?.status === 401 || problem?.status === 403;
  const hasList = !needsToken && !problem;
  admin.hidden = !needsToken;
  filter.hidden = needsToken;
  pager.hidden = !hasList;
  list.hidden = !hasList || !listed?.body.users.length;
  exchange.hidden = !hasList || !listed;
  showProblem();
  showFilter();
  list.setAttribute('aria-busy', isLoading);
  say(status, statusText());
  if (listed) {
    showPage(listed);
  } else {
    element('rows').replaceChildren();
    element('users-curl').textContent = '';
  }
  showPaging(listed?.body.paging ?? { page, pageCount: 0 });
}

function showProblem() {
  const waits = problem?.status === 503;
  let words = '';
  if (problem) {
    words = problem.isUnreachable ? text('The server cannot be reached.') : wording(problem);
  }
  say(error, waits ? `${words} ${text('The list will be reloaded automatically.')}` : words);
  error.classList.toggle('failed', !waits);
  again.hidden = !problem || waits || (!problem.isUnreachable && problem.status < 500);
}

function showFilter() {
  for (const field of filter.elements) {
    if (field.name) {
      const wrong = field.validity.badInput || (problem?.status === 400 && error.textContent.includes(`'${field.name}'`));
      field.setAttribute('aria-invalid', wrong);
    }
  }
  const set = days.filter((day) => day.value).length;
  say(element('days-title'), text(set ? 'Filter by day ({set} set)' : 'Filter by day', { set }));
  const isIncomplete = days.some((day) => day.validity.badInput);
  hint.classList.toggle('failed', isIncomplete);
  say(hint, text(isIncomplete ? 'Incomplete dates are ignored.' : '“to” alone also finds users who were never active or are not deleted.'));
}

function statusText() {
  if (isLoading && !listed) {
    return text('Loading…');
  }
  const count = listed?.body.paging.totalCount ?? 0;
  if (count === 1) {
    return text('1 user');
  }
  return count ? text('{count} users', { count: count.toLocaleString(currentLanguage()) }) : text('No users found.');
}

function showPage({ body, curl }) {
  element('rows').replaceChildren(...body.users.map(row));
  element('sort-column').setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
  element('users-curl').textContent = curl;
}

function row({ userId, registrationDate, lastActiveDate, deletionDate, isLocked }) {
  const id = create('th', { role: 'rowheader', scope: 'row' }, create('span', {}, userId));
  if (deletionDate) {
    id.append(' ', create('small', { className: 'badge' }, text('Deleted')));
  }
  return create(
    'tr',
    { role: 'row', className: deletionDate ? 'deleted' : '' },
    id,
    cell('Registered', day(registrationDate)),
    cell('Last active', lastActiveDate ? day(lastActiveDate) : text('never')),
    deletionDate ? cell('Deleted', day(deletionDate)) : none('Deleted'),
    isLocked ? cell('Locked', create('small', { className: 'badge locked' }, text('Locked'))) : none('Locked'),
  );
}

function cell(label, content) {
  const made = create('td', { role: 'cell' }, content);
  made.dataset.label = text(label);
  return made;
}

const none = (label) => Object.assign(cell(label, text('no')), { className: 'none' });

function day(iso) {
  const [year, month, date] = iso.split('-').map(Number);
  const shown = new Date(year, month - 1, date).toLocaleDateString(currentLanguage(), { dateStyle: 'medium' });
  return create('time', { dateTime: iso }, shown);
}

function showPaging({ page: current, pageCount }) {
  say(element('page'), text('Page {page} of {pages}', { page: current, pages: Math.max(pageCount, 1) }));
  const targets = { first: 1, previous: current - 1, next: current + 1, last: pageCount };
  for (const [id, target] of Object.entries(targets)) {
    // Not "disabled": the focus would be lost on the way to the last page.
    element(id).setAttribute('aria-disabled', !isOtherPage(target, current, pageCount));
    element(id).value = target;
  }
}

const isOtherPage = (target, current, pageCount) => target >= 1 && target <= pageCount && target !== current;

// Said anew only when it is new.
function say(place, words) {
  if (place.textContent !== words) {
    place.textContent = words;
  }
}

pager.addEventListener('click', async ({ target }) => {
  const button = target.closest('button');
  if (!button || button.getAttribute('aria-disabled') === 'true' || isLoading) {
    return;
  }
  await load(Number(button.value));
  if (list.getBoundingClientRect().top < 0) {
    list.scrollIntoView();
  }
});

element('sort').addEventListener('click', () => {
  isDescending = !isDescending;
  load(1);
});

let pause;
filter.addEventListener('input', ({ target }) => {
  clearTimeout(pause);
  // Not for each character of an id or a date that is typed.
  pause = setTimeout(() => load(1), target.tagName === 'SELECT' ? 0 : 400);
});
filter.addEventListener('reset', () => {
  clearTimeout(pause);
  // The fields still have what they had.
  pause = setTimeout(() => load(1), 0);
});
// Browsers tell nothing of a day that is not complete.
filter.addEventListener('focusout', showFilter);
filter.addEventListener('submit', (event) => event.preventDefault());

admin.addEventListener('submit', async (event) => {
  event.preventDefault();
  const name = adminId.value.trim();
  const answer = await orUnreachable({
    method: 'POST',
    path: versions[version].token,
    form: { grant_type: 'client_credentials', client_id: name, client_secret: adminSecret.value },
  });
  if (answer.ok) {
    adminSecret.value = '';
    // The form goes, and the focus would go with it.
    view.focus({ preventScroll: true });
    useToken(answer.body.access_token, { label: 'Client {name}', name });
  } else {
    problem = answer;
    redrawUsers();
  }
});

again.addEventListener('click', async () => {
  await load(page);
  if (again.hidden) {
    view.focus({ preventScroll: true });
  }
});

element('copy-users-curl').addEventListener('click', ({ target }) => copy(listed.curl, target));

withEachToken(begin);
