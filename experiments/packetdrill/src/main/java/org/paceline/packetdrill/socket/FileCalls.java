package org.paceline.packetdrill.socket;

import java.util.List;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.script.Value;

/** Calls that move bytes between a socket and what is no socket: sendfile from an endless file, splice by a pipe. */
final class FileCalls {
    /** A file that somebody opened; it has as many zeros as are asked for. */
    private record PlainFile(String name) {}

    private final Kernel kernel;
    private final DataCalls data;

    FileCalls(Kernel kernel, DataCalls data) {
        this.kernel = kernel;
        this.data = data;
    }

    Outcome open(Action.Call call) {
        return Outcome.of(kernel.open(new PlainFile(call.arguments().get(0).toString()), call.result()));
    }

    Outcome pipe(Action.Call call) {
        if (!(call.arguments().get(0) instanceof Value.Array ends)
                || ends.elements().size() != 2) {
            throw new UnsupportedException("pipe with " + call.arguments().get(0));
        }
        Pipe pipe = new Pipe();
        for (Value end : ends.elements()) {
            kernel.open(pipe, end);
        }
        return Outcome.ZERO;
    }

    Outcome sendFile(Action.Call call, CallProgress progress) {
        List<Value> arguments = call.arguments();
        if (!(kernel.file(arguments.get(1)) instanceof PlainFile)) {
            return Outcome.error(Errno.EBADF);
        }
        return data.send(moving("write", arguments.get(0), arguments.get(3)), progress);
    }

    /** splice(fd_in, off_in, fd_out, off_out, len, flags). */
    Outcome splice(Action.Call call, CallProgress progress) {
        Value in = call.arguments().get(0);
        Value out = call.arguments().get(2);
        Value wanted = call.arguments().get(4);
        long wantedBytes = Constants.number(wanted, kernel.settings().profile());
        if (kernel.file(out) instanceof Pipe pipe) {
            long bytes = Math.min(wantedBytes, pipe.roomBytes());
            Outcome outcome = kernel.file(in) instanceof PlainFile
                    ? Outcome.of(bytes)
                    : data.receive(moving("read", in, new Value.Whole(bytes)), progress);
            return moved(pipe, outcome, 1);
        }
        if (kernel.file(in) instanceof Pipe pipe) {
            long bytes = Math.min(wantedBytes, pipe.heldBytes());
            return moved(pipe, data.send(moving("write", out, new Value.Whole(bytes)), progress), -1);
        }
        return Outcome.error(Errno.EINVAL);
    }

    private static Outcome moved(Pipe pipe, Outcome outcome, int direction) {
        if (outcome.done() && outcome.value() > 0) {
            pipe.move(direction * outcome.value());
        }
        return outcome;
    }

    private static Action.Call moving(String name, Value socket, Value bytes) {
        return new Action.Call(name, List.of(socket, Value.ANYTHING, bytes), Value.ANYTHING, null);
    }
}
