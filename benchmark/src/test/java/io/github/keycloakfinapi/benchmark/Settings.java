package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What Keycloak's own settings give to this workload, each alone, beside a server without any.
 *
 * @param options of the servers, but for their database
 */
record Settings(Rounds rounds, ServerOptions options) {

    /** One setting, of the server or of the realm. */
    record Setting(String name, UnaryOperator<ServerOptions> server, Consumer<KeycloakServer> realm) {

        static Setting ofServer(String name, UnaryOperator<ServerOptions> server) {
            return new Setting(name, server, keycloak -> {});
        }

        static Setting ofArguments(String... arguments) {
            return ofServer(String.join(" ", arguments), options -> {
                for (var argument : arguments) {
                    options = options.argument(argument);
                }
                return options;
            });
        }

        static Setting ofBuild(String argument) {
            return ofServer(argument, server -> server.build(server.build().argument(argument)));
        }

        static Setting ofJvm(String option) {
            return ofServer(
                    option,
                    server -> server.with(
                            "JAVA_OPTS_APPEND", server.environment().get("JAVA_OPTS_APPEND") + " " + option));
        }

        static Setting ofRealm(String name, Map<String, ?> changes) {
            return new Setting(
                    name,
                    server -> server,
                    keycloak -> keycloak.admin().put("", changes).expect(204));
        }

        static Setting ofSignature(String algorithm) {
            return ofRealm("tokens signed by " + algorithm, Map.of("defaultSignatureAlgorithm", algorithm));
        }

        static Setting ofClientScopes(String name, List<String> scopes) {
            return new Setting(name, server -> server, keycloak -> {
                var client = FinApi.of(keycloak, Version.V2).client();
                var clients = new Clients(keycloak.admin());
                scopes.forEach(scope -> clients.addScope(client, "default", scope));
                clients.change(client, Map.of("fullScopeAllowed", true));
            });
        }
    }

    private static final List<Setting> ALL = List.of(
            // What all are compared with, and once more: what two equal servers differ by is what the others have to
            // exceed.
            Setting.ofServer("none", server -> server),
            Setting.ofServer("none, a second server", server -> server),
            Setting.ofSignature("ES256"),
            Setting.ofSignature("EdDSA"),
            Setting.ofSignature("HS512"),
            // Those of the realm import leave out what succeeds; an empty list is all.
            Setting.ofRealm("events of all types stored", Map.of("enabledEventTypes", List.of())),
            // The client of the realm import has one, whose tokens hold nothing but the subject.
            Setting.ofClientScopes(
                    "Keycloak's own client scopes as well",
                    List.of("basic", "profile", "email", "roles", "web-origins", "acr")),
            Setting.ofBuild("--features-disabled=persistent-user-sessions"),
            Setting.ofArguments("--db-pool-initial-size=20", "--db-pool-min-size=20"),
            Setting.ofArguments("--http-pool-max-threads=8"),
            Setting.ofJvm("-XX:-UseG1GC -XX:+UseParallelGC"),
            // On where the JDK has them: this is without.
            Setting.ofJvm("-Dorg.infinispan.threads.virtual=false"));

    /** A server with a setting, and a database of its own. */
    private record Changed(Postgres postgres, KeycloakServer keycloak, Pairs pairs) implements AutoCloseable {

        static Changed start(Setting setting, ServerOptions options) {
            var postgres = new Postgres();
            var keycloak = KeycloakServer.start(setting.server().apply(postgres.of(options)));
            setting.realm().accept(keycloak);
            return new Changed(postgres, keycloak, new Pairs(keycloak));
        }

        @Override
        public void close() {
            keycloak.close();
            postgres.close();
        }
    }

    /** A table; over 1: faster with the setting. All servers are there at once, since each start is a little different. */
    String measured() {
        var servers = ALL.parallelStream()
                .map(setting -> Changed.start(setting, options))
                .toList();
        try {
            var clientToken = compare(servers, Pairs::clientToken);
            var userToken = compare(servers, Pairs::userToken);
            var read = compare(servers, Pairs::read);
            return "| setting | client token | user token | read self |\n| --- | --- | --- | --- |\n"
                    + IntStream.range(0, ALL.size())
                            .mapToObj(i -> "| `" + ALL.get(i).name() + "` | " + clientToken.get(i) + " | "
                                    + userToken.get(i) + " | " + read.get(i) + " |\n")
                            .collect(Collectors.joining());
        } finally {
            servers.forEach(Changed::close);
        }
    }

    private List<Ratios> compare(List<Changed> servers, Function<Pairs, Load> load) {
        try (var wrk = new Wrk()) {
            return rounds.inTurns(servers.stream()
                    .map(server -> new Runner(load.apply(server.pairs()), server.keycloak(), wrk))
                    .toList());
        }
    }
}
