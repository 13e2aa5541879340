package io.github.keycloakfinapi.it.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.testkit.FinapiClient;
import io.github.keycloakfinapi.testkit.FinapiServer;
import io.github.keycloakfinapi.testkit.FinapiTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What becomes of tests that order faults. */
@FinapiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UnmetFaultsIT {

    private final Events tests;

    /** The parameter keeps the server for this run when the other run, which shares it, ends. */
    UnmetFaultsIT(FinapiServer server) {
        tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(TestsWithFaults.class))
                .execute()
                .testEvents();
    }

    @Test
    void aFaultThatNoCallHasMetFailsItsTest() {
        tests.assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("forgets"),
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(
                                                text -> text.contains(
                                                        "failNext(503, \"UNEXPECTED_ERROR\") for any call of /users by client")))));
    }

    @Test
    void oneThatWasMetOrTakenBackDoesNot() {
        tests.assertThatEvents()
                .haveExactly(1, event(test("meets"), finishedSuccessfully()))
                .haveExactly(1, event(test("takesBack"), finishedSuccessfully()));
    }

    @Test
    void aTestThatHasFailedKeepsItsOwnFailure() {
        tests.assertThatEvents()
                .haveExactly(
                        1, event(test("fails"), finishedWithFailure(instanceOf(UnsupportedOperationException.class))));
    }

    @FinapiTest
    static final class TestsWithFaults {
        @Test
        void forgets(FinapiServer server, FinapiClient client) {
            server.faults().forClient(client).forPath("/users").failNext(503);
        }

        @Test
        void meets(FinapiServer server, FinapiClient client) {
            server.faults().forClient(client).forPath("/oauth/token").failNext(503);
            Call.to("POST", URI.create(server.getHostRootUrl() + "/oauth/token"))
                    .form(Map.of("grant_type", "client_credentials", "client_id", client.id()))
                    .send();
        }

        @Test
        void takesBack(FinapiServer server, FinapiClient client) {
            server.faults().forClient(client).failNext(503);
            server.faults().clear();
        }

        @Test
        void fails(FinapiServer server, FinapiClient client) {
            server.faults().forClient(client).failNext(503);
            throw new UnsupportedOperationException();
        }
    }
}
