package io.github.keycloakfinapi.benchmark;

import static io.github.keycloakfinapi.benchmark.Comparison.Hashing.AS_SHIPPED;

import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What Keycloak's own settings give to this workload, each alone against a server without it. */
record Settings(Rounds rounds) {

    /** One setting, of the server or of the realm. */
    record Setting(String name, UnaryOperator<ServerOptions> server, Consumer<Admin> realm) {

        static Setting ofServer(String name, UnaryOperator<ServerOptions> server) {
            return new Setting(name, server, admin -> {});
        }

        static Setting ofArguments(String... arguments) {
            return ofServer(String.join(" ", arguments), options -> {
                for (var argument : arguments) {
                    options = options.argument(argument);
                }
                return options;
            });
        }

        static Setting ofJvm(String options) {
            return ofServer(options, server -> jvm(server, options));
        }

        static Setting ofRealm(String name, Map<String, ?> changes) {
            return new Setting(
                    name, server -> server, admin -> admin.put("", changes).expect(204));
        }

        private static ServerOptions jvm(ServerOptions server, String options) {
            return server.with("JAVA_OPTS_APPEND", server.environment().get("JAVA_OPTS_APPEND") + " " + options);
        }
    }

    static List<Setting> all(List<String> jdks) {
        var jvms = jdks.stream().map(jdk -> Setting.ofServer(jdk, server -> server.with("JAVA_HOME", jdk)));
        var newest = jdks.stream()
                .map(jdk -> Setting.ofServer(
                        jdk + " -Dorg.infinispan.threads.virtual=true",
                        server -> Setting.jvm(server, "-Dorg.infinispan.threads.virtual=true")
                                .with("JAVA_HOME", jdk)));
        return Stream.of(
                        Stream.of(
                                // What two equal servers differ by is what the others have to exceed.
                                Setting.ofServer("nothing", server -> server),
                                signed("ES256"),
                                signed("EdDSA"),
                                signed("HS512"),
                                Setting.ofRealm("events stored", Map.of("eventsEnabled", true)),
                                Setting.ofServer(
                                        "--features-disabled=persistent-user-sessions",
                                        server -> server.build(server.build()
                                                .argument("--features-disabled=persistent-user-sessions"))),
                                Setting.ofArguments("--db-pool-initial-size=20", "--db-pool-min-size=20"),
                                Setting.ofArguments("--http-pool-max-threads=8"),
                                Setting.ofJvm("-XX:+UseParallelGC"),
                                Setting.ofJvm("-Xmx2g")),
                        jvms,
                        newest)
                .flatMap(each -> each)
                .toList();
    }

    private static Setting signed(String algorithm) {
        return Setting.ofRealm("tokens signed by " + algorithm, Map.of("defaultSignatureAlgorithm", algorithm));
    }

    /** Over 1: faster with the setting. */
    Stream<Outcome> of(Setting setting, ServerOptions options, Pairs usual, KeycloakServer usualServer) {
        try (var keycloak = KeycloakServer.start(setting.server().apply(options))) {
            setting.realm().accept(keycloak.admin());
            var changed = new Pairs(keycloak);
            return Stream.of(
                    compare("client token", changed.clientToken(), usual.clientToken()),
                    compare("user token", changed.userToken(), usual.userToken()),
                    compare("read self", changed.read(), usual.read()))
                    .map(comparison -> rounds.of(comparison, keycloak, usualServer))
                    .toList()
                    .stream();
        }
    }

    private static Comparison compare(String name, Load changed, Load usual) {
        return new Comparison(name, changed, usual, 0, AS_SHIPPED);
    }
}
