package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.http.Answer;

/** A client's way through the change of a password: it asks for a token, decrypts it and uses it. */
public record PasswordChange(FinApi finapi, DataDecryptionKey key) {

    /** The token for this user, decrypted. */
    public String tokenFor(Credentials user) {
        return key.decrypt(finapi.requestPasswordChange(user.id()).expect(200).text("passwordChangeToken"));
    }

    /** Both steps, to the secret of these credentials. */
    public Answer to(Credentials changed) {
        return finapi.executePasswordChange(changed, tokenFor(changed));
    }

    /** Both steps, or the first that is refused. */
    public Answer attempt(Credentials changed) {
        var requested = finapi.requestPasswordChange(changed.id());
        return requested.status() == 200
                ? finapi.executePasswordChange(changed, key.decrypt(requested.text("passwordChangeToken")))
                : requested;
    }
}
