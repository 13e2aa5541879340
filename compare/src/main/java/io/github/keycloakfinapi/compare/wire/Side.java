package io.github.keycloakfinapi.compare.wire;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the two servers.
 *
 * @param name {@code left} or {@code right}
 * @param base without a slash at the end
 * @param mandatorAdmin if it is missing, operations that only this client may call are not tried
 * @param decryptionKey the app client's, 32 hex digits; if it is missing, no password is changed
 */
public record Side(
        String name,
        String base,
        Credentials client,
        Optional<Credentials> mandatorAdmin,
        Optional<String> decryptionKey) {

    Stream<String> secrets() {
        return Stream.concat(
                Stream.concat(Stream.of(client), mandatorAdmin.stream())
                        .flatMap(each -> Stream.of(each.secret(), each.basic())),
                decryptionKey.stream());
    }
}
