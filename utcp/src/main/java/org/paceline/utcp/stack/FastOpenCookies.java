package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.FastOpenOption;
import org.paceline.nic.wire.IpAddress;

/**
 * Fast Open's cookies, RFC 7413 4.1.2: SipHash of the address pair under a key, 8 bytes, as Linux makes them. After a
 * change of keys the cookies of the key before are good too.
 */
final class FastOpenCookies {
    /** What a cookie proves of the client that shows it. */
    enum Verdict {
        INVALID,
        /** Made with the key before: good, and to be replaced. */
        OLD,
        VALID
    }

    private static final int COOKIE_BYTES = Long.BYTES;

    private SipHash key;
    private @Nullable SipHash oldKey;

    FastOpenCookies(long keyLow, long keyHigh) {
        key = new SipHash(keyLow, keyHigh);
    }

    /** RFC 7413 5.2: a new key from now on; the one before stays good until the next change. */
    void rotate(long keyLow, long keyHigh) {
        oldKey = key;
        key = new SipHash(keyLow, keyHigh);
    }

    byte[] cookie(IpAddress client, IpAddress server) {
        return bytes(hash(key, client, server));
    }

    Verdict judge(FastOpenOption option, IpAddress client, IpAddress server) {
        if (option.cookieBytes() != COOKIE_BYTES) {
            return Verdict.INVALID;
        }
        byte[] shown = new byte[FastOpenOption.MAX_COOKIE_BYTES];
        option.copyCookie(shown);
        long cookie = ByteBuffer.wrap(shown).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (cookie == hash(key, client, server)) {
            return Verdict.VALID;
        }
        SipHash old = oldKey;
        return old != null && cookie == hash(old, client, server) ? Verdict.OLD : Verdict.INVALID;
    }

    private static byte[] bytes(long cookie) {
        return ByteBuffer.allocate(COOKIE_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(cookie)
                .array();
    }

    /** Of both addresses as they stand in the header of the client's packets. */
    private static long hash(SipHash key, IpAddress client, IpAddress server) {
        if (client.isIpv4()) {
            return key.of(Long.reverseBytes((long) client.ipv4() << 32 | (server.ipv4() & 0xffff_ffffL)));
        }
        return key.of(
                Long.reverseBytes(client.high()),
                Long.reverseBytes(client.low()),
                Long.reverseBytes(server.high()),
                Long.reverseBytes(server.low()));
    }
}
