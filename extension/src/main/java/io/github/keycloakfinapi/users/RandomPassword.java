package io.github.keycloakfinapi.users;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.policy.PasswordPolicyManagerProvider;

/**
 * Generates a password if the client sends none: 36 characters of all kinds, or as many of each kind as the realm's policy
 * requires.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
final class RandomPassword {
    private static final char[] SPECIAL = "-_.!".toCharArray();
    private static final int LENGTH = 36;
    private static final int OF_EACH_SORT = 4;

    private RandomPassword() {}

    /** Empty if the realm's policy has a rule that no generated password is known to meet, such as a pattern. */
    static Optional<String> meetingPolicy(KeycloakSession session, String id) {
        PasswordPolicyManagerProvider policies = session.getProvider(PasswordPolicyManagerProvider.class);
        return made(session.getContext().getRealm().getPasswordPolicy())
                .filter(password -> policies.validate(id, password) == null);
    }

    private static Optional<String> made(PasswordPolicy policy) {
        int upper = asked(policy, "upperCase", OF_EACH_SORT);
        int lower = asked(policy, "lowerCase", OF_EACH_SORT);
        int digits = asked(policy, "digits", OF_EACH_SORT);
        int special = asked(policy, "specialChars", OF_EACH_SORT);
        int sorted = upper + lower + digits + special;
        int longest = Math.min(asked(policy, "maxLength", Password.LIMITS.max()), Password.LIMITS.max());
        int length = Math.min(Math.max(Math.max(LENGTH, sorted), asked(policy, "length", LENGTH)), longest);
        if (sorted > length) {
            return Optional.empty();
        }
        SecretGenerator random = SecretGenerator.getInstance();
        List<String> characters = Stream.of(
                        text(random, upper, SecretGenerator.UPPER),
                        text(random, lower, SecretGenerator.UPPER).toLowerCase(Locale.ROOT),
                        text(random, digits, SecretGenerator.DIGITS),
                        text(random, special, SPECIAL),
                        text(random, length - sorted, SecretGenerator.ALPHANUM))
                .flatMap(text -> text.chars().mapToObj(Character::toString))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(characters, new SecureRandom());
        return Optional.of(String.join("", characters));
    }

    private static int asked(PasswordPolicy policy, String name, int otherwise) {
        Integer number = policy.getPolicyConfig(name);
        return number == null ? otherwise : number;
    }

    private static String text(SecretGenerator random, int length, char[] of) {
        return length == 0 ? "" : random.randomString(length, of);
    }
}
