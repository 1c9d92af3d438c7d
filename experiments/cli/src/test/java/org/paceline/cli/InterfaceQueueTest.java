package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.cli.iperf.sink.Needs;
import picocli.CommandLine;

/** The interface-queue command on a small scale: what it says is what it measured. */
class InterfaceQueueTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theLimitIsWorthItAndTheFiguresAgree() throws IOException {
        Path html = directory.resolve("queue.html");
        assertEquals(0, run("--long", "20M", "--json", "-", "--html", html.toString()), err::toString);

        JsonNode document = new ObjectMapper().readTree(out.toString());
        long without = document.at("/short/0/ns").asLong();
        long with = document.at("/short/1/ns").asLong();
        assertEquals((double) without / with, document.path("ratio").asDouble(), 1e-9);
        assertTrue(document.path("held").asBoolean());
        JsonNode last = document.at("/short/1/acknowledged");
        assertEquals(102_400, last.get(last.size() - 1).get(1).asLong());
        assertEquals(3, document.at("/long/0/acknowledged").size());
        String page = Files.readString(html);
        assertEquals(5, page.split("<svg ", -1).length, "four figures");
    }

    @Test
    @Tag("netns")
    void overARealInterfaceItIsWorthItToo() throws IOException {
        Needs.root();
        int code = run("--long", "2M", "--live", "1", "--json", "-");

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertEquals(document.path("held").asBoolean() ? 0 : 1, code, err::toString);
        JsonNode live = document.path("live");
        assertEquals(2, live.size());
        long without = live.at("/0/ns").asLong();
        long with = live.at("/1/ns").asLong();
        assertEquals((double) without / with, document.path("live_ratio").asDouble(), 1e-9);
        assertTrue(live.at("/0/rtt_ns").asLong() > live.at("/1/rtt_ns").asLong(), live::toString);
    }

    @Test
    void aQueueThatNothingFillsIsNotHeldAndSaysSo() {
        assertEquals(1, run("--queue", "3", "--send-buffer", "16K", "--long", "1M"));
        assertTrue(out.toString().contains("NOT held"), out::toString);
    }

    @Test
    void wrongOptionsAreOneLine() {
        assertEquals(2, run("--rate", "0"));
        assertTrue(err.toString().contains("--rate has to be more than 0"), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    private int run(String... arguments) {
        CommandLine line = Paceline.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "interface-queue";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
