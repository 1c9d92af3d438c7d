package org.paceline.cli.goodput;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.transport.UtcpTransport;
import org.paceline.cli.result.ResultOutput;
import org.paceline.cli.transfer.VirtualTransfer;
import org.paceline.probe.host.StealTime;
import org.paceline.testbed.Testbed;
import org.paceline.utcp.tcp.TcpConfig;

/** Measures the grid and tells it as a table and as JSON. Belongs to one thread. */
public final class GoodputRun {
    private static final double MEGA = 1e6;

    private final GoodputPlan plan;
    private final PrintWriter err;
    private final List<Cell> cells = new ArrayList<>();

    private GoodputRun(GoodputPlan plan, PrintWriter err) {
        this.plan = plan;
        this.err = err;
    }

    /** @param json where the result goes as JSON, or null */
    public static void run(GoodputPlan plan, @Nullable Path json, PrintWriter out, PrintWriter err) throws IOException {
        ResultOutput output = new ResultOutput(json, out);
        StealTime before = StealTime.now();
        GoodputRun run = new GoodputRun(plan, err);
        if (plan.live()) {
            try (Testbed testbed = new Testbed()) {
                run.measure(new GoodputPath(testbed));
            }
        } else {
            run.measure(null);
        }
        long stealMs = StealTime.now().msSince(before);
        String document = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(run.document(stealMs));
        String steal = String.format(Locale.ROOT, "steal during the run: %d ms%n", stealMs);
        output.write(document, run.table() + steal);
    }

    private void measure(@Nullable GoodputPath path) {
        for (double loss : plan.losses()) {
            for (String algorithm : plan.algorithms()) {
                Cell cell = new Cell(loss, algorithm, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
                for (int round = 0; round < plan.rounds(); round++) {
                    measure(path, cell, round);
                }
                cells.add(cell);
            }
        }
    }

    private void measure(@Nullable GoodputPath path, Cell cell, int round) {
        long seed = round + 1L;
        err.printf(
                Locale.ROOT,
                "  loss %4.1f %%  %-6s round %d/%d",
                cell.loss() * 100,
                cell.algorithm(),
                round + 1,
                plan.rounds());
        cell.virtual().add(virtual(cell, seed));
        err.printf(Locale.ROOT, "  memory %6.2f", cell.virtual().get(round) / MEGA);
        if (path != null) {
            cell.kernel()
                    .add(path.kernel(plan, cell.loss(), cell.algorithm(), seed).bitsPerSecond());
            cell.utcp().add(path.utcp(plan, cell.loss(), cell.algorithm(), seed).bitsPerSecond());
            err.printf(
                    Locale.ROOT,
                    "  kernel %6.2f  utcp %6.2f",
                    cell.kernel().get(round) / MEGA,
                    cell.utcp().get(round) / MEGA);
        }
        err.println(" Mb/s");
        err.flush();
    }

    private double virtual(Cell cell, long seed) {
        TcpConfig config = TcpConfig.defaults().withCongestion(UtcpTransport.congestion(cell.algorithm()));
        VirtualTransfer transfer =
                new VirtualTransfer(plan.forward(cell.loss()), plan.back(), plan.seconds(), config, seed);
        transfer.run();
        return transfer.receivedBytes() * 8 / transfer.seconds();
    }

    private String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Goodput in Mb/s over %.0f Mb/s and %.0f ms, medians of %d rounds of %d s%n%n"
                        + "  loss   algorithm   kernel     utcp   ratio   utcp in memory   ratio%n",
                plan.rateBitsPerSecond() / MEGA,
                plan.rttMs(),
                plan.rounds(),
                plan.seconds()));
        for (Cell cell : cells) {
            text.append(String.format(
                    Locale.ROOT,
                    "%5.1f %%   %-9s %8.2f %8.2f   %5.2f   %14.2f   %5.2f%n",
                    cell.loss() * 100,
                    cell.algorithm(),
                    cell.kernelMedian() / MEGA,
                    cell.utcpMedian() / MEGA,
                    cell.utcpMedian() / cell.kernelMedian(),
                    cell.virtualMedian() / MEGA,
                    cell.virtualMedian() / cell.kernelMedian()));
        }
        return text.append(System.lineSeparator()).toString().replace("NaN", "  –");
    }

    private ObjectNode document(long stealMs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", 1)
                .put("rate_bps", plan.rateBitsPerSecond())
                .put("rtt_ms", plan.rttMs())
                .put("seconds", plan.seconds())
                .put("rounds", plan.rounds())
                .put("steal_ms", stealMs);
        ArrayNode array = document.putArray("cells");
        for (Cell cell : cells) {
            ObjectNode node = array.addObject();
            node.put("loss", cell.loss()).put("congestion", cell.algorithm());
            rounds(node.putArray("kernel_bps"), cell.kernel());
            rounds(node.putArray("utcp_bps"), cell.utcp());
            rounds(node.putArray("utcp_memory_bps"), cell.virtual());
            if (plan.live()) {
                node.put("ratio", cell.utcpMedian() / cell.kernelMedian());
                node.put("ratio_memory", cell.virtualMedian() / cell.kernelMedian());
            }
        }
        return document;
    }

    private static void rounds(ArrayNode array, List<Double> bitsPerSecond) {
        bitsPerSecond.forEach(array::add);
    }
}
