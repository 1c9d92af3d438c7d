package org.paceline.packetdrill.profile;

import java.util.function.UnaryOperator;
import org.paceline.utcp.stack.DefenceConfig;
import org.paceline.utcp.tcp.TcpConfig;

/** What the host of one script is set to; shell lines change it, sockets begin with it. Not thread-safe. */
public final class HostSettings {
    private final Profile profile;
    private TcpConfig tcp;
    private DefenceConfig defence;

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

    public void tcp(UnaryOperator<TcpConfig> change) {
        tcp = change.apply(tcp);
    }

    public void defence(UnaryOperator<DefenceConfig> change) {
        defence = change.apply(defence);
    }
}
