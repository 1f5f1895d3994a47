package io.blatam.node.cli;

import io.blatam.node.client.Api;
import io.blatam.node.launch.Installation;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * Which platform a verb speaks to, and as whom. Without {@code --url} it is this machine's own,
 * started when it does not run, and the caller is its operator: whoever can read the signing key in
 * the data folder could issue any token, so one is issued here.
 */
final class Connection {

  /** Long enough for one request; a new one is issued for each. */
  private static final Duration REQUEST_TOKEN = Duration.ofMinutes(10);

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Gateway of a platform elsewhere (also BLATAM_URL). Default: this machine's own.")
  private String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Bearer token for it (also BLATAM_TOKEN). Default: one for this machine's operator.")
  private String token;

  /** The platform, running and ready to be asked. */
  Api open(Context context) {
    Optional<String> elsewhere = given(url, context, "BLATAM_URL");
    Optional<String> bearer = given(token, context, "BLATAM_TOKEN");
    if (elsewhere.isPresent()) {
      String said =
          bearer.orElseThrow(
              () ->
                  new CommandFailure(
                      "--token is missing: a platform elsewhere needs one; get it there with ./blatam"
                          + " token, or from POST /api/v1/auth/token"));
      return new Api(elsewhere.get(), () -> said);
    }
    String here = context.platform().url();
    Installation installation = context.installation();
    return new Api(here, () -> bearer.orElseGet(() -> operatorToken(installation, REQUEST_TOKEN)));
  }

  /**
   * As {@link #open}, for verbs that look at what runs: a look starts nothing, least of all while
   * somebody puts a backup back.
   */
  Api running(Context context) {
    if (given(url, context, "BLATAM_URL").isEmpty() && context.launcher().running().isEmpty()) {
      throw CommandFailure.notRunning(context.speech());
    }
    return open(context);
  }

  private static Optional<String> given(String option, Context context, String variable) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(context.environment().get(variable)))
        .filter(value -> !value.isBlank());
  }

  /** A token for the operator of {@code installation}. */
  static String operatorToken(Installation installation, Duration validity) {
    if (!Files.isDirectory(installation.secrets())) {
      throw new CommandFailure(
          "there are no keys in "
              + installation.secrets()
              + " yet; start the platform once with ./blatam start");
    }
    return Identity.load(installation.secrets(), Clock.systemUTC())
        .issue(
            new Principal("operator", Principal.OPERATOR_TENANT, Set.of(Scopes.ADMIN)), validity);
  }
}
