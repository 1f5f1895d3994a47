package io.blatam.bul.queue;

class QueueOnH2Test extends QueueContract {

  @Override
  String database() {
    return "";
  }
}
