package io.github.keycloakfinapi.compare.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

public record Reply(int status, HttpHeaders headers, String body) {

    public JsonNode json() {
        return Json.read(body);
    }

    /** Whether the status says that the server has done nothing. */
    public boolean isRefusal() {
        return status / 100 == 4;
    }

    /** Empty if the answer has no such field. */
    public String text(String field) {
        return json().path(field).asText();
    }
}
