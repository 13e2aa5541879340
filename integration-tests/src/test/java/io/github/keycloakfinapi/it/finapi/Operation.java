package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import java.util.List;
import java.util.Map;

/**
 * The operations that ask who calls, each by a request that has no other flaw. Those for clients name a user, a client or a
 * version that does not exist, so that whoever is let in changes nothing; the one that ends its caller is the last.
 */
public enum Operation {
    CREATE("POST", "", 201) {
        @Override
        Call fill(Call call) {
            return call.json("{}");
        }
    },
    GET("GET", "", 200),
    EDIT("PATCH", "", 200) {
        @Override
        Call fill(Call call) {
            return call.json("{\"phone\":\"112\"}");
        }
    },
    DELETE_UNVERIFIED("DELETE", "/" + Operation.NOBODY, 404),
    VERIFICATION_STATUS("GET", "/verificationStatus?userId=" + Operation.NOBODY, 404),
    VERIFY("POST", "/verify/" + Operation.NOBODY, 404),
    REQUEST_PASSWORD_CHANGE("POST", "/requestPasswordChange", 404) {
        @Override
        Call fill(Call call) {
            return call.json(Json.of(Map.of("userId", NOBODY)));
        }
    },
    EXECUTE_PASSWORD_CHANGE("POST", "/executePasswordChange", 404) {
        @Override
        Call fill(Call call) {
            return call.json(Json.of(Map.of(
                    "userId", NOBODY,
                    "password", "open sesame",
                    "passwordChangeToken", "11111111-2222-3333-4444-555555555555")));
        }
    },
    REVOKE("POST", "", 200) {
        @Override
        String path(Version version) {
            return version.revoke();
        }

        @Override
        Call fill(Call call) {
            return call.form(Map.of("token", "unknown"));
        }
    },
    GET_CONFIGURATION("GET", "", 200) {
        @Override
        String path(Version version) {
            return version.clientConfiguration();
        }
    },
    EDIT_CONFIGURATION("PATCH", "", 200) {
        @Override
        String path(Version version) {
            return version.clientConfiguration();
        }

        @Override
        Call fill(Call call) {
            return call.json("{\"betaBanksEnabled\":false}");
        }
    },
    GET_USER_LIST("GET", "/getUserList?userId=nobody-of-this-name", 200),
    DELETE_USERS("POST", "/deleteUsers", 200) {
        @Override
        Call fill(Call call) {
            return call.json(Json.of(Map.of("userIds", List.of(NOBODY))));
        }
    },
    CHANGE_CLIENT_CREDENTIALS("POST", "/changeClientCredentials", 422) {
        @Override
        Call fill(Call call) {
            return call.json(Json.of(Map.of(
                    "clientId", NOBODY,
                    "oldClientSecret", "11111111-2222-3333-4444-555555555555",
                    "newClientSecret", "11111111-2222-3333-4444-555555555555")));
        }
    },
    SWITCH_API_VERSION("POST", "/switchApiVersion", 400) {
        @Override
        Call fill(Call call) {
            return call.json("{\"apiVersion\":\"V3\"}");
        }
    },
    DELETE("DELETE", "", 200);

    private static final String NOBODY = "nobody-of-this-name";

    private final String method;
    private final String path;
    private final int status;

    Operation(String method, String path, int status) {
        this.method = method;
        this.path = path;
        this.status = status;
    }

    /** The request, without the one who calls. */
    public Call call(FinApi finapi) {
        return fill(finapi.call(method, path(finapi.version())));
    }

    /** What the right caller is answered. */
    public int status() {
        return status;
    }

    public boolean isForUsers() {
        return this == GET || this == EDIT || this == DELETE;
    }

    public boolean isForMandatorAdmins() {
        return this == GET_USER_LIST
                || this == DELETE_USERS
                || this == CHANGE_CLIENT_CREDENTIALS
                || this == SWITCH_API_VERSION;
    }

    String path(Version version) {
        return (isForMandatorAdmins() ? version.mandatorAdmin() : version.users()) + path;
    }

    Call fill(Call call) {
        return call;
    }
}
