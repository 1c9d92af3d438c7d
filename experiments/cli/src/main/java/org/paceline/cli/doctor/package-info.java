/** What a host offers to the stack: facts read, judged and put in words. Reading is apart from judging. */
@NullMarked
package org.paceline.cli.doctor;

import org.jspecify.annotations.NullMarked;
