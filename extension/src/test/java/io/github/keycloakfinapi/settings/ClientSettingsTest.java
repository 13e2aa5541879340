package io.github.keycloakfinapi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "finapi.may-change-token-lifetimes,          false,               no",
        "finapi.user-notification-callback-url,      http://app.example,  app.example",
        "finapi.user-synchronization-callback-url,   https://app.example, ftp://app.example",
        "finapi.fints-product-registration-number,   C0FFEE,              c0ffee",
        "finapi.preferred-consent-type,              ONETIME,             once",
        "finapi.beta-banks-enabled,                  true,                on",
        "finapi.store-secrets-available-in-web-form, true,                TRUE",
        "finapi.user-auto-verification,              false,               off",
        "finapi.automatic-batch-update,              true,                yes",
        "finapi.api-version,                         V1,                  v1",
        "finapi.client-access-token-lifespan,        60,                  59",
        "finapi.data-decryption-key,                 0123456789abcdef0123456789abcdef, 0123"
    })
    void whatIsMisspeltIsNamed(String attribute, String right, String wrong) {
        assertThat(ClientSettings.misspelt(name -> name.equals(attribute) ? right : null))
                .isEmpty();
        assertThat(ClientSettings.misspelt(name -> name.equals(attribute) ? wrong : null))
                .containsExactly(attribute);
    }
}
