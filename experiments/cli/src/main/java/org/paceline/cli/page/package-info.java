/**
 * Pages that need nothing but themselves, and charts as inline SVG on them: scales, axes, marks. Knows nothing of what
 * is drawn; colours come from the style sheet.
 */
@NullMarked
package org.paceline.cli.page;

import org.jspecify.annotations.NullMarked;
