import { currentLanguage } from './texts.js';

// The page is {base}/api/ui. Whatever proxy is in between, the API is where the page is.
export const base = new URL('..', location.href).href.replace(/\/$/, '');

export const versions = {
  v1: { token: '/oauth/token', users: '/api/v1/users', userList: '/api/v1/mandatorAdmin/getUserList', document: '/api/v1/openapi.json' },
  v2: { token: '/api/v2/oauth/token', users: '/api/v2/users', userList: '/api/v2/mandatorAdmin/getUserList', document: '/api/v2/openapi.json' },
};

const HIDDEN = '••••••••';
const SECRETS = ['client_secret', 'password'];
const hideSecrets = (name, value) => (SECRETS.includes(name) ? HIDDEN : value);
const showAll = (name, value) => value;

// For POSIX shells: between single quotes nothing has a meaning but the single quote.
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function curl({ method, path, token, form, json }, language, shown) {
  const parts = [`curl -i -X ${method} ${quoted(base + path)}`, `-H 'Accept-Language: ${language}'`];
  if (token) {
    parts.push(`-H ${quoted(`Authorization: Bearer ${token}`)}`);
  }
  if (json) {
    parts.push("-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(json, (name, value) => shown(name, value)))}`);
  }
  for (const [name, value] of Object.entries(form ?? {})) {
    parts.push(`--data-urlencode ${quoted(`${name}=${shown(name, value)}`)}`);
  }
  return parts.join(' \\\n  ');
}

/** Sends a request with a form or a JSON body in the page's language, and resolves to the answer and to the request as a command. */
export async function call(request) {
  const { method, path, token, form, json } = request;
  const language = currentLanguage();
  const headers = { 'Accept-Language': language };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  if (json) {
    headers['Content-Type'] = 'application/json';
  }
  const response = await fetch(base + path, {
    method,
    headers,
    body: json ? JSON.stringify(json) : form && new URLSearchParams(form),
    credentials: 'omit',
    cache: 'no-store',
  });
  const text = await response.text();
  return {
    ok: response.ok,
    status: response.status,
    headers: [...response.headers],
    body: parsed(text),
    text,
    curl: curl(request, language, showAll),
    curlWithoutSecrets: curl(request, language, hideSecrets),
  };
}

/** What an answer says went wrong, as the API words it. */
export function wording({ status, body, text }) {
  return `${status}: ${body.errors?.map((each) => each.message).join(' ') ?? body.error_description ?? text}`;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
