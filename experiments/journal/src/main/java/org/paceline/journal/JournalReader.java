package org.paceline.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;

/** Reads a journal from its beginning. Belongs to one thread. */
public final class JournalReader implements AutoCloseable {
    /**
     * How a journal ended.
     *
     * @param written departures in the journal
     * @param dropped departures that are missing, because the journal could not keep up
     */
    public record End(long written, long dropped) {}

    private final Path folder;
    private final ChronicleQueue queue;
    private final ExcerptTailer tailer;

    private JournalReader(Path folder, ChronicleQueue queue) {
        this.folder = folder;
        this.queue = queue;
        this.tailer = queue.createTailer();
    }

    /** @throws JournalException when there is none */
    public static JournalReader open(Path folder) {
        if (!Files.exists(folder.resolve("metadata.cq4t"))) {
            throw new JournalException(folder + " holds no journal: name the folder that a run was given");
        }
        return new JournalReader(
                folder,
                ChronicleQueue.singleBuilder(folder.toFile())
                        .rollCycle(RollCycles.FAST_DAILY)
                        .readOnly(true)
                        .build());
    }

    /** The first document; to be read once, before {@link #forEach}. */
    public RunManifest manifest() {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent() || kind(document) != JournalDocument.MANIFEST) {
                throw new JournalException(folder + " begins without a manifest: the run ended before it was written");
            }
            Bytes<?> bytes = document.wire().bytes();
            return new RunManifest(
                    text(bytes),
                    List.of(text(bytes).split("\n", -1)),
                    text(bytes),
                    text(bytes),
                    bytes.readLong(),
                    bytes.readLong());
        }
    }

    /**
     * Hands out every departure in the order of the run.
     *
     * @return how the journal ended; null when the run was cut off
     */
    public @Nullable End forEach(Consumer<Departed> reader) {
        while (true) {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    return null;
                }
                Bytes<?> bytes = document.wire().bytes();
                switch (kind(document)) {
                    case DEPARTURE -> reader.accept(departed(bytes));
                    case END -> {
                        return new End(bytes.readLong(), bytes.readLong());
                    }
                    case MANIFEST -> throw new JournalException(folder + " holds two manifests");
                }
            }
        }
    }

    private static Departed departed(Bytes<?> bytes) {
        return new Departed(bytes.readInt(), bytes.readLong(), bytes.readLong(), bytes.readLong(), bytes.readInt());
    }

    private static JournalDocument kind(DocumentContext document) {
        return JournalDocument.of(document.wire().bytes().readByte());
    }

    private static String text(Bytes<?> bytes) {
        String text = bytes.readUtf8();
        return text == null ? "" : text;
    }

    @Override
    public void close() {
        tailer.close();
        queue.close();
    }
}
