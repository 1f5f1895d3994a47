package io.blatam.gateway.proxy;

import akka.http.scaladsl.model.headers.CustomHeader;

/**
 * The {@code Content-Length} of an answer to HEAD. Akka HTTP leaves it out, because a server can
 * not know what GET would say; a proxy has been told.
 */
final class LengthToHead extends CustomHeader {

  private final long length;

  LengthToHead(long length) {
    this.length = length;
  }

  @Override
  public String name() {
    return "Content-Length";
  }

  @Override
  public String value() {
    return Long.toString(length);
  }

  @Override
  public boolean renderInRequests() {
    return false;
  }

  @Override
  public boolean renderInResponses() {
    return true;
  }
}
