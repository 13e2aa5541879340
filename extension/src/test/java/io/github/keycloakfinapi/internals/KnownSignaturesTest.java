package io.github.keycloakfinapi.internals;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureVerifierContext;

class KnownSignaturesTest {
    private static final KeyPair KEY = pair();
    private static final KeyPair OTHER_KEY = pair();

    private final AtomicInteger verified = new AtomicInteger();

    @Test
    void aRightSignatureIsVerifiedOnce() throws VerificationException {
        byte[] signature = signature("a.right", KEY);
        assertThat(verify("a.right", signature, KEY)).isTrue();
        assertThat(verify("a.right", signature, KEY)).isTrue();
        assertThat(verified).hasValue(1);
    }

    @Test
    void aWrongSignatureIsWrongEachTime() throws VerificationException {
        byte[] signature = signature("a.wrong", OTHER_KEY);
        assertThat(verify("a.wrong", signature, KEY)).isFalse();
        assertThat(verify("a.wrong", signature, KEY)).isFalse();
    }

    @Test
    void aRightSignatureIsWrongForAnotherToken() throws VerificationException {
        byte[] signature = signature("an.admin", KEY);
        assertThat(verify("an.admin", signature, KEY)).isTrue();
        assertThat(verify("an.other", signature, KEY)).isFalse();
    }

    @Test
    void aRightSignatureIsWrongByAnotherKeyOfTheSameId() throws VerificationException {
        byte[] signature = signature("a.rotated", KEY);
        assertThat(verify("a.rotated", signature, KEY)).isTrue();
        assertThat(verify("a.rotated", signature, OTHER_KEY)).isFalse();
    }

    private boolean verify(String token, byte[] signature, KeyPair pair) throws VerificationException {
        KeyWrapper key = new KeyWrapper();
        key.setPublicKey(pair.getPublic());
        return new KnownSignatures(new Counting(pair.getPublic()), key).verify(token.getBytes(US_ASCII), signature);
    }

    private static byte[] signature(String token, KeyPair pair) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(token.getBytes(US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Counting implements SignatureVerifierContext {
        private final PublicKey key;

        Counting(PublicKey key) {
            this.key = key;
        }

        @Override
        public String getKid() {
            return "the same";
        }

        @Override
        public String getAlgorithm() {
            return "RS256";
        }

        @Override
        public boolean verify(byte[] token, byte[] signature) {
            verified.incrementAndGet();
            try {
                Signature its = Signature.getInstance("SHA256withRSA");
                its.initVerify(key);
                its.update(token);
                return its.verify(signature);
            } catch (SignatureException malformed) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
