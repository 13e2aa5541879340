package io.github.keycloakfinapi.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the operation for a method and a path. */
public final class Router {
    private static final String VARIABLE = "/{}";

    private final Map<String, Map<String, Operation>> operations;

    public Router(List<Operation> operations) {
        this.operations = operations.stream()
                .collect(Collectors.groupingBy(
                        operation -> operation.path().replaceFirst("/\\{\\w+}$", VARIABLE),
                        Collectors.toMap(
                                Operation::method,
                                operation -> operation,
                                (a, b) -> {
                                    throw new IllegalStateException("Listed twice: " + a);
                                },
                                TreeMap::new)));
    }

    /**
     * An operation, and the value of its path's variable.
     *
     * @param variable the last segment as it was sent, or {@code null} for a path without a variable
     */
    record Match(Operation operation, String variable) {}

    /**
     * The operation.
     *
     * @param path as sent, not decoded: a "+" in a path stays a "+", and an encoded "/" is part of its segment
     * @throws ApiException 404 for an unknown path, 405 for a path without this method
     */
    Match find(String method, String path) {
        int lastSegment = path.lastIndexOf('/');
        Map<String, Operation> fixed = operations.getOrDefault(path, Map.of());
        Map<String, Operation> variable = lastSegment == path.length() - 1
                ? Map.of()
                : operations.getOrDefault(path.substring(0, lastSegment) + VARIABLE, Map.of());
        if (fixed.containsKey(method)) {
            return new Match(fixed.get(method), null);
        }
        if (variable.containsKey(method)) {
            return new Match(variable.get(method), path.substring(lastSegment + 1));
        }
        if (fixed.isEmpty() && variable.isEmpty()) {
            throw ApiError.technical(404, ErrorCode.UNKNOWN_ENTITY, "There is no service at this path.")
                    .asException();
        }
        TreeMap<String, Operation> allowed = new TreeMap<>(fixed);
        allowed.putAll(variable);
        throw ApiError.methodNotAllowed(method, String.join(", ", allowed.keySet()))
                .asException();
    }
}
