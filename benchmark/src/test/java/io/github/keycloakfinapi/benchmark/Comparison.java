package io.github.keycloakfinapi.benchmark;

/**
 * Two ways to the same end.
 *
 * @param goal for the ratio of their throughputs; 0 where there is none
 * @param hashing whether a password costs what it costs in production, or next to nothing
 */
record Comparison(String name, Load ours, Load theirs, double goal, Hashing hashing) {

    /** How long a run lasts: for each request that deletes, a user has to be created and logged in before. */
    int seconds(int usual) {
        return ours.name().startsWith("DELETE") ? 1 : usual;
    }

    enum Hashing {
        AS_SHIPPED(""),
        NEGLIGIBLE("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");

        private final String policy;

        Hashing(String policy) {
            this.policy = policy;
        }

        /** The realm's password policy. */
        String policy() {
            return policy;
        }
    }
}
