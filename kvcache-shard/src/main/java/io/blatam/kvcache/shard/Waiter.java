package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;

/** A caller anywhere in the cluster: its node's client, and that client's number for the call. */
record Waiter(ActorRef<Answers> client, long id) {}
