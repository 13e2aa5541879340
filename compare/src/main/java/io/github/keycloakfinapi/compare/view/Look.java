package io.github.keycloakfinapi.compare.view;

import java.util.List;

/**
 * The parts of an answer that a check compares, besides its status.
 *
 * @param body whether the fields and values of the body are compared
 * @param messages whether the wording of errors is compared, too
 * @param headers the names of the headers to compare
 */
public record Look(boolean body, boolean messages, List<String> headers) {}
