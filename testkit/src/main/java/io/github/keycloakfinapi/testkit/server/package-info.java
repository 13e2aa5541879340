/**
 * What starts a Keycloak for a test, and the proxy in front of it; finAPI does not matter here. For this kit and the tests of this
 * project only: any version may change it.
 */
package io.github.keycloakfinapi.testkit.server;
