package io.github.keycloakfinapi.compare;

import io.github.keycloakfinapi.compare.checks.Check;
import io.github.keycloakfinapi.compare.wire.Version;

/** @param left what this side answered or lacks; empty if there is nothing to say */
record Row(Check check, Version version, Result result, String left, String right) {}
