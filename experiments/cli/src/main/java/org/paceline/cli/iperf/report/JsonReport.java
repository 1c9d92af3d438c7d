package org.paceline.cli.iperf.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.client.ConnectedStream;
import org.paceline.cli.iperf.client.IntervalReport;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.cli.iperf.client.TestStart;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.measure.PacedSummary;

/**
 * A test as the one JSON document that {@code iperf3 -J} would write, with a {@code paceline} object of ours at the
 * end.
 */
public final class JsonReport implements TestListener, TestReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintWriter out;
    private final SendSettings settings;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode start = document.putObject("start");
    private final ArrayNode connected = start.putArray("connected");
    private final ArrayNode intervals = document.putArray("intervals");
    private final ObjectNode end = document.putObject("end");

    /** @param version what made the document */
    public JsonReport(PrintWriter out, SendSettings settings, String version) {
        this.out = out;
        this.settings = settings;
        start.put("version", version);
        start.put("system_info", systemInfo());
    }

    /** The document of a test that was never tried. */
    public static void failed(PrintWriter out, String version, String message) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode start = document.putObject("start");
        start.putArray("connected");
        start.put("version", version);
        start.put("system_info", systemInfo());
        document.putArray("intervals");
        document.putObject("end");
        document.put("error", message);
        write(out, document);
    }

    @Override
    public TestListener listener() {
        return this;
    }

    @Override
    public void onConnected(TestStart test) {
        for (ConnectedStream stream : test.streams()) {
            connected
                    .addObject()
                    .put("socket", stream.id())
                    .put("local_host", stream.local().getAddress().getHostAddress())
                    .put("local_port", stream.local().getPort())
                    .put("remote_host", stream.remote().getAddress().getHostAddress())
                    .put("remote_port", stream.remote().getPort());
        }
        start.putObject("timestamp")
                .put("time", httpDate(test))
                .put("timesecs", test.time().getEpochSecond());
        start.putObject("connecting_to").put("host", settings.hostName()).put("port", settings.port());
        start.put("cookie", test.cookie());
        int asked = settings.options().maximumSegmentBytes();
        start.put(asked > 0 ? "tcp_mss" : "tcp_mss_default", asked > 0 ? asked : test.maximumSegmentBytes());
        start.put("target_bitrate", settings.rateBitsPerSecond());
        start.put("sock_bufsize", 0);
        start.put("sndbuf_actual", test.sendBufferBytes());
        start.put("rcvbuf_actual", test.receiveBufferBytes());
        start.putObject("test_start")
                .put("protocol", "TCP")
                .put("num_streams", settings.parallel())
                .put("blksize", settings.blockBytes())
                .put("omit", settings.omitSeconds())
                .put("duration", settings.durationSeconds())
                .put("bytes", settings.totalBytes())
                .put("blocks", 0)
                .put("reverse", 0)
                .put("tos", 0)
                .put("target_bitrate", settings.rateBitsPerSecond());
    }

    @Override
    public void onInterval(IntervalReport interval) {
        IntervalJson.write(intervals.addObject(), interval);
    }

    @Override
    public void finished(TestSummary summary, @Nullable PacedSummary paced) {
        EndJson.write(end, summary, settings);
        if (paced != null) {
            PacedJson.write(document.putObject("paceline"), paced);
        }
        if (summary.interrupted()) {
            document.put("error", "interrupt - the client has terminated");
        }
        write(out, document);
    }

    @Override
    public void failed(String message) {
        document.put("error", message);
        write(out, document);
    }

    private static void write(PrintWriter out, ObjectNode document) {
        try {
            out.println(JSON.writeValueAsString(document));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values is always JSON", impossible);
        }
        out.flush();
    }

    private static String httpDate(TestStart test) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                .format(test.time().atOffset(ZoneOffset.UTC));
    }

    private static String systemInfo() {
        return System.getProperty("os.name") + " " + hostName() + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
