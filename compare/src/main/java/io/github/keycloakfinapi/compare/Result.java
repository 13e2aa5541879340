package io.github.keycloakfinapi.compare;

enum Result {
    SAME("same"),
    DIFFERS("differs"),
    NOT_OFFERED("not offered"),
    NOT_TRIED("not tried");

    private final String text;

    Result(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
