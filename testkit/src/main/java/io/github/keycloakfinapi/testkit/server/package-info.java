/**
 * What starts a Keycloak for a test, without finAPI. For this kit and the tests of this project only: any version may change it.
 */
package io.github.keycloakfinapi.testkit.server;
