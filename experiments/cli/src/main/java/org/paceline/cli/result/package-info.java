/** Where the result of a command goes. */
@NullMarked
package org.paceline.cli.result;

import org.jspecify.annotations.NullMarked;
