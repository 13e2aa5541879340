// The English text is the key.
const GERMAN = {
  'To the three steps': 'Zu den drei Schritten',
  'To the users': 'Zu den Benutzern',
  'API version': 'API-Version',
  'v2 (latest)': 'v2 (aktuell)',
  'v1 (deprecated)': 'v1 (veraltet)',
  Language: 'Sprache',
  Dark: 'Dunkel',
  Views: 'Ansichten',
  Users: 'Benutzer',
  'Access token': 'Zugriffstoken',
  'Show the users': 'Benutzer zeigen',
  'Remove the token': 'Token entfernen',
  Operations: 'Operationen',
  'Get authorized': 'Zugang holen',
  'Three steps lead to a user token. Each step shows its request, ready to paste into a shell. Your input is forgotten when you leave or reload this page.':
    'Drei Schritte führen zu einem Benutzertoken. Jeder zeigt seine Anfrage, um sie in eine Shell einzufügen. Was Sie eingeben, ist vergessen, sobald Sie die Seite verlassen oder neu laden.',
  'The flow: your application gets a client token, creates a user with it, and gets a token as that user.':
    'Der Ablauf: Ihre Anwendung holt ein Client-Token, legt damit einen Benutzer an und holt ein Token als dieser Benutzer.',
  'Base URL': 'Basis-URL',
  'Your application': 'Ihre Anwendung',
  'client id, secret': 'Client-ID, Secret',
  'client token': 'Client-Token',
  'client token, new user': 'Client-Token, Benutzer',
  'the user': 'der Benutzer',
  'client and user, secrets': 'Client, Benutzer, Secrets',
  'user token': 'Benutzertoken',
  'Client id': 'Client-ID',
  'Client secret': 'Client-Secret',
  'Get a client token': 'Client-Token holen',
  'User id': 'Benutzer-ID',
  Password: 'Passwort',
  'Create the user': 'Benutzer anlegen',
  'If left empty, both are generated.': 'Bleiben sie leer, werden beide erzeugt.',
  'Get a user token': 'Benutzertoken holen',
  'For the client and the user above.': 'Für den Client und den Benutzer oben.',
  Copy: 'Kopieren',
  Copied: 'Kopiert',
  'Show secrets': 'Geheimes zeigen',
  'Response headers': 'Header der Antwort',
  'Response body': 'Inhalt der Antwort',
  'API reference': 'API-Referenz',
  'Paste a token, or get one with the three steps.': 'Fügen Sie ein Token ein, oder holen Sie eines mit den drei Schritten.',
  'Client {name}': 'Client {name}',
  'Admin client {name}': 'Admin-Client {name}',
  'User {name}': 'Benutzer {name}',
  'Token of an unknown owner': 'Token eines Unbekannten',
  'expires {time}': 'läuft {time} ab',
  'expired {time}': 'ist {time} abgelaufen',
  'The server does not accept this token.': 'Der Server nimmt dieses Token nicht an.',
  'The client has its token. Next: create a user.': 'Der Client hat sein Token. Als Nächstes: einen Benutzer anlegen.',
  'The user {name} has been created. Next: get its token.': 'Der Benutzer {name} ist da. Als Nächstes: sein Token holen.',
  'You have a user token. Everything below is now called as {name}.': 'Sie haben ein Benutzertoken. Alles Weitere wird nun als {name} aufgerufen.',
  'Show this user': 'Diesen Benutzer zeigen',
  'Next: call Verify a user with the id {name} and a client token, then repeat this step.':
    'Als Nächstes: „Verify a user“ mit der ID {name} und einem Client-Token aufrufen, dann diesen Schritt wiederholen.',
  'Verify a user': 'Benutzer verifizieren',
  'The server cannot be reached.': 'Der Server ist nicht zu erreichen.',
  'The API document cannot be loaded.': 'Das API-Dokument ist nicht zu laden.',
  'The users of the mandator. Deleted users stay in the list with a distorted id. Days are in the time zone Europe/Berlin.':
    'Die Benutzer des Mandators. Wer gelöscht wurde, bleibt mit verfremdeter ID in der Liste. Tage sind die von Europe/Berlin.',
  "The list needs a token of the mandator's admin client. Paste one under QUICK AUTH, or get one here.":
    'Die Liste braucht ein Token des Admin-Clients des Mandators. Fügen Sie eines unter QUICK AUTH ein, oder holen Sie es hier.',
  'Get a token': 'Token holen',
  'User id (exact)': 'Benutzer-ID (genau)',
  State: 'Zustand',
  All: 'Alle',
  Active: 'Aktiv',
  Locked: 'Gesperrt',
  Deleted: 'Gelöscht',
  'Per page': 'Je Seite',
  Reset: 'Zurücksetzen',
  'Filter by day': 'Nach Tagen filtern',
  'Filter by day ({set} set)': 'Nach Tagen filtern ({set} gesetzt)',
  Registered: 'Registriert',
  'Last active': 'Zuletzt aktiv',
  from: 'von',
  to: 'bis',
  '“to” alone also finds users who were never active or are not deleted.':
    '„bis“ allein findet auch, wer nie aktiv war oder nicht gelöscht ist.',
  'Incomplete dates are ignored.': 'Unvollständige Datumsangaben werden ignoriert.',
  'The list will be reloaded automatically.': 'Die Liste wird automatisch neu geladen.',
  'Try again': 'Noch einmal versuchen',
  'Loading…': 'Wird geladen …',
  '1 user': '1 Benutzer',
  '{count} users': '{count} Benutzer',
  'No users found.': 'Kein Benutzer gefunden.',
  never: 'nie',
  no: 'nein',
  Pages: 'Seiten',
  'First page': 'Erste Seite',
  'Previous page': 'Vorige Seite',
  'Page {page} of {pages}': 'Seite {page} von {pages}',
  'Next page': 'Nächste Seite',
  'Last page': 'Letzte Seite',
};

let language = 'en';

export const currentLanguage = () => language;

export function text(english, values = {}) {
  const template = (language === 'de' && GERMAN[english]) || english;
  return template.replace(/\{(\w+)}/g, (whole, name) => values[name] ?? whole);
}

const originals = new WeakMap();
const ATTRIBUTE = 'aria-label';

/** Puts the page's fixed texts, marked by data-text, into this language. */
export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  for (const element of document.querySelectorAll('[data-text]')) {
    if (!originals.has(element)) {
      originals.set(element, element.getAttribute(ATTRIBUTE) ?? element.textContent);
    }
    const translated = text(originals.get(element));
    if (element.hasAttribute(ATTRIBUTE)) {
      element.setAttribute(ATTRIBUTE, translated);
    } else {
      element.textContent = translated;
    }
  }
}
