package io.blatam.gateway;

import akka.http.javadsl.server.Directives;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A gateway on a scratch platform, in front of one raw upstream for every service. */
public final class GatewayFixture implements AutoCloseable {

  public static final String ADMIN_PASSWORD = "correct horse battery";

  private static final String QUICK =
      """
      blatam.gateway.accounts.bcrypt-cost = 8
      blatam.gateway.accounts.first-admin-password = "%s"
      blatam.gateway.upstreams {
        bul = ["%s"], gamma = ["%s"], inference = ["%s"], kv-cache = ["%s"]
      }
      blatam.gateway.ready-needs = [bul]
      """;

  public final RawUpstream upstream = new RawUpstream();
  public final ScratchPlatform scratch;
  public final URI server;
  public final HttpCaller caller;

  private GatewayFixture(Path data, String settings, PrintStream banner) {
    String at = upstream.address().toString();
    scratch =
        ScratchPlatform.start(
            data, QUICK.formatted(ADMIN_PASSWORD, at, at, at, at) + "\n" + settings);
    server =
        scratch.serve(
            "gateway",
            new GatewayService(
                    Directives.pathSingleSlash(() -> Directives.complete("console")), banner)
                .start(scratch.platform()));
    caller = new HttpCaller(server, scratch.token("acme", Scopes.DOCUMENTS));
  }

  public static GatewayFixture start(Path data, String settings) {
    return new GatewayFixture(data, settings, System.err);
  }

  /** As {@link #start}, with what the operator is shown written to {@code banner}. */
  public static GatewayFixture start(Path data, String settings, ByteArrayOutputStream banner) {
    return new GatewayFixture(
        data, settings, new PrintStream(banner, true, StandardCharsets.UTF_8));
  }

  public RawClient raw() throws Exception {
    return new RawClient(server);
  }

  /** The line that lets a raw request in. */
  public String authorization() {
    return "Authorization: Bearer " + caller.token() + "\r\n";
  }

  /** A request's head with what every request needs; {@code more} are further header lines. */
  public String head(String method, String target, String... more) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: gateway.test\r\n"
        + authorization()
        + String.join("", more)
        + "\r\n";
  }

  @Override
  public void close() {
    scratch.close();
    upstream.close();
  }
}
