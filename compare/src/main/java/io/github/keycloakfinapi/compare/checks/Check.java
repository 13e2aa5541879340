package io.github.keycloakfinapi.compare.checks;

import io.github.keycloakfinapi.compare.view.Look;
import io.github.keycloakfinapi.compare.wire.Version;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The same calls to both sides, and the parts of the answers to compare: by default status, fields and values. */
public final class Check {
    private final String id;
    private final Operation operation;
    private final Consumer<Api> calls;
    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private final List<String> headers = new ArrayList<>();
    private Set<Version> versions = EnumSet.allOf(Version.class);
    private boolean body = true;
    private boolean messages;

    Check(String id, Operation operation, Consumer<Api> calls) {
        this.id = id;
        this.operation = operation;
        this.calls = calls;
    }

    Check needs(Need need) {
        needs.add(need);
        return this;
    }

    Check onlyIn(Version version) {
        versions = EnumSet.of(version);
        return this;
    }

    Check headers(String... names) {
        headers.addAll(List.of(names));
        return this;
    }

    /** Compares the wording of errors. */
    Check messages() {
        messages = true;
        return this;
    }

    /** Does not compare the body, which another check is about. */
    Check withoutBody() {
        body = false;
        return this;
    }

    /** In kebab case. It never changes. */
    public String id() {
        return id;
    }

    public Operation operation() {
        return operation;
    }

    public Set<Need> needs() {
        return needs;
    }

    public boolean isFor(Version version) {
        return versions.contains(version);
    }

    public Look look() {
        return new Look(body, messages, headers);
    }

    public void run(Api api) {
        calls.accept(api);
    }
}
