package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The test class is run for each {@link Version}, against the shared server: its constructor takes both. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithKeycloak
@ParameterizedClass
@EnumSource(Version.class)
public @interface BothVersions {}
