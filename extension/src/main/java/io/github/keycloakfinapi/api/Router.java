package io.github.keycloakfinapi.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the operation for a verb and a path. */
public final class Router {
    private final Map<String, Map<String, Operation>> operations;

    public Router(List<Operation> operations) {
        this.operations = operations.stream()
                .collect(Collectors.groupingBy(
                        Operation::path,
                        Collectors.toMap(
                                Operation::method,
                                operation -> operation,
                                (a, b) -> {
                                    throw new IllegalStateException("Listed twice: " + a);
                                },
                                TreeMap::new)));
    }

    /**
     * The operation.
     *
     * @throws ApiException 404 for an unknown path, 405 for a path without this verb
     */
    Operation find(String method, String path) {
        Map<String, Operation> byMethod = operations.get(path);
        if (byMethod == null) {
            throw ApiError.technical(404, ErrorCode.UNKNOWN_ENTITY, "There is no service at this path.")
                    .asException();
        }
        Operation operation = byMethod.get(method);
        if (operation == null) {
            throw ApiError.methodNotAllowed(method, String.join(", ", byMethod.keySet()))
                    .asException();
        }
        return operation;
    }
}
