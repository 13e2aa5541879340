package io.github.keycloakfinapi.internals;

import java.util.Optional;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;

/** The event that a user has left a group. */
public final class LeftGroup {
    private LeftGroup() {}

    /** The user; empty on Keycloak 26.4, whose event does not contain it. */
    public static Optional<UserModel> user(GroupModel.GroupMemberLeaveEvent event) {
        try {
            return Optional.of(event.getUser());
        } catch (NoSuchMethodError untold) {
            return Optional.empty();
        }
    }
}
