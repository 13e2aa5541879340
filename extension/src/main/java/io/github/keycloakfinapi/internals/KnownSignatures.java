package io.github.keycloakfinapi.internals;

import io.github.keycloakfinapi.memory.Digest;
import io.github.keycloakfinapi.memory.Newest;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureVerifierContext;
import org.keycloak.models.KeycloakSession;

/**
 * Verifies the signature of a token only once on this node. The result depends only on the token, the signature and the
 * public key; if it is valid, a digest of them is kept. Each call still checks before this that the key is the realm's.
 */
final class KnownSignatures implements SignatureVerifierContext {
    private static final byte[] DOT = {'.'};
    private static final int MOST = 20_000;
    private static final Newest<Boolean> RIGHT = new Newest<>(MOST);

    private final SignatureVerifierContext verifier;
    private final KeyWrapper key;

    KnownSignatures(SignatureVerifierContext verifier, KeyWrapper key) {
        this.verifier = verifier;
        this.key = key;
    }

    /** A verifier that only verifies what is new. Symmetric keys are not covered, because their signatures are cheap. */
    static SignatureVerifierContext of(SignatureVerifierContext verifier, KeycloakSession session) {
        KeyWrapper key = session.keys()
                .getKey(session.getContext().getRealm(), verifier.getKid(), KeyUse.SIG, verifier.getAlgorithm());
        return key == null || key.getPublicKey() == null ? verifier : new KnownSignatures(verifier, key);
    }

    @Override
    public String getKid() {
        return verifier.getKid();
    }

    @Override
    public String getAlgorithm() {
        return verifier.getAlgorithm();
    }

    @Override
    public boolean verify(byte[] token, byte[] signature) throws VerificationException {
        String known = digest(token, signature);
        if (RIGHT.get(known) != null) {
            return true;
        }
        boolean right = verifier.verify(token, signature);
        if (right) {
            RIGHT.put(known, true);
        }
        return right;
    }

    private String digest(byte[] token, byte[] signature) {
        // The algorithm is in the token's header.
        return new Digest()
                .add(key.getPublicKey().getEncoded())
                .add(token)
                .add(DOT)
                .add(signature)
                .hex();
    }
}
