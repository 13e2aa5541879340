package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.patch;

import io.github.keycloakfinapi.compare.wire.Version;

/** The client's settings. */
final class ConfigurationChecks extends Group {

    ConfigurationChecks() {
        on(Operation.GET_CONFIGURATION);
        check("configuration", a -> a.send(a.asClient(get("/clientConfiguration"))));
        check("configuration-periods", a -> {
            var configuration =
                    a.prepare(200, a.asClient(get("/clientConfiguration"))).json();
            for (var kind : new String[] {"refreshTokens", "userAccessTokens", "clientAccessTokens"}) {
                a.note(kind, configuration.path(kind + "ValidityPeriod"));
            }
        });
        on(Operation.EDIT_CONFIGURATION);
        refused();
        periods();
        callbacks();
        others();
    }

    private void refused() {
        check(
                "edit-configuration-nothing",
                a -> a.send(a.asClient(patch("/clientConfiguration").json())));
        check("edit-configuration-without-body", a -> a.send(a.asClient(patch("/clientConfiguration"))));
        check(
                "edit-configuration-broken-json",
                a -> a.send(a.asClient(patch("/clientConfiguration").body("application/json", "{"))));
        check(
                "edit-configuration-unknown-field",
                a -> a.send(a.asClient(patch("/clientConfiguration").json("colour", "blue"))));
        edit("edit-configuration-read-only-field", "maxUserLoginAttempts", 7);
        edit("edit-configuration-several-wrong-fields", "clientAccessTokensValidityPeriod", 59, "colour", "blue");
        edit("edit-configuration-null", "userSynchronizationCallbackUrl", null, "betaBanksEnabled", false);
    }

    private void periods() {
        for (var kind : new String[] {"clientAccessTokens", "userAccessTokens", "refreshTokens"}) {
            var field = kind + "ValidityPeriod";
            edit("period-too-short-" + name(kind), field, 59);
            edit("period-shortest-" + name(kind), field, 60);
            edit("period-zero-" + name(kind), field, 0);
            edit("period-longest-" + name(kind), field, Integer.MAX_VALUE);
        }
        edit("period-too-long", "clientAccessTokensValidityPeriod", 2147483648L);
        edit("period-negative", "clientAccessTokensValidityPeriod", -60);
        edit("period-text", "clientAccessTokensValidityPeriod", "3600");
        edit("period-fraction", "clientAccessTokensValidityPeriod", 3600.5);
    }

    private static String name(String kind) {
        return switch (kind) {
            case "clientAccessTokens" -> "client";
            case "userAccessTokens" -> "user";
            default -> "refresh";
        };
    }

    private void callbacks() {
        var field = "userNotificationCallbackUrl";
        edit("callback-https", field, "https://example.org/callback?a=b");
        edit("callback-http", field, "http://example.org/callback");
        edit("callback-ftp", field, "ftp://example.org/callback");
        edit("callback-without-host", field, "https:///callback");
        edit("callback-that-is-none", field, "no url");
        edit("callback-with-user", field, "https://user:word@example.org/callback");
        edit("callback-with-fragment", field, "https://example.org/callback#part");
        edit("callback-with-umlaut", field, "https://example.org/rückruf");
        edit("callback-longest", field, url(512));
        edit("callback-too-long", field, url(513));
        edit("callback-removed", field, "");
    }

    private static String url(int length) {
        var start = "https://example.org/";
        return start + "x".repeat(length - start.length());
    }

    private void others() {
        edit("edit-configuration-beta-banks", "betaBanksEnabled", true);
        edit("edit-configuration-text-for-boolean", "betaBanksEnabled", "true");
        edit("edit-configuration-consent-type", "preferredConsentType", "ONETIME");
        edit("edit-configuration-unknown-consent-type", "preferredConsentType", "NEVER");
        edit("edit-configuration-fints-number", "finTSProductRegistrationNumber", "0123456789ABCDEF012345678");
        edit("edit-configuration-fints-number-too-long", "finTSProductRegistrationNumber", "A".repeat(26));
        edit("edit-configuration-fints-number-in-lower-case", "finTSProductRegistrationNumber", "abcdef");
        editV1("edit-configuration-store-secrets", "storeSecretsAvailableInWebForm", true);
        editV1("edit-configuration-store-pin", "isPinStorageAvailableInWebForm", true);
        editV1(
                "edit-configuration-store-secrets-and-not",
                "storeSecretsAvailableInWebForm",
                true,
                "isPinStorageAvailableInWebForm",
                false);
        editV1("edit-configuration-application-name", "applicationName", "n".repeat(64));
        editV1("edit-configuration-application-name-too-long", "applicationName", "n".repeat(65));
        editV1("edit-configuration-support-email", "supportEmail", "no address");
        editV1("edit-configuration-support-email-too-long", "supportEmail", "x".repeat(321));
        editV1("edit-configuration-support-subject", "supportSubjectDefault", "s".repeat(100));
        editV1("edit-configuration-support-subject-too-long", "supportSubjectDefault", "s".repeat(101));
        editV1("edit-configuration-control-character", "applicationName", "bell\u0007");
    }

    private Check edit(String id, Object... fields) {
        return check(id, a -> {
                    var change = new ConfigurationChange(a);
                    try {
                        change.send(fields);
                    } finally {
                        change.undo();
                    }
                })
                .needs(Need.CLIENT);
    }

    private void editV1(String id, Object... fields) {
        edit(id, fields).onlyIn(Version.V1);
    }
}
