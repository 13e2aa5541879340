package io.github.keycloakfinapi.it.browser;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** What Keycloak sends: one text, once plain and once as HTML. */
record Mail(String subject, String text, String html) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    static Mail of(MimeMessage message) {
        try {
            var parts = (Multipart) message.getContent();
            if (!message.getContentType().startsWith("multipart/alternative") || parts.getCount() != 2) {
                throw new AssertionError("Not a text and its HTML: " + message.getContentType());
            }
            return new Mail(
                    message.getSubject(),
                    content(parts.getBodyPart(0), "text/plain"),
                    content(parts.getBodyPart(1), "text/html"));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(BodyPart part, String type) throws MessagingException, IOException {
        if (!part.isMimeType(type)) {
            throw new AssertionError("Not " + type + ": " + part.getContentType());
        }
        return (String) part.getContent();
    }

    String link() {
        var found = LINK.matcher(text);
        if (!found.find()) {
            throw new AssertionError("No link: " + text);
        }
        return found.group();
    }
}
