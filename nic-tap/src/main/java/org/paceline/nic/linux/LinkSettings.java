package org.paceline.nic.linux;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.paceline.nic.DeviceException;

/**
 * Settings of one interface: state, MTU, address, offloads.
 *
 * <p>The name is looked up in the network namespace that the calling thread is in at each call; nothing is cached.
 * Every method throws {@link DeviceException} when the interface is missing or the caller may not change it.
 */
public final class LinkSettings {
    private static final int SIOCGIFFLAGS = 0x8913;
    private static final int SIOCSIFFLAGS = 0x8914;
    private static final int SIOCGIFMTU = 0x8921;
    private static final int SIOCSIFMTU = 0x8922;
    private static final int SIOCGIFHWADDR = 0x8927;

    private static final int IFF_UP = 1;

    /** {@code struct ethtool_value}: command and data. */
    private static final int ETHTOOL_VALUE_BYTES = 8;

    private static final int ETHTOOL_GSET = 1;
    private static final int ETHTOOL_GDRVINFO = 3;

    /** {@code struct ethtool_cmd}, whose speed stands in two halves. */
    private static final int ETHTOOL_CMD_BYTES = 44;

    private static final int SPEED_OFFSET = 12;
    private static final int SPEED_HIGH_OFFSET = 28;
    private static final int SPEED_UNKNOWN = -1;

    /** {@code struct ethtool_drvinfo}. */
    private static final int ETHTOOL_DRVINFO_BYTES = 196;

    private static final int DRIVER_OFFSET = 4;
    private static final int DRIVER_BYTES = 32;

    /** {@code n_priv_flags} of it. */
    private static final int PRIVATE_FLAGS_OFFSET = 176;

    private static final int MAX_PRIVATE_FLAGS = 32;

    private final String name;

    private LinkSettings(String name) {
        this.name = name;
    }

    public static LinkSettings of(String interfaceName) {
        return new LinkSettings(InterfaceRequest.checked(interfaceName));
    }

    /** The kernel's number of this interface, above zero. */
    public int index() {
        int index = LinuxCalls.interfaceIndex(name);
        if (index < 0) {
            throw Errno.failure("if_nametoindex", name, index);
        }
        return index;
    }

    public boolean isUp() {
        return (asked(SIOCGIFFLAGS, "SIOCGIFFLAGS").flags() & IFF_UP) != 0;
    }

    public void bringUp() {
        changeFlags(IFF_UP, 0);
    }

    public void takeDown() {
        changeFlags(0, IFF_UP);
    }

    /** Largest packet above Ethernet, in bytes. */
    public int mtuBytes() {
        return asked(SIOCGIFMTU, "SIOCGIFMTU").number();
    }

    public void mtuBytes(int mtuBytes) {
        InterfaceRequest request = new InterfaceRequest(name);
        request.number(mtuBytes);
        request.ask(SIOCSIFMTU, "SIOCSIFMTU to " + mtuBytes);
    }

    /** The interface's own address, in the low 48 bits. */
    public long macAddress() {
        return asked(SIOCGIFHWADDR, "SIOCGIFHWADDR").macAddress();
    }

    /** ARPHRD_ETHER or ARPHRD_LOOPBACK: frames on it begin with an Ethernet header. */
    boolean carriesEthernet() {
        int hardwareType = asked(SIOCGIFHWADDR, "SIOCGIFHWADDR").flags();
        return hardwareType == 1 || hardwareType == 772;
    }

    /** The driver's name, such as {@code e1000e} or {@code veth}. */
    String driver() {
        NativeMemory info = new NativeMemory(ETHTOOL_DRVINFO_BYTES);
        info.bytes().putInt(0, ETHTOOL_GDRVINFO);
        ethtool(info, "SIOCETHTOOL, get driver");
        byte[] name = new byte[DRIVER_BYTES];
        info.bytes().get(DRIVER_OFFSET, name);
        return new String(name, StandardCharsets.US_ASCII).split("\0", 2)[0];
    }

    /** Names of the flags that the driver has beside ethtool's own; none for most drivers. */
    List<String> privateFlags() {
        NativeMemory info = new NativeMemory(ETHTOOL_DRVINFO_BYTES);
        info.bytes().putInt(0, ETHTOOL_GDRVINFO);
        ethtool(info, "SIOCETHTOOL, get driver");
        int count = Math.max(0, Math.min(MAX_PRIVATE_FLAGS, info.bytes().getInt(PRIVATE_FLAGS_OFFSET)));
        return count == 0 ? List.of() : DriverNames.of(name, DriverNames.PRIVATE_FLAGS, count);
    }

    /** The speed that the driver reports, 0 when it does not know. Virtual interfaces make one up. */
    long speedBitsPerSecond() {
        NativeMemory command = new NativeMemory(ETHTOOL_CMD_BYTES);
        command.bytes().putInt(0, ETHTOOL_GSET);
        ethtool(command, "SIOCETHTOOL, get speed");
        int low = command.bytes().getShort(SPEED_OFFSET) & 0xffff;
        int megabits = command.bytes().getShort(SPEED_HIGH_OFFSET) << Short.SIZE | low;
        return megabits == SPEED_UNKNOWN ? 0 : megabits * 1_000_000L;
    }

    public boolean offloaded(Offload offload) {
        NativeMemory value = new NativeMemory(ETHTOOL_VALUE_BYTES);
        value.bytes().putInt(0, offload.getCommand());
        ethtool(value, "SIOCETHTOOL, get " + offload);
        return value.bytes().getInt(4) != 0;
    }

    public void offload(Offload offload, boolean on) {
        NativeMemory value = new NativeMemory(ETHTOOL_VALUE_BYTES);
        value.bytes().putInt(0, offload.setCommand()).putInt(4, on ? 1 : 0);
        ethtool(value, "SIOCETHTOOL, set " + offload);
    }

    /**
     * Switches everything in {@link Offload} off, so that each frame on this link is one that a wire could carry. Meant
     * for virtual links of one's own; an offload that is off already, or fixed to off, is no error.
     */
    public void offloadsOff() {
        for (Offload offload : Offload.values()) {
            if (offloaded(offload)) {
                offload(offload, false);
            }
        }
    }

    private void ethtool(NativeMemory value, String call) {
        new InterfaceRequest(name).ethtool(value, call);
    }

    private void changeFlags(int set, int cleared) {
        InterfaceRequest request = asked(SIOCGIFFLAGS, "SIOCGIFFLAGS");
        request.flags((request.flags() | set) & ~cleared);
        request.ask(SIOCSIFFLAGS, "SIOCSIFFLAGS");
    }

    private InterfaceRequest asked(int command, String call) {
        InterfaceRequest request = new InterfaceRequest(name);
        request.ask(command, call);
        return request;
    }
}
