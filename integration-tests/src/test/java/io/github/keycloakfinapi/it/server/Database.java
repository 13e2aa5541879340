package io.github.keycloakfinapi.it.server;

import io.github.keycloakfinapi.testkit.server.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A database in a file, so that a server leaves something behind: for the next one, or for a test to look into. */
public final class Database implements AutoCloseable {

    private static final String NAME = "keycloak";
    private static final String USER = "keycloak";
    private static final String PASSWORD = "keycloak";

    private final Path folder;

    private Database(Path folder) {
        this.folder = folder;
    }

    public static Database create() {
        try {
            Files.createDirectories(Workspace.servers());
            var folder = Files.createTempDirectory(Workspace.servers(), "database-");
            // The user of a container is another one than ours.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            return new Database(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** For a server that has the folder at this place. */
    static List<String> arguments(String folder) {
        return List.of("--db-url=" + url(folder), "--db-username=" + USER, "--db-password=" + PASSWORD);
    }

    private static String url(String folder) {
        // Written at every commit: the servers of the tests are not stopped but killed.
        return "jdbc:h2:file:" + folder + "/" + NAME + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
    }

    /** A server that was killed may hold the file for a moment. */
    private Connection connect() throws SQLException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return DriverManager.getConnection(url(folder.toString()), USER, PASSWORD);
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    /** Every column, as {@code TABLE.COLUMN}, that has one of these texts in one of its rows. For when no server runs. */
    public Set<String> columnsWith(Collection<String> texts) {
        var found = new TreeSet<String>();
        try (var connection = connect()) {
            for (var table : tables(connection)) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
                    var columns = rows.getMetaData();
                    while (rows.next()) {
                        for (var i = 1; i <= columns.getColumnCount(); i++) {
                            var value = rows.getString(i);
                            if (value != null && texts.stream().anyMatch(value::contains)) {
                                found.add(table + "." + columns.getColumnName(i));
                            }
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var tables = connection.getMetaData().getTables(null, "PUBLIC", null, new String[] {"BASE TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        if (!names.contains("USER_ENTITY")) {
            throw new IllegalStateException("No database of Keycloak: " + names);
        }
        return names;
    }

    @Override
    public void close() {
        try {
            Folder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
