package io.github.keycloakfinapi;

import static io.github.keycloakfinapi.api.CallerKind.ANYBODY;
import static io.github.keycloakfinapi.api.CallerKind.APP_CLIENT;
import static io.github.keycloakfinapi.api.CallerKind.CLIENT;
import static io.github.keycloakfinapi.api.CallerKind.MANDATOR_ADMIN;
import static io.github.keycloakfinapi.api.CallerKind.USER;

import io.github.keycloakfinapi.api.ApiVersion;
import io.github.keycloakfinapi.api.Operation;
import io.github.keycloakfinapi.api.Router;
import io.github.keycloakfinapi.configuration.ConfigurationOperations;
import io.github.keycloakfinapi.mandator.ClientCredentials;
import io.github.keycloakfinapi.mandator.UserDeletion;
import io.github.keycloakfinapi.mandator.UserListOperation;
import io.github.keycloakfinapi.mandator.VersionSwitch;
import io.github.keycloakfinapi.oauth.RevokeOperation;
import io.github.keycloakfinapi.oauth.TokenOperation;
import io.github.keycloakfinapi.openapi.OpenApiDocument;
import io.github.keycloakfinapi.ui.OpenApiUi;
import io.github.keycloakfinapi.users.PasswordOperations;
import io.github.keycloakfinapi.users.UserOperations;
import io.github.keycloakfinapi.users.VerificationOperations;
import java.util.List;
import java.util.stream.Stream;

/** Every operation with its kind of caller. An operation that is not listed here cannot be reached. */
final class Operations {
    static final List<Operation> ALL = Stream.of(
                    oauth("/oauth"),
                    oauth(ApiVersion.V2.path() + "/oauth"),
                    users(ApiVersion.V1.path() + "/users"),
                    users(ApiVersion.V2.path() + "/users"),
                    clientConfiguration(ApiVersion.V1.path() + "/clientConfiguration"),
                    clientConfiguration(ApiVersion.V2.path() + "/clientConfiguration"),
                    mandator(ApiVersion.V1.path() + "/mandatorAdmin"),
                    mandator(ApiVersion.V2.path() + "/mandatorAdmin"),
                    specification(ApiVersion.V1.path()),
                    specification(ApiVersion.V2.path()),
                    ui("/api"))
            .flatMap(operations -> operations)
            .toList();
    static final Router ROUTER = new Router(ALL);

    private Operations() {}

    private static Stream<Operation> oauth(String path) {
        return Stream.of(
                new Operation("getToken", "POST", path + "/token", ANYBODY, TokenOperation::token),
                new Operation("revokeToken", "POST", path + "/revoke", CLIENT, RevokeOperation::revoke));
    }

    private static Stream<Operation> users(String path) {
        return Stream.of(
                new Operation("createUser", "POST", path, APP_CLIENT, UserOperations::create),
                new Operation("getAuthorizedUser", "GET", path, USER, UserOperations::get),
                new Operation("editAuthorizedUser", "PATCH", path, USER, UserOperations::edit),
                new Operation("deleteAuthorizedUser", "DELETE", path, USER, UserOperations::delete),
                new Operation(
                        "deleteUnverifiedUser",
                        "DELETE",
                        path + "/{userId}",
                        APP_CLIENT,
                        VerificationOperations::deleteUnverified),
                new Operation(
                        "getUserVerificationStatus",
                        "GET",
                        path + "/verificationStatus",
                        APP_CLIENT,
                        VerificationOperations::status),
                new Operation(
                        "verifyUser", "POST", path + "/verify/{userId}", APP_CLIENT, VerificationOperations::verify),
                new Operation(
                        "requestPasswordChange",
                        "POST",
                        path + "/requestPasswordChange",
                        APP_CLIENT,
                        PasswordOperations::requestChange),
                new Operation(
                        "executePasswordChange",
                        "POST",
                        path + "/executePasswordChange",
                        APP_CLIENT,
                        PasswordOperations::executeChange));
    }

    private static Stream<Operation> clientConfiguration(String path) {
        return Stream.of(
                new Operation("getClientConfiguration", "GET", path, APP_CLIENT, ConfigurationOperations::get),
                new Operation("editClientConfiguration", "PATCH", path, APP_CLIENT, ConfigurationOperations::edit));
    }

    private static Stream<Operation> mandator(String path) {
        return Stream.of(
                new Operation("getUserList", "GET", path + "/getUserList", MANDATOR_ADMIN, UserListOperation::list),
                new Operation("deleteUsers", "POST", path + "/deleteUsers", MANDATOR_ADMIN, UserDeletion::delete),
                new Operation(
                        "changeClientCredentials",
                        "POST",
                        path + "/changeClientCredentials",
                        MANDATOR_ADMIN,
                        ClientCredentials::change),
                new Operation(
                        "switchApiVersion", "POST", path + "/switchApiVersion", MANDATOR_ADMIN, VersionSwitch::run));
    }

    private static Stream<Operation> specification(String path) {
        return Stream.of(
                new Operation("getOpenApiDocument", "GET", path + "/openapi.yaml", ANYBODY, OpenApiDocument::yaml),
                new Operation("getOpenApiDocument", "GET", path + "/openapi.json", ANYBODY, OpenApiDocument::json));
    }

    private static Stream<Operation> ui(String path) {
        return Stream.of(
                new Operation("getOpenApiUi", "GET", path, ANYBODY, OpenApiUi::link),
                new Operation("getOpenApiUi", "GET", path + "/ui", ANYBODY, OpenApiUi::page),
                new Operation("getOpenApiUi", "GET", path + "/ui/", ANYBODY, OpenApiUi::linkFromBelow),
                new Operation(
                        "getOpenApiUi", "GET", path + "/ui/" + OpenApiUi.HASH + "/{file}", ANYBODY, OpenApiUi::file));
    }
}
