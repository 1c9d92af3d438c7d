package org.paceline.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SvgTest {
    @Test
    void textCannotBreakOutOfItsElement() {
        Svg svg = new Svg(10, 10, "a \"b\" <c>");
        svg.text(1, 2, "tick", "<script>&");

        assertTrue(svg.markup().contains("aria-label=\"a &quot;b&quot; &lt;c&gt;\""), svg.markup());
        assertTrue(svg.markup().contains(">&lt;script&gt;&amp;</text>"), svg.markup());
    }

    @Test
    void aPathIsWrittenInTenthsOfPixels() {
        Svg svg = new Svg(10, 10, "path");
        svg.path(new Svg.Path().lineTo(1.04, 2).lineTo(3.16, 4).stepTo(5, 6).dot(7, 8), "curve");

        assertEquals(
                "<path class=\"curve\" d=\"M1 2L3.2 4H5V6M7 8h0\"/>",
                svg.markup().lines().skip(1).findFirst().orElse(""));
    }
}
