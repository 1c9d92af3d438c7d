/** The pacer's own lateness, published. */
@NullMarked
package org.paceline.pacer.measure;

import org.jspecify.annotations.NullMarked;
