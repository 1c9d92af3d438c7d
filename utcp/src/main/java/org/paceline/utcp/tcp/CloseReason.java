package org.paceline.utcp.tcp;

/** Why a connection is no more. */
public enum CloseReason {
    /** It is not closed. */
    NONE("open"),
    /** Both sides closed in good order. */
    FINISHED("Connection closed"),
    /** The peer answered our SYN with a RST. */
    REFUSED("Connection refused"),
    /** The peer reset the connection. */
    RESET("Connection reset by peer"),
    /** Nobody answered for as long as the configuration allows. */
    TIMED_OUT("Connection timed out"),
    /** An idle peer did not answer our keepalive probes. */
    KEEP_ALIVE("Connection timed out (keepalive)"),
    /** Data stayed unacknowledged for longer than the user allows. */
    USER_TIMEOUT("Connection timed out (user timeout)"),
    /** The next hop does not answer ARP. */
    UNREACHABLE("No route to host"),
    /** We gave it up ourselves. */
    ABORTED("Connection aborted");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    /** The words that the socket interfaces of this world use. */
    public String text() {
        return text;
    }
}
