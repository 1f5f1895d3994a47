package io.blatam.bul.http;

class BulkOnH2Test extends BulkContract {

  @Override
  String settings() {
    return "";
  }
}
