package org.paceline.utcp.tcp;

/** The fields of Linux's {@code struct tcp_info} by name, in Linux's units and with its values for "not known". */
final class LinuxTcpInfo {
    private static final String PREFIX = "tcpi_";
    private static final long MICROSECOND_NS = 1_000;
    private static final long MILLISECOND_NS = 1_000_000;

    /** TCP_INFINITE_SSTHRESH. */
    private static final long INFINITE_SSTHRESH = 0x7fff_ffff;

    /** tcpi_min_rtt before the first sample, ~0U. */
    private static final long UNKNOWN_MIN_RTT = 0xffff_ffffL;

    /** The bits of tcpi_options, TCPI_OPT_. */
    private static final int OPTION_TIMESTAMPS = 1;

    private static final int OPTION_SACK = 2;
    private static final int OPTION_WSCALE = 4;
    private static final int OPTION_ECN = 8;
    private static final int OPTION_ECN_SEEN = 16;
    private static final int OPTION_SYN_DATA = 32;

    private LinuxTcpInfo() {}

    static long field(TcpInfo info, String linuxName) {
        String name = linuxName.startsWith(PREFIX) ? linuxName.substring(PREFIX.length()) : linuxName;
        return switch (name) {
            case "state" -> state(info.state());
            case "ca_state" -> info.caState();
            case "options" -> options(info.options());
            case "snd_wscale" -> info.options().sndWscale();
            case "rcv_wscale" -> info.options().rcvWscale();
            case "snd_mss" -> info.sndMssBytes();
            case "rcv_mss" -> info.rcvMssBytes();
            case "advmss" -> info.advmssBytes();
            case "pmtu" -> info.pmtuBytes();
            case "fackets", "rehash", "fastopen_client_fail", "total_rto_recoveries", "total_rto_time" -> 0;
            case "pacing_rate" -> unlimited(info.rates().pacing());
            case "max_pacing_rate" -> unlimited(info.rates().maxPacing());
            case "delivery_rate" -> info.rates().delivery();
            case "delivery_rate_app_limited" -> info.rates().deliveryAppLimited() ? 1 : 0;
            default -> segments(info, name);
        };
    }

    private static long segments(TcpInfo info, String name) {
        TcpInfo.Segments segments = info.segments();
        return switch (name) {
            case "unacked" -> segments.unacked();
            case "sacked" -> segments.sacked();
            case "lost" -> segments.lost();
            case "retrans" -> segments.retrans();
            case "snd_cwnd" -> segments.sndCwnd();
            case "snd_ssthresh" -> Math.min(segments.sndSsthresh(), INFINITE_SSTHRESH);
            case "retransmits" -> segments.retransmits();
            case "probes" -> segments.probes();
            case "backoff" -> segments.backoff();
            case "reordering" -> segments.reordering();
            case "total_retrans" -> segments.totalRetrans();
            case "total_rto" -> segments.totalRto();
            case "segs_out" -> segments.segsOut();
            case "segs_in" -> segments.segsIn();
            case "data_segs_out" -> segments.dataSegsOut();
            case "data_segs_in" -> segments.dataSegsIn();
            case "delivered" -> segments.delivered();
            case "delivered_ce" -> segments.deliveredCe();
            case "dsack_dups" -> segments.dsackDups();
            case "reord_seen" -> segments.reordSeen();
            case "rcv_ooopack" -> segments.rcvOooPack();
            default -> bytes(info, name);
        };
    }

    private static long bytes(TcpInfo info, String name) {
        TcpInfo.Bytes bytes = info.bytes();
        return switch (name) {
            case "snd_wnd" -> bytes.sndWnd();
            case "rcv_wnd" -> bytes.rcvWnd();
            case "bytes_acked" -> bytes.acked();
            case "bytes_received" -> bytes.received();
            case "bytes_sent" -> bytes.sent();
            case "bytes_retrans" -> bytes.retrans();
            case "notsent_bytes" -> bytes.notsent();
            case "rcv_ssthresh" -> bytes.rcvSsthresh();
            case "rcv_space" -> bytes.rcvSpace();
            default -> times(info, name);
        };
    }

    private static long times(TcpInfo info, String name) {
        TcpInfo.Times times = info.times();
        return switch (name) {
            case "rto" -> times.rto() / MICROSECOND_NS;
            case "ato" -> times.ato() / MICROSECOND_NS;
            case "rtt" -> Math.max(0, times.rtt()) / MICROSECOND_NS;
            case "rttvar" -> times.rttvar() / MICROSECOND_NS;
            case "min_rtt" -> times.minRtt() < 0 ? UNKNOWN_MIN_RTT : times.minRtt() / MICROSECOND_NS;
            case "rcv_rtt" -> Math.max(0, times.rcvRtt()) / MICROSECOND_NS;
            case "last_data_sent" -> times.sinceDataSent() / MILLISECOND_NS;
            case "last_ack_sent" -> times.sinceAckSent() / MILLISECOND_NS;
            case "last_data_recv" -> times.sinceDataReceived() / MILLISECOND_NS;
            case "last_ack_recv" -> times.sinceAckReceived() / MILLISECOND_NS;
            case "busy_time" -> times.busy() / MICROSECOND_NS;
            case "rwnd_limited" -> times.rwndLimited() / MICROSECOND_NS;
            case "sndbuf_limited" -> times.sndbufLimited() / MICROSECOND_NS;
            default -> throw new IllegalArgumentException("Linux's tcp_info has no field tcpi_" + name);
        };
    }

    /** Linux's TCP_ESTABLISHED and its like. */
    private static long state(TcpState state) {
        return switch (state) {
            case ESTABLISHED -> 1;
            case SYN_SENT -> 2;
            case SYN_RECEIVED -> 3;
            case FIN_WAIT_1 -> 4;
            case FIN_WAIT_2 -> 5;
            case TIME_WAIT -> 6;
            case CLOSED -> 7;
            case CLOSE_WAIT -> 8;
            case LAST_ACK -> 9;
            case LISTEN -> 10;
            case CLOSING -> 11;
        };
    }

    private static long options(TcpInfo.Options options) {
        return (options.timestamps() ? OPTION_TIMESTAMPS : 0)
                | (options.sack() ? OPTION_SACK : 0)
                | (options.windowScaling() ? OPTION_WSCALE : 0)
                | (options.ecn() ? OPTION_ECN : 0)
                | (options.ecnSeen() ? OPTION_ECN_SEEN : 0)
                | (options.synData() ? OPTION_SYN_DATA : 0);
    }

    /** Linux's ~0UL for no limit. */
    private static long unlimited(long rate) {
        return rate == Long.MAX_VALUE ? -1 : rate;
    }
}
