package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of what finAPI's clients do there are events when it is done, and as the realm wants them. {@link EventTableIT} has which. */
@BothVersions
final class EventsIT {

    private final KeycloakServer keycloak;
    private final Version version;

    EventsIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
    }

    @Test
    void withoutAdminEventsNoneIsKept() {
        try (var realm = new OtherRealm(keycloak, version, Map.of("adminEventsEnabled", false))) {
            administer(realm);

            assertThat(realm.admin().get("/admin-events")).isEmpty();
        }
    }

    @Test
    void theRealmDecidesWhetherAnEventHasARepresentation() {
        try (var realm = new OtherRealm(keycloak, version, Map.of("adminEventsDetailsEnabled", false))) {
            administer(realm);

            var events = realm.admin().get("/admin-events?resourceTypes=USER");
            assertThat(events)
                    .extracting(event -> event.path("operationType").asText())
                    .containsExactlyInAnyOrder("CREATE", "UPDATE", "ACTION", "CREATE", "DELETE", "CREATE", "DELETE");
            assertThat(events).noneMatch(event -> event.has("representation"));
        }
    }

    @Test
    void whomNobodyHasCreatedIsNotTold() {
        try (var realm = new OtherRealm(keycloak, version)) {
            var user = realm.finapi().newUser();
            realm.finapi().create(Map.of("id", user.id())).expect(422);
            realm.finapi()
                    .create(Map.of("id", FinApi.randomId(), "password", "short"))
                    .expect(400);

            assertThat(realm.admin().get("/admin-events?resourceTypes=USER")).hasSize(1);
        }
    }

    /** That the email is taken shows in the database. */
    @Test
    void ofManyAtTheSameMomentOneIsTold() throws InterruptedException, ExecutionException {
        try (var realm = new OtherRealm(keycloak, version, Map.of("duplicateEmailsAllowed", false))) {
            var token = realm.finapi().clientToken();

            var answers = Race.of(IntStream.range(0, 8)
                    .mapToObj(n -> realm.finapi()
                            .users("POST")
                            .bearer(token)
                            .json(Json.of(Map.of("email", "ali@example.org", "password", "open sesame"))))
                    .toList());

            assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 422);
            assertThat(realm.admin().get("/events?type=REGISTER")).hasSize(1);
            assertThat(realm.admin().get("/admin-events?resourceTypes=USER")).hasSize(1);
        }
    }

    /** All that clients do to users. */
    private void administer(OtherRealm realm) {
        var finapi = realm.finapi().as(new Clients(realm.admin()).appThatVerifies());
        realm.admin().delete("/admin-events").expect(204);
        var user = finapi.newUser();
        finapi.verify(user.id()).expect(200);
        FinApi.passwordChange(keycloak, realm.finapi()).to(user).expect(200);
        finapi.deleteUnverified(finapi.newUser().id()).expect(200);
        realm.mandator().deleteUsers(List.of(finapi.newUser().id())).expect(200);
    }
}
