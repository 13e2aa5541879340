package io.github.keycloakfinapi.testkit;

import io.github.keycloakfinapi.testkit.server.ReverseProxy;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** finAPI's side of a running Keycloak: what is the same in a container and without. */
final class RunningFinapi implements FinapiServer {

    static final String REALM = "finapi";

    private static final String PREFIX = "/realms/" + REALM;

    private final URI keycloak;
    private final CallbackRoute callbacks;
    private final FinapiSettings settings;
    private final KeycloakAdmin admin;
    private final Faults faults;
    private final ApplicationCalls calls;
    private final ReverseProxy proxy;
    private final FinapiClient client;
    private final FinapiClient adminClient;
    private final Supplier<String> logs;
    private final Map<String, FinapiClient> apps = new ConcurrentHashMap<>();

    RunningFinapi(
            URI keycloak,
            CallbackRoute callbacks,
            FinapiSettings settings,
            Map<String, String> environment,
            Supplier<String> logs) {
        this.keycloak = keycloak;
        this.callbacks = callbacks;
        this.settings = settings;
        this.logs = logs;
        admin = new KeycloakAdmin(keycloak.toString(), REALM);
        client = ofRealm(environment, "FINAPI_CLIENT_");
        adminClient = ofRealm(environment, "FINAPI_ADMIN_CLIENT_");
        apps.put(client.id(), client);
        apps.put(adminClient.id(), adminClient);
        var orders = new FaultOrders();
        faults = new Faults(orders, this::revoke);
        calls = new ApplicationCalls(orders);
        proxy = new ReverseProxy(loopback(), keycloak, RunningFinapi::route, calls);
    }

    private FinapiClient ofRealm(Map<String, String> environment, String prefix) {
        var made = new FinapiClient(
                environment.get(prefix + "ID"),
                environment.get(prefix + "SECRET"),
                environment.get(prefix + "DATA_DECRYPTION_KEY"),
                settings.spoken());
        admin.setAttributes(made.id(), settings.attributes());
        return made;
    }

    private static InetAddress loopback() {
        try {
            // By its number: the name may be that of an IPv6 address, and Keycloak's issuer is what its callers use.
            return InetAddress.getByName("127.0.0.1");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** finAPI's own paths are those of the realm. */
    private static String route(String path) {
        return path.startsWith("/api/") || path.startsWith("/oauth/") ? PREFIX + path : path;
    }

    /** finAPI's own path of the one that an application has called. */
    static String belowRealm(String path) {
        return path.startsWith(PREFIX + "/") ? path.substring(PREFIX.length()) : path;
    }

    @Override
    public String getBaseUrl() {
        return getHostRootUrl() + PREFIX;
    }

    @Override
    public String getHostRootUrl() {
        return proxy.uri().toString();
    }

    @Override
    public FinapiClient client() {
        return client;
    }

    @Override
    public FinapiClient adminClient() {
        return adminClient;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public String getLogs() {
        return logs.get();
    }

    @Override
    public List<FinapiCall> calls(FinapiClient by) {
        return calls.of(by);
    }

    @Override
    public FinapiClient createClient() {
        return createClient(settings);
    }

    @Override
    public FinapiClient createClient(FinapiSettings its) {
        if (its.maxLoginAttempts() != settings.maxLoginAttempts()) {
            throw new IllegalArgumentException("The number of login attempts is the server's, "
                    + settings.maxLoginAttempts() + ", not a client's");
        }
        var created = admin.createApp(its);
        apps.put(created.id(), created);
        return created;
    }

    @Override
    public void deleteClient(FinapiClient deleted) {
        admin.deleteClient(deleted.id());
        apps.remove(deleted.id());
        callbacks.forget(deleted.id());
        calls.forget(deleted);
    }

    @Override
    public FinapiUser createUser(FinapiClient by) {
        var user = resource("POST", by, "/users").json(Map.of()).send();
        return new FinapiUser(user.path("id").asText(), user.path("password").asText(), by);
    }

    @Override
    public void verify(FinapiUser user) {
        resource("POST", user.client(), "/users/verify/" + KitCall.encoded(user.id()))
                .send();
    }

    @Override
    public void deleteUser(FinapiUser user) {
        resource("POST", adminClient, "/mandatorAdmin/deleteUsers")
                .json(Map.of("userIds", List.of(user.id())))
                .send();
    }

    @Override
    public String clientToken(FinapiClient of) {
        return token(of, Map.of("grant_type", "client_credentials"));
    }

    @Override
    public String userToken(FinapiUser user) {
        return token(
                user.client(), Map.of("grant_type", "password", "username", user.id(), "password", user.password()));
    }

    private String token(FinapiClient of, Map<String, String> grant) {
        var form = new HashMap<>(grant);
        form.put("client_id", of.id());
        form.put("client_secret", of.secret());
        return call("POST", of.version().oauthPath() + "/token")
                .form(form)
                .send()
                .path("access_token")
                .asText();
    }

    @Override
    public void sendDeletionCallbacks(FinapiClient to, String url) {
        var route = callbacks.to(to.id(), httpUrl(url));
        admin.setAttributes(to.id(), Map.of("finapi.user-synchronization-callback-url", route));
    }

    private static URI httpUrl(String url) {
        var parsed = url == null ? URI.create("") : URI.create(url);
        if (!"http".equalsIgnoreCase(parsed.getScheme()) || parsed.getHost() == null) {
            throw new IllegalArgumentException("No URL such as http://localhost:8081/callback: " + url);
        }
        return parsed;
    }

    /** Else the server would give the application the same token again. */
    private void revoke(String token) {
        var of = apps.get(Tokens.clientOf(token));
        if (of == null) {
            throw new IllegalArgumentException("No access token of a client of this server");
        }
        call("POST", of.version().oauthPath() + "/revoke")
                .bearer(clientToken(of))
                .form(Map.of("token", token, "token_type_hint", "access_token"))
                .send();
    }

    private KitCall resource(String method, FinapiClient by, String path) {
        return call(method, by.version().resourcesPath() + path).bearer(clientToken(by));
    }

    /** A token is good where the application uses it. */
    private KitCall call(String method, String path) {
        return KitCall.to(method, keycloak + PREFIX + path).headers(proxy.forwarded());
    }

    @Override
    public void close() {
        proxy.close();
        callbacks.close();
    }
}
