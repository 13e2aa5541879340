package io.github.keycloakfinapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompareConfigurationTest {

    @Test
    void aConfigurationThatStaysChangedEndsTheRunWith2() {
        try (var server = new SimpleServer()) {
            server.mostEdits(1);
            var run = SimpleRun.of(server, "--only", "edit-configuration-beta-banks", "--allow", "client");

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("left: ", "betaBanksEnabled");
        }
    }

    @Test
    void aFieldThatIsNotShownIsNotEdited() {
        try (var server = new SimpleServer()) {
            var run = SimpleRun.of(server, "--only", "get-user,edit-configuration-consent-type", "--allow", "client");

            assertThat(run.status()).isZero();
            assertThat(run.out()).contains("| not tried", "preferredConsentType is not shown");
        }
    }
}
