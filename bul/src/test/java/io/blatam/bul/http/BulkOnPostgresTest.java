package io.blatam.bul.http;

import io.blatam.platform.testkit.Engine;

class BulkOnPostgresTest extends BulkContract {

  @Override
  Engine engine() {
    return Engine.POSTGRESQL;
  }
}
