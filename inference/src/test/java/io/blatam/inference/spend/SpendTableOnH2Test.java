package io.blatam.inference.spend;

class SpendTableOnH2Test extends SpendTableContract {

  @Override
  String settings() {
    return "";
  }
}
