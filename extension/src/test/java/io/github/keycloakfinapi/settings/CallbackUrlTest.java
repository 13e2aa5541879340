package io.github.keycloakfinapi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example",
                "HTTPS://APP.EXAMPLE/",
                "https://app.example:65535/a;b/%20?c=d&e",
                "https://192.0.2.1/",
                "https://[2001:db8::1]:8443/",
                "https://localhost"
            })
    void isGoodEverywhereByHttps(String url) {
        assertThat(CallbackUrl.violation(url, true)).isNull();
        assertThat(CallbackUrl.isValid(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://app.example", "HTTP://app.example:8080/"})
    void isGoodWithoutTlsWhereThatIsNotNeeded(String url) {
        assertThat(CallbackUrl.violation(url, false)).isNull();
        assertThat(CallbackUrl.violation(url, true)).contains("https://").doesNotContain("http://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "app.example",
                "//app.example",
                "https:",
                "https:///",
                "https:app.example",
                "ftp://app.example",
                "https://ali@app.example",
                "https://app.example/#a",
                "https://app.example#",
                "https://app.example:0",
                "https://app.example:65536",
                "https://app.example:-1",
                "https://app_1.example",
                "https://app.example/a b",
                "https://app.example/\n",
                "https://app.example/\u00E4",
                "https://app.example/%z1"
            })
    void isNotGood(String url) {
        assertThat(CallbackUrl.violation(url, false)).isNotBlank();
        assertThat(CallbackUrl.isValid(url)).isFalse();
    }
}
