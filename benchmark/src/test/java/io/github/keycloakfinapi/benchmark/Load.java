package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.http.Call;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What one side of a comparison sends.
 *
 * @param calls the requests of one run, with tokens that are valid for it. Asked for as many as the run may need, it may
 *     give fewer where they can be sent again
 */
record Load(String name, IntFunction<List<Call>> calls) {}
