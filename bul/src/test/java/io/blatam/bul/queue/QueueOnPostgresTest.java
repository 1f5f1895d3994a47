package io.blatam.bul.queue;

import io.blatam.platform.testkit.ScratchPostgres;

class QueueOnPostgresTest extends QueueContract {

  @Override
  String database() {
    return """
    blatam.database { url = "%s", user = postgres }
    """
        .formatted(ScratchPostgres.newDatabase());
  }
}
