package io.github.keycloakfinapi.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** How long Keycloak's password hash takes, in many JVMs one after the other: each compiles it anew, and not always as well. */
final class Hashing {

    private static final int HASHES = 60;
    private static final int COUNTED = 20;

    private Hashing() {}

    /**
     * Milliseconds of one hash, for each JVM.
     *
     * @param java the command
     * @param options of the JVM
     */
    static List<Double> inJvms(int jvms, String java, List<String> options) throws IOException {
        var command = Stream.of(
                        Stream.of(java),
                        options.stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), Hashing.class.getName()))
                .flatMap(each -> each)
                .toList();
        var found = new ArrayList<Double>();
        for (var i = 0; i < jvms; i++) {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            found.add(Double.valueOf(new String(process.getInputStream().readAllBytes(), UTF_8).strip()));
        }
        return found;
    }

    /** Prints the median of the last hashes, when all is compiled. */
    public static void main(String[] arguments) {
        var milliseconds = new ArrayList<Double>();
        for (var i = 0; i < HASHES; i++) {
            var start = System.nanoTime();
            hash();
            milliseconds.add((System.nanoTime() - start) / 1e6);
        }
        System.out.println(Outcome.median(milliseconds.subList(HASHES - COUNTED, HASHES)));
    }

    /** With the parameters that Keycloak has unless the password policy names others. */
    private static void hash() {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(new byte[16])
                .withMemoryAsKB(7168)
                .withIterations(5)
                .withParallelism(1)
                .build());
        generator.generateBytes("open sesame".toCharArray(), new byte[32]);
    }
}
