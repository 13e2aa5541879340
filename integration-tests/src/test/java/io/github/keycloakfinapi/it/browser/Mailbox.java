package io.github.keycloakfinapi.it.browser;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;

/** An SMTP server for the mails of one realm. */
final class Mailbox implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final GreenMail smtp;
    private final String host;

    Mailbox(KeycloakServer keycloak) {
        this.host = keycloak.testHost();
        this.smtp = new GreenMail(new ServerSetup(0, host, ServerSetup.PROTOCOL_SMTP).dynamicPort());
        smtp.start();
    }

    /** For the field {@code smtpServer} of a realm. */
    Map<String, String> settings() {
        return Map.of(
                "host",
                host,
                "port",
                String.valueOf(smtp.getSmtp().getPort()),
                "from",
                "no-reply@example.org",
                "fromDisplayName",
                ThemedRealm.NAME);
    }

    /** The first mail to this user. */
    Mail of(String user) {
        for (var number = 1; smtp.waitForIncomingEmail(PATIENCE.toMillis(), number); number++) {
            var message = smtp.getReceivedMessages()[number - 1];
            if (GreenMailUtil.getAddressList(recipients(message)).contains(user + "@")) {
                return Mail.of(message);
            }
        }
        throw new AssertionError("No mail to " + user + " within " + PATIENCE);
    }

    private static Address[] recipients(MimeMessage message) {
        try {
            return message.getAllRecipients();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        smtp.stop();
    }
}
