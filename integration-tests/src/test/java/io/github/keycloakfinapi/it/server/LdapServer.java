package io.github.keycloakfinapi.it.server;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A directory that users come from, as a company has one beside its Keycloak. */
public final class LdapServer implements AutoCloseable {

    static final String ADMIN = "cn=adm";
    static final String ADMIN_PASSWORD = "secret";
    static final String USERS = "ou=people,dc=shop";
    static final String GROUPS = "ou=groups,dc=shop";

    private final String host;
    private final Watch watch = new Watch();
    private final InMemoryDirectoryServer directory;

    /** One that the server reaches. */
    public LdapServer(KeycloakServer keycloak) {
        host = keycloak.testHost();
        directory = tried(() -> {
            var config = new InMemoryDirectoryServerConfig("dc=shop");
            config.addAdditionalBindCredentials(ADMIN, ADMIN_PASSWORD);
            config.addInMemoryOperationInterceptor(watch);
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getByName(host), 0, null));
            return new InMemoryDirectoryServer(config);
        });
        add("dc=shop", new Attribute("objectClass", "domain"));
        add(USERS, new Attribute("objectClass", "organizationalUnit"));
        add(GROUPS, new Attribute("objectClass", "organizationalUnit"));
        start();
    }

    /** Every time at the same port, with the entries that were there. */
    private void start() {
        tried(() -> {
            directory.startListening();
            return null;
        });
    }

    /** Cuts every connection; new ones are refused. */
    private void stop() {
        directory.shutDown(true);
    }

    @Override
    public void close() {
        stop();
    }

    String url() {
        return "ldap://" + host + ":" + directory.getListenPort();
    }

    /** With the email {@code {uid}@example.org}. */
    public void addUser(String uid, String password) {
        add(
                user(uid),
                new Attribute("objectClass", "inetOrgPerson"),
                new Attribute("cn", "Ali"),
                new Attribute("sn", "Example"),
                new Attribute("mail", uid + "@example.org"),
                new Attribute("userPassword", password));
    }

    public void addGroup(String name, String... uids) {
        var members = Stream.of(uids).map(LdapServer::user).toArray(String[]::new);
        add(
                "cn=" + name + "," + GROUPS,
                new Attribute("objectClass", "groupOfNames"),
                new Attribute("member", members));
    }

    public void remove(String uid) {
        tried(() -> directory.delete(user(uid)));
    }

    public boolean has(String uid) {
        return tried(() -> directory.getEntry(user(uid))) != null;
    }

    /** {@code null} when there is none. */
    public String email(String uid) {
        return tried(() -> directory.getEntry(user(uid))).getAttributeValue("mail");
    }

    /** Whether this is the password of the user. It is no login that {@link #logins} counts. */
    public boolean accepts(String uid, String password) {
        try {
            return directory.bind(user(uid), password).getResultCode().equals(ResultCode.SUCCESS);
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    /** How often somebody has tried to log in as this user. */
    public int logins(String uid) {
        var dn = tried(() -> new DN(user(uid)));
        return watch.binds.getOrDefault(dn, new AtomicInteger()).get();
    }

    /** How many requests there were, of whatever kind. */
    public int requests() {
        return watch.requests.get();
    }

    /** As of now no value of this attribute is good enough for the directory, {@code null}: any is. */
    public void refuse(String attribute) {
        watch.refused = attribute;
    }

    /** Nobody listens any more until the calls have been made. */
    public void whileAway(Runnable calls) {
        stop();
        try {
            calls.run();
        } finally {
            start();
        }
    }

    /** Connections are taken as ever, and requests are not answered until the calls have been made. */
    public void whileSilent(Runnable calls) {
        var silence = new CountDownLatch(1);
        watch.silence = silence;
        try {
            calls.run();
        } finally {
            silence.countDown();
        }
    }

    private void add(String dn, Attribute... attributes) {
        // With the attributes that the name is made of.
        tried(() -> directory.add(new Entry(dn, attributes)));
    }

    private static String user(String uid) {
        return new RDN("uid", uid) + "," + USERS;
    }

    private interface Attempt<T> {
        T make() throws LDAPException, UnknownHostException;
    }

    private static <T> T tried(Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (LDAPException | UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sees what comes from elsewhere, not what this process does with the entries. */
    private static final class Watch extends InMemoryOperationInterceptor {

        private final AtomicInteger requests = new AtomicInteger();
        private final ConcurrentMap<DN, AtomicInteger> binds = new ConcurrentHashMap<>();
        private volatile String refused;
        private volatile CountDownLatch silence = new CountDownLatch(0);

        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
            count();
            binds.computeIfAbsent(new DN(request.getRequest().getBindDN()), dn -> new AtomicInteger())
                    .incrementAndGet();
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
            count();
        }

        @Override
        public void processAddRequest(InMemoryInterceptedAddRequest request) {
            count();
        }

        @Override
        public void processDeleteRequest(InMemoryInterceptedDeleteRequest request) {
            count();
        }

        @Override
        public void processModifyRequest(InMemoryInterceptedModifyRequest request) throws LDAPException {
            count();
            for (var modification : request.getRequest().getModifications()) {
                if (modification.getAttributeName().equalsIgnoreCase(refused)) {
                    throw new LDAPException(ResultCode.CONSTRAINT_VIOLATION, "Refused by the directory");
                }
            }
        }

        private void count() {
            requests.incrementAndGet();
            try {
                silence.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
