package org.paceline.testbed.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The root of Xen's first domain in one file: busybox, netback and a bridge, Xen's own tools, tcpdump, and the kernel
 * and the root of the guest that it is to start.
 */
public final class Dom0Image {
    private static final List<String> MODULES = List.of(
            "e1000", "xen_evtchn", "xen_gntdev", "xen_gntalloc", "xen_privcmd", "xenfs", "xen_netback", "bridge");
    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";
    private static final String TOOLS = "usr/lib/xen-4.17/bin/";
    private static final List<String> PROGRAMS = List.of(
            TOOLS + "xl",
            TOOLS + "xenstored",
            TOOLS + "xenconsoled",
            TOOLS + "xen-init-dom0",
            TOOLS + "libxl-save-helper",
            "usr/bin/xenstore-read",
            "usr/bin/xenstore-write",
            "usr/bin/tcpdump");

    /** xl ends a thread when a guest has started, and the C library loads this for it and is not asked by ldd. */
    private static final Path THREAD_END_LIBRARY = Path.of("/lib/x86_64-linux-gnu/libgcc_s.so.1");

    private Dom0Image() {}

    /**
     * Writes it.
     *
     * @param guest the root of the guest, by {@link GuestImage}
     */
    public static void write(LabCache cache, Path guest, Path image) throws IOException {
        Path xen = cache.xen();
        try (GuestRoot root = GuestRoot.create(cache, image, "backend-init.sh", MODULES)) {
            root.programs(xen, LIBRARIES, PROGRAMS);
            root.file(THREAD_END_LIBRARY.toString().substring(1), THREAD_END_LIBRARY);
            root.file("etc/xen/xl.conf", xen.resolve("etc/xen/xl.conf"));
            root.script("etc/xen/scripts/vif-lab", "vif-lab.sh");
            for (String folder : List.of("var/lock", "var/log/xen", "var/lib/xen", "var/lib/xenstored", "xen")) {
                root.folder(folder);
            }
            root.file("guest/kernel", cache.kernelImage());
            root.file("guest/root", guest);
        }
    }
}
