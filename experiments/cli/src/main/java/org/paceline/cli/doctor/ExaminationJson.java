package org.paceline.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An examination as a JSON document: {@code ready_for_demo}, and {@code findings} under the names of {@link Finding}.
 */
public final class ExaminationJson {
    private ExaminationJson() {}

    /** The document, indented. */
    public static String text(Examination examination) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode document = mapper.createObjectNode();
        document.put("ready_for_demo", examination.readyForDemo());
        ArrayNode findings = document.putArray("findings");
        for (Finding finding : examination.findings()) {
            findings.addObject()
                    .put("topic", finding.topic())
                    .put("status", finding.status().word())
                    .put("fact", finding.fact())
                    .put("remedy", finding.remedy())
                    .put("needed", finding.needed());
        }
        return document.toPrettyString();
    }
}
