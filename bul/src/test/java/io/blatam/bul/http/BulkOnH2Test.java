package io.blatam.bul.http;

import io.blatam.platform.testkit.Engine;

class BulkOnH2Test extends BulkContract {

  @Override
  Engine engine() {
    return Engine.H2;
  }
}
