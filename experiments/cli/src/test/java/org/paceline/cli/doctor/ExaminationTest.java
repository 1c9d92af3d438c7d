package org.paceline.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private final Examination lacking = new Examination(List.of(
            Finding.ok("java", "17"),
            Finding.missing("ip", "not found", "apt-get install iproute2").forDemo(),
            Finding.missing("tshark", "not found", "apt-get install tshark")));

    @Test
    void theTextSaysWhatWasFoundAndWhatToDo() {
        StringWriter text = new StringWriter();

        ExaminationText.write(lacking, new PrintWriter(text));

        assertEquals("""
                ok       java                17
                missing  ip                  not found
                                             -> apt-get install iproute2
                missing  tshark              not found
                                             -> apt-get install tshark

                The demo cannot show real packets before this is mended: ip.
                """, text.toString());
    }

    @Test
    void theDocumentHoldsTheSame() throws JsonProcessingException {
        JsonNode document = new ObjectMapper().readTree(ExaminationJson.text(lacking));

        assertEquals(false, document.get("ready_for_demo").asBoolean());
        assertEquals("missing", document.at("/findings/1/status").asText());
        assertEquals(
                "apt-get install iproute2", document.at("/findings/1/remedy").asText());
        assertEquals(true, document.at("/findings/1/needed").asBoolean());
    }
}
