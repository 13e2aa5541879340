package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakfinapi.testkit.FinapiClient;
import io.github.keycloakfinapi.testkit.FinapiServer;
import io.github.keycloakfinapi.testkit.FinapiTest;
import io.github.keycloakfinapi.testkit.FinapiUser;
import org.junit.jupiter.api.Test;
import org.proshin.finapi.exception.FinapiException;
import shop.Customers.Customer;
import shop.Customers.TooManyWrongPasswords;

@FinapiTest
class CustomersTest {

    private final FinapiServer finapi;
    private final FinapiClient client;
    private final Customers customers;

    CustomersTest(FinapiServer finapi, FinapiClient client) {
        this.finapi = finapi;
        this.client = client;
        this.customers = new Customers(finapi.getBaseUrl(), client.id(), client.secret());
    }

    @Test
    void aCustomerIsKnownByEmail() {
        var alice = customers.register("alice@example.org");

        assertThat(customers.emailOf(alice)).isEqualTo("alice@example.org");
    }

    @Test
    void onlyTheHostOfFinapiNeedsToBeAnother() {
        var below = new Customers(finapi.getHostRootUrl(), client.id(), client.secret());

        assertThat(below.emailOf(below.register("bob@example.org"))).isEqualTo("bob@example.org");
    }

    @Test
    void anExpiredTokenOfTheShopIsReplaced() {
        customers.register("alice@example.org");
        finapi.faults().expireToken(finapi.clientToken(client));

        assertThat(customers.register("bob@example.org")).isNotNull();
    }

    @Test
    void aLockedCustomerIsToldSo(FinapiUser alice) {
        finapi.faults().forPath("/oauth/token").failNext(423);

        assertThatThrownBy(() -> customers.emailOf(new Customer(alice.id(), alice.password())))
                .isInstanceOf(TooManyWrongPasswords.class);
    }

    @Test
    void afterAFailureOfFinapiTheNextRegistrationWorks() {
        finapi.faults().forPath("/users").failNext(500);

        assertThatThrownBy(() -> customers.register("alice@example.org")).isInstanceOf(FinapiException.class);
        assertThat(customers.register("alice@example.org")).isNotNull();
    }
}
