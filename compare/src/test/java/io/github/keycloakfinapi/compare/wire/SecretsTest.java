package io.github.keycloakfinapi.compare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets();

    @Test
    void aSecretIsHiddenAsUrlsAndJsonHaveIt() {
        secrets.add("p+ss/w0rd \"x\"");

        assertThat(secrets.hidden("p+ss/w0rd \"x\" p%2Bss%2Fw0rd+%22x%22 p%2Bss%2Fw0rd%20%22x%22 p+ss/w0rd \\\"x\\\""))
                .isEqualTo("<secret> <secret> <secret> <secret>");
    }

    @Test
    void aTokenWithoutEndIsHidden() {
        assertThat(secrets.hidden("eyJh" + ".a".repeat(1_000_000))).isEqualTo("<secret>");
    }

    @Test
    void aSideHidesItsClientsAsTheHeaderAuthorizationHasThem() {
        var side = new Side(
                "left",
                "https://left.example.org",
                new Credentials("app", "demo-secret-99"),
                Optional.of(new Credentials("admin", "demo-secret-77")),
                Optional.of("0f1e2d3c4b5a69788796a5b4c3d2e1f0"));
        side.secrets().forEach(secrets::add);

        assertThat(secrets.hidden("YXBwOmRlbW8tc2VjcmV0LTk5 YWRtaW46ZGVtby1zZWNyZXQtNzc= demo-secret-77"))
                .isEqualTo("<secret> <secret> <secret>");
    }
}
