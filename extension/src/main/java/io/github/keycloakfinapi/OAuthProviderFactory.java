package io.github.keycloakfinapi;

/** {@code {server}/realms/{realm}/oauth}: the token service of v1. */
public final class OAuthProviderFactory extends FinapiProviderFactory {

    public OAuthProviderFactory() {
        super("oauth");
    }
}
