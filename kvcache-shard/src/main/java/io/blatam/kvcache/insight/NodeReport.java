package io.blatam.kvcache.insight;

import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.analytics.GroupFigures;
import io.blatam.kvcache.api.TokenLedger;
import io.blatam.kvcache.copies.CopyValue;
import io.blatam.kvcache.prefetch.PrefetchValue;
import io.blatam.platform.serialization.CborSerializable;
import java.util.List;
import java.util.Map;

/**
 * What one node says of itself.
 *
 * @param node its address
 * @param policies how many of its segments follow which policy
 * @param figures of the groups that were asked for, in its segments
 * @param tokens spared, of the groups that were asked for
 * @param profile empty unless it was asked for
 * @param latencies by operation, encoded histograms of microseconds
 */
record NodeReport(
    String node,
    Map<String, Integer> policies,
    List<GroupFigures> figures,
    List<TokenLedger.Saved> tokens,
    AccessProfile profile,
    Rates rates,
    PrefetchValue prefetch,
    CopyValue copies,
    Map<String, byte[]> latencies)
    implements CborSerializable {}
