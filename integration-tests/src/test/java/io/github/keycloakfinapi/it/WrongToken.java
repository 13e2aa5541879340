package io.github.keycloakfinapi.it;

import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.SigningKey;
import io.github.keycloakfinapi.it.finapi.TokenContent;
import io.github.keycloakfinapi.it.finapi.TokenMint;
import io.github.keycloakfinapi.it.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tokens that were good, look good, or are good for something else. */
enum WrongToken {
    EXPIRED {
        @Override
        List<String> in(TokenMint mint) {
            var tokens = mint.tokensOf(mint.clients().app(Map.of("access.token.lifespan", "1")));
            sleep();
            return tokens;
        }
    },
    OF_ANOTHER_REALM {
        @Override
        List<String> in(TokenMint mint) {
            return mint.another().tokens().toList();
        }
    },
    OF_AN_ADMINISTRATOR_OF_THE_SERVER {
        @Override
        List<String> in(TokenMint mint) {
            return List.of(mint.admin().token());
        }
    },
    OF_ANOTHER_TYPE {
        @Override
        List<String> in(TokenMint mint) {
            return mint.tokens()
                    .flatMap(token -> Stream.of("Refresh", "Offline", "ID", "Logout", "nonsense")
                            .map(type -> mint.key().sign(token, "typ", type)))
                    .toList();
        }
    },
    WITHOUT_A_SUBJECT_THAT_EXISTS {
        @Override
        List<String> in(TokenMint mint) {
            return mint.tokens()
                    .map(token -> mint.key().sign(token, "sub", FinApi.randomId()))
                    .toList();
        }
    },
    OF_ANOTHER_ISSUER {
        @Override
        List<String> in(TokenMint mint) {
            return mint.tokens()
                    .map(token -> mint.key().sign(token, "iss", "https://other.example/realms/finapi"))
                    .toList();
        }
    },
    NOT_YET_VALID {
        @Override
        List<String> in(TokenMint mint) {
            return mint.tokens()
                    .map(token -> mint.key()
                            .sign(token, "nbf", Instant.now().plusSeconds(600).getEpochSecond()))
                    .toList();
        }
    },
    SIGNED_BY_SOMEBODY_ELSE {
        @Override
        List<String> in(TokenMint mint) {
            return mint.tokens()
                    .map(token -> mint.key().impostor().sign(token, "typ", "Bearer"))
                    .toList();
        }
    },
    WITHOUT_AN_ALGORITHM {
        @Override
        List<String> in(TokenMint mint) {
            return mint.tokens()
                    .map(token -> token.split("\\."))
                    .flatMap(parts -> Stream.of("none", "None", "")
                            .map(none -> TokenContent.encode("{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}"))
                            .map(header -> header + "." + parts[1] + "."))
                    .toList();
        }
    },
    WITHOUT_A_SIGNATURE {
        @Override
        List<String> in(TokenMint mint) {
            return mint.tokens()
                    .map(token -> token.substring(0, token.lastIndexOf('.') + 1))
                    .toList();
        }
    },
    TAMPERED {
        @Override
        List<String> in(TokenMint mint) {
            return mint.tokens()
                    .map(token -> token.split("\\."))
                    .map(parts -> parts[0] + "."
                            + TokenContent.encode(
                                    TokenContent.decode(parts[1]).replaceFirst("\"exp\":\\d+", "\"exp\":9999999999"))
                            + "." + parts[2])
                    .toList();
        }
    },
    REVOKED {
        @Override
        List<String> in(TokenMint mint) {
            // Others are answered the same token.
            var client = mint.clients().app();
            var tokens = mint.tokensOf(client);
            tokens.forEach(token -> mint.finapi()
                    .as(client)
                    .revoke(Map.of("token", token, "token_type_hint", "access_token"))
                    .expect(200));
            return tokens;
        }
    },
    OLDER_THAN_THE_CLIENT_ALLOWS {
        @Override
        List<String> in(TokenMint mint) {
            var client = mint.clients().app();
            var tokens = mint.tokensOf(client);
            mint.clients().notBefore(client, soon());
            return tokens;
        }
    },
    OF_A_USER_WHO_WAS_LOGGED_OUT {
        @Override
        List<String> in(TokenMint mint) {
            var user = mint.finapi().newUser();
            var token = mint.finapi().userToken(user);
            mint.admin()
                    .post("/users/" + mint.admin().idOf(user.id()) + "/logout", Map.of())
                    .expect(204);
            return List.of(token);
        }
    },
    OF_A_DISABLED_CLIENT {
        @Override
        List<String> in(TokenMint mint) {
            var client = mint.clients().app();
            var tokens = mint.tokensOf(client);
            mint.clients().disable(client);
            return tokens;
        }
    },
    OF_A_DELETED_CLIENT {
        @Override
        List<String> in(TokenMint mint) {
            var client = mint.clients().app();
            var tokens = mint.tokensOf(client);
            mint.clients().delete(client);
            return tokens;
        }
    },
    OF_A_CLIENT_WHOSE_SERVICE_ACCOUNT_IS_GONE {
        @Override
        List<String> in(TokenMint mint) {
            var client = mint.clients().app();
            var token = mint.finapi().as(client).clientToken();
            mint.clients().deleteServiceAccount(client);
            return List.of(token);
        }
    },
    OF_A_CLIENT_WHOSE_SERVICE_ACCOUNT_IS_DISABLED {
        @Override
        List<String> in(TokenMint mint) {
            var client = mint.clients().app();
            var tokens = mint.tokensOf(client);
            mint.clients().disableServiceAccount(client);
            return tokens;
        }
    },
    BOUND_TO_A_CERTIFICATE {
        @Override
        List<String> in(TokenMint mint) {
            return bound(mint, Map.of("x5t#S256", "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"));
        }
    },
    BOUND_TO_A_KEY {
        @Override
        List<String> in(TokenMint mint) {
            return bound(mint, Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
        }
    },
    /** Everything in it is the caller's choice, and its signature is right. */
    PROOF_OF_A_KEY {
        @Override
        List<String> in(TokenMint mint) {
            return mint.tokens().map(token -> proof(mint.finapi(), token)).toList();
        }
    },
    OF_A_DISABLED_USER {
        @Override
        List<String> in(TokenMint mint) {
            var user = mint.finapi().newUser();
            var token = mint.finapi().userToken(user);
            mint.admin().changeUser(user.id(), Map.of("enabled", false));
            return List.of(token);
        }
    },
    OF_A_DELETED_USER {
        @Override
        List<String> in(TokenMint mint) {
            var user = mint.finapi().newUser();
            var token = mint.finapi().userToken(user);
            mint.admin().deleteUser(user.id());
            return List.of(token);
        }
    },
    OF_A_LOCKED_USER {
        @Override
        List<String> in(TokenMint mint) {
            var user = mint.finapi().newUser();
            var token = mint.finapi().userToken(user);
            new FailedLogins(mint.finapi(), mint.admin()).lock(user);
            return List.of(token);
        }
    },
    REFRESH_TOKEN {
        @Override
        List<String> in(TokenMint mint) {
            return List.of(
                    mint.finapi().requestUserToken(mint.finapi().newUser()).text("refresh_token"));
        }
    },
    ID_TOKEN {
        @Override
        List<String> in(TokenMint mint) {
            var stranger = mint.finapi().as(mint.clients().stranger());
            var user = mint.finapi().newUser();
            return List.of(stranger.standardToken(Map.of(
                            "grant_type",
                            "password",
                            "username",
                            user.id(),
                            "password",
                            user.secret(),
                            "scope",
                            "openid"))
                    .expect(200)
                    .text("id_token"));
        }
    };

    private static List<String> bound(TokenMint mint, Map<String, String> confirmation) {
        return mint.tokens()
                .map(token -> mint.key().sign(token, "cnf", confirmation))
                .toList();
    }

    /** With all that the token says, by a key under the name of the realm's, and already accepted as a proof. */
    private static String proof(FinApi finapi, String token) {
        var key = SigningKey.namesake(token);
        var request = finapi.standardTokenCall(Map.of("grant_type", "client_credentials"));
        var bound = request.header("DPoP", key.proof(request, null, Map.of()))
                .send()
                .expect(200)
                .text("access_token");
        // For users: as a client is refused, it is known by then.
        var call = finapi.users("GET");
        var proof = key.proof(call, bound, Json.object(TokenContent.decode(token.split("\\.")[1])));
        call.header("Authorization", "DPoP " + bound)
                .header("DPoP", proof)
                .send()
                .expect(403);
        return proof;
    }

    /** Such tokens, of clients and of users. */
    abstract List<String> in(TokenMint mint);

    /** No second that passes in the test is later. */
    private static long soon() {
        return Instant.now().plusSeconds(60).getEpochSecond();
    }

    private static void sleep() {
        try {
            Thread.sleep(2_500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
