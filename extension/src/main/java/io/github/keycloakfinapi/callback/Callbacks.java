package io.github.keycloakfinapi.callback;

import io.github.keycloakfinapi.account.FinapiUserDeleted;
import io.github.keycloakfinapi.api.Caller;
import io.github.keycloakfinapi.internals.ClientsWithAttribute;
import io.github.keycloakfinapi.internals.EntityProvider;
import io.github.keycloakfinapi.internals.Transactions;
import io.github.keycloakfinapi.log.Once;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;

/**
 * Notifies the mandator's clients of each deleted user at the URLs that they have set: provides the tables of the notices,
 * writes the notices in the transaction of the deletion, and starts the sender.
 *
 * <p>Source: finAPI reference, section 3.3.
 */
public final class Callbacks extends EntityProvider {
    private static final Logger LOG = Logger.getLogger(Callbacks.class);
    private static final Once REPORTED = new Once();
    private static final String WOKEN = Callbacks.class.getName();

    private final MassRemoval massRemoval = new MassRemoval();
    private Sender sender;

    public Callbacks() {
        super(
                "finapi-callback",
                "META-INF/finapi-callback-changelog.xml",
                List.of(Notice.class, Receiver.class, Removal.class));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        sender = new Sender(factory);
        factory.register(this::onEvent);
    }

    private void onEvent(ProviderEvent event) {
        if (event instanceof FinapiUserDeleted deletion) {
            deleted(deletion);
        } else if (event instanceof ClientModel.ClientRemovedEvent removal) {
            String client = removal.getClient().getId();
            new Queue(removal.getKeycloakSession()).dropClient(client);
            sender.forget(client);
        } else if (event instanceof RealmModel.RealmRemovedEvent removal) {
            new Queue(removal.getKeycloakSession()).dropRealm(removal.getRealm().getId());
        } else if (event instanceof PostMigrationEvent) {
            sender.start();
        }
    }

    private void deleted(FinapiUserDeleted deletion) {
        KeycloakSession session = deletion.session();
        RealmModel realm = deletion.realm();
        Queue queue = new Queue(session);
        boolean held = deletion.goneFrom() != null && massRemoval.includes(session, realm, deletion.goneFrom());
        if (held && REPORTED.isNew(deletion.goneFrom(), "held")) {
            LOG.warnf(
                    "Realm %s: many users have disappeared from the directory %s within an hour, so their notices are"
                            + " held. docs/operations.md says how to release them",
                    realm.getName(), deletion.goneFrom());
        }
        for (String client : ClientsWithAttribute.ids(session, realm, ClientSettings.SYNCHRONIZATION_URL)) {
            if (isReceiver(session, realm, session.clients().getClientById(realm, client))) {
                queue.add(realm.getId(), client, deletion.id(), held);
                wakeAfterCommit(session, client);
            }
        }
    }

    private static boolean isReceiver(KeycloakSession session, RealmModel realm, ClientModel client) {
        return client != null
                && new ClientSettings(client).userSynchronizationCallbackUrl().isPresent()
                && Caller.isOfMandator(session, realm, client);
    }

    /** Once for each session, no matter how many users it deletes. */
    @SuppressWarnings("unchecked")
    private void wakeAfterCommit(KeycloakSession session, String client) {
        Set<String> clients = session.getAttribute(WOKEN, Set.class);
        if (clients == null) {
            Set<String> woken = new HashSet<>();
            clients = woken;
            session.setAttribute(WOKEN, woken);
            Transactions.afterCommit(session, () -> sender.wake(woken));
        }
        clients.add(client);
    }

    @Override
    public void close() {
        if (sender != null) {
            sender.close();
        }
    }
}
