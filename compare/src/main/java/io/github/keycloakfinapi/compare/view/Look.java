package io.github.keycloakfinapi.compare.view;

import java.util.List;

/**
 * The parts of an answer that a check compares, besides its status.
 *
 * @param body its fields and values
 * @param messages also the wording of errors, which is otherwise each server's own
 * @param headers their names
 */
public record Look(boolean body, boolean messages, List<String> headers) {}
