package org.paceline.cli.doctor;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.paceline.nic.DeviceException;
import org.paceline.nic.WireDevice;
import org.paceline.nic.linux.LinkSettings;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.linux.TapDevice;

/**
 * Opens each device once, in a Java of its own within a namespace that ends with it.
 *
 * <p>A process with threads may not enter a user namespace, so the trial cannot take place in the one that asks.
 */
final class DeviceTrial {
    static final String TAP = "tap";
    static final String PACKET_SOCKET = "packet-socket";

    private static final String WORKED = " worked";
    private static final String FAILED = " failed: ";

    private final String output;

    /** @param output the lines that {@link #main} printed */
    DeviceTrial(String output) {
        this.output = output;
    }

    static DeviceTrial run(boolean root) {
        String java = ProcessHandle.current().info().command().orElse("java");
        // what this Java may do natively, the other may as well
        List<String> nativeAccess = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--enable-native-access"))
                .toList();
        List<String> command = NamespaceCheck.enter(root, java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        command.addAll(nativeAccess);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DeviceTrial.class.getName()));
        return new DeviceTrial(ProgramRun.of(command).output());
    }

    /** Runs in the other Java: one line a device. */
    public static void main(String[] arguments) {
        attempt(TAP, () -> TapDevice.open("pacetrial0"));
        attempt(PACKET_SOCKET, () -> {
            LinkSettings.of("lo").bringUp();
            return PacketSocketDevice.open("lo");
        });
    }

    boolean worked(String device) {
        return output.lines().anyMatch((device + WORKED)::equals);
    }

    /** Why it did not work; empty when it did, or when the trial did not take place. */
    String failure(String device) {
        return output.lines()
                .filter(line -> line.startsWith(device + FAILED))
                .map(line -> line.substring((device + FAILED).length()))
                .findFirst()
                .orElse("");
    }

    private static void attempt(String name, Opening opening) {
        try (WireDevice device = opening.open()) {
            System.out.println(name + (device.capabilities().mtuBytes() > 0 ? WORKED : FAILED + "no MTU"));
        } catch (DeviceException refused) {
            System.out.println(
                    name + FAILED + String.valueOf(refused.getMessage()).replaceAll("\\s*\\R\\s*", " "));
        }
    }

    /** How a device is opened. */
    @FunctionalInterface
    private interface Opening {
        WireDevice open();
    }
}
