package io.github.keycloakfinapi.it.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The classes of a server and of an extension in it, and those of the JDK. */
final class ClassPath implements AutoCloseable {

    private static final String CLASS = ".class";

    private final List<JarFile> jars = new ArrayList<>();
    private final Map<String, JarFile> places = new HashMap<>();
    private final Map<String, Optional<ClassFile>> read = new HashMap<>();
    private final JarFile extension;

    /** @param server as it is unpacked; what it needs only to be built is not for extensions */
    ClassPath(Path server, Path extension) throws IOException {
        for (var folder : List.of("lib/lib/boot", "lib/lib/main")) {
            try (var files = Files.list(server.resolve(folder))) {
                for (var file : files.sorted().toList()) {
                    add(file);
                }
            }
        }
        this.extension = add(extension);
    }

    private JarFile add(Path file) throws IOException {
        var jar = new JarFile(file.toFile());
        jars.add(jar);
        jar.stream().map(JarEntry::getName).forEach(name -> places.putIfAbsent(name, jar));
        return jar;
    }

    Stream<ClassFile> ofTheExtension() {
        return extension.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(CLASS))
                .map(name ->
                        find(name.substring(0, name.length() - CLASS.length())).orElseThrow());
    }

    Optional<ClassFile> find(String name) {
        return read.computeIfAbsent(name, this::read);
    }

    private Optional<ClassFile> read(String name) {
        var file = name + CLASS;
        try (var in = open(file)) {
            return in == null ? Optional.empty() : Optional.of(new ClassFile(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private InputStream open(String file) throws IOException {
        var jar = places.get(file);
        return jar == null
                ? ClassLoader.getPlatformClassLoader().getResourceAsStream(file)
                : jar.getInputStream(jar.getEntry(file));
    }

    @Override
    public void close() throws IOException {
        for (var jar : jars) {
            jar.close();
        }
    }
}
