package io.blatam.node.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of one node that nobody listens on now. */
record Ports(List<Integer> numbers) {

  static final List<String> NAMES =
      List.of(
          "gateway",
          "redundancy",
          "bul",
          "gamma",
          "agents",
          "export",
          "kv-cache",
          "inference",
          "management",
          "cluster");

  int of(String name) {
    return numbers.get(NAMES.indexOf(name));
  }

  /** Those of {@code nodes} nodes; all are held at once, so that they differ. */
  static List<Ports> free(int nodes) {
    var held = new ArrayList<ServerSocket>();
    try {
      var all = new ArrayList<Ports>();
      for (int node = 0; node < nodes; node++) {
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < NAMES.size(); i++) {
          ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          held.add(socket);
          numbers.add(socket.getLocalPort());
        }
        all.add(new Ports(List.copyOf(numbers)));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      held.forEach(Ports::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
