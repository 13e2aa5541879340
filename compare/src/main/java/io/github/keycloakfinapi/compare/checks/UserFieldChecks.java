package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.get;

import io.github.keycloakfinapi.compare.wire.Version;

/** The limits of a user's fields: the last value that is allowed, and the first that is not. */
final class UserFieldChecks extends Group {
    /** One character for people, two in UTF-16. */
    private static final String SMILE = "\uD83D\uDE00";

    UserFieldChecks() {
        on(Operation.CREATE_USER);
        ids();
        passwords();
        emails();
        phones();
    }

    private void ids() {
        check("user-id-longest", a -> a.send(a.create("id", longId(a, 36))));
        check("user-id-too-long", a -> a.send(a.create("id", longId(a, 37))));
        check("user-id-characters", a -> a.send(a.create("id", a.id("-_.+@Zz9"))));
        for (var character : new String[] {"#", " ", "ä", "/", "\"", "%", "\u0001"}) {
            check("user-id-with-" + name(character), a -> a.send(a.create("id", a.id(character))));
        }
        check("user-id-empty", a -> a.send(a.create("id", ""))).needs(Need.IDS);
        on(Operation.VERIFICATION_STATUS);
        check("user-id-of-one-character", a -> status(a, "_")).withoutBody();
        check("user-id-dot", a -> status(a, "."));
        check("user-id-two-dots", a -> status(a, ".."));
        on(Operation.CREATE_USER);
    }

    private static void status(Api a, String id) {
        a.send(a.asClient(get("/users/verificationStatus").query("userId", id)));
    }

    private static String longId(Api a, int length) {
        // a.id() without an ending has 16 characters.
        return a.id("x".repeat(length - 16));
    }

    private static String name(String character) {
        return switch (character) {
            case "#" -> "hash";
            case " " -> "blank";
            case "ä" -> "umlaut";
            case "/" -> "slash";
            case "\"" -> "quote";
            case "%" -> "percent";
            default -> "control-character";
        };
    }

    private void passwords() {
        password("password-shortest", "open-6");
        password("password-too-short", "open5");
        password("password-longest", "p".repeat(128));
        password("password-too-long", "p".repeat(129));
        password("password-empty", "");
        password("password-of-128-smiles", SMILE.repeat(128));
        password("password-of-129-smiles", SMILE.repeat(129));
        password("password-of-3-smiles", SMILE.repeat(3));
        password("password-with-umlauts", "öffne-dich-ß€");
        password("password-with-quotes", "%=*/\\\"'<>|");
        password("password-with-control-character", "bell\u0007bell");
        password("password-with-line-break", "two\nlines");
        password("password-with-lone-surrogate", "lone-\uD83D-surrogate");
        password("password-with-blanks-around", "  blanks  ");
        check("password-with-umlauts-logs-in", a -> {
            var id = a.id();
            a.prepare(201, a.create("id", id, "password", "öffne-dich-ß€"));
            a.send(a.login(id, "öffne-dich-ß€"));
        });
        check("password-with-blanks-logs-in", a -> {
            var id = a.id();
            a.prepare(201, a.create("id", id, "password", "  blanks  "));
            a.send(a.login(id, "  blanks  "));
            a.send(a.login(id, "blanks"));
        });
    }

    private void password(String id, String password) {
        check(id, a -> a.send(a.create("id", a.id(), "password", password)));
    }

    private void emails() {
        email("email-longest", "x".repeat(308) + "@example.org");
        email("email-too-long", "x".repeat(309) + "@example.org");
        email("email-of-255-characters", "x".repeat(243) + "@example.org");
        email("email-that-is-none", "no address at all");
        email("email-in-upper-case", "Some.One@Example.ORG");
        email("email-blank", "   ");
        email("email-with-blanks-around", " a@example.org ");
        email("email-general-characters", "& ( ) { } [ ] . : , ; ? ! + - _ $ @ # ~ ` ^ €");
        email("email-umlauts", "ä¡ʯ@example.org");
        email("email-with-asterisk", "a*b@example.org");
        email("email-with-quotes", "\"a\"@example.org");
        email("email-with-angle", "<a@example.org>");
        email("email-with-smile", SMILE + "@example.org");
        email("email-with-control-character", "bell\u0007@example.org");
        check("email-empty-v1", a -> a.send(a.create("id", a.id(), "email", "")))
                .onlyIn(Version.V1);
        check("email-empty-v2", a -> a.send(a.create("id", a.id(), "email", "")))
                .onlyIn(Version.V2);
    }

    private void email(String id, String email) {
        check(id, a -> a.send(a.create("id", a.id(), "email", email)));
    }

    private void phones() {
        phone("phone-longest", "1".repeat(50));
        phone("phone-too-long", "1".repeat(51));
        phone("phone-that-is-none", "call me");
        phone("phone-blank", "   ");
        phone("phone-with-slash", "030/4711");
        phone("phone-with-asterisk", "*100#");
        check("phone-empty-v1", a -> a.send(a.create("id", a.id(), "phone", "")))
                .onlyIn(Version.V1);
        check("phone-empty-v2", a -> a.send(a.create("id", a.id(), "phone", "")))
                .onlyIn(Version.V2);
    }

    private void phone(String id, String phone) {
        check(id, a -> a.send(a.create("id", a.id(), "phone", phone)));
    }
}
