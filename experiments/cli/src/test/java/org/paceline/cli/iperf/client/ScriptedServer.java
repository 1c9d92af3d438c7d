package org.paceline.cli.iperf.client;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.paceline.cli.iperf.protocol.ControlState;
import org.paceline.cli.iperf.protocol.Cookie;

/** A server for one test that follows the protocol as far as its script says, on loopback. */
final class ScriptedServer implements AutoCloseable {
    /** The part of the script that misbehaves. */
    interface Script {
        void play(ScriptedServer server) throws IOException;
    }

    private final ServerSocket listener;
    private final Thread thread;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean played;
    DataInputStream in = new DataInputStream(InputStream.nullInputStream());
    DataOutputStream out = new DataOutputStream(OutputStream.nullOutputStream());

    ScriptedServer(Script script) throws IOException {
        listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        thread = new Thread(() -> run(script), "scripted-server");
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Takes the control connection and its cookie. */
    void takeControl() throws IOException {
        Socket control = accept();
        in = new DataInputStream(control.getInputStream());
        out = new DataOutputStream(control.getOutputStream());
    }

    void say(ControlState state) throws IOException {
        out.writeByte(state.code());
    }

    byte hear() throws IOException {
        return in.readByte();
    }

    void sayJson(String text) throws IOException {
        out.writeInt(text.length());
        out.writeBytes(text);
    }

    void hearJson() throws IOException {
        in.readNBytes(in.readInt());
    }

    /** Takes a data connection and its cookie; its data is left unread. */
    Socket takeStream() throws IOException {
        return accept();
    }

    /** Everything up to the moment where data flows. */
    Socket reachRunning() throws IOException {
        takeControl();
        say(ControlState.PARAM_EXCHANGE);
        hearJson();
        say(ControlState.CREATE_STREAMS);
        Socket stream = takeStream();
        say(ControlState.TEST_START);
        say(ControlState.TEST_RUNNING);
        return stream;
    }

    /** Everything up to the moment where the client has ended the test; returns what it sent. */
    long reachEnd() throws IOException {
        Socket stream = reachRunning();
        long received = 0;
        stream.setSoTimeout(20);
        byte[] block = new byte[65_536];
        while (in.available() == 0) {
            try {
                received += Math.max(0, stream.getInputStream().read(block));
            } catch (java.net.SocketTimeoutException pause) {
                // the control connection is looked at again
            }
        }
        hear();
        stream.close();
        return received;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        played();
    }

    /** Whether the script came to its end. */
    boolean played() {
        try {
            thread.join(10_000);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return played;
    }

    private Socket accept() throws IOException {
        Socket socket = listener.accept();
        sockets.add(socket);
        socket.getInputStream().readNBytes(Cookie.WIRE_BYTES);
        return socket;
    }

    private void run(Script script) {
        try {
            script.play(this);
            played = true;
        } catch (IOException leftBehind) {
            // the client's side is what the test looks at
        }
        // the control connection first: data left unread makes the others end with a reset
        for (Socket socket : sockets) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // closed is closed
        }
    }
}
