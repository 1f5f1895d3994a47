package io.blatam.bul.http;

class ProfileOnH2Test extends ProfileContract {

  @Override
  String settings() {
    return "";
  }
}
