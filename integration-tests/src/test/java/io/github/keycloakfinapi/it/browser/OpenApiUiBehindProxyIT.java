package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.testkit.server.ReverseProxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that gives the page to every realm that does not say otherwise, below a path of a proxy. */
@WithBrowser
final class OpenApiUiBehindProxyIT {

    private static KeycloakServer keycloak;
    private static ReverseProxy proxy;

    @BeforeAll
    static void start() {
        keycloak = KeycloakServer.start(ServerOptions.development()
                .with("FINAPI_UI", "false")
                .argument("--proxy-headers=xforwarded")
                .argument("--spi-realm-restapi-extension--api--ui=true"));
        proxy = new ReverseProxy(keycloak.server(), "/some/where");
    }

    @AfterAll
    static void stop() {
        Closing.all(proxy);
        keycloak.close();
    }

    @Test
    void theThreeStepsAndTheReferenceCallThroughTheProxy(Browser browser) {
        try (var realm = new OtherRealm(keycloak, Version.V2, Map.of("attributes", Map.of()))) {
            var base = URI.create(proxy.uri() + realm.finapi().base().getPath());
            var ui = OpenApiUiPage.open(browser, View.wide("en"), base);
            ui.enterClient(realm.finapi().client());
            ui.step("client");
            ui.step("create");
            ui.step("user");

            var call = ui.execute("getAuthorizedUser");

            assertThat(call.locator(".live-responses-table .response-col_status")
                            .last())
                    .hasText("200");
            assertThat(Shell.paste(call.locator(".curl").textContent())).contains("isAutoUpdateEnabled");
            assertThat(call.locator(".curl")).containsText(base + "/api/v2/users");
        }
    }

    @Test
    void aRealmThatSaysSoHasNoPage() {
        var page = FinApi.of(keycloak, Version.V2).call("GET", "/api/ui").send();

        assertThat(page.status()).isEqualTo(404);
    }
}
