package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of a sweep tell what their hosts did meanwhile. */
class ProbeSweepHostTest {
    private static final int ERROR = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void bothEndsTellOfTheirHosts() throws IOException {
        Path received = directory.resolve("receiver.json");

        JsonNode sent = JSON.readTree(swept(received));

        JsonNode host = sent.path("host");
        assertFalse(host.path("hypervisor").asText().isEmpty(), sent::toString);
        assertTrue(host.path("hiccups").path("wake_ups").asLong() > 0, sent::toString);
        assertTrue(host.path("interfaces").size() > 0, sent::toString);
        JsonNode far = JSON.readTree(received.toFile());
        assertEquals(40, far.path("packets_seen").asInt(), far::toString);
        assertTrue(far.path("host").path("hiccups").path("wake_ups").asLong() > 0, far::toString);
        assertFalse(far.path("host").has("segmentation_offload"), far::toString);
    }

    @Test
    void aHostNeedNotBeWatched() throws IOException {
        assertFalse(JSON.readTree(swept(directory.resolve("receiver.json"), "--watch", "none"))
                .has("host"));
    }

    @Test
    void countersAtBothEndsTakeNoThread() throws IOException {
        JsonNode sent = JSON.readTree(swept(directory.resolve("receiver.json"), "--watch", "ends"));

        JsonNode host = sent.path("host");
        assertEquals(0, host.path("hiccups").path("wake_ups").asInt(-1), sent::toString);
        assertEquals(0, host.path("samples").size(), sent::toString);
        assertTrue(host.path("interfaces").get(0).path("counters_before").size() > 0, sent::toString);
    }

    private static String swept(Path received, String... options) throws IOException {
        String port = freePort();
        CompletableFuture<Integer> receiver = CompletableFuture.supplyAsync(() -> Paceline.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .execute("probe", "receive", "--port", port, "--one-off", "--json", received.toString()));
        List<String> line = new ArrayList<>(List.of(
                "probe", "run", "127.0.0.1", "--port", port, "--gaps", "1ms", "--packets", "40", "--json", "-"));
        line.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = ERROR;
        // the receiver may not listen yet
        for (int attempt = 0; code == ERROR && attempt < 100; attempt++) {
            out.getBuffer().setLength(0);
            code = Paceline.commandLine()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(line.toArray(new String[0]));
        }
        assertTrue(code == 0 || code == 2, err.toString());
        assertEquals(0, receiver.join());
        return out.toString();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
