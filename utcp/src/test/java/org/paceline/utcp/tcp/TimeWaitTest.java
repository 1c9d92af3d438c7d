package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/** Which SYN ends TIME-WAIT, RFC 6191 section 2. */
class TimeWaitTest {
    private static final int IRS = 0x7fff_ff00;

    private static boolean yields(ConnectionScript script, int flags, int seq, int timestamp) {
        ByteBuffer bytes = ByteBuffer.allocate(60);
        TcpOptions options = new TcpOptions();
        if (timestamp >= 0) {
            options.timestamps(timestamp, 0);
        }
        TcpHeader.write(bytes, 0, 1, 2, IRS + seq, 0, flags, 0, 20 + options.encodedBytes());
        TcpHeader header = new TcpHeader();
        header.wrap(bytes, 0, 20 + options.encodedBytes());
        return TimeWait.yieldsTo(script.connection, header, options);
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true", "1, false", "-5, false"})
    void withoutTimestampsTheSequenceNumberMustBeBeyondTheOldOnes(int seq, boolean expected) {
        assertEquals(expected, yields(Scripts.in(TcpState.TIME_WAIT), TcpHeader.SYN, seq, -1));
    }

    @ParameterizedTest
    @CsvSource({"0, 101, true", "500, 99, false", "500, 100, true", "0, 100, false", "500, -1, true"})
    void withTimestampsTheTimestampMustBeAndOnlyIfEqualTheSequenceNumber(int seq, int timestamp, boolean expected) {
        ConnectionScript script = Scripts.established(TcpConfig.defaults(), 65_535, "<mss 1460,sackOK,TS 100:0>");
        script.shutsOutput().poll();
        script.arrives("F. 1:1 ack 2 <TS 100:0>").is(TcpState.TIME_WAIT);
        assertEquals(expected, yields(script, TcpHeader.SYN, seq, timestamp));
    }

    @Test
    void onlyABareSynEndsIt() {
        ConnectionScript script = Scripts.in(TcpState.TIME_WAIT);
        assertEquals(false, yields(script, TcpHeader.SYN | TcpHeader.ACK, 500, -1));
        assertEquals(false, yields(script, TcpHeader.SYN | TcpHeader.RST, 500, -1));
        assertEquals(false, yields(script, TcpHeader.ACK, 500, -1));
    }

    @Test
    void inNoOtherStateASynEndsAConnection() {
        assertEquals(false, yields(Scripts.established(), TcpHeader.SYN, 500, -1));
    }
}
