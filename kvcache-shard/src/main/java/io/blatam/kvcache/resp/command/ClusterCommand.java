package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.List;
import java.util.function.Function;

/**
 * CLUSTER, for clients that want one: this node answers for all slots, because it finds every key
 * wherever it lives.
 */
final class ClusterCommand {

  private static final int LAST_SLOT = 16_383;

  private ClusterCommand() {}

  static void addTo(CommandTable.Builder table) {
    table.group("cluster");
    table.container("cluster", "Who has which slots");
    add(table, "slots", "Slots and their nodes", ClusterCommand::slots);
    add(table, "shards", "Nodes and their slots", ClusterCommand::shards);
    add(table, "info", "How the cluster is", server -> new Reply.Verbatim(info()));
    add(table, "nodes", "The nodes, in a text", server -> new Reply.Verbatim(nodes(server)));
    add(table, "myid", "This node's name", server -> Reply.bulk(server.nodeId()));
  }

  private static void add(
      CommandTable.Builder table, String word, String summary, Function<Server, Reply> run) {
    table.within(
        "cluster", word, 2, List.of("stale"), summary, call -> Step.done(run.apply(call.server())));
  }

  private static Reply slots(Server server) {
    Reply node =
        Reply.many(
            Reply.bulk(server.host()),
            new Reply.Whole(server.port()),
            Reply.bulk(server.nodeId()),
            new Reply.Many(List.of()));
    return Reply.many(Reply.many(Reply.ZERO, new Reply.Whole(LAST_SLOT), node));
  }

  private static Reply shards(Server server) {
    Reply node =
        new Reply.Pairs(
            List.of(
                Reply.bulk("id"),
                Reply.bulk(server.nodeId()),
                Reply.bulk("port"),
                new Reply.Whole(server.port()),
                Reply.bulk("ip"),
                Reply.bulk(server.host()),
                Reply.bulk("endpoint"),
                Reply.bulk(server.host()),
                Reply.bulk("role"),
                Reply.bulk("master"),
                Reply.bulk("replication-offset"),
                Reply.ZERO,
                Reply.bulk("health"),
                Reply.bulk("online")));
    return Reply.many(
        new Reply.Pairs(
            List.of(
                Reply.bulk("slots"),
                Reply.many(Reply.ZERO, new Reply.Whole(LAST_SLOT)),
                Reply.bulk("nodes"),
                Reply.many(node))));
  }

  private static String info() {
    return String.join(
        "\r\n",
        "cluster_state:ok",
        "cluster_slots_assigned:16384",
        "cluster_slots_ok:16384",
        "cluster_slots_pfail:0",
        "cluster_slots_fail:0",
        "cluster_known_nodes:1",
        "cluster_size:1",
        "cluster_current_epoch:1",
        "cluster_my_epoch:1",
        "");
  }

  private static String nodes(Server server) {
    return "%s %s:%d@%d myself,master - 0 0 1 connected 0-%d\n"
        .formatted(server.nodeId(), server.host(), server.port(), server.port(), LAST_SLOT);
  }
}
