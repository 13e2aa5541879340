package io.github.keycloakfinapi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out what {@link FinapiTest} promises, and takes it back. */
// The methods that JUnit 6 has in their place are not in JUnit 5.
@SuppressWarnings("deprecation")
final class FinapiExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(FinapiExtension.class);
    private static final Set<Class<?>> OFFERED = Set.of(FinapiServer.class, FinapiClient.class, FinapiUser.class);

    /** A constructor belongs to the test that the instance is for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return OFFERED.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Run.class, key -> new Run(), Run.class);
        var belongings = own(context).getOrComputeIfAbsent(Belongings.class, key -> new Belongings(), Belongings.class);
        var type = parameter.getParameter().getType();
        if (type == FinapiServer.class) {
            return belongings.server;
        }
        return type == FinapiClient.class ? belongings.client() : belongings.newUser();
    }

    /** Of this context and no outer one. */
    private static ExtensionContext.Store own(ExtensionContext context) {
        return context.getStore(Namespace.create(FinapiExtension.class, context.getUniqueId()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failForUnmetFaults(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        failForUnmetFaults(context);
    }

    /** A test that has failed says so first: it may not have come to the call. */
    private static void failForUnmetFaults(ExtensionContext context) {
        var belongings = own(context).get(Belongings.class, Belongings.class);
        if (belongings == null || context.getExecutionException().isPresent()) {
            return;
        }
        var unmet = belongings.server.faults().unmet();
        if (!unmet.isEmpty()) {
            throw new AssertionError("The application's calls have not met these faults: " + String.join(", ", unmet)
                    + ". Order a fault before the call, or take it back with clear().");
        }
    }

    /** Ends with the last test class. */
    private static final class Run implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        Run() {
            SharedServer.begin();
        }

        @Override
        public void close() {
            SharedServer.end();
        }
    }

    /** What a test has. */
    private static final class Belongings implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        private final FinapiServer server = SharedServer.ofATest();
        private final List<FinapiUser> users = new ArrayList<>();
        private FinapiClient client;

        FinapiClient client() {
            if (client == null) {
                client = server.createClient();
            }
            return client;
        }

        FinapiUser newUser() {
            var user = server.createUser(client());
            users.add(user);
            return user;
        }

        @Override
        public void close() {
            server.faults().clear();
            users.forEach(server::deleteUser);
            if (client != null) {
                server.deleteClient(client);
            }
        }
    }
}
