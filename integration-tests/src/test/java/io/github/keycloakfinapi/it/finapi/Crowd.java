package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * More users than the API could make in an evening: written into the database of a server that runs, and found there by the
 * extension as those of a realm that is new to it. They have registered within three years; six of ten were active within
 * four hundred days; two of a hundred are locked, a quarter of them for good; and there are deleted ones, five for a hundred.
 */
public final class Crowd {

    private static final long PAUSE_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NANOSECONDS = TimeUnit.HOURS.toNanos(1);

    private static final String REALM = "(select id from realm where name = 'finapi')";

    /** The register knows all users, all stand where they belong, and all changes are counted. */
    private static final String SETTLED = "select count(*) from finapi_user_round o where o.realm_id = " + REALM
            + " and o.ended is not null and o.reached is null and o.due > 0"
            + " and not exists (select 1 from finapi_user_change c where c.realm_id = o.realm_id)"
            + " and not exists (select 1 from finapi_user_bucket b where b.realm_id = o.realm_id and b.users > 1000)";

    private final Postgres postgres;
    /** A user of the API, whose password all get. */
    private final Credentials model;

    public Crowd(Postgres postgres, KeycloakServer keycloak) {
        this.postgres = postgres;
        this.model = FinApi.of(keycloak, Version.V2).newUser();
        settle();
    }

    /** @return how long the extension took to enter them all into its register */
    public Duration join(int users) {
        postgres.sql(
                // The references are right, and looking each of them up is most of the time.
                "set session_replication_role = replica",
                "insert into user_entity (id, username, realm_id, enabled, email_verified, email_constraint,"
                        + " created_timestamp, not_before)"
                        + " select id, username, " + REALM + ", true, false, id,"
                        + " (extract(epoch from now()) * 1000)::bigint - (i::bigint * 7919 % 1095) * 86400000, 0"
                        + " from (select i, md5('id' || i)::uuid::text as id, md5('name' || i)::uuid::text as username"
                        + " from generate_series(1, " + users + ") i order by 2) crowd",
                "analyze user_entity",
                "insert into user_role_mapping (role_id, user_id)"
                        + " select r.id, u.id from user_entity u, keycloak_role r where r.realm_id = " + REALM
                        + " and not r.client_role and r.name in ('finapi-user', 'default-roles-finapi')"
                        + " and u.realm_id = r.realm_id and u.service_account_client_link is null"
                        + " order by 1, 2 on conflict do nothing",
                "insert into credential (id, user_id, type, created_date, secret_data, credential_data, priority)"
                        + " select u.id, u.id, c.type, c.created_date, c.secret_data, c.credential_data, c.priority"
                        + " from user_entity u, credential c join user_entity o on o.id = c.user_id"
                        + " where u.realm_id = " + REALM + " and u.service_account_client_link is null"
                        + " and o.username = '" + model.id() + "'"
                        + " and not exists (select 1 from credential h where h.user_id = u.id) order by 1",
                "analyze",
                "truncate finapi_user, finapi_user_bucket, finapi_user_change, finapi_user_round");
        var begin = System.currentTimeMillis();
        settle();
        var ended = Long.parseLong(postgres.sql("select ended from finapi_user_round where realm_id = " + REALM)
                .strip());
        postgres.sql(
                "update finapi_user set last_active_day ="
                        + " case when h % 10 < 6 then current_date - h / 10 % 400 end,"
                        + " locked_until = case when h / 4000 % 200 = 0 then " + Long.MAX_VALUE
                        + " when h / 4000 % 200 < 4 then (extract(epoch from now()) * 1000)::bigint + 86400000 end"
                        + " from (select user_id as id, hashtext(user_id) & 2147483647 as h from finapi_user) hashed"
                        + " where id = user_id and (h % 10 < 6 or h / 4000 % 200 < 4)",
                "update user_entity set enabled = false where id in"
                        + " (select user_id from finapi_user where locked_until = " + Long.MAX_VALUE + ")",
                "insert into finapi_user (user_id, realm_id, bucket, registration_day, deletion_day, distorted_id)"
                        + " select gen_random_uuid()::text, b.realm_id, b.id, current_date - (300 + i % 700),"
                        + " current_date - i % 300, left(md5('a' || i), 1) || repeat('X', 34) || left(md5('z' || i), 1)"
                        + " from generate_series(1, " + users / 20 + ") i,"
                        + " (select id, realm_id from finapi_user_bucket order by low_key limit 1) b",
                "update finapi_user_round set due = 0");
        settle();
        // Alone: together they need more shared memory than a container has.
        postgres.sql("vacuum (analyze, parallel 0)");
        return Duration.ofMillis(ended - begin);
    }

    /** Some of those who are not locked, with Keycloak's ids. */
    public List<Known> some(int number) {
        return postgres.sql("select u.username, u.id from user_entity u join finapi_user r on r.user_id = u.id"
                        + " where r.locked_until is null and u.username <> '" + model.id()
                        + "' order by random() limit "
                        + number)
                .lines()
                .map(line -> line.split("\\|"))
                .map(columns -> new Known(new Credentials(columns[0], model.secret()), columns[1]))
                .toList();
    }

    /** @param id Keycloak's own */
    public record Known(Credentials user, String id) {}

    private void settle() {
        var begin = System.nanoTime();
        while (!postgres.sql(SETTLED).strip().equals("1")) {
            if (System.nanoTime() - begin > PATIENCE_NANOSECONDS) {
                throw new IllegalStateException("The register does not settle");
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }
}
