package io.github.keycloakfinapi.compare.checks;

/** What a user's login gives. */
record Tokens(String access, String refresh) {}
