package io.blatam.agents.http;

/** Where to look at a run and where to end it. */
record RunLinks(String self, String cancel) {

  static RunLinks of(String id) {
    String self = "/api/v1/agents/workflows/" + id;
    return new RunLinks(self, self + "/cancel");
  }
}
