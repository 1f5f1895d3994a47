package io.blatam.gateway.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.extractStrictEntity;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.patch;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import io.blatam.gateway.account.Account;
import io.blatam.gateway.account.AccountChange;
import io.blatam.gateway.account.AccountRules;
import io.blatam.gateway.account.Accounts;
import io.blatam.gateway.account.GrantableScopes;
import io.blatam.gateway.account.LoginRefused;
import io.blatam.gateway.docs.QueryNames;
import io.blatam.gateway.proxy.Caller;
import io.blatam.platform.StageFailure;
import io.blatam.platform.audit.AuditEntry.Outcome;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Paging;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import scala.concurrent.duration.FiniteDuration;

/** {@code /api/v1/auth/**} and the public keys: tokens, accounts, passwords. */
public final class AuthRoutes {

  private static final FiniteDuration BODY_TIMEOUT = FiniteDuration.apply(10, TimeUnit.SECONDS);

  /** Credentials are short; nobody may keep the gateway reading before it knows who calls. */
  private static final long MAX_BODY = 16 * 1024;

  private final Accounts accounts;
  private final Identity identity;
  private final Callers callers;
  private final QueryNames queries;
  private final GatewayAudit audit;
  private final Duration tokenValidity;
  private final GrantableScopes grantable;
  private final Set<String> trustedProxies;

  public AuthRoutes(
      Accounts accounts,
      Identity identity,
      Callers callers,
      QueryNames queries,
      GatewayAudit audit,
      Duration tokenValidity,
      GrantableScopes grantable,
      Set<String> trustedProxies) {
    this.accounts = accounts;
    this.identity = identity;
    this.callers = callers;
    this.queries = queries;
    this.audit = audit;
    this.tokenValidity = tokenValidity;
    this.grantable = grantable;
    this.trustedProxies = trustedProxies;
  }

  /** What a token answer holds (RFC 6749, section 5.1). */
  record Token(String accessToken, String tokenType, long expiresIn, String scope) {}

  record Me(String subject, String tenant, Set<String> scopes) {}

  record NewUser(String username, String password, List<String> scopes, Optional<String> tenant) {
    NewUser {
      username = AccountRules.requireName("username", username);
      AccountRules.requirePassword("password", password);
      scopes = List.copyOf(scopes);
      tenant = tenant.map(given -> AccountRules.requireTenant("tenant", given));
    }
  }

  record NewPassword(String currentPassword, String newPassword) {
    NewPassword {
      AccountRules.requirePassword("new_password", newPassword);
    }
  }

  public Route routes() {
    return concat(
        path(segment(".well-known").slash("jwks.json"), () -> get(() -> Json.ok(identity.jwks()))),
        pathPrefix(
            segment("api").slash("v1").slash("auth"),
            () ->
                extractRequest(
                    request ->
                        concat(
                            path("token", () -> post(() -> token(request))),
                            path("me", () -> get(() -> me(request))),
                            path("password", () -> post(() -> password(request))),
                            pathPrefix("users", () -> users(request))))));
  }

  private Route token(HttpRequest request) {
    return akka.http.javadsl.server.Directives.withSizeLimit(
        MAX_BODY,
        () ->
            extractStrictEntity(
                BODY_TIMEOUT,
                body -> {
                  TokenRequest asked = TokenRequest.of(request, body);
                  return completeWithFuture(
                      accounts
                          .login(asked.username(), asked.password(), address(request))
                          .handle((account, failure) -> answer(request, asked, account, failure)));
                }));
  }

  private HttpResponse answer(
      HttpRequest request, TokenRequest asked, Account account, Throwable failure) {
    if (failure != null) {
      if (!(StageFailure.cause(failure) instanceof LoginRefused refused)) {
        throw failure instanceof CompletionException known
            ? known
            : new CompletionException(failure);
      }
      audit.login(request, asked.username(), Outcome.DENIED);
      return refusal(asked, refused);
    }
    Principal principal = account.principal();
    if (!asked.scopes().stream().allMatch(principal::may)) {
      audit.login(request, asked.username(), Outcome.DENIED);
      return asked.oauth()
          ? OAuthErrors.response(400, "invalid_scope", "The account does not have this scope.")
          : Problem.validation(
                  "scope", "the account has " + String.join(" ", new TreeSet<>(principal.scopes())))
              .toResponse();
    }
    Set<String> granted = asked.scopes().isEmpty() ? principal.scopes() : asked.scopes();
    audit.login(request, account, Outcome.ALLOWED);
    return noStore(
        Json.response(
            200,
            new Token(
                identity.issue(
                    new Principal(principal.subject(), principal.tenant(), granted), tokenValidity),
                "Bearer",
                tokenValidity.toSeconds(),
                String.join(" ", new TreeSet<>(granted)))));
  }

  private static HttpResponse refusal(TokenRequest asked, LoginRefused refused) {
    if (refused.waitFor().isPresent()) {
      int seconds = (int) refused.waitFor().get().toSeconds() + 1;
      return Problem.tooManyRequests(refused.getMessage(), seconds).toResponse();
    }
    return asked.oauth()
        ? OAuthErrors.response(401, "invalid_grant", refused.getMessage())
        : Problem.unauthorized(refused.getMessage()).toResponse();
  }

  private Route me(HttpRequest request) {
    Principal caller = callers.of(request);
    return Json.ok(new Me(caller.subject(), caller.tenant(), new TreeSet<>(caller.scopes())));
  }

  private Route password(HttpRequest request) {
    Principal caller = callers.of(request);
    return Json.body(
        NewPassword.class,
        change ->
            completeWithFuture(
                accounts
                    .changeOwnPassword(
                        caller, change.currentPassword(), change.newPassword(), address(request))
                    .handle(
                        (account, failure) -> {
                          if (failure == null) {
                            audit.act(request, caller, "password.changed", caller.subject());
                            return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
                          }
                          if (StageFailure.cause(failure) instanceof LoginRefused refused) {
                            audit.denied(request, caller, "password.changed", caller.subject());
                            return wrongPassword(refused);
                          }
                          throw new CompletionException(StageFailure.cause(failure));
                        })));
  }

  private static HttpResponse wrongPassword(LoginRefused refused) {
    return refused
        .waitFor()
        .map(wait -> Problem.tooManyRequests(refused.getMessage(), (int) wait.toSeconds() + 1))
        .orElseGet(() -> Problem.validation("current_password", "is not your password"))
        .toResponse();
  }

  private Route users(HttpRequest request) {
    Principal admin = callers.adminOf(request);
    queries.require(request);
    return concat(
        pathEnd(
            () ->
                concat(
                    get(
                        () ->
                            Paging.extract(
                                paging ->
                                    parameterOptional(
                                        "tenant", tenant -> list(admin, tenant, paging)))),
                    post(() -> Json.body(NewUser.class, user -> create(request, admin, user))))),
        path(
            segment(),
            name ->
                concat(
                    get(
                        () ->
                            completeWithFuture(
                                accounts
                                    .find(admin, name)
                                    .thenApply(account -> Json.response(200, account)))),
                    patch(
                        () ->
                            Json.body(
                                AccountChange.class,
                                change -> change(request, admin, name, change))))));
  }

  private Route list(Principal admin, Optional<String> tenant, Paging paging) {
    return completeWithFuture(
        accounts
            .list(
                admin,
                tenant.orElse(admin.tenant()),
                paging.cursor().orElse(""),
                paging.limitAndOne())
            .thenApply(
                found ->
                    Json.response(200, paging.page(found, account -> account, Account::name))));
  }

  private Route create(HttpRequest request, Principal admin, NewUser user) {
    grantable.require("scopes", user.scopes());
    return completeWithFuture(
        accounts
            .create(
                admin,
                user.username(),
                user.tenant().orElse(admin.tenant()),
                user.password(),
                Set.copyOf(user.scopes()))
            .thenApply(
                account -> {
                  audit.act(request, admin, "account.created", account.name());
                  return Json.response(201, account)
                      .addHeader(
                          RawHeader.create("Location", "/api/v1/auth/users/" + account.name()));
                }));
  }

  private Route change(HttpRequest request, Principal admin, String name, AccountChange change) {
    change.scopes().ifPresent(scopes -> grantable.require("scopes", scopes));
    return completeWithFuture(
        accounts
            .change(admin, name, change)
            .thenApply(
                account -> {
                  audit.act(
                      request,
                      admin,
                      change.disabled().orElse(false) ? "account.disabled" : "account.changed",
                      account.name());
                  return Json.response(200, account);
                }));
  }

  private String address(HttpRequest request) {
    return Caller.of(request, trustedProxies).address();
  }

  private static HttpResponse noStore(HttpResponse response) {
    return response.addHeader(RawHeader.create("Cache-Control", "no-store"));
  }
}
