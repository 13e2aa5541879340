import { call, versions, wording } from './api.js';
import { copy, create, element } from './dom.js';
import { askOwner, useToken } from './quick-auth.js';
import { text } from './texts.js';

const clientId = element('client-id');
const clientSecret = element('client-secret');
const userId = element('user-id');
const userPassword = element('user-password');
const outcome = element('outcome');

let version = 'v2';
let clientToken = '';
let exchange = null;
let revealed = false;
let show = () => {};

export function stepsIn(chosen) {
  version = chosen;
}

/** How an operation is shown that can be called next. */
export function showsOperationsBy(action) {
  show = action;
}

const client = () => ({ client_id: clientId.value.trim(), client_secret: clientSecret.value });
const useClientToken = () => useToken(clientToken, { label: 'Client {name}', name: clientId.value.trim() });

const steps = {
  async client() {
    const answer = await send({
      method: 'POST',
      path: versions[version].token,
      form: { grant_type: 'client_credentials', ...client() },
    });
    if (answer?.ok) {
      clientToken = answer.body.access_token;
      await useClientToken();
      done('client', text('The client has its token. Next: create a user.'));
    }
  },

  async create() {
    if (!clientToken) {
      if (!complete(clientId, clientSecret)) {
        return;
      }
      await steps.client();
      if (!clientToken) {
        return;
      }
    }
    userId.value ||= `user-${random(8)}`;
    userPassword.value ||= random(20);
    const answer = await send({
      method: 'POST',
      path: versions[version].users,
      token: clientToken,
      json: { id: userId.value.trim(), password: userPassword.value },
    });
    if (answer?.ok) {
      done('create', text('The user {name} has been created. Next: get its token.', { name: answer.body.id }));
    } else if (answer?.status === 403) {
      // The mandator's admin client gets a token, too, and QUICK AUTH offers what it is for.
      await askOwner();
    }
  },

  async user() {
    if (!complete(clientId, clientSecret, userId, userPassword)) {
      return;
    }
    const name = userId.value.trim();
    const answer = await send({
      method: 'POST',
      path: versions[version].token,
      form: { grant_type: 'password', ...client(), username: name, password: userPassword.value },
    });
    if (answer?.ok) {
      await useToken(answer.body.access_token, { label: 'User {name}', name });
      done('user', text('You have a user token. Everything below is now called as {name}.', { name }));
      offer('Show this user', 'getAuthorizedUser');
    } else if (answer?.body.errors?.[0]?.code === 'USER_NOT_VERIFIED') {
      // Which another user's token may have replaced: it is the client that verifies.
      if (clientToken) {
        await useClientToken();
      }
      outcome.append(' ', text('Next: call Verify a user with the id {name} and a client token, then repeat this step.', { name }));
      offer('Verify a user', 'verifyUser');
    }
  },
};

for (const [id, step] of Object.entries(steps)) {
  element(id).addEventListener('submit', (event) => {
    event.preventDefault();
    step();
  });
}

/** Asks for the first field that is empty, in the browser's own way. */
function complete(...fields) {
  const empty = fields.find((field) => !field.value);
  if (empty) {
    empty.required = true;
    empty.reportValidity();
  }
  return !empty;
}

async function send(request) {
  outcome.className = '';
  outcome.textContent = '…';
  try {
    exchange = await call(request);
  } catch {
    failed(text('The server cannot be reached.'));
    return null;
  }
  showExchange();
  if (!exchange.ok) {
    failed(wording(exchange));
  }
  return exchange;
}

function done(step, message) {
  element(`flow-${step}`).classList.add('done');
  element(step).closest('li').classList.add('done');
  outcome.className = 'done';
  outcome.textContent = message;
}

function offer(label, operation) {
  outcome.append(' ', create('button', { type: 'button', onclick: () => show(operation) }, text(label)));
}

function failed(message) {
  outcome.className = 'failed';
  outcome.textContent = message;
}

function showExchange() {
  element('exchange').hidden = false;
  element('curl').textContent = revealed ? exchange.curl : exchange.curlWithoutSecrets;
  element('response-headers').textContent = [exchange.status, ...exchange.headers.map((header) => header.join(': '))].join('\n');
  element('response-body').textContent = JSON.stringify(exchange.body, null, 2);
}

element('reveal').addEventListener('click', ({ target }) => {
  revealed = !revealed;
  target.setAttribute('aria-pressed', revealed);
  showExchange();
});

element('copy-curl').addEventListener('click', ({ target }) => copy(exchange.curl, target));

// 32 characters, so that each is as likely as the others.
function random(length) {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => letters[byte % letters.length]).join('');
}
