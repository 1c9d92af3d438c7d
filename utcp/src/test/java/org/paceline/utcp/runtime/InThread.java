package org.paceline.utcp.runtime;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A blocking call in a thread of its own: pools may have a single thread, and then two calls wait for each other. */
final class InThread {
    private InThread() {}

    /** A blocking call without an answer. */
    interface Action {
        void run() throws IOException;
    }

    static CompletableFuture<Void> run(Action action) {
        return call(() -> {
            action.run();
            return null;
        });
    }

    static <T> CompletableFuture<T> call(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(question.call());
                    } catch (Exception e) {
                        answer.completeExceptionally(e);
                    }
                },
                "test");
        thread.setDaemon(true);
        thread.start();
        return answer;
    }
}
