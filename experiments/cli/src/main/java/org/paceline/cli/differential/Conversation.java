package org.paceline.cli.differential;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.paceline.cli.differential.Text.Pace;

/**
 * What two applications do with one connection. What an end tells afterwards must depend on nothing but the
 * conversation, so that two TCPs that behave alike tell the same.
 */
public enum Conversation {
    ONE_BYTE("one byte each way") {
        @Override
        String client(End end, long bytes) throws IOException {
            Text.write(end, UP_SEED, 1, Pace.FULL);
            end.shutdownOutput();
            return Text.readToEnd(end, Pace.FULL);
        }

        @Override
        String server(End end, long bytes) throws IOException {
            Text.write(end, DOWN_SEED, 1, Pace.FULL);
            end.shutdownOutput();
            return Text.readToEnd(end, Pace.FULL);
        }
    },
    BULK_UP("bulk, client to server") {
        @Override
        String client(End end, long bytes) throws IOException {
            Text.write(end, UP_SEED, bytes, Pace.FULL);
            end.shutdownOutput();
            return Text.readToEnd(end, Pace.FULL);
        }

        @Override
        String server(End end, long bytes) throws IOException {
            String received = Text.readToEnd(end, Pace.FULL);
            end.shutdownOutput();
            return received;
        }
    },
    BULK_DOWN("bulk, server to client") {
        @Override
        String client(End end, long bytes) {
            return Text.readToEnd(end, Pace.FULL);
        }

        @Override
        String server(End end, long bytes) throws IOException {
            Text.write(end, DOWN_SEED, bytes, Pace.FULL);
            end.shutdownOutput();
            return Text.readToEnd(end, Pace.FULL);
        }
    },
    BULK_BOTH("bulk, both ways at once") {
        @Override
        String client(End end, long bytes) throws IOException {
            return bothWays(end, UP_SEED, bytes);
        }

        @Override
        String server(End end, long bytes) throws IOException {
            return bothWays(end, DOWN_SEED, bytes);
        }
    },
    SMALL_MESSAGES("small messages in turns") {
        @Override
        String client(End end, long bytes) throws IOException {
            SplittableRandom random = new SplittableRandom(UP_SEED);
            byte[] message = new byte[MESSAGE_BYTES];
            byte[] answer = new byte[MESSAGE_BYTES];
            int echoed = 0;
            for (int turn = 0; turn < MESSAGES; turn++) {
                random.nextBytes(message);
                end.write(message, 0, message.length);
                Text.readFully(end, answer, answer.length);
                echoed += Arrays.equals(message, answer) ? 1 : 0;
            }
            end.shutdownOutput();
            return echoed + " echoed, then " + Text.readToEnd(end, Pace.FULL);
        }

        @Override
        String server(End end, long bytes) throws IOException {
            byte[] message = new byte[MESSAGE_BYTES];
            for (int turn = 0; turn < MESSAGES; turn++) {
                Text.readFully(end, message, message.length);
                end.write(message, 0, message.length);
            }
            return Text.readToEnd(end, Pace.FULL);
        }
    },
    HALF_CLOSE("half close, answer after the end of the question") {
        @Override
        String client(End end, long bytes) throws IOException {
            Text.write(end, UP_SEED, bytes / 4, Pace.FULL);
            end.shutdownOutput();
            return Text.readToEnd(end, Pace.FULL);
        }

        @Override
        String server(End end, long bytes) throws IOException {
            String question = Text.readToEnd(end, Pace.FULL);
            Text.write(end, DOWN_SEED, bytes / 4, Pace.FULL);
            return question;
        }
    },
    CLIENT_ABORTS("abort by the client") {
        @Override
        String client(End end, long bytes) throws IOException {
            Text.write(end, UP_SEED, ABORTED_BYTES, Pace.FULL);
            Text.readFully(end, new byte[1], 1);
            end.abort();
            return "aborted";
        }

        @Override
        String server(End end, long bytes) throws IOException {
            Text.readFully(end, new byte[ABORTED_BYTES], ABORTED_BYTES);
            return Text.writeUntilReset(end);
        }
    },
    SERVER_ABORTS("abort by the server") {
        @Override
        String client(End end, long bytes) throws IOException {
            Text.readFully(end, new byte[ABORTED_BYTES], ABORTED_BYTES);
            return Text.writeUntilReset(end);
        }

        @Override
        String server(End end, long bytes) throws IOException {
            Text.write(end, DOWN_SEED, ABORTED_BYTES, Pace.FULL);
            Text.readFully(end, new byte[1], 1);
            end.abort();
            return "aborted";
        }
    },
    SLOW_READER("slow reader") {
        @Override
        String client(End end, long bytes) throws IOException {
            Text.write(end, UP_SEED, bytes / 2, Pace.FULL);
            end.shutdownOutput();
            return Text.readToEnd(end, Pace.FULL);
        }

        @Override
        String server(End end, long bytes) {
            return Text.readToEnd(end, SLOW);
        }
    },
    SLOW_WRITER("slow writer") {
        @Override
        String client(End end, long bytes) throws IOException {
            Text.write(end, UP_SEED, SLOW_WRITER_BYTES, SLOW_WRITES);
            end.shutdownOutput();
            return Text.readToEnd(end, Pace.FULL);
        }

        @Override
        String server(End end, long bytes) {
            return Text.readToEnd(end, Pace.FULL);
        }
    };

    private static final long UP_SEED = 1;
    private static final long DOWN_SEED = 2;
    private static final int MESSAGES = 200;
    private static final int MESSAGE_BYTES = 100;
    private static final int ABORTED_BYTES = 20_000;
    private static final long SLOW_WRITER_BYTES = 20_000;

    /** A tenth of what the path could carry, so that the window closes. */
    private static final Pace SLOW = new Pace(16 << 10, 10_000_000);

    private static final Pace SLOW_WRITES = new Pace(100, 2_000_000);

    private final String title;

    Conversation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What the client does, up to but not with the close; tells what it saw. */
    abstract String client(End end, long bytes) throws IOException;

    /** What the server does, up to but not with the close; tells what it saw. */
    abstract String server(End end, long bytes) throws IOException;

    private static String bothWays(End end, long seed, long bytes) throws IOException {
        Task writer = Task.start("writer", () -> {
            Text.write(end, seed, bytes, Pace.FULL);
            end.shutdownOutput();
            return "written";
        });
        String received = Text.readToEnd(end, Pace.FULL);
        return received + ", " + writer.result();
    }

    static List<Conversation> all() {
        return List.of(values());
    }
}
