package org.paceline.packetdrill.socket;

import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpInfo;
import org.paceline.utcp.tcp.TcpState;

/** Fields of {@code tcp_info} as the kernel of the profile fills them in. */
final class InfoFields {
    private InfoFields() {}

    static @Nullable Long of(TcpConnection connection, String field, long nowNs, Profile profile) {
        TcpInfo info = connection.info(nowNs);
        if (profile == Profile.FREEBSD) {
            switch (field) {
                case "state" -> {
                    return (long) freeBsdState(info.state());
                }
                case "snd_cwnd", "snd_ssthresh" -> {
                    return info.field(field) * info.sndMssBytes();
                }
                default -> {}
            }
        }
        try {
            return info.field(field);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static int freeBsdState(TcpState state) {
        return switch (state) {
            case CLOSED -> 0;
            case LISTEN -> 1;
            case SYN_SENT -> 2;
            case SYN_RECEIVED -> 3;
            case ESTABLISHED -> 4;
            case CLOSE_WAIT -> 5;
            case FIN_WAIT_1 -> 6;
            case CLOSING -> 7;
            case LAST_ACK -> 8;
            case FIN_WAIT_2 -> 9;
            case TIME_WAIT -> 10;
        };
    }
}
