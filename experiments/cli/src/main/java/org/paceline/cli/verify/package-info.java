/** A sweep with what is found in it, and the same sweep again after a remedy. */
@NullMarked
package org.paceline.cli.verify;

import org.jspecify.annotations.NullMarked;
