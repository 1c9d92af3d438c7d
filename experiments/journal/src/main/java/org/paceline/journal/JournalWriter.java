package org.paceline.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;
import org.paceline.utcp.runtime.DepartureListener;

/**
 * Writes every departure of a run into a Chronicle queue, from a thread of its own: an append may take tens of
 * milliseconds, and the loop that departs must not.
 */
public final class JournalWriter implements DepartureListener, AutoCloseable {
    /** How long the thread rests when the ring is empty. */
    private static final long REST_NS = 1_000_000;

    private final DepartureRing ring = new DepartureRing();
    private final ChronicleQueue queue;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    /** Of the journal's thread. */
    private long appended;

    private JournalWriter(ChronicleQueue queue, RunManifest manifest) {
        this.queue = queue;
        this.thread = new Thread(() -> run(manifest), "journal");
        this.thread.setDaemon(true);
    }

    /** Begins a journal in a folder, which is made and must not hold one yet. */
    public static JournalWriter create(Path folder, RunManifest manifest) {
        if (Files.exists(folder)) {
            throw new JournalException(
                    folder + " exists already: name a folder that does not, a journal is never added to");
        }
        try {
            ChronicleQueue queue = ChronicleQueue.singleBuilder(folder.toFile())
                    .rollCycle(RollCycles.FAST_DAILY)
                    .build();
            JournalWriter writer = new JournalWriter(queue, manifest);
            writer.thread.start();
            return writer;
        } catch (RuntimeException e) {
            throw new JournalException("cannot write a journal to " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void departed(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes) {
        ring.put(localPort, plannedNs, releasedNs, gapNs, frameBytes);
    }

    private void run(RunManifest manifest) {
        try (ExcerptAppender appender = queue.createAppender()) {
            appendManifest(appender, manifest);
            DepartureRing.Taker append = (localPort, plannedNs, releasedNs, gapNs, frameBytes) ->
                    appendDeparture(appender, localPort, plannedNs, releasedNs, gapNs, frameBytes);
            boolean last = false;
            while (!last) {
                last = closing; // looked at first: what was put before the closing is taken still
                while (ring.take(append)) {
                    appended++;
                }
                LockSupport.parkNanos(last ? 0 : REST_NS);
            }
            appendEnd(appender);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private static void appendManifest(ExcerptAppender appender, RunManifest manifest) {
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> bytes = begin(document, JournalDocument.MANIFEST);
            bytes.writeUtf8(manifest.version());
            bytes.writeUtf8(String.join("\n", manifest.arguments()));
            bytes.writeUtf8(manifest.host());
            bytes.writeUtf8(manifest.javaVersion());
            bytes.writeLong(manifest.startedMs());
            bytes.writeLong(manifest.startedNs());
        }
    }

    private static void appendDeparture(
            ExcerptAppender appender, int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes) {
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> bytes = begin(document, JournalDocument.DEPARTURE);
            bytes.writeInt(localPort);
            bytes.writeLong(plannedNs);
            bytes.writeLong(releasedNs);
            bytes.writeLong(gapNs);
            bytes.writeInt(frameBytes);
        }
    }

    private void appendEnd(ExcerptAppender appender) {
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> bytes = begin(document, JournalDocument.END);
            bytes.writeLong(appended);
            bytes.writeLong(ring.dropped());
        }
    }

    private static Bytes<?> begin(DocumentContext document, JournalDocument kind) {
        Bytes<?> bytes = document.wire().bytes();
        bytes.writeByte(kind.code());
        return bytes;
    }

    /**
     * Writes what is left, and the end.
     *
     * @throws JournalException when the journal could not be written to its end
     */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.close();
        RuntimeException cause = failure;
        if (cause != null) {
            throw new JournalException("the journal is not complete: " + cause.getMessage(), cause);
        }
    }
}
