package org.paceline.testbed.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A root of a guest in one file: busybox, the modules of its network cards and of fq, a small Java and our own jars.
 * Made anew for each run, in a second or two, so that it never holds yesterday's jars. The same for QEMU's guests and
 * Xen's.
 */
public final class GuestImage {
    private static final List<String> MODULES = List.of("virtio_pci", "virtio_net", "e1000", "xen_netfront", "sch_fq");

    private GuestImage() {}

    /**
     * Writes it.
     *
     * @param jars that become {@code /paceline/*.jar}
     */
    public static void write(LabCache cache, List<Path> jars, Path image) throws IOException {
        Path java = cache.java();
        try (GuestRoot root = GuestRoot.create(cache, image, "guest-init.sh", MODULES)) {
            root.tree("java", java);
            root.hostLibraries(java, List.of("bin/java", "lib/server/libjvm.so", "lib/libnio.so"));
            for (Path jar : jars) {
                root.file("paceline/" + jar.getFileName(), jar);
            }
        }
    }
}
