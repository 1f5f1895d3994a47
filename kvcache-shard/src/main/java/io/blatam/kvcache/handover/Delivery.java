package io.blatam.kvcache.handover;

import akka.actor.typed.ActorRef;
import io.blatam.platform.serialization.CborSerializable;
import java.util.List;

/**
 * What one node had of a segment.
 *
 * @param last whether there is nothing more to come from there; otherwise {@code from} waits for
 *     the next {@link Departures.Claim}
 */
public record Delivery(boolean last, List<Parcel> parcels, ActorRef<Departures.Command> from)
    implements CborSerializable {}
