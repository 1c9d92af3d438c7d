package org.paceline.utcp.tcp;

import static org.paceline.utcp.tcp.TcpState.CLOSED;
import static org.paceline.utcp.tcp.TcpState.CLOSE_WAIT;
import static org.paceline.utcp.tcp.TcpState.CLOSING;
import static org.paceline.utcp.tcp.TcpState.ESTABLISHED;
import static org.paceline.utcp.tcp.TcpState.FIN_WAIT_1;
import static org.paceline.utcp.tcp.TcpState.FIN_WAIT_2;
import static org.paceline.utcp.tcp.TcpState.LAST_ACK;
import static org.paceline.utcp.tcp.TcpState.LISTEN;
import static org.paceline.utcp.tcp.TcpState.SYN_RECEIVED;
import static org.paceline.utcp.tcp.TcpState.SYN_SENT;
import static org.paceline.utcp.tcp.TcpState.TIME_WAIT;

/**
 * The state diagram of RFC 9293 section 3.3.2 as a table; a pair that stands not in it is a mistake of ours and throws.
 *
 * <p>A listener is a table entry of the stack, not a connection, so a reset in SYN-RECEIVED always ends in CLOSED.
 */
final class TcpTransitions {
    private TcpTransitions() {}

    static TcpState next(TcpState from, TcpEvent on) {
        return switch (on) {
            case PASSIVE_OPEN ->
                switch (from) {
                    case CLOSED -> LISTEN;
                    default -> throw illegal(from, on);
                };
            case ACTIVE_OPEN ->
                switch (from) {
                    case CLOSED, LISTEN -> SYN_SENT;
                    default -> throw illegal(from, on);
                };
            case SYN_ARRIVES ->
                switch (from) {
                    case LISTEN, SYN_SENT -> SYN_RECEIVED;
                    default -> throw illegal(from, on);
                };
            case SYN_ACK_ARRIVES ->
                switch (from) {
                    case SYN_SENT -> ESTABLISHED;
                    default -> throw illegal(from, on);
                };
            case SYN_ACKED ->
                switch (from) {
                    case SYN_RECEIVED -> ESTABLISHED;
                    default -> throw illegal(from, on);
                };
            case USER_CLOSES ->
                switch (from) {
                    case LISTEN, SYN_SENT -> CLOSED;
                    case SYN_RECEIVED, ESTABLISHED -> FIN_WAIT_1;
                    case CLOSE_WAIT -> LAST_ACK;
                    default -> throw illegal(from, on);
                };
            case FIN_ARRIVES ->
                switch (from) {
                    case SYN_RECEIVED, ESTABLISHED -> CLOSE_WAIT;
                    case FIN_WAIT_1 -> CLOSING;
                    case FIN_WAIT_2 -> TIME_WAIT;
                    default -> throw illegal(from, on);
                };
            case FIN_ACKED ->
                switch (from) {
                    case FIN_WAIT_1 -> FIN_WAIT_2;
                    case CLOSING -> TIME_WAIT;
                    case LAST_ACK -> CLOSED;
                    default -> throw illegal(from, on);
                };
            case TIME_WAIT_EXPIRES ->
                switch (from) {
                    case TIME_WAIT, FIN_WAIT_2 -> CLOSED;
                    default -> throw illegal(from, on);
                };
            case RESET -> CLOSED;
        };
    }

    private static IllegalStateException illegal(TcpState from, TcpEvent on) {
        return new IllegalStateException("no transition from " + from + " on " + on);
    }
}
