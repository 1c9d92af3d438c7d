package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The fields of one header by their place in bits: each accessor reads its own bits and no others. */
final class HeaderFields {
    private final List<Field> fields = new ArrayList<>();

    private record Field(String name, int firstBit, int bits, LongSupplier value) {
        long after(long before, int flippedBit) {
            boolean inside = flippedBit >= firstBit && flippedBit < firstBit + bits;
            return inside ? before ^ 1L << (firstBit + bits - 1 - flippedBit) : before;
        }
    }

    /** Adds a field; its accessor's value is unsigned. */
    HeaderFields with(String name, int firstBit, int bits, LongSupplier value) {
        fields.add(new Field(name, firstBit, bits, value));
        return this;
    }

    /** Flips every bit of the fields in turn and looks at all of them. */
    void eachBitBelongsToOneField(ByteBuffer header, int offset) {
        for (Field flipped : fields) {
            for (int bit = flipped.firstBit; bit < flipped.firstBit + flipped.bits; bit++) {
                flip(header, offset, bit);
                List<Long> changed =
                        fields.stream().map(field -> field.value.getAsLong()).toList();
                flip(header, offset, bit);
                for (int i = 0; i < fields.size(); i++) {
                    Field field = fields.get(i);
                    long before = field.value.getAsLong();
                    assertEquals(
                            field.after(before, bit), changed.get(i), field.name + " with bit " + bit + " flipped");
                }
            }
        }
    }

    private static void flip(ByteBuffer header, int offset, int bit) {
        int index = offset + bit / 8;
        header.put(index, (byte) (header.get(index) ^ 0x80 >>> bit % 8));
    }
}
