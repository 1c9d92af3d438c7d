package org.paceline.cli.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs conversations over every pairing of TCPs on one path. Belongs to one thread. */
final class Differential {
    private static final int FIRST_PORT = 7_000;
    private static final double NS_PER_SECOND = 1e9;

    private final DifferentialPath path;
    private final long bytes;
    private int port = FIRST_PORT;

    /** @param bytes how much a bulk conversation carries each way */
    Differential(DifferentialPath path, long bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    List<Transcript> run(List<Conversation> conversations, Consumer<Transcript> progress) throws IOException {
        List<Transcript> transcripts = new ArrayList<>();
        for (Conversation conversation : conversations) {
            for (Pairing pairing : Pairing.values()) {
                Transcript transcript = run(conversation, pairing);
                transcripts.add(transcript);
                progress.accept(transcript);
            }
        }
        return transcripts;
    }

    private Transcript run(Conversation conversation, Pairing pairing) throws IOException {
        Party client = pairing.client(path);
        Party server = pairing.server(path);
        int serverPort = port++;
        long startNs = System.nanoTime();
        try (Party.Acceptor acceptor = server.listen(serverPort)) {
            Task serving = Task.start("server", () -> {
                try (End end = acceptor.accept()) {
                    return conversation.server(end, bytes);
                }
            });
            Task asking = Task.start("client", () -> {
                try (End end = client.connect(server.address(), serverPort)) {
                    return conversation.client(end, bytes);
                }
            });
            String clientSaw = asking.result();
            String serverSaw = serving.result();
            double seconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
            return new Transcript(conversation, pairing, clientSaw, serverSaw, seconds);
        }
    }

    /**
     * Opens and closes connections one after the other, a byte each way.
     *
     * @return how many told the whole story
     */
    int churn(Pairing pairing, int connections) throws IOException {
        Party server = pairing.server(path);
        int serverPort = port++;
        try (Party.Acceptor acceptor = server.listen(serverPort)) {
            Task serving = Task.start("server", () -> {
                for (int count = 0; count < connections; count++) {
                    try (End end = acceptor.accept()) {
                        Conversation.ONE_BYTE.server(end, 1);
                    }
                }
                return "served";
            });
            Party client = pairing.client(path);
            int whole = 0;
            for (int count = 0; count < connections; count++) {
                try (End end = client.connect(server.address(), serverPort)) {
                    whole += Conversation.ONE_BYTE.client(end, 1).endsWith("end") ? 1 : 0;
                }
            }
            serving.result();
            return whole;
        }
    }
}
