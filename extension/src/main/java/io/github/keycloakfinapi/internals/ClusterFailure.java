package io.github.keycloakfinapi.internals;

import java.util.regex.Pattern;

/** What an exception says about the other nodes. */
public final class ClusterFailure {
    /** By name: which classes Infinispan has is not for Keycloak to promise. */
    private static final Pattern NO_ANSWER =
            Pattern.compile("org\\.infinispan\\..*\\.(Timeout|Suspect|Availability)Exception");

    private ClusterFailure() {}

    /** Whether another node did not answer. The same call may succeed as soon as the cluster does without that node. */
    public static boolean isTemporary(Throwable failure) {
        return DatabaseFailure.causes(failure)
                .map(each -> each.getClass().getName())
                .anyMatch(ClusterFailure::isNoAnswer);
    }

    static boolean isNoAnswer(String exception) {
        return NO_ANSWER.matcher(exception).matches();
    }
}
