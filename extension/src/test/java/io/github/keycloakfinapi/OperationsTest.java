package io.github.keycloakfinapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.api.ApiVersion;
import io.github.keycloakfinapi.api.Operation;
import io.github.keycloakfinapi.openapi.Specification;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationsTest {

    @Test
    void whatIsSpecifiedIsRoutedAndTheOtherWayRound() {
        Map<String, Set<String>> specified =
                new TreeMap<>(Specification.of("v1").operations());
        specified.putAll(Specification.of("v2").operations());

        Map<String, Set<String>> routed = Operations.ALL.stream()
                // The documents do not describe themselves, nor the page that shows them.
                .filter(operation -> !operation.path().matches("/api(/ui.*|/v[12]/openapi\\..*)?"))
                .collect(Collectors.groupingBy(
                        Operation::path, TreeMap::new, Collectors.mapping(Operation::method, Collectors.toSet())));

        assertThat(routed).isEqualTo(specified);
    }

    @ParameterizedTest
    @EnumSource(ApiVersion.class)
    void anOperationHasTheNameThatFinapiGivesIt(ApiVersion version) {
        Map<String, String> specified =
                Specification.of(version.name().toLowerCase(Locale.ROOT)).operationIds();

        Map<String, String> named = Operations.ALL.stream()
                .filter(operation -> specified.containsKey(operation.method() + " " + operation.path()))
                .collect(Collectors.toMap(operation -> operation.method() + " " + operation.path(), Operation::name));

        assertThat(named).isEqualTo(specified);
    }
}
