package io.github.keycloakfinapi.internals;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.http.Header;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.keycloak.Config;
import org.keycloak.connections.httpclient.DefaultHttpClientFactory;
import org.keycloak.connections.httpclient.HttpClientBuilder;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.connections.httpclient.ProxyMappings;
import org.keycloak.models.KeycloakSession;

/**
 * Sends requests to addresses that clients choose, through Keycloak's HTTP client and its settings: truststore, client key,
 * proxies. A second such client only connects to allowed addresses. It checks the resolved address where the connection is
 * made, so that a second DNS answer cannot bypass the check.
 */
public final class OutgoingHttp implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    /** Needed because a receiver may send a byte every few seconds. */
    private static final int WHOLE_MILLIS = 20_000;
    /** If an answer is longer, the rest is not read, and the connection is closed. */
    private static final int MAX_ANSWER_BYTES = 4_096;

    private static final RequestConfig CONFIG = RequestConfig.custom()
            .setConnectionRequestTimeout(CONNECT_MILLIS)
            .setConnectTimeout(CONNECT_MILLIS)
            .setSocketTimeout(READ_MILLIS)
            .setRedirectsEnabled(false)
            .setAuthenticationEnabled(false)
            .build();

    private final CheckedFactory checked;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "finapi-callback-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /** @param allowed decides which addresses may be connected to */
    public OutgoingHttp(Predicate<InetAddress> allowed) {
        checked = new CheckedFactory(allowed);
        checked.init(Config.scope("connectionsHttpClient", "default"));
    }

    /** A name has resolved to an address that is not allowed. */
    public static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException() {
            super("The address is not allowed");
        }
    }

    /** @param retryAfter the header as received, or {@code null} */
    public record Answer(int status, String retryAfter) {}

    /** A target, which stays usable after the session. */
    public final class Target {
        private final CloseableHttpClient client;
        private final URI url;

        private Target(CloseableHttpClient client, URI url) {
            this.client = client;
            this.url = url;
        }

        public String host() {
            return url.getHost();
        }

        /**
         * Posts a JSON text. Takes at most {@value #WHOLE_MILLIS} milliseconds, plus the time to resolve the name. Does not
         * follow redirects.
         *
         * @throws IOException if there is no answer
         */
        public Answer post(String json, Map<String, String> headers) throws IOException {
            HttpPost request = new HttpPost(url);
            request.setConfig(CONFIG);
            request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
            headers.forEach(request::setHeader);
            Future<?> deadline = deadlines.schedule(request::abort, WHOLE_MILLIS, TimeUnit.MILLISECONDS);
            try (CloseableHttpResponse response = client.execute(request, HttpClientContext.create())) {
                if (response.getEntity() != null) {
                    readSome(response.getEntity().getContent());
                }
                Header retryAfter = response.getFirstHeader("Retry-After");
                return new Answer(
                        response.getStatusLine().getStatusCode(), retryAfter == null ? null : retryAfter.getValue());
            } finally {
                deadline.cancel(false);
            }
        }
    }

    /**
     * Reads the answer to the end, so that the connection can be reused. The status is known by now, so failures are
     * ignored.
     */
    private static void readSome(InputStream content) {
        try {
            if (content != null) {
                content.readNBytes(MAX_ANSWER_BYTES);
            }
        } catch (IOException e) {
            // The connection is closed.
        }
    }

    /**
     * A target according to the server's outgoing proxies: if one applies, the proxy has to check the address.
     *
     * @param anyAddress whether the address is not checked
     */
    public Target to(KeycloakSession session, URI url, boolean anyAddress) {
        CloseableHttpClient client = checked.create(session).getHttpClient();
        if (anyAddress || checked.isProxied(url.getHost())) {
            client = session.getProvider(HttpClientProvider.class).getHttpClient();
        }
        return new Target(client, url);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        checked.close();
    }

    private static final class CheckedFactory extends DefaultHttpClientFactory {
        private final Predicate<InetAddress> allowed;
        /** {@code null} if there are none. */
        private volatile ProxyMappings proxies;

        CheckedFactory(Predicate<InetAddress> allowed) {
            this.allowed = allowed;
        }

        boolean isProxied(String host) {
            return proxies != null
                    && !proxies.isEmpty()
                    && proxies.getProxyFor(host).getProxyHost() != null;
        }

        /** The only such method of Keycloak 26.4; later versions call it, too. */
        @Override
        @SuppressWarnings("deprecation")
        protected HttpClientBuilder newHttpClientBuilder() {
            return new HttpClientBuilder() {
                private final org.apache.http.impl.client.HttpClientBuilder apaches =
                        HttpClients.custom().setDnsResolver(CheckedFactory.this::resolve);

                @Override
                public HttpClientBuilder proxyMappings(ProxyMappings mappings) {
                    proxies = mappings;
                    return super.proxyMappings(mappings);
                }

                @Override
                protected org.apache.http.impl.client.HttpClientBuilder getApacheHttpClientBuilder() {
                    return apaches;
                }
            };
        }

        private InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            for (InetAddress address : addresses) {
                if (!allowed.test(address)) {
                    throw new RefusedAddressException();
                }
            }
            return addresses;
        }
    }
}
