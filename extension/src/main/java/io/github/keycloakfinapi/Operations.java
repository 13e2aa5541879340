package io.github.keycloakfinapi;

import static io.github.keycloakfinapi.api.CallerKind.ANYBODY;
import static io.github.keycloakfinapi.api.CallerKind.APP_CLIENT;
import static io.github.keycloakfinapi.api.CallerKind.USER;

import io.github.keycloakfinapi.api.Operation;
import io.github.keycloakfinapi.api.Router;
import io.github.keycloakfinapi.oauth.TokenOperation;
import io.github.keycloakfinapi.users.UserOperations;
import java.util.List;

/** Every operation, and for whom it is. What is not listed here cannot be reached. */
final class Operations {
    static final Router ROUTER = new Router(List.of(
            new Operation("POST", "/oauth/token", ANYBODY, TokenOperation::token),
            new Operation("POST", "/api/v2/oauth/token", ANYBODY, TokenOperation::token),
            new Operation("POST", "/api/v1/users", APP_CLIENT, UserOperations::create),
            new Operation("POST", "/api/v2/users", APP_CLIENT, UserOperations::create),
            new Operation("GET", "/api/v1/users", USER, UserOperations::get),
            new Operation("GET", "/api/v2/users", USER, UserOperations::get)));

    private Operations() {}
}
