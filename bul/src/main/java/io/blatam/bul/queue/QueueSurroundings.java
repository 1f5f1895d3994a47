package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import io.blatam.bul.store.LaneTable;
import io.blatam.bul.store.QueueTable;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What every tenant's queue of a node shares.
 *
 * @param jobs tells a job
 * @param members whether a node, as leases name it, is part of the cluster
 */
record QueueSurroundings(
    QueueTable table,
    LaneTable lanes,
    ActorRef<DispatchCommand> coordinator,
    BiConsumer<String, JobCommand> jobs,
    Predicate<String> members,
    QueueSettings settings,
    Clock clock) {}
