package org.paceline.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: ours, then the Java that runs it. */
final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "paceline " + version(), "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
        };
    }

    /** Version of the build; "unpackaged" when the classes run outside their jar, as in tests. */
    static String version() {
        String version = Paceline.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
