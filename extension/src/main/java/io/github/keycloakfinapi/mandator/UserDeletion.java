package io.github.keycloakfinapi.mandator;

import io.github.keycloakfinapi.account.Deletion;
import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.Fields;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.internals.DatabaseFailure;
import io.github.keycloakfinapi.internals.DatabaseOutage;
import io.github.keycloakfinapi.internals.Transactions;
import io.github.keycloakfinapi.internals.UserRow;
import io.github.keycloakfinapi.internals.UserStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Deletes users of the mandator, each in its own transaction, so that one failure does not affect the others, and no row is
 * locked longer than necessary.
 *
 * <p>Source: finAPI reference, section 5.
 */
public final class UserDeletion {
    /** After this time no further user is deleted, because a proxy or Keycloak's own transaction would time out. */
    private static final long MAX_SECONDS = 45;

    private static final Logger LOG = Logger.getLogger(UserDeletion.class);

    private UserDeletion() {}

    /** finAPI's body: in ascending order, each id once, in its first spelling in the request. */
    public record UserIdentifiersList(Collection<String> deletedUsers, Collection<String> nonDeletedUsers) {}

    private enum Outcome {
        DELETED,
        STAYS,
        UNKNOWN
    }

    /**
     * 200, or 400 if one of {@code userIds} is not a valid id; then nobody is deleted. {@code nonDeletedUsers} has the users
     * whose store refuses the deletion or is down, and those not reached within {@value #MAX_SECONDS} seconds or before the
     * database went away; 503 if it is away and nobody was deleted. Unknown ids are in neither list. The number of ids is only limited by the size of the body.
     */
    public static Answer delete(ApiRequest request) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
        Fields fields = request.fields();
        SortedSet<String> ids = ids();
        ids.addAll(fields.requiredTexts("userIds", TextLimits.USER_ID).stream()
                .flatMap(Stream::ofNullable)
                .toList());
        fields.verify();
        SortedSet<String> deleted = ids();
        SortedSet<String> stay = ids();
        List<String> gone = new ArrayList<>();
        for (String id : ids) {
            boolean goesOn = System.nanoTime() < deadline && !DatabaseOutage.isOn();
            switch (goesOn ? delete(request, id, gone) : Outcome.STAYS) {
                case DELETED -> deleted.add(id);
                case STAYS -> stay.add(id);
                default -> {
                    // Unknown users are not reported.
                }
            }
        }
        if (deleted.isEmpty() && DatabaseOutage.isOn()) {
            throw ApiError.NOT_NOW.asException();
        }
        return Answer.ok(new UserIdentifiersList(deleted, stay)).aboutUsers(gone);
    }

    private static SortedSet<String> ids() {
        return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    }

    /** @param gone collects Keycloak's ids of the deleted users */
    private static Outcome delete(ApiRequest request, String id, List<String> gone) {
        KeycloakContext context = request.session().getContext();
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    request.session().getKeycloakSessionFactory(),
                    context,
                    own -> {
                        own.getContext().setConnection(context.getConnection());
                        return delete(own, request.caller().client().getId(), id, gone);
                    },
                    "finAPI: delete a user");
        } catch (RuntimeException e) {
            DatabaseOutage.notice(request.session().getKeycloakSessionFactory(), e);
            if (!UserStore.isAway(e) && !UserStore.isRefusal(e) && !DatabaseFailure.isTemporary(e)) {
                LOG.errorf(
                        e,
                        "Realm %s: the user %s was not deleted",
                        context.getRealm().getName(),
                        id);
            }
            return Outcome.STAYS;
        }
    }

    private static Outcome delete(KeycloakSession session, String client, String id, List<String> gone) {
        Optional<UserModel> user = FinapiUser.withId(session, id)
                .map(FinapiUser::model)
                // Another call may have just deleted it.
                .filter(found -> UserRow.lock(session, found));
        if (user.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        String keycloakId = user.get().getId();
        if (Deletion.byClient(session, client, user.get())) {
            Transactions.afterCommit(session, () -> gone.add(keycloakId));
            return Outcome.DELETED;
        }
        session.getTransactionManager().setRollbackOnly();
        return Outcome.STAYS;
    }
}
