package org.paceline.cli.differential;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.result.ResultOutput;
import org.paceline.testbed.AddressFamily;
import org.paceline.testbed.Testbed;

/** One differential run from the path to the table. */
public final class DifferentialRun {

    private final PrintWriter err;
    private final Map<Conversation, Transcript> baseline = new EnumMap<>(Conversation.class);
    private final ArrayNode results = JsonNodeFactory.instance.arrayNode();
    private int differences;

    private DifferentialRun(PrintWriter err) {
        this.err = err;
    }

    /**
     * Runs everything.
     *
     * @param json where the result goes as JSON, or null
     * @return exit code: 0 when every pairing told what kernel and kernel told
     */
    public static int run(DifferentialPlan plan, @Nullable Path json, PrintWriter out, PrintWriter err)
            throws IOException {
        ResultOutput output = new ResultOutput(json, out);
        DifferentialRun run = new DifferentialRun(err);
        ObjectNode document = run.measure(plan);
        String told = run.differences == 0
                ? "utcp told what the kernel told, in every pairing"
                : run.differences + " differences from kernel > kernel";
        if (output.jsonOnly()) {
            err.println(told);
        }
        String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
        output.write(text, told + System.lineSeparator());
        return run.differences == 0 ? 0 : 1;
    }

    private ObjectNode measure(DifferentialPlan plan) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", 1).put("bytes", plan.bytes()).put("seed", plan.seed());
        document.put("loss", plan.link().harm().lossProbability())
                .put("rtt_ms", plan.link().delayNs() * 2 / 1e6)
                .put("rate_bps", plan.link().rateBitsPerSecond());
        ArrayNode churned = JsonNodeFactory.instance.arrayNode();
        for (AddressFamily family : plan.families()) {
            over(family, plan, churned);
        }
        document.set("conversations", results);
        document.set("connections", churned);
        document.put("differences", differences);
        return document;
    }

    private void over(AddressFamily family, DifferentialPlan plan, ArrayNode churned) throws IOException {
        String name = family.name().toLowerCase(Locale.ROOT);
        err.println(name);
        try (Testbed testbed = new Testbed()) {
            DifferentialPath path = new DifferentialPath(testbed, family, plan.link(), plan.seed());
            Differential differential = new Differential(path, plan.bytes());
            differential.run(plan.conversations(), transcript -> show(name, transcript));
            churn(name, differential, plan.connections(), churned);
        }
    }

    private void show(String family, Transcript transcript) {
        if (transcript.pairing() == Pairing.KERNEL_KERNEL) {
            baseline.put(transcript.conversation(), transcript);
        }
        Transcript expected = baseline.getOrDefault(transcript.conversation(), transcript);
        boolean same = transcript.sameAs(expected);
        differences += same ? 0 : 1;
        line(transcript.conversation().title(), transcript.pairing(), transcript.seconds(), same ? "same" : "DIFFERS");
        if (!same) {
            err.println("    client saw   " + transcript.client());
            err.println("    with kernel  " + expected.client());
            err.println("    server saw   " + transcript.server());
            err.println("    with kernel  " + expected.server());
        }
        results.addObject()
                .put("family", family)
                .put("conversation", transcript.conversation().name().toLowerCase(Locale.ROOT))
                .put("pairing", transcript.pairing().title())
                .put("seconds", transcript.seconds())
                .put("client", transcript.client())
                .put("server", transcript.server())
                .put("same", same);
    }

    private void churn(String family, Differential differential, int connections, ArrayNode node) throws IOException {
        for (Pairing pairing : connections == 0 ? new Pairing[0] : Pairing.values()) {
            long startNs = System.nanoTime();
            int whole = differential.churn(pairing, connections);
            double seconds = (System.nanoTime() - startNs) / 1e9;
            differences += whole == connections ? 0 : 1;
            line(connections + " connections", pairing, seconds, whole == connections ? "all whole" : whole + " WHOLE");
            node.addObject()
                    .put("family", family)
                    .put("pairing", pairing.title())
                    .put("connections", connections)
                    .put("whole", whole)
                    .put("seconds", seconds);
        }
    }

    private void line(String what, Pairing pairing, double seconds, String verdict) {
        err.printf(Locale.ROOT, "  %-46s %-16s %7.2f s  %s%n", what, pairing.title(), seconds, verdict);
        err.flush();
    }
}
