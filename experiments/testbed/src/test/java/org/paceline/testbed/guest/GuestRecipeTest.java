package org.paceline.testbed.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestRecipeTest {
    @Test
    void emulationNeedsNoHardware() {
        List<String> command = settings(Accelerator.TCG).command();
        assertTrue(command.contains("tcg,thread=multi"));
        assertTrue(command.contains("virtio-net-pci,tx=timer,netdev=n0,romfile="));
        assertTrue(command.contains("tap,id=n0,ifname=tap0,script=no,downscript=no"));
    }

    @Test
    void kvmShowsTheHostsProcessor() {
        List<String> command = settings(Accelerator.KVM).command();
        assertEquals("host", command.get(command.indexOf("-cpu") + 1));
        assertEquals("kvm", command.get(command.indexOf("-accel") + 1));
    }

    @Test
    void hardwareIsUsedWhereItMayBeOpened(@TempDir Path folder) throws IOException {
        Path device = folder.resolve("kvm");
        assertEquals(Accelerator.TCG, Accelerator.best(device));
        Files.createFile(device);
        assertEquals(Accelerator.KVM, Accelerator.best(device));
    }

    @Test
    void xenIsGivenItsFirstDomainAndAProcessorWithoutSmap() {
        QemuBoot boot = QemuBoot.xen(Path.of("xen.elf"), "", Path.of("vmlinuz"), Path.of("dom0.img"));
        List<String> command =
                new QemuSettings(Accelerator.TCG, "e1000", "tap0", 2048, boot, Path.of("console")).command();
        assertEquals("max,-smap", command.get(command.indexOf("-cpu") + 1));
        assertEquals("xen.elf", command.get(command.indexOf("-kernel") + 1));
        assertEquals(
                "vmlinuz console=hvc0 quiet mitigations=off tsc=reliable,dom0.img",
                command.get(command.indexOf("-initrd") + 1));
    }

    @Test
    void theArchiveHoldsFoldersBeforeTheirFiles() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InitramfsWriter writer = new InitramfsWriter(bytes)) {
            writer.file("bin/tools/sh", "x".getBytes(StandardCharsets.UTF_8));
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("070701"));
        assertTrue(text.indexOf("bin\0") < text.indexOf("bin/tools\0"));
        assertTrue(text.indexOf("bin/tools\0") < text.indexOf("bin/tools/sh\0"));
        assertTrue(text.contains("TRAILER!!!\0"));
        assertEquals(0, bytes.size() % 4);
    }

    @Test
    void librariesAreFoundWhereTheLoaderFindsThem() {
        String ldd = """
                \tlinux-vdso.so.1 (0x00007ffd)
                \tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f12)
                \tlibjli.so => /opt/java/bin/../lib/libjli.so (0x00007f13)
                \t/lib64/ld-linux-x86-64.so.2 (0x00007f14)
                """;
        assertEquals(
                Set.of(
                        "/lib/x86_64-linux-gnu/libz.so.1",
                        "/opt/java/bin/../lib/libjli.so",
                        "/lib64/ld-linux-x86-64.so.2"),
                GuestRoot.libraries(ldd));
    }

    @Test
    void theCacheIsWhereTheUserKeepsCaches() {
        assertEquals(
                Path.of("/u/.cache/paceline/lab"),
                LabCache.ofUser(Map.of(), Path.of("/u")).folder());
        assertEquals(
                Path.of("/c/paceline/lab"),
                LabCache.ofUser(Map.of("XDG_CACHE_HOME", "/c"), Path.of("/u")).folder());
    }

    @Test
    void whatAnInterruptedRunLeftIsMadeAnew(@TempDir Path folder) throws IOException {
        LabCache cache = new LabCache(folder);
        Files.createDirectories(folder.resolve("java.partial/half"));
        Path made = cache.built(folder.resolve("java"), partial -> Files.createDirectory(partial));
        try (Stream<Path> inside = Files.list(made)) {
            assertEquals(0, inside.count());
        }
        cache.built(made, partial -> fail("it is there"));
    }

    @Test
    void moreOnTheCommandLineOfAGuestsKernel() {
        QemuBoot boot = QemuBoot.linux(Path.of("vmlinuz"), Path.of("guest.img"));
        assertEquals(boot, boot.with(""));
        assertEquals(
                boot.commandLine() + " default_qdisc=fq",
                boot.with("default_qdisc=fq").commandLine());
    }

    @Test
    void cleaningLeavesNothing(@TempDir Path folder) throws IOException {
        Path lab = folder.resolve("lab");
        Files.createDirectories(lab.resolve("a/b"));
        Files.writeString(lab.resolve("a/b/c"), "x");
        new LabCache(lab).clean();
        assertFalse(Files.exists(lab));
    }

    private static QemuSettings settings(Accelerator accelerator) {
        return new QemuSettings(
                accelerator,
                "virtio-net-pci,tx=timer",
                "tap0",
                512,
                QemuBoot.linux(Path.of("vmlinuz"), Path.of("guest.img")),
                Path.of("console"));
    }
}
