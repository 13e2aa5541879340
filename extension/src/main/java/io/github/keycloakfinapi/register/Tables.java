package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.internals.EntityProvider;
import java.util.List;

/** The register's tables. Keycloak makes and changes them by their change log when it starts. */
public final class Tables extends EntityProvider {

    public Tables() {
        super(
                "finapi-register",
                "META-INF/finapi-changelog.xml",
                List.of(RegisteredUser.class, Bucket.class, Change.class, Round.class));
    }
}
