package org.paceline.packetdrill.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.packetdrill.profile.Profile;

/** The scripts of this tree, and the profiles that their heads claim. */
final class OwnScripts {
    private static final String FOLDER = "src/test/packetdrill";
    private static final String MODULE = "experiments/packetdrill";
    private static final Pattern CLAIM = Pattern.compile("(?m)^// profiles:(.*)$");

    /** One script. */
    record Claimed(Path file, String name, String text, List<Profile> profiles) {}

    private OwnScripts() {}

    static List<Claimed> all() throws IOException {
        Path folder = Files.isDirectory(Path.of(FOLDER)) ? Path.of(FOLDER) : Path.of(MODULE, FOLDER);
        List<Claimed> scripts = new ArrayList<>();
        for (Path file : ScriptFiles.of(List.of(folder))) {
            String text = Files.readString(file);
            scripts.add(new Claimed(file, folder.relativize(file).toString(), text, profiles(text)));
        }
        return scripts;
    }

    private static List<Profile> profiles(String text) {
        List<Profile> profiles = new ArrayList<>();
        Matcher claim = CLAIM.matcher(text);
        if (claim.find()) {
            for (String name : claim.group(1).strip().split("\\s+", -1)) {
                profiles.add(Profile.valueOf(name.toUpperCase(Locale.ROOT)));
            }
        }
        return profiles;
    }
}
