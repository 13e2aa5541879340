package io.github.keycloakfinapi.internals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ModelException;

class DatabaseFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03"})
    void aDatabaseThatDoesNotAnswerIsAwayForNow(String state) {
        var failure = failure(state);

        assertThat(DatabaseFailure.isAway(failure)).isTrue();
        assertThat(DatabaseFailure.isTemporary(failure)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "53300", "57014"})
    void aDatabaseThatIsBusyIsNotAway(String state) {
        var failure = failure(state);

        assertThat(DatabaseFailure.isAway(failure)).isFalse();
        assertThat(DatabaseFailure.isTemporary(failure)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22001"})
    void aStatementThatIsWrongStaysSo(String state) {
        assertThat(DatabaseFailure.isTemporary(failure(state))).isFalse();
    }

    @Test
    void theCauseThatKeycloakHasWrappedTellsEnough() {
        assertThat(DatabaseFailure.isAway(new ModelException("message", new SocketTimeoutException())))
                .isTrue();
        assertThat(DatabaseFailure.isTemporary(new SQLException(new TimeoutException())))
                .isTrue();
    }

    @Test
    void anotherServerThatDoesNotAnswerIsNotTheDatabase() {
        assertThat(DatabaseFailure.isTemporary(new IllegalStateException(new IOException())))
                .isFalse();
    }

    @Test
    void anExceptionThatAnotherOneSuppressedIsSeen() {
        var failure = new IllegalStateException("The transaction was not rolled back");
        failure.addSuppressed(failure("08006"));

        assertThat(DatabaseFailure.isAway(failure)).isTrue();
    }

    @Test
    void causesInACircleEnd() {
        var one = new IllegalStateException();
        var other = new IllegalStateException(one);
        one.initCause(other);

        assertThat(DatabaseFailure.isTemporary(one)).isFalse();
        assertThat(DatabaseFailure.root(one)).isIn(one, other);
    }

    @Test
    void theFirstCauseIsTheRoot() {
        assertThat(DatabaseFailure.root(failure("08006"))).isInstanceOf(SQLException.class);
    }

    private static RuntimeException failure(String state) {
        return new ModelException("message", new IllegalStateException(new SQLException("message", state)));
    }
}
