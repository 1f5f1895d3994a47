package io.blatam.gateway;

import static akka.http.javadsl.server.Directives.concat;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.server.Route;
import io.blatam.gateway.account.Accounts;
import io.blatam.gateway.account.FirstAdmin;
import io.blatam.gateway.docs.DocsRoutes;
import io.blatam.gateway.docs.QueryNames;
import io.blatam.gateway.http.Admitted;
import io.blatam.gateway.http.AuthRoutes;
import io.blatam.gateway.http.Callers;
import io.blatam.gateway.http.GatewayAudit;
import io.blatam.gateway.http.GatewayRoutes;
import io.blatam.gateway.http.ProxyRoutes;
import io.blatam.gateway.http.ReadyRoute;
import io.blatam.gateway.http.SigningKeyRoutes;
import io.blatam.gateway.proxy.Readiness;
import io.blatam.gateway.proxy.ReverseProxy;
import io.blatam.gateway.signing.SignedRequests;
import io.blatam.gateway.signing.SigningKeys;
import io.blatam.gateway.store.AccountStore;
import io.blatam.gateway.store.SigningKeyStore;
import io.blatam.platform.Platform;
import io.blatam.platform.Service;
import io.blatam.platform.identity.Identity;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public door: everything that a client calls goes through here. */
public final class GatewayService implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);

  private final Route publicPages;
  private final PrintStream banner;

  /**
   * @param publicPages routes that need no token, such as the console at {@code /}
   */
  public GatewayService(Route publicPages) {
    this(publicPages, System.err);
  }

  /**
   * @param banner where the first administrator's password is shown
   */
  GatewayService(Route publicPages, PrintStream banner) {
    this.publicPages = publicPages;
    this.banner = banner;
  }

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public int defaultPort() {
    return 8000;
  }

  @Override
  public Route start(Platform platform) {
    ActorSystem<?> system = platform.system();
    GatewaySettings settings = GatewaySettings.of(platform.config());
    Accounts accounts =
        new Accounts(
            new AccountStore(platform.database()),
            platform.revocations(),
            settings.accounts(),
            platform.clock());
    FirstAdmin.ensure(accounts, settings.accounts().firstAdminPassword(), banner)
        .whenComplete(
            (made, failure) -> {
              if (failure != null) {
                LOG.error("the first administrator could not be made; start again", failure);
              }
            });

    QueryNames queries = QueryNames.load();
    ReverseProxy proxy = new ReverseProxy(system, settings.proxy());
    Callers callers = new Callers(platform.identity());
    GatewayAudit audit = new GatewayAudit(platform.audit()::record, platform.clock());
    SigningKeyStore keyStore = new SigningKeyStore(platform.database());
    SigningKeys keys =
        new SigningKeys(
            keyStore, accounts, platform.identity(), settings.signing(), platform.clock());
    SignedRequests signed =
        SignedRequests.start(
            keyStore,
            keys,
            platform.identity(),
            settings.signing(),
            settings.proxy().maxRequestBytes(),
            platform.clock(),
            system);
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    return GatewayRoutes.of(
        concat(
            new SigningKeyRoutes(
                    keys, settings.accounts().grantableScopes(), callers, queries, audit)
                .routes(),
            new AuthRoutes(
                    accounts,
                    platform.identity(),
                    callers,
                    queries,
                    audit,
                    settings.accounts().tokenValidity(),
                    settings.accounts().grantableScopes(),
                    settings.proxy().trustedProxies())
                .routes(),
            new ProxyRoutes(
                    proxy,
                    admission(callers, signed, queries, platform.identity()),
                    settings.proxy().trustedProxies())
                .routes(),
            new ReadyRoute(
                    new Readiness(system, proxy.upstreams(), settings.readyNeeds()),
                    () -> shutdown.getShutdownReason().isPresent())
                .routes()),
        concat(DocsRoutes.load().routes(), publicPages),
        settings.cors());
  }

  /** By a token, or by a signature. */
  private static Function<HttpRequest, CompletionStage<Admitted>> admission(
      Callers callers, SignedRequests signed, QueryNames queries, Identity identity) {
    return request -> {
      CompletionStage<HttpRequest> known =
          SignedRequests.isSigned(request)
              ? signed.admit(request)
              : CompletableFuture.completedFuture(request);
      return known.thenApply(
          admitted -> {
            String subject = callers.of(admitted).subject();
            queries.require(admitted);
            return new Admitted(admitted, () -> identity.isRevoked(subject));
          });
    };
  }
}
