package io.github.keycloakfinapi.internals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterFailureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.infinispan.commons.TimeoutException",
                "org.infinispan.util.concurrent.TimeoutException",
                "org.infinispan.remoting.transport.jgroups.SuspectException",
                "org.infinispan.partitionhandling.AvailabilityException"
            })
    void aNodeThatDoesNotAnswerIsNoErrorOfTheExtension(String exception) {
        assertThat(ClusterFailure.isNoAnswer(exception)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.concurrent.TimeoutException",
                "org.infinispan.commons.CacheException",
                "org.infinispan.commons.marshall.NotSerializableException"
            })
    void whateverElseFailsIs(String exception) {
        assertThat(ClusterFailure.isNoAnswer(exception)).isFalse();
    }
}
