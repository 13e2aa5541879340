package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class LanguagesIT {

    private final FinApi finapi;
    private final Admin admin;

    LanguagesIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.admin = keycloak.admin();
    }

    /** Every error that people may be told, by a request that leads to it. */
    enum Told {
        ENTITY_EXISTS {
            @Override
            Call call(FinApi finapi, Admin admin) {
                return finapi.users("POST")
                        .bearer(finapi.clientToken())
                        .json(Json.of(Map.of("id", finapi.newUser().id())));
            }
        },
        UNKNOWN_ENTITY {
            @Override
            Call call(FinApi finapi, Admin admin) {
                return finapi.call("POST", finapi.version().users() + "/verify/nobody")
                        .bearer(finapi.clientToken());
            }
        },
        USER_ALREADY_VERIFIED {
            @Override
            Call call(FinApi finapi, Admin admin) {
                return finapi.call(
                                "POST",
                                finapi.version().users() + "/verify/"
                                        + finapi.newUser().id())
                        .bearer(finapi.clientToken());
            }
        },
        USER_NOT_VERIFIED {
            @Override
            Call call(FinApi finapi, Admin admin) {
                return login(
                        finapi, finapi.as(new Clients(admin).appThatVerifies()).newUser());
            }
        },
        ILLEGAL_ENTITY_STATE {
            @Override
            Call call(FinApi finapi, Admin admin) {
                var restricted = finapi.as(new Clients(admin).app(Map.of("finapi.automatic-batch-update", "false")));
                return finapi.users("POST").bearer(restricted.clientToken()).json("{\"isAutoUpdateEnabled\":true}");
            }
        },
        ILLEGAL_FIELD_VALUE {
            @Override
            Call call(FinApi finapi, Admin admin) {
                return finapi.as(new Clients(admin).mandatorAdmin(Map.of()))
                        .changeSecretCall(new Credentials("nobody", FinApi.randomId()), FinApi.randomId());
            }
        },
        INVALID_TOKEN {
            @Override
            Call call(FinApi finapi, Admin admin) {
                return finapi.call("POST", finapi.version().users() + "/executePasswordChange")
                        .bearer(finapi.clientToken())
                        .json(Json.of(Map.of(
                                "userId", finapi.newUser().id(),
                                "password", "open sesame",
                                "passwordChangeToken", FinApi.randomId())));
            }
        },
        LOCKED {
            @Override
            Call call(FinApi finapi, Admin admin) {
                var user = finapi.newUser();
                new FailedLogins(finapi, admin).lock(user);
                return login(finapi, user);
            }
        };

        abstract Call call(FinApi finapi, Admin admin);

        private static Call login(FinApi finapi, Credentials user) {
            return finapi.call("POST", finapi.version().token())
                    .form(Map.of(
                            "grant_type", "password",
                            "client_id", finapi.client().id(),
                            "client_secret", finapi.client().secret(),
                            "username", user.id(),
                            "password", user.secret()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatPeopleMayBeToldIsSaidInTheirLanguage(Told told) {
        var call = told.call(finapi, admin);

        var messages = Stream.of("de", "en", "cs", "sk")
                .map(language -> message(call, language))
                .toList();

        assertThat(call.send().json().path("errors").path(0).path("code").asText())
                .isEqualTo(told.name());
        assertThat(call.send().json().path("errors").path(0).path("type").asText())
                .isEqualTo("BUSINESS");
        assertThat(messages)
                .doesNotHaveDuplicates()
                .allSatisfy(message ->
                        assertThat(message).isNotBlank().contains(" ").doesNotContain("{0}"));
        assertThat(call.send().json().path("errors").path(0).path("message").asText())
                .isEqualTo(messages.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-GB                     | en",
                "EN                        | en",
                "cs-CZ,cs;q=0.9,en;q=0.8   | cs",
                "en;q=0.5,sk               | sk",
                "fr,en;q=0.5               | en",
                "fr                        | de",
                "*                         | de",
                "de-AT                     | de",
                "not a language;q=x        | de",
                "en;q=0,sk;q=0.1           | sk"
            })
    void theCallersPreferenceIsReadAsBrowsersWriteIt(String header, String language) {
        var call = Told.UNKNOWN_ENTITY.call(finapi, admin);

        assertThat(message(call, header)).isEqualTo(message(call, language));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "cs", "sk"})
    void whatOnlyProgramsAreToldIsEnglish(String language) {
        var call = finapi.users("POST").bearer(finapi.clientToken()).json("{\"isAutoUpdateEnabled\":1}");

        assertThat(call.send().json().path("errors").path(0).path("type").asText())
                .isEqualTo("TECHNICAL");
        assertThat(message(call, language)).isEqualTo(message(call, "en"));
    }

    private static String message(Call call, String language) {
        return call.header("Accept-Language", language)
                .send()
                .json()
                .path("errors")
                .path(0)
                .path("message")
                .asText();
    }
}
