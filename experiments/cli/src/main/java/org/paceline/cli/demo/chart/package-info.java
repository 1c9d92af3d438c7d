/**
 * Charts as inline SVG: scales, axes, marks. Knows nothing of what is drawn; colours come from the page's style sheet.
 */
@NullMarked
package org.paceline.cli.demo.chart;

import org.jspecify.annotations.NullMarked;
