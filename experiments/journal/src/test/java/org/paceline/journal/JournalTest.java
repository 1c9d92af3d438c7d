package org.paceline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final int DEPARTURES = 10_000;
    private static final RunManifest MANIFEST =
            new RunManifest("1.2", List.of("send", "-c", "10.0.0.1"), "Linux", "17", 1_000, 2_000);

    @TempDir
    private Path folder;

    @Test
    void aRunIsReadBackAsItWas() {
        Path journal = folder.resolve("run");
        List<Departed> written = new ArrayList<>();
        try (JournalWriter writer = JournalWriter.create(journal, MANIFEST)) {
            for (int index = 0; index < DEPARTURES; index++) {
                Departed departed =
                        new Departed(49_152 + index % 4, index * 120_000L, index * 120_000L + 50, 120_000, 1_514);
                written.add(departed);
                writer.departed(
                        departed.localPort(),
                        departed.plannedNs(),
                        departed.releasedNs(),
                        departed.gapNs(),
                        departed.frameBytes());
            }
        }

        List<Departed> read = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            assertEquals(MANIFEST, reader.manifest());
            assertEquals(new JournalReader.End(DEPARTURES, 0), reader.forEach(read::add));
        }
        assertEquals(written, read);
    }

    @Test
    void aFullRingDropsAndCountsInsteadOfWaiting() {
        DepartureRing ring = new DepartureRing();
        int departures = 70_000;
        for (int index = 0; index < departures; index++) {
            ring.put(1, index, index, 0, 60);
        }

        List<Long> taken = new ArrayList<>();
        while (ring.take((localPort, plannedNs, releasedNs, gapNs, frameBytes) -> taken.add(releasedNs))) {
            assertTrue(taken.size() <= departures);
        }
        assertEquals(departures, taken.size() + ring.dropped());
        assertEquals(taken.size() - 1L, taken.get(taken.size() - 1), "the oldest are kept");
    }

    @Test
    void aFolderThatExistsIsNotAddedTo() {
        String message = assertThrows(JournalException.class, () -> JournalWriter.create(folder, MANIFEST))
                .toString();
        assertTrue(message.contains("exists already"), message);
    }

    @Test
    void aFolderWithoutAJournalIsNamed() {
        String message = assertThrows(JournalException.class, () -> JournalReader.open(folder))
                .toString();
        assertTrue(message.contains("holds no journal"), message);
    }
}
