package io.github.keycloakfinapi.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import io.github.keycloakfinapi.memory.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/** The files of the page in the JAR. */
final class UiFiles {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    // Sorted, because the hash depends on the order.
    private static final Map<String, String> MEDIA_TYPES = new TreeMap<>(Map.ofEntries(
            entry("link.html", HTML),
            entry("link-from-below.html", HTML),
            entry("page.html", HTML),
            entry("api.js", SCRIPT),
            entry("app.js", SCRIPT),
            entry("dom.js", SCRIPT),
            entry("quick-auth.js", SCRIPT),
            entry("reference.js", SCRIPT),
            entry("steps.js", SCRIPT),
            entry("swagger-ui-bundle.js", SCRIPT),
            entry("texts.js", SCRIPT),
            entry("users.js", SCRIPT),
            entry("app.css", STYLE),
            entry("swagger-ui.css", STYLE),
            entry("logo.svg", "image/svg+xml")));
    private static final String HASH_PLACEHOLDER = "{files}";

    /** The hash of all files together. */
    static final String HASH = hash();

    // Compression reduces two megabytes to a quarter, and nearly every browser accepts it.
    private static final Map<String, byte[]> COMPRESSED = new ConcurrentHashMap<>();

    private UiFiles() {}

    /** {@code null} if there is no such file. */
    static String mediaType(String name) {
        return MEDIA_TYPES.get(name);
    }

    static byte[] content(String name) {
        byte[] content = read(name);
        return name.endsWith(".html")
                ? new String(content, UTF_8).replace(HASH_PLACEHOLDER, HASH).getBytes(UTF_8)
                : content;
    }

    /** With gzip. */
    static byte[] compressed(String name) {
        return COMPRESSED.computeIfAbsent(name, file -> compress(content(file)));
    }

    private static byte[] compress(byte[] content) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static String hash() {
        Digest digest = new Digest();
        MEDIA_TYPES.keySet().forEach(name -> digest.add(read(name)));
        return digest.hex().substring(0, 16);
    }

    private static byte[] read(String name) {
        try (InputStream file = UiFiles.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
