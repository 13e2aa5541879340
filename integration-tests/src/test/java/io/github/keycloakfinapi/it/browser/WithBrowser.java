package io.github.keycloakfinapi.it.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The tests take a {@link Browser} as a parameter. They are skipped where no Chromium is, and fail when a page of theirs
 * wrote an error to its console or asked another host for something. One class at a time: Playwright serves any thread,
 * but not two at once.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedBrowser.class)
@ResourceLock("browser")
public @interface WithBrowser {}
