import { base, versions } from './api.js';
import { create, element } from './dom.js';
import { currentToken } from './quick-auth.js';
import { currentLanguage, text } from './texts.js';

const TOKENS = { clientToken: 'client', mandatorAdminToken: 'admin', userToken: 'user' };
const menu = element('menu');
const reference = element('reference');
let ui;
let tagOf = {};

/** Shows the API document of a version. */
export async function showReference(version) {
  let api;
  try {
    await swaggerUi();
    const response = await fetch(base + versions[version].document, { credentials: 'omit' });
    api = await response.json();
  } catch {
    menu.textContent = text('The API document cannot be loaded.');
    return;
  }
  api.servers = [{ url: base }];
  forgetExamplesOfFilters(api);
  showMenu(api);
  if (ui) {
    ui.specActions.updateSpec(JSON.stringify(api));
  } else {
    ui = window.SwaggerUIBundle({
      spec: api,
      domNode: reference,
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      plugins: [withoutAuthorizeButtons],
      requestInterceptor: withLanguageAndToken,
      tryItOutEnabled: true,
      validatorUrl: null,
    });
  }
}

/** Opens an operation and brings it into view. */
export function openOperation(id) {
  const tag = tagOf[id];
  if (!tag) {
    return;
  }
  ui.layoutActions.show(['operations-tag', tag], true);
  ui.layoutActions.show(['operations', tag, id], true);
  requestAnimationFrame(() => {
    // As Swagger UI writes a tag of more than one word.
    const operation = element(`operations-${tag.replaceAll(' ', '_')}-${id}`);
    operation?.scrollIntoView();
    operation?.querySelector('button')?.focus({ preventScroll: true });
  });
}

// Swagger UI writes an example into its field: all filters at once find nobody.
function forgetExamplesOfFilters({ paths }) {
  for (const { parameters = [] } of Object.values(paths).flatMap(Object.values)) {
    for (const parameter of parameters) {
      if (parameter.in === 'query' && !parameter.required) {
        delete parameter.example;
      }
    }
  }
}

// Swagger UI is no module. What it scrolls with would take the page's own links, which then moved neither focus nor view.
let loading;
window.noZensmooth = true;
function swaggerUi() {
  loading ??= new Promise((resolve, reject) => {
    const script = create('script', { src: new URL('swagger-ui-bundle.js', import.meta.url), onload: resolve, onerror: reject });
    document.head.append(script);
  });
  return loading;
}

// QUICK AUTH is the one place for a token.
const withoutAuthorizeButtons = () => ({
  wrapComponents: { authorizeBtn: () => () => null, authorizeOperationBtn: () => () => null },
});

function withLanguageAndToken(request) {
  request.headers['Accept-Language'] = currentLanguage();
  // The token service has the client's secret instead.
  if (currentToken() && !request.url.split('?')[0].endsWith('/oauth/token')) {
    request.headers.Authorization = `Bearer ${currentToken()}`;
  }
  return request;
}

// What Swagger UI leaves out for those who do not use a mouse or do not see.
new MutationObserver(() => {
  for (const select of reference.querySelectorAll('select:not([aria-label])')) {
    select.setAttribute('aria-label', 'Choice');
  }
  for (const input of reference.querySelectorAll('.json-schema-form-item input:not([aria-label])')) {
    input.setAttribute('aria-label', 'Item');
  }
  for (const body of reference.querySelectorAll('textarea:not([aria-label])')) {
    body.setAttribute('aria-label', 'Body');
  }
  for (const code of reference.querySelectorAll('.microlight:not([tabindex])')) {
    code.tabIndex = 0;
  }
}).observe(reference, { childList: true, subtree: true });

function showMenu({ paths, tags }) {
  const operations = Object.values(paths).flatMap((path) =>
    Object.entries(path)
      .filter(([, operation]) => operation.operationId)
      .map(([method, operation]) => ({ method, ...operation })),
  );
  tagOf = Object.fromEntries(operations.map(({ operationId, tags: [tag] }) => [operationId, tag]));
  menu.replaceChildren(
    ...tags.flatMap(({ name }) => [
      create('h3', { lang: 'en' }, name),
      create('ul', { lang: 'en' }, ...operations.filter((each) => each.tags[0] === name).map(entry)),
    ]),
  );
}

function entry({ method, operationId, security, summary }) {
  const token = security?.flatMap(Object.keys).map((scheme) => TOKENS[scheme]).find(Boolean);
  const link = create('a', { href: `#${operationId}` }, create('span', { className: `method ${method}` }, method), summary);
  if (token) {
    link.append(create('small', {}, token));
  }
  return create('li', {}, link);
}
