package org.paceline.cli.differential;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Something done on a thread of its own, with a line as its result: what it saw, or how it failed. */
final class Task {
    private final CompletableFuture<String> result = new CompletableFuture<>();

    private Task() {}

    static Task start(String name, Callable<String> work) {
        Task task = new Task();
        Thread thread = new Thread(() -> task.run(work), name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private void run(Callable<String> work) {
        try {
            result.complete(work.call());
        } catch (IOException broken) {
            result.complete("broken off"); // the two TCPs word it differently
        } catch (Exception | Error failure) {
            result.completeExceptionally(failure);
        }
    }

    /** Waits for it; a failure that is no broken connection is thrown. */
    String result() {
        try {
            return result.join();
        } catch (CompletionException failure) {
            throw new IllegalStateException("a conversation ended in disorder", failure.getCause());
        }
    }
}
