package io.github.keycloakfinapi.compare.checks;

import java.util.List;
import java.util.stream.Stream;

/** All checks, in the order in which they run. */
public final class Catalogue {

    private Catalogue() {}

    public static List<Check> checks() {
        return Stream.of(
                        new TokenChecks(),
                        new TokenErrorChecks(),
                        new RevocationChecks(),
                        new CallerChecks(),
                        new CreateUserChecks(),
                        new UserFieldChecks(),
                        new UserChecks(),
                        new VerificationChecks(),
                        new PasswordChangeChecks(),
                        new ConfigurationChecks(),
                        new UserListChecks(),
                        new GeneralChecks(),
                        // Its last checks may bind the clients to v2 and end tokens, so it comes last.
                        new MandatorChecks())
                .flatMap(group -> group.checks().stream())
                .toList();
    }
}
