package io.github.keycloakfinapi.compare.checks;

import io.github.keycloakfinapi.compare.wire.Request;
import java.util.Locale;

/** Each operation has a call that shows whether a server has it. The call has no token, so that it changes nothing. */
public enum Operation {
    TOKEN(Request.oauth("POST", "/token")),
    REVOKE(Request.oauth("POST", "/revoke")),
    CREATE_USER(Request.post("/users")),
    GET_USER(Request.get("/users")),
    EDIT_USER(Request.patch("/users")),
    DELETE_USER(Request.delete("/users")),
    DELETE_UNVERIFIED_USER(Request.delete("/users/nobody")),
    VERIFICATION_STATUS(Request.get("/users/verificationStatus?userId=nobody")),
    VERIFY_USER(Request.post("/users/verify/nobody")),
    REQUEST_PASSWORD_CHANGE(Request.post("/users/requestPasswordChange")),
    EXECUTE_PASSWORD_CHANGE(Request.post("/users/executePasswordChange")),
    GET_CONFIGURATION(Request.get("/clientConfiguration")),
    EDIT_CONFIGURATION(Request.patch("/clientConfiguration")),
    LIST_USERS(Request.get("/mandatorAdmin/getUserList")),
    DELETE_USERS(Request.post("/mandatorAdmin/deleteUsers")),
    CHANGE_SECRET(Request.post("/mandatorAdmin/changeClientCredentials")),
    SWITCH_VERSION(Request.post("/mandatorAdmin/switchApiVersion")),
    OPENAPI(Request.get("/openapi.yaml")),
    /** For checks that are not about a single operation. */
    GENERAL(Request.get("/users"));

    private final Request probe;

    Operation(Request probe) {
        this.probe = probe;
    }

    public Request probe() {
        return probe;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
