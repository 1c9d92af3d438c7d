package org.paceline.cli.probe.page;

import java.util.ArrayList;
import java.util.List;
import org.paceline.cli.page.Legend;
import org.paceline.probe.path.PathReport;

/** How the points of a path are told apart: the first solid, the last dashed, those between dotted. */
final class PointLook {
    static final String FIRST = "paced";
    static final String LAST = "kernel";
    static final String BETWEEN = "unpaced";

    private PointLook() {}

    /** CSS class of a point. */
    static String of(int point, int points) {
        if (point == 0) {
            return FIRST;
        }
        return point == points - 1 ? LAST : BETWEEN;
    }

    /** The points that have figures, for a legend. */
    static List<Legend.Entry> legend(PathReport report) {
        List<Legend.Entry> entries = new ArrayList<>();
        for (int point = 0; point < report.points().size(); point++) {
            if (report.points().get(point).report() != null) {
                String name = name(report.points().get(point));
                entries.add(new Legend.Entry(name, of(point, report.points().size())));
            }
        }
        return entries;
    }

    /** The file without its directory. */
    static String name(PathReport.Point point) {
        return point.name().substring(point.name().lastIndexOf('/') + 1);
    }
}
