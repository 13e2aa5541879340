package io.github.keycloakfinapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InternalsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");
    private static final String HEAD = "| library | package `internals` | other packages |\n| --- | --- | --- |\n";

    /** A class that comes or goes is seen in review: the message of this test has the table as it is to be. */
    @Test
    void theArchitectureNamesEachInternalClass() throws IOException {
        Map<String, TreeSet<String>> ours = used(name -> name.equals(Internals.PACKAGE));
        Map<String, TreeSet<String>> elsewhere = used(name -> !name.equals(Internals.PACKAGE));
        TreeSet<String> libraries = new TreeSet<>(ours.keySet());
        libraries.addAll(elsewhere.keySet());

        String table = libraries.stream()
                .map(library -> "| `%s` | %s | %s |\n"
                        .formatted(library, names(ours.get(library)), names(elsewhere.get(library))))
                .collect(Collectors.joining());

        assertThat(libraries).isNotEmpty();
        assertThat(documented()).isEqualTo(table);
    }

    private static String documented() throws IOException {
        String text = Files.readString(DOCUMENT);
        int from = text.indexOf(HEAD) + HEAD.length();
        return text.substring(from, text.indexOf("\n\n", from) + 1);
    }

    private static Map<String, TreeSet<String>> used(Predicate<String> by) {
        Map<String, TreeSet<String>> used = new TreeMap<>();
        ArchitectureTest.EXTENSION.stream()
                .filter(type -> by.test(type.getPackageName()))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Internals::target)
                .flatMap(Optional::stream)
                .forEach(type -> used.computeIfAbsent(Internals.library(type).orElseThrow(), library -> new TreeSet<>())
                        .add(name(type)));
        return used;
    }

    private static String name(JavaClass type) {
        return type.getFullName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static String names(TreeSet<String> names) {
        return names == null ? "" : names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
