package io.github.keycloakfinapi.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** How the database finds a page of the list, in its own words. */
final class Plans {

    /** So many that the driver has prepared the statement, and the database has planned it for all values. */
    private static final int BEFORE = 12;

    private Plans() {}

    static void write(Population population, Path file) throws IOException {
        var postgres = population.postgres().orElseThrow();
        var middle = Question.pages(population.total(""), 500) / 2;
        var text = new StringBuilder();
        for (var query : List.of(
                "perPage=500&page=" + middle,
                "perPage=20&minRegistrationDate=" + LocalDate.now().minusDays(90),
                "perPage=20&isDeleted=true",
                "perPage=20&isLocked=true",
                "perPage=20&isLocked=false",
                "perPage=20&isDeleted=false")) {
            for (var call = 0; call < BEFORE; call++) {
                population.list(query).send().expect(200);
            }
            var call = population.list(query);
            text.append("## ").append(query).append("\n\n");
            text.append(postgres.plansOf(() -> call.send().expect(200)).stream()
                    .filter(plan -> plan.contains("finapi_user") || plan.contains("user_attribute"))
                    .collect(Collectors.joining("\n", "", "\n")));
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
