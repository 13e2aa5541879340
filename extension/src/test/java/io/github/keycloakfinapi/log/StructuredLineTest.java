package io.github.keycloakfinapi.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StructuredLineTest {

    @Test
    void pairsStandInTheOrderInWhichTheyWereGiven() {
        var line = new StructuredLine().with("operation", "createUser").with("status", 201);

        assertThat(line).hasToString("operation=\"createUser\" status=\"201\"");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertThat(new StructuredLine().with("clientId", null).with("status", 401))
                .hasToString("status=\"401\"");
    }

    @Test
    void aValueEndsNeitherItsQuotesNorTheLine() {
        var line = new StructuredLine().with("requestId", "1\" status=\"200\\\r\n2026 INFO\u001b[31m\u2028\u0085ä%s");

        assertThat(line)
                .hasToString(
                        "requestId=\"1\\\" status=\\\"200\\\\\\u000d\\u000a2026 INFO\\u001b[31m\\u2028\\u0085\\u00e4%s\"");
    }
}
