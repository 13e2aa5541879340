package io.github.keycloakfinapi.testkit;

import io.github.keycloakfinapi.testkit.FaultOrders.Calls;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is to go wrong between the application and its server. The kit's proxy does it: the server knows nothing of it, and calls that
 * do not go through the proxy, such as those of {@link FinapiServer} itself, are not hit. Only {@link #expireToken} is done by the
 * server, which revokes the token.
 *
 * <p>Faults are orders: each call of the application takes the oldest that fits it. {@link #forClient}, {@link #forMethod},
 * {@link #forPath} and {@link #times} narrow and repeat the next order:
 * {@code server.faults().forPath("/oauth/token").times(2).failNext(503)}.
 */
public final class Faults {

    private final FaultOrders orders;
    private final Consumer<String> revocation;
    private final Object owner;
    private final Calls calls;
    /** 0 if nobody has said a number. */
    private final int times;

    Faults(FaultOrders orders, Consumer<String> revocation) {
        this(orders, revocation, new Object(), Calls.ALL, 0);
    }

    private Faults(FaultOrders orders, Consumer<String> revocation, Object owner, Calls calls, int times) {
        this.orders = orders;
        this.revocation = revocation;
        this.owner = owner;
        this.calls = calls;
        this.times = times;
    }

    /** For somebody else: neither clears what the other has ordered. */
    Faults apart() {
        return new Faults(orders, revocation);
    }

    private Faults narrowed(Calls to) {
        return new Faults(orders, revocation, owner, to, times);
    }

    /** For calls with this client's credentials or tokens only, so that tests with clients of their own may run in parallel. */
    public Faults forClient(FinapiClient client) {
        return narrowed(new Calls(Optional.of(client.id()), calls.method(), calls.path()));
    }

    /**
     * For calls with this in their path below the base URL only.
     *
     * @param part such as {@code /oauth/token} or {@code /users}; case matters, and the query does not belong to it
     */
    public Faults forPath(String part) {
        return narrowed(new Calls(calls.client(), calls.method(), part));
    }

    /** For calls with this method only, such as {@code POST}. */
    public Faults forMethod(String name) {
        return narrowed(new Calls(calls.client(), name.toUpperCase(Locale.ROOT), calls.path()));
    }

    /**
     * For more than one call.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Faults times(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("A fault hits one call at least, not " + number);
        }
        return new Faults(orders, revocation, owner, calls, number);
    }

    /**
     * The next call fails as at finAPI, and does not reach the server. 401 has OAuth's body, with {@code invalid_client} at the token
     * endpoint and {@code invalid_token} elsewhere; every other status has finAPI's, with the code that usually goes with it, such as
     * {@code LOCKED} with 423.
     *
     * <p>429, 502 and 504 are not finAPI's, but of what stands in front of it: they have a page of HTML and no code.
     *
     * @param status 400, 401, 403, 404, 405, 413, 415, 422, 423, 429, 500, 502, 503 or 504
     * @throws IllegalArgumentException for another status
     */
    public void failNext(int status) {
        order(
                GatewayAnswer.REASONS.containsKey(status)
                        ? new GatewayAnswer(status)
                        : new ErrorAnswer(status, ErrorAnswer.usualCode(status)));
    }

    /**
     * The same with another code, such as 403 with {@code USER_NOT_VERIFIED}.
     *
     * @param status one of finAPI's, that is, not 429, 502 or 504
     * @param code of finAPI's list; of OAuth's with 401
     * @throws IllegalArgumentException for a status that finAPI does not use
     */
    public void failNext(int status, String code) {
        ErrorAnswer.usualCode(status);
        order(new ErrorAnswer(status, code));
    }

    /** The server does what the next call asks for, but the connection ends in the middle of the answer. */
    public void cutNextConnection() {
        order(new CutConnection());
    }

    private void order(Fault fault) {
        orders.add(owner, calls, Math.max(times, 1), fault);
    }

    /**
     * The server does at once what all calls ask for, but their answers are late, until another delay is ordered for the same calls or
     * all is cleared.
     *
     * @param delay for each call, in addition to what the server needs; zero ends it
     * @throws IllegalArgumentException if it is negative, or after {@link #times}
     */
    public void slowDown(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("An answer cannot be early: " + delay);
        }
        if (times > 0) {
            throw new IllegalArgumentException("slowDown is for all calls until clear(), not for " + times);
        }
        orders.delay(owner, calls, delay);
    }

    /**
     * The server takes this token for expired: 401 {@code invalid_token}. The next request for a token is answered with a new one, and
     * a refresh token that came with it stays good.
     *
     * @param accessToken of a client or user of this server
     * @throws IllegalArgumentException if it is none, or after {@link #times}, {@link #forMethod} or {@link #forPath}, which do
     *     not go with it
     */
    public void expireToken(String accessToken) {
        if (times > 0 || !calls.method().isEmpty() || !calls.path().isEmpty()) {
            throw new IllegalArgumentException(
                    "A token expires for all calls, and for good: only forClient goes with it");
        }
        revocation.accept(accessToken);
    }

    /**
     * Takes back what has been ordered here and no call has met, and ends the delays for later calls. After {@link #forClient},
     * {@link #forMethod} or {@link #forPath} it does so only for what was ordered with at least the same narrowing. What another test has
     * ordered stays, and an expired token stays expired.
     */
    public void clear() {
        orders.clear(owner, calls);
    }

    /** What has been ordered here and no call has met. */
    List<String> unmet() {
        return orders.unmet(owner);
    }
}
