package io.github.keycloakfinapi.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** A JVM that hashes as Keycloak does, when it is told to: each start of one compiles the hash anew. */
final class Hashing implements AutoCloseable {

    /** Until then the JVM replaces what it compiled by something better. */
    private static final int UNTIL_COMPILED = 200;

    private static final int TURNS = 7;
    private static final int HASHES = 5;

    private final Process process;
    private final PrintStream requests;
    private final BufferedReader answers;

    Hashing(String javaHome, List<String> options) throws IOException {
        var command = Stream.of(
                        Stream.of(javaHome + "/bin/java"),
                        options.stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), Hashing.class.getName()))
                .flatMap(each -> each)
                .toList();
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = new PrintStream(process.getOutputStream(), true, UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        milliseconds(UNTIL_COMPILED);
    }

    /** Of one hash: the median of so many. */
    double milliseconds(int hashes) throws IOException {
        requests.println(hashes);
        return Double.parseDouble(answers.readLine());
    }

    /** How many times as long as the other this one takes, in turns with it: what else the machine does slows both. */
    double timesAsLongAs(Hashing other) throws IOException {
        var ratios = new ArrayList<Double>();
        for (var turn = 0; turn < TURNS; turn++) {
            ratios.add(milliseconds(HASHES) / other.milliseconds(HASHES));
        }
        return Ratios.median(ratios);
    }

    @Override
    public void close() {
        // It ends with its input.
        requests.close();
    }

    public static void main(String[] arguments) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            var milliseconds = new ArrayList<Double>();
            for (var i = 0; i < Integer.parseInt(line); i++) {
                var start = System.nanoTime();
                hash();
                milliseconds.add((System.nanoTime() - start) / 1e6);
            }
            System.out.println(Ratios.median(milliseconds));
        }
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
