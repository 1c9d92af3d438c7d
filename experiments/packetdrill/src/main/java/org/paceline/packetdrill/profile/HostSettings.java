package org.paceline.packetdrill.profile;

import java.util.List;
import java.util.function.UnaryOperator;
import org.paceline.utcp.stack.DefenceConfig;
import org.paceline.utcp.tcp.TcpConfig;

/** What the host of one script is set to; shell lines change it, sockets begin with it. Not thread-safe. */
public final class HostSettings {
    /** {@code tcp_fastopen} of Linux's scripts: both sides, every listener. */
    private static final int FAST_OPEN_BITS = 0x70403;

    /** Their {@code tcp_fastopen_key}, two words a key. */
    private static final List<Long> FAST_OPEN_KEYS = List.of(0xb2b2b2b2a1a1a1a1L, 0xd4d4d4d4c3c3c3c3L);

    private final Profile profile;
    private TcpConfig tcp;
    private DefenceConfig defence;
    private int mtuBytes;
    private int fastOpenBits = FAST_OPEN_BITS;
    private List<Long> fastOpenKeys = FAST_OPEN_KEYS;

    private HostSettings(Profile profile, TcpConfig tcp, DefenceConfig defence) {
        this.profile = profile;
        this.tcp = tcp;
        this.defence = defence;
    }

    public static HostSettings of(Profile profile) {
        return new HostSettings(profile, Presets.tcp(profile), DefenceConfig.defaults());
    }

    public Profile profile() {
        return profile;
    }

    /** Settings that a new socket begins with. */
    public TcpConfig tcp() {
        return tcp;
    }

    public DefenceConfig defence() {
        return defence;
    }

    /** Bits of {@code tcp_fastopen}. */
    public int fastOpenBits() {
        return fastOpenBits;
    }

    void fastOpenBits(int changed) {
        fastOpenBits = changed;
    }

    /** Two words a key, lower first, the oldest key first. */
    public List<Long> fastOpenKeys() {
        return fastOpenKeys;
    }

    void fastOpenKeys(List<Long> changed) {
        fastOpenKeys = List.copyOf(changed);
    }

    /** MTU of the path, 0 where only the run's option says it. */
    public int mtuBytes() {
        return mtuBytes;
    }

    void mtuBytes(int changed) {
        mtuBytes = changed;
    }

    public void tcp(UnaryOperator<TcpConfig> change) {
        tcp = change.apply(tcp);
    }

    public void defence(UnaryOperator<DefenceConfig> change) {
        defence = change.apply(defence);
    }
}
