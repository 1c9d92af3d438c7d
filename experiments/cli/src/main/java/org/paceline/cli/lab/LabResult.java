package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** What one variant of a lab showed. */
public interface LabResult {
    /** For people. */
    void write(PrintWriter out);

    /** For programs. */
    ObjectNode json();
}
