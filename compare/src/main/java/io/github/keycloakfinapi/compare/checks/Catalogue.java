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
                        // The last of them ends what the others may call.
                        new MandatorChecks())
                .flatMap(group -> group.checks().stream())
                .toList();
    }
}
