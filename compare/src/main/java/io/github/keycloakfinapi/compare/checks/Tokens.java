package io.github.keycloakfinapi.compare.checks;

/** The tokens that a user's login returns. */
record Tokens(String access, String refresh) {}
