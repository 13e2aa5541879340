package shop;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.proshin.finapi.accesstoken.AccessToken;
import org.proshin.finapi.accesstoken.FpAccessTokens;
import org.proshin.finapi.endpoint.Endpoint;
import org.proshin.finapi.endpoint.FpEndpoint;
import org.proshin.finapi.exception.ErrorCode;
import org.proshin.finapi.exception.FinapiException;
import org.proshin.finapi.user.FpAuthorizedUser;
import org.proshin.finapi.user.FpUsers;
import org.proshin.finapi.user.in.FpCreateParameters;

/** A shop's customers, each a user of finAPI. */
public final class Customers {

    private final Endpoint endpoint;
    private final String clientId;
    private final String clientSecret;
    private AccessToken clientToken;

    /** @param baseUrl of finAPI, without a slash at its end */
    public Customers(String baseUrl, String clientId, String clientSecret) {
        this.endpoint = new FpEndpoint(baseUrl);
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    public record Customer(String id, String password) {}

    /** Steps 1 and 2: the shop gets a token, and creates a user with it. */
    public Customer register(String email) {
        return asShop(token -> {
            var user = new FpUsers(endpoint, token).create(new FpCreateParameters().withEmail(email));
            return new Customer(user.id(), user.password());
        });
    }

    /**
     * Step 3: the customer gets a token, with which finAPI tells who it is.
     *
     * @throws TooManyWrongPasswords if finAPI has locked the customer
     */
    public String emailOf(Customer customer) {
        try {
            var token = new FpAccessTokens(endpoint)
                    .userToken(clientId, clientSecret, customer.id(), customer.password());
            return new FpAuthorizedUser(endpoint, token).email().orElseThrow();
        } catch (FinapiException e) {
            if (isLocked(e)) {
                throw new TooManyWrongPasswords(e);
            }
            throw e;
        }
    }

    /** finAPI may end a token before its time. */
    private <T> T asShop(Function<AccessToken, T> call) {
        if (clientToken != null) {
            try {
                return call.apply(clientToken);
            } catch (FinapiException e) {
                if (!e.getMessage().contains("401")) {
                    throw e;
                }
            }
        }
        clientToken = new FpAccessTokens(endpoint).clientToken(clientId, clientSecret);
        return call.apply(clientToken);
    }

    private static boolean isLocked(FinapiException e) {
        return StreamSupport.stream(e.errors().spliterator(), false)
                .anyMatch(error -> error.errorCode().equals(Optional.of(ErrorCode.LOCKED)));
    }

    public static final class TooManyWrongPasswords extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyWrongPasswords(Throwable cause) {
            super("Change the password first", cause);
        }
    }

    public static void main(String... args) {
        var customers = new Customers(
                System.getenv("FINAPI_BASE_URL"),
                System.getenv("FINAPI_CLIENT_ID"),
                System.getenv("FINAPI_CLIENT_SECRET"));
        var customer = customers.register("alice@example.org");
        System.out.println(customer.id() + ": " + customers.emailOf(customer));
    }
}
