package io.github.keycloakfinapi.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * For test classes of JUnit, 5.12 or later. Constructors and methods take parameters:
 *
 * <ul>
 *   <li>{@link FinapiServer}: the one of all test classes of a run, {@link FinapiServer#shared()}. It starts for the first test that
 *       asks for it and ends with the run. Its {@link FinapiServer#faults()} are the test's own.
 *   <li>{@link FinapiClient}: an app client of this test's own.
 *   <li>{@link FinapiUser}: a user of that client; each parameter is another one.
 * </ul>
 *
 * <p>After a test its client and these users are deleted, and the faults that it has ordered are cleared. Where tests run in parallel,
 * order faults with {@link Faults#forClient} only: others hit the calls of every test.
 *
 * <p>A test fails if it has ordered a fault that no call of the application has met, and not taken it back by {@link Faults#clear}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(FinapiExtension.class)
public @interface FinapiTest {}
