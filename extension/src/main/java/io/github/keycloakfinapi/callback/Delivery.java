package io.github.keycloakfinapi.callback;

import io.github.keycloakfinapi.internals.OutgoingHttp;
import io.github.keycloakfinapi.internals.RowClaim;
import io.github.keycloakfinapi.log.Once;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.util.JsonSerialization;

/**
 * Sends waiting notices to a client. Notices are claimed in one transaction, sent outside of any, and their results are
 * written in another. If the server stops in between, they are sent again.
 */
final class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final Once REPORTED = new Once();
    private static final String ANSWERS = "answers";
    /** Longer than a batch takes. After this time another node continues, and may repeat what this one has sent. */
    private static final Duration CLAIM = Duration.ofSeconds(45);
    /** After this time a batch starts no further notice, so that even the slowest attempt ends before the claim. */
    private static final long BATCH_MILLIS = TimeUnit.SECONDS.toMillis(15);
    /** After this time other clients get their turn; in milliseconds. */
    private static final long TURN = TimeUnit.SECONDS.toMillis(60);
    /** The interval of checking a paused realm, in milliseconds. */
    private static final long PAUSED = TimeUnit.SECONDS.toMillis(10);

    private final KeycloakSessionFactory factory;
    private final OutgoingHttp http;
    private final ExecutorService helpers;
    private final NoticeMeters meters;
    private final String client;
    private final RowClaim claim;

    Delivery(
            KeycloakSessionFactory factory,
            OutgoingHttp http,
            ExecutorService helpers,
            NoticeMeters meters,
            String client) {
        this.factory = factory;
        this.http = http;
        this.helpers = helpers;
        this.meters = meters;
        this.client = client;
        this.claim = new RowClaim("FinapiReceiver", "clientId", client, CLAIM);
    }

    /** What is sent, and where; the rest is for the log. */
    private record Batch(OutgoingHttp.Target target, List<Queue.Waiting> notices, String realm, String clientId) {}

    /** A notice and its outcome. */
    private record Result(Queue.Waiting notice, Outcome outcome) {}

    /**
     * Sends until nothing is due, the receiver fails, or another client's turn comes.
     *
     * @return whether there may be more to send at once
     */
    boolean run() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TURN);
        if (!inTransaction(session -> claim.takeWhenDue(session, "nextTry"))) {
            return false;
        }
        boolean sent = false;
        try {
            boolean goOn = true;
            while (goOn && System.nanoTime() < end) {
                Optional<Batch> batch = inTransaction(this::next);
                goOn = batch.isPresent() && settle(batch.get(), send(batch.get()));
                sent |= goOn;
            }
        } finally {
            inTransaction(claim::release);
        }
        return sent;
    }

    private Optional<Batch> next(KeycloakSession session) {
        if (!claim.renew(session)) {
            return Optional.empty();
        }
        Queue queue = new Queue(session);
        String realmId = queue.realmOf(client);
        RealmModel realm = realmId == null ? null : session.realms().getRealm(realmId);
        ClientModel model = realm == null ? null : session.clients().getClientById(realm, client);
        if (model == null) {
            queue.dropClient(client);
            return Optional.empty();
        }
        session.getContext().setRealm(realm);
        if (CallbackSettings.arePaused(realm)) {
            queue.postpone(client, PAUSED);
            return Optional.empty();
        }
        Optional<String> url = new ClientSettings(model).userSynchronizationCallbackUrl();
        if (url.isEmpty()) {
            int parked = queue.parkAll(client, "no URL", Long.MAX_VALUE);
            logParked(realm.getName(), model.getClientId(), parked, "the client no longer has a valid URL");
            return Optional.empty();
        }
        List<Queue.Waiting> notices = queue.next(client);
        OutgoingHttp.Target target =
                http.to(session, URI.create(url.get()), CallbackSettings.allowPrivateAddresses(realm));
        return notices.isEmpty()
                ? Optional.empty()
                : Optional.of(new Batch(target, notices, realm.getName(), model.getClientId()));
    }

    /** Uses two threads as soon as one notice has shown that the receiver answers. */
    private List<Result> send(Batch batch) {
        Lane lane = new Lane(batch);
        lane.sendOne();
        Future<?> helper = null;
        try {
            helper = lane.isAtEnd() ? null : helpers.submit(lane);
        } catch (RejectedExecutionException busy) {
            // One thread can send everything, just more slowly.
        }
        lane.run();
        if (helper != null) {
            await(helper);
        }
        return lane.results;
    }

    private static void await(Future<?> helper) {
        try {
            helper.get();
        } catch (InterruptedException e) {
            // The server stops; what the other thread has sent will be sent again.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("A notice of a deleted user was not sent; this will be retried", e.getCause());
        }
    }

    /** Distributes notices to several threads until one fails; each notice is sent once. */
    private final class Lane implements Runnable {
        private final Batch batch;
        private final ArrayDeque<Queue.Waiting> waiting;
        private final List<Result> results = Collections.synchronizedList(new ArrayList<>());
        private final long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BATCH_MILLIS);

        Lane(Batch batch) {
            this.batch = batch;
            this.waiting = new ArrayDeque<>(batch.notices());
        }

        @Override
        public void run() {
            while (!isAtEnd()) {
                sendOne();
            }
        }

        synchronized boolean isAtEnd() {
            return waiting.isEmpty()
                    || System.nanoTime() - end > 0
                    || Thread.currentThread().isInterrupted();
        }

        private synchronized Queue.Waiting poll() {
            return waiting.poll();
        }

        private synchronized void stop() {
            waiting.clear();
        }

        void sendOne() {
            Queue.Waiting notice = poll();
            if (notice == null) {
                return;
            }
            Outcome outcome = attempt(batch.target(), notice);
            results.add(new Result(notice, outcome));
            meters.count(batch.realm(), outcome.kind());
            if (outcome.kind() == Outcome.Kind.FAILED) {
                stop();
            }
        }
    }

    private static Outcome attempt(OutgoingHttp.Target target, Queue.Waiting notice) {
        try {
            OutgoingHttp.Answer answer = target.post(body(notice.userId()), Map.of("Idempotency-Key", notice.id()));
            return Outcome.of(answer, Instant.ofEpochMilli(Time.currentTimeMillis()));
        } catch (IOException e) {
            return Outcome.of(e);
        } catch (RuntimeException e) {
            LOG.warn("A notice of a deleted user was not sent; this will be retried", e);
            return Outcome.failed("error");
        }
    }

    /** finAPI's body. */
    private static String body(String userId) throws IOException {
        return JsonSerialization.createObjectNode()
                .put("userId", userId)
                .put("event", "DELETED")
                .toString();
    }

    /** @return whether more can be sent to the receiver */
    private boolean settle(Batch batch, List<Result> results) {
        List<Result> failed = of(results, Outcome.Kind.FAILED);
        List<Result> refused = of(results, Outcome.Kind.REFUSED);
        List<Result> delivered = of(results, Outcome.Kind.DELIVERED);
        int parked = inTransaction(session -> {
            // The receiver's row first, as everywhere. The results are written even if the claim was lost.
            claim.renew(session);
            Queue queue = new Queue(session);
            queue.delivered(
                    delivered.stream().map(result -> result.notice().id()).toList());
            refused.forEach(
                    result -> queue.park(result.notice(), result.outcome().text()));
            if (failed.isEmpty()) {
                queue.receiverAnswers(client);
                return 0;
            }
            long givenUp = failed.stream()
                    .filter(result ->
                            !queue.failed(result.notice(), result.outcome().text()))
                    .count();
            long rest = failed.stream()
                    .mapToLong(result -> result.outcome().rest())
                    .max()
                    .orElse(0);
            boolean answers = failed.size() < results.size();
            return (int) givenUp
                    + queue.receiverFails(
                            client, answers, rest, failed.get(0).outcome().text());
        });
        log(batch, results, parked);
        return failed.isEmpty();
    }

    private static List<Result> of(List<Result> results, Outcome.Kind kind) {
        return results.stream()
                .filter(result -> result.outcome().kind() == kind)
                .toList();
    }

    /** Only the host: the rest of a URL may contain a token. */
    private void log(Batch batch, List<Result> results, int parked) {
        List<Result> failed = of(results, Outcome.Kind.FAILED);
        List<Result> refused = of(results, Outcome.Kind.REFUSED);
        String host = batch.target().host();
        if (!refused.isEmpty()) {
            logParked(
                    batch.realm(),
                    batch.clientId(),
                    refused.size(),
                    host + " answered " + refused.get(0).outcome().text());
        }
        if (parked > 0) {
            logParked(batch.realm(), batch.clientId(), parked, host + " has failed for days");
        }
        if (failed.isEmpty()) {
            if (refused.size() < results.size() && REPORTED.isNew(client, ANSWERS)) {
                LOG.infof(
                        "Realm %s, client %s: notices of deleted users reach %s",
                        batch.realm(), batch.clientId(), host);
            }
        } else if (REPORTED.isNew(client, failed.get(0).outcome().text())) {
            LOG.warnf(
                    "Realm %s, client %s: a notice of a deleted user did not reach %s (%s); this will be retried",
                    batch.realm(),
                    batch.clientId(),
                    host,
                    failed.get(0).outcome().text());
        }
    }

    private static void logParked(String realm, String clientId, int notices, String reason) {
        LOG.warnf(
                "Realm %s, client %s: notices of deleted users that are no longer sent: %d (%s). docs/operations.md says how to"
                        + " send them again",
                realm, clientId, notices, reason);
    }

    private <T> T inTransaction(Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, work::apply);
    }
}
