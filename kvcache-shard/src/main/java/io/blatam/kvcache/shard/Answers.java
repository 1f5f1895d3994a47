package io.blatam.kvcache.shard;

import io.blatam.platform.serialization.CborSerializable;
import java.util.List;

/**
 * Answers from one segment.
 *
 * @param batch the batch that these complete, or {@link #NO_BATCH} where more follow or none was
 *     asked
 */
public record Answers(int segment, long batch, List<Answer> answers) implements CborSerializable {

  public static final long NO_BATCH = -1;
}
