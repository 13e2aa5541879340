package io.github.keycloakfinapi.mandator;

import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.register.Register;
import io.github.keycloakfinapi.register.UserList;
import java.time.LocalDate;
import java.util.List;

/**
 * Lists the users of the mandator, page by page.
 *
 * <p>Source: finAPI reference, section 5.
 */
public final class UserListOperation {
    private UserListOperation() {}

    /** finAPI's body. */
    record PageableUserInfoList(List<UserInfo> users, Paging paging) {}

    /** @param pageCount 0 if there are no users */
    record Paging(int page, int perPage, int pageCount, long totalCount) {
        static Paging of(UserListQuery query, long total) {
            long pages = (total + query.perPage() - 1) / query.perPage();
            return new Paging(query.page(), query.perPage(), (int) pages, total);
        }
    }

    /** 400 for a wrong parameter; 503 while the register of a new realm is being filled. */
    public static Answer list(ApiRequest request) {
        UserListQuery query = UserListQuery.of(request);
        UserList list = new UserList(request.session());
        UserList.Page page = query.userId() == null ? page(list, query) : theOne(list, query);
        LocalDate today = Register.today();
        List<UserInfo> users = page.rows().stream()
                .map(row -> UserInfo.of(row, query.stats(), today))
                .toList();
        return Answer.ok(new PageableUserInfoList(users, Paging.of(query, page.total())));
    }

    private static UserList.Page page(UserList list, UserListQuery query) {
        if (!list.isWhole()) {
            throw ApiError.NOT_NOW.asException();
        }
        long skipped = (query.page() - 1L) * query.perPage();
        return list.page(query.filter(), query.ascending(), skipped, query.perPage());
    }

    private static UserList.Page theOne(UserList list, UserListQuery query) {
        List<UserList.Row> rows = list.user(query.userId()).stream()
                .filter(query.filter()::matches)
                .toList();
        return new UserList.Page(query.page() == 1 ? rows : List.of(), rows.size());
    }
}
