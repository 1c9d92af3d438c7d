package org.paceline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a tree of its own, with a java and a mvn that only write down how they were called. */
class LauncherTest {
    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo "mvn $*" >>"$CALLS"
            sleep "${BUILD_SECONDS:-0}"
            if [ -n "$BUILD_FAILS" ]; then echo '[ERROR] Tcp.java:[7,1] no such symbol'; echo '[INFO] noise'; exit 1; fi
            """;
    private static final String FAKE_JAVA = "#!/bin/sh\necho \"java $*\" >>\"$CALLS\"\nexit \"${JAVA_EXITS:-0}\"\n";

    @TempDir
    Path directory;

    private Path tree;
    private Path calls;
    private final Map<String, String> surroundings = new HashMap<>();

    @BeforeEach
    void layOutATree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        calls = directory.resolve("calls");
        for (String module : List.of("pacer", "nic-tap", "utcp", "hypervisor-probe", "experiments", ".mvn")) {
            Files.createDirectories(tree.resolve(module));
        }
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        write(tree.resolve("pacer/src/main/java/Gap.java"), "class Gap {}");
        write(tree.resolve("pacer/src/test/java/GapTest.java"), "class GapTest {}");
        Files.copy(repository().resolve("paceline"), tree.resolve("paceline"));
        executable(tree.resolve("paceline"));
        program("bin/mvn", FAKE_MAVEN);
        javaHome("jdk", "17.0.15");
        surroundings.put("JAVA_HOME", directory.resolve("jdk").toString());
        aMinuteAgo(tree);
    }

    @Test
    void theSecondStartDoesNotBuild() throws Exception {
        assertEquals(0, start("doctor").exitCode);
        assertEquals(0, start("doctor").exitCode);

        assertEquals(1, count("mvn "));
        assertEquals(2, count("java "));
    }

    @Test
    void aChangedSourceIsBuiltAndAChangedTestIsNot() throws Exception {
        start("doctor");
        write(tree.resolve("pacer/src/test/java/GapTest.java"), "class GapTest { }");
        start("doctor");
        assertEquals(1, count("mvn "));

        write(tree.resolve("pacer/src/main/java/Gap.java"), "class Gap { }");
        start("doctor");
        assertEquals(2, count("mvn "));
    }

    @Test
    void aRemovedSourceIsBuilt() throws Exception {
        start("doctor");
        Files.delete(tree.resolve("pacer/src/main/java/Gap.java"));
        start("doctor");

        assertEquals(2, count("mvn "));
    }

    @Test
    void aFailedBuildShowsItsErrorsAndRunsNothing() throws Exception {
        surroundings.put("BUILD_FAILS", "1");
        Run run = start("doctor");

        assertEquals(1, run.exitCode);
        assertTrue(run.output.contains("[7,1] no such symbol"), run.output);
        assertTrue(!run.output.contains("noise"), run.output);
        assertEquals(0, count("java "));
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        surroundings.put("BUILD_SECONDS", "1");
        Process first = process("doctor");
        Process second = process("doctor");
        first.getInputStream().readAllBytes();
        second.getInputStream().readAllBytes();

        assertEquals(0, first.waitFor());
        assertEquals(0, second.waitFor());
        assertEquals(1, count("mvn "));
        assertEquals(2, count("java "));
    }

    @Test
    void argumentsAndExitCodePassThrough() throws Exception {
        surroundings.put("JAVA_EXITS", "3");

        assertEquals(3, start("send", "-c", "a b").exitCode);
        assertTrue(called().stream().anyMatch(call -> call.endsWith("org.paceline.cli.Paceline send -c a b")));
    }

    @Test
    void aSymbolicLinkFindsTheTree() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("bin/pl"), tree.resolve("paceline"));
        assertEquals(0, run(List.of(link.toString(), "doctor")).exitCode);

        assertEquals(1, count("java "));
    }

    @Test
    void anOldJavaIsNamedWithTheRemedy() throws Exception {
        javaHome("jdk8", "1.8.0_402");
        surroundings.put("JAVA_HOME", directory.resolve("jdk8").toString());
        Run run = start("doctor");

        assertEquals(1, run.exitCode);
        assertTrue(run.output.contains("is Java 1.8.0_402"), run.output);
        assertTrue(run.output.contains("PACELINE_JAVA"), run.output);
        assertEquals(1, run.output.lines().count());
    }

    @Test
    void theNamedJavaGoesBeforeJavaHome() throws Exception {
        javaHome("jdk25", "25.0.3");
        surroundings.put("PACELINE_JAVA", directory.resolve("jdk25/bin/java").toString());
        start("doctor");

        assertEquals(1, count("java -XX:+UseZGC"));
        assertTrue(called().stream().anyMatch(call -> call.contains("--sun-misc-unsafe-memory-access=allow")));
    }

    @Test
    void aJavaWithShenandoahRunsWithItAndSmallReferences() throws Exception {
        javaHome("jdk21", "21.0.5");
        write(directory.resolve("jdk21/lib/server/libjvm.so"), "\0ShenandoahHeap::heap\0");
        surroundings.put("PACELINE_JAVA", directory.resolve("jdk21/bin/java").toString());
        start("doctor");

        assertEquals(1, count("java -XX:+UseShenandoahGC"));
        assertTrue(called().stream().noneMatch(call -> call.contains("ZGenerational")));
    }

    @Test
    void optionsThatAJavaDoesNotKnowAreNotGivenToIt() throws Exception {
        start("doctor");

        assertEquals(1, count("java "));
        assertTrue(called().stream().noneMatch(call -> call.contains("--sun-misc") || call.contains("ZGenerational")));
    }

    @Test
    void aJavaHomeWithoutJavaIsSaidInOneLine() throws Exception {
        surroundings.put("JAVA_HOME", directory.resolve("nowhere").toString());
        Run run = start("doctor");

        assertEquals(1, run.exitCode);
        assertEquals(1, run.output.lines().count());
    }

    private Run start(String... arguments) throws IOException, InterruptedException {
        return run(command(arguments));
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        Process process = builder(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private Process process(String... arguments) throws IOException {
        return builder(command(arguments)).start();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(tree.resolve("paceline").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PACELINE_"));
        builder.environment().put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("CALLS", calls.toString());
        builder.environment().putAll(surroundings);
        return builder;
    }

    private List<String> called() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private long count(String beginning) throws IOException {
        return called().stream().filter(call -> call.startsWith(beginning)).count();
    }

    private void javaHome(String name, String version) throws IOException {
        program(name + "/bin/java", FAKE_JAVA);
        program(name + "/bin/javac", "#!/bin/sh\n");
        write(directory.resolve(name + "/release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void program(String path, String text) throws IOException {
        write(directory.resolve(path), text);
        executable(directory.resolve(path));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void aMinuteAgo(Path root) throws IOException {
        FileTime past = FileTime.from(Instant.now().minusSeconds(60));
        try (var files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, past);
            }
        }
    }

    /** The work tree that these tests were compiled in. */
    private static Path repository() {
        return SourceTree.root();
    }

    private record Run(int exitCode, String output) {}
}
