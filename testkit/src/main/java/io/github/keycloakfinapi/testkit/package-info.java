/**
 * finAPI's authorization as a test dependency: a real Keycloak that answers like finAPI Access, with the faults that nobody can order
 * from a sandbox.
 *
 * <p>{@link io.github.keycloakfinapi.testkit.FinapiTest} gives a test of JUnit a server, a client and users.
 * {@link io.github.keycloakfinapi.testkit.FinapiServer} is what each server offers, in a container
 * ({@link io.github.keycloakfinapi.testkit.FinapiContainer}) or without Docker
 * ({@link io.github.keycloakfinapi.testkit.FinapiDistribution}).
 */
package io.github.keycloakfinapi.testkit;
