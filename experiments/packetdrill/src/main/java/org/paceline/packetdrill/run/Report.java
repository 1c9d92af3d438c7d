package org.paceline.packetdrill.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paceline.packetdrill.run.Verdict.Outcome;

/** What became of many scripts, for people and for programs. */
public final class Report {
    private final List<Verdict> verdicts = new ArrayList<>();

    public void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    public int size() {
        return verdicts.size();
    }

    public List<Verdict> of(Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).toList();
    }

    /** 0 when all passed, 1 when one failed, 3 when none failed and one could not be run. */
    public int exitCode() {
        if (!of(Outcome.FAILED).isEmpty()) {
            return 1;
        }
        return of(Outcome.UNSUPPORTED).isEmpty() ? 0 : 3;
    }

    /** What one script has to say; a script that passed says nothing. */
    public static String text(Verdict verdict) {
        return switch (verdict.outcome()) {
            case PASSED -> "";
            case FAILED -> "FAILED " + verdict.file() + ":" + verdict.line() + ": " + verdict.why() + "\n";
            case UNSUPPORTED -> "UNSUPPORTED " + verdict.file() + ": " + verdict.why() + "\n";
        };
    }

    public String summary(double seconds) {
        return String.format(
                Locale.ROOT,
                "%d scripts in %.2f s: %d passed, %d failed, %d unsupported%n",
                verdicts.size(),
                seconds,
                of(Outcome.PASSED).size(),
                of(Outcome.FAILED).size(),
                of(Outcome.UNSUPPORTED).size());
    }

    /** {@code {"passed":[file],"failed":[{"file","line","why"}],"unsupported":[{"file","why"}]}}. */
    public String json() {
        StringBuilder json = new StringBuilder("{\"passed\":[");
        String comma = "";
        for (Verdict verdict : of(Outcome.PASSED)) {
            json.append(comma).append(quoted(verdict.file()));
            comma = ",";
        }
        json.append("],\"failed\":[");
        comma = "";
        for (Verdict verdict : of(Outcome.FAILED)) {
            json.append(comma).append("{\"file\":").append(quoted(verdict.file()));
            json.append(",\"line\":").append(verdict.line());
            json.append(",\"why\":").append(quoted(verdict.why())).append('}');
            comma = ",";
        }
        json.append("],\"unsupported\":[");
        comma = "";
        for (Verdict verdict : of(Outcome.UNSUPPORTED)) {
            json.append(comma).append("{\"file\":").append(quoted(verdict.file()));
            json.append(",\"why\":").append(quoted(verdict.why())).append('}');
            comma = ",";
        }
        return json.append("]}").toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            switch (letter) {
                case '"', '\\' -> quoted.append('\\').append(letter);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (letter < ' ') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
                    } else {
                        quoted.append(letter);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
