package io.github.keycloakfinapi.callback;

import static io.github.keycloakfinapi.callback.Outcome.Kind.DELIVERED;
import static io.github.keycloakfinapi.callback.Outcome.Kind.FAILED;
import static io.github.keycloakfinapi.callback.Outcome.Kind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.internals.OutgoingHttp;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void delivered(int status) {
        assertThat(of(status, null).kind()).isEqualTo(DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void triedAgain(int status) {
        assertThat(of(status, null)).isEqualTo(new Outcome(FAILED, "HTTP " + status, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 410, 422})
    void refused(int status) {
        assertThat(of(status, null).kind()).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "7 | 7000",
                "99999 | 3600000",
                "-5 | 0",
                "soon | 0",
                "99999999999999999999 | 0",
                "Thu, 01 Jan 2026 00:01:00 GMT | 60000",
                "Wed, 31 Dec 2025 00:00:00 GMT | 0",
                "Fri, 01 Jan 2027 00:00:00 GMT | 3600000"
            })
    void theReceiverIsLeftAloneForAsLongAsItAsksButNotForEver(String retryAfter, long millis) {
        assertThat(of(503, retryAfter).rest()).isEqualTo(millis);
    }

    @Test
    void noAnswerIsTriedAgain() {
        assertThat(Outcome.of(new ConnectException("secret"))).isEqualTo(Outcome.failed("no connection"));
        assertThat(Outcome.of(new SocketTimeoutException())).isEqualTo(Outcome.failed("time-out"));
        assertThat(Outcome.of(new UnknownHostException("secret"))).isEqualTo(Outcome.failed("unknown host"));
        assertThat(Outcome.of(new SSLHandshakeException("secret"))).isEqualTo(Outcome.failed("TLS"));
    }

    private static Outcome of(int status, String retryAfter) {
        return Outcome.of(new OutgoingHttp.Answer(status, retryAfter), NOW);
    }
}
