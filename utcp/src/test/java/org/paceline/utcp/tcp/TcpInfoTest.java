package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linux's names, units and values for what is not known. */
class TcpInfoTest {
    private final ConnectionScript script = Scripts.established(Scripts.plain(), 40_000, "<mss 1460,sackOK,wscale 7>");

    private long field(String name) {
        return script.connection.info(script.nowNs()).field(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state",
                "ca_state",
                "retransmits",
                "probes",
                "backoff",
                "options",
                "snd_wscale",
                "rcv_wscale",
                "delivery_rate_app_limited",
                "fastopen_client_fail",
                "rto",
                "ato",
                "snd_mss",
                "rcv_mss",
                "unacked",
                "sacked",
                "lost",
                "retrans",
                "fackets",
                "last_data_sent",
                "last_ack_sent",
                "last_data_recv",
                "last_ack_recv",
                "pmtu",
                "rcv_ssthresh",
                "rtt",
                "rttvar",
                "snd_ssthresh",
                "snd_cwnd",
                "advmss",
                "reordering",
                "rcv_rtt",
                "rcv_space",
                "total_retrans",
                "pacing_rate",
                "max_pacing_rate",
                "bytes_acked",
                "bytes_received",
                "segs_out",
                "segs_in",
                "notsent_bytes",
                "min_rtt",
                "data_segs_in",
                "data_segs_out",
                "delivery_rate",
                "busy_time",
                "rwnd_limited",
                "sndbuf_limited",
                "delivered",
                "delivered_ce",
                "bytes_sent",
                "bytes_retrans",
                "dsack_dups",
                "reord_seen",
                "rcv_ooopack",
                "snd_wnd",
                "rcv_wnd",
                "rehash",
                "total_rto",
                "total_rto_recoveries",
                "total_rto_time"
            })
    void everyFieldOfLinuxHasAnAnswer(String name) {
        assertEquals(field(name), field("tcpi_" + name));
    }

    @Test
    void anUnknownNameIsRefusedByName() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> field("tcpi_colour"));
        assertEquals("Linux's tcp_info has no field tcpi_colour", e.getMessage());
    }

    @Test
    void timesAreMicroseconds() {
        assertEquals(100_000, field("rtt"));
        assertEquals(50_000, field("rttvar"));
        assertEquals(300_000, field("rto"));
        assertEquals(100_000, field("min_rtt"));
    }

    @Test
    void countsAreSegments() {
        script.writes(4_000)
                .expect(". 1:1461 ack 1")
                .expect(". 1461:2921 ack 1")
                .nothingDue();
        assertEquals(2, field("unacked"));
        assertEquals(10, field("snd_cwnd"));
        assertEquals(0x7fff_ffff, field("snd_ssthresh"));
        assertEquals(1_080, field("notsent_bytes"));
        assertEquals(2, field("data_segs_out"));
        assertEquals(4, field("segs_out"), "SYN, ACK and two with text");
        assertEquals(2_920, field("bytes_sent"));
    }

    @Test
    void eventsAreSoManyMillisecondsAgo() {
        script.writes(100).expect("P. 1:101 ack 1").after(30 * MS).arrives("P. 1:11 ack 101");
        script.after(12 * MS);
        assertEquals(42, field("last_data_sent"));
        assertEquals(12, field("last_data_recv"));
        assertEquals(12, field("last_ack_recv"));
    }

    @Test
    void aTimeoutShowsAsBackOffAndRetransmission() {
        script.writes(100)
                .expect("P. 1:101 ack 1")
                .dueAt(RTT_NS + Scripts.RTO_NS)
                .expect("P. 1:101 ack 1");
        assertEquals(1, field("backoff"));
        assertEquals(1, field("retransmits"));
        assertEquals(1, field("total_retrans"));
        assertEquals(1, field("retrans"));
        assertEquals(100, field("bytes_retrans"));
        assertEquals(200, field("bytes_sent"));
        assertEquals(1, field("total_rto"));
    }

    @Test
    void optionsAreLinuxsBits() {
        assertEquals(2 + 4, field("options"), "SACK and window scaling");
        assertEquals(7, field("snd_wscale"));
        assertEquals(1, field("state"));
    }
}
