package org.paceline.probe.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.probe.synthetic.SelfTest.Answer;
import org.paceline.probe.synthetic.SelfTest.Score;

class SelfTestTest {
    private static final int RUNS = 6;

    @Test
    void coalescersAreFoundAndNamedAlsoThoseKeptOut() {
        assertTrue(SelfTest.coalescers() >= 30);
        List<Answer> answers = SelfTest.run(RUNS, 4_711, name -> {});
        hold(SelfTest.score(answers));
        hold(SelfTest.score(answers.stream().filter(Answer::keptOut).toList()));
    }

    @Test
    void aSeedGivesTheSameAnswersAgain() {
        assertEquals(SelfTest.run(1, 5, name -> {}), SelfTest.run(1, 5, name -> {}));
    }

    private static void hold(Score score) {
        assertTrue(score.precision() >= 0.95, score::toString);
        assertTrue(score.recall() >= 0.95, score::toString);
        assertTrue(score.causeShare() >= 0.85, score::toString);
        assertTrue(score.falseAlarms() <= 0.01 * score.cleanRuns(), score::toString);
    }
}
