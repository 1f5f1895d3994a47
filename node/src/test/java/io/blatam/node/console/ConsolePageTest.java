package io.blatam.node.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.sun.net.httpserver.HttpServer;
import io.blatam.node.ScratchNode;
import io.blatam.platform.http.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real Chromium, against a real platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConsolePageTest {

  private static final String PASSWORD = "una-clave-larga-de-prueba";
  private static final double PATIENCE_MILLIS = 60_000;

  @TempDir static Path home;

  private ScratchNode node;
  private Playwright playwright;
  private Browser browser;
  private BrowserContext context;
  private Page page;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  void start() {
    Optional<Path> chromium = chromium();
    assumeTrue(
        chromium.isPresent(),
        "The console's browser test is skipped: there is no chromium here; ./blatam test installs"
            + " it where it may.");
    node =
        new ScratchNode(home)
            .with("blatam.gateway.accounts.first-admin-password", '"' + PASSWORD + '"')
            .with("blatam.bul.webhooks.allow", "[\"127.0.0.1\"]")
            .with("blatam.bul.webhooks.ports", "[]");
    var started = node.blatam("start");
    assertThat(started.exitCode()).as(started.err()).isZero();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  private static Optional<Path> chromium() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterAll
  void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (node != null) {
      node.close();
    }
  }

  @BeforeEach
  void openThePage() {
    context =
        browser.newContext(
            new Browser.NewContextOptions().setLocale("es-CO").setAcceptDownloads(true));
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
    page.navigate(node.running().orElseThrow().url() + "/");
  }

  @AfterEach
  void closeThePage() {
    context.close();
    assertThat(complaints).as("errors of the page and refusals of its policy").isEmpty();
  }

  @Test
  void ask_inWords_isWrittenShownAndDownloaded() throws IOException {
    signIn();
    page.getByLabel("Descríbalo con sus palabras")
        .fill("Plan de negocio para una panadería en Lima, inversión de 120000 PEN");
    page.getByLabel("Tipo", new Page.GetByLabelOptions().setExact(true))
        .selectOption("business-plan");
    Locator card = asked();
    assertThat(card).hasAttribute("data-status", "done", attributePatience());
    assertThat(card.locator("li").first()).hasAttribute("data-state", "done");
    Download download =
        page.waitForDownload(
            () -> card.getByText("PDF", new Locator.GetByTextOptions().setExact(true)).click());
    assertThat(download.suggestedFilename()).startsWith("plan-de-negocio").endsWith(".pdf");
    assertThat(new String(Files.readAllBytes(download.path()), 0, 5, StandardCharsets.ISO_8859_1))
        .isEqualTo("%PDF-");
  }

  @Test
  void ask_vague_isAskedBackAndAnswered() {
    signIn();
    page.getByLabel("Descríbalo con sus palabras").fill("Necesito un documento para mi empresa");
    Locator card = asked();
    assertThat(card).hasAttribute("data-status", "question", attributePatience());
    assertThat(card.locator(".state")).hasText("Pregunta");
    card.locator(".asks .file").first().click();
    assertThat(card).hasAttribute("data-status", "done", attributePatience());
  }

  @Test
  void ask_withOutline_isWrittenAsThePersonSettledIt() {
    signIn();
    page.getByLabel("Descríbalo con sus palabras")
        .fill("Plan de negocio para una panadería en Lima, inversión de 120000 PEN");
    page.getByText("Cómo se prepara").click();
    page.getByLabel("Ver el esquema antes de que se escriba").check();
    page.getByLabel("Prioridad").selectOption("1");
    Locator card = asked();
    assertThat(card).hasAttribute("data-status", "outline", attributePatience());
    Locator rows = card.locator(".outline > li");
    assertThat(rows.first()).isVisible();
    int planned = rows.count();
    Locator second = rows.nth(1);
    String dropped = second.getByLabel("Título de la sección").inputValue();
    second.getByText("×").click();
    assertThat(rows).hasCount(planned - 1);
    Locator title = rows.first().getByLabel("Título de la sección");
    title.fill("");
    card.getByText("Escribir así").click();
    assertThat(card.locator(".asks .problem")).containsText("title");
    title.fill("En resumen");
    card.getByText("Escribir así").click();
    assertThat(card).hasAttribute("data-status", "done", attributePatience());
    card.locator(":scope > .sections summary").click();
    assertThat(card.locator(":scope > .sections ol")).containsText("En resumen");
    assertThat(card.locator(":scope > .sections ol")).not().containsText(dropped);
  }

  @Test
  void company_profileLogoAndNote_areKeptAndForgotten() throws IOException {
    signIn();
    page.locator("#tab-company").click();
    page.locator("#p-name").fill("Panadería La Espiga");
    page.locator("#p-tone").selectOption("formal");
    page.getByText("Guardar").click();
    assertThat(page.locator("#announcer")).hasText("El perfil quedó guardado");
    page.locator("#logo").setInputFiles(picture());
    assertThat(page.locator("#logo-shown")).isVisible();
    page.reload();
    page.locator("#tab-company").click();
    assertThat(page.locator("#p-name")).hasValue("Panadería La Espiga");
    assertThat(page.locator("#p-tone")).hasValue("formal");

    Path note = Files.writeString(home.resolve("horarios.md"), "# Horarios\n\nAbrimos a las 6:00.");
    page.locator("#note-file").setInputFiles(note);
    page.locator("#note-form .primary").click();
    Locator card = page.locator("#notes .item");
    assertThat(card.locator(".meta")).containsText("Leído", patience());
    page.onDialog(Dialog::accept);
    card.getByText("Eliminar").click();
    assertThat(page.locator("#notes .empty")).isVisible();
  }

  @Test
  void template_filledInOnThePage_isADocumentAmongTheOthers() throws IOException {
    signIn();
    page.locator("#tab-company").click();
    Path template =
        Files.writeString(
            home.resolve("albaran.md"),
            "# Albarán\n\nPara {{ cliente.nombre }}\n\n| Qué | Precio |\n|---|---:|\n"
                + "{% for p in partidas %}| {{ p.que }} | {{ p.precio | money }} |\n{% endfor %}");
    page.locator("#template-file").setInputFiles(template);
    page.locator("#template-form .primary").click();
    Locator own = page.locator("#templates .item");
    own.getByText("Hacer documento").click();
    own.getByLabel("Cliente · nombre").fill("Orbis");
    own.getByLabel("Que", exactly()).fill("Harina");
    own.getByLabel("Precio").fill("12,5");
    own.getByText("Hacer el documento").click();

    Locator card = page.locator("#documents .item").first();
    assertThat(card).hasAttribute("data-status", "done", attributePatience());
    assertThat(card.locator("h3")).hasText("albaran");
    assertThat(card.locator(".meta")).containsText("Plantilla propia");
    Path file = page.waitForDownload(() -> card.locator(".actions .file").first().click()).path();
    assertThat(new String(Files.readAllBytes(file), 0, 5, StandardCharsets.US_ASCII))
        .isEqualTo("%PDF-");
  }

  private static Locator.GetByLabelOptions exactly() {
    return new Locator.GetByLabelOptions().setExact(true);
  }

  @Test
  void queue_tableOfBriefs_isWrittenRowByRow_andThePauseHolds() throws IOException {
    signIn();
    page.locator("#tab-queue").click();
    page.locator("#line-switch").click();
    assertThat(page.locator("#line-paused")).isVisible();
    page.locator("#line-switch").click();
    assertThat(page.locator("#line-paused")).isHidden();
    Path table =
        Files.writeString(
            home.resolve("dos.csv"),
            "text,formats\nActa de la reunión semanal de la panadería La Espiga,md\n,md\n");
    page.locator("#bulk-file").setInputFiles(table);
    page.getByText("Pedirlos todos").click();
    assertThat(page.locator("#bulks .meta").first())
        .hasText("Terminada · Listos: 1 · con problemas: 1", textPatience());
  }

  @Test
  void schedule_everyMonth_isShownPausedAndDeleted() {
    signIn();
    page.locator("#tab-automation").click();
    page.locator("#schedule-name").fill("Cierre mensual");
    page.locator("#schedule-text").fill("Acta de la reunión de cierre de {{month_year-1}}");
    page.locator("#schedule-type").selectOption("meeting-report");
    page.locator("#schedule-zone").fill("America/Bogota");
    page.locator("#schedule-often").selectOption("cron");
    page.locator("#schedule-cron").fill("61 8 1 * *");
    page.locator("#schedule-form .primary").click();
    assertThat(page.locator("#schedule-form .problem")).isVisible();
    assertThat(page.locator("#schedule-cron")).hasAttribute("aria-invalid", "true");
    page.locator("#schedule-often").selectOption("monthly");
    page.locator("#schedule-form .primary").click();
    Locator card = page.locator("#schedules .item");
    assertThat(card.locator(".meta")).containsText("el día 1 de cada mes a las 08:00");
    card.getByText("Entregas").click();
    assertThat(card.locator(".details li")).hasCount(5);
    card.getByText("Pausar").click();
    assertThat(card.locator(".meta")).containsText("en pausa");
    card.getByText("Reanudar").click();
    assertThat(card.locator(".meta")).containsText("próximo: ");
    page.onDialog(Dialog::accept);
    card.getByText("Eliminar").click();
    assertThat(page.locator("#schedules .empty")).isVisible();
  }

  @Test
  void webhook_created_showsItsSecretOnceAndWhatCameOfATest() throws IOException {
    HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    receiver.start();
    try {
      signIn();
      page.locator("#tab-automation").click();
      page.locator("#webhook-url")
          .fill("http://127.0.0.1:" + receiver.getAddress().getPort() + "/blatam");
      page.locator("#webhook-description").fill("ERP");
      page.locator("#webhook-form .primary").click();
      assertThat(page.locator("#webhook-secret .secret"))
          .hasText(java.util.regex.Pattern.compile("whsec_.{20,}"));
      Locator card = page.locator("#webhooks .item");
      assertThat(card.locator(".meta")).containsText("Documento listo, Documento fallido");
      card.getByText("Probar").click();
      assertThat(card.locator(".details li")).containsText("recibido · HTTP 204", patience());
      page.reload();
      page.locator("#tab-automation").click();
      assertThat(page.locator("#webhook-secret")).isHidden();
      card.getByText("Pausar").click();
      assertThat(card.locator(".meta")).containsText("en pausa");
      page.onDialog(Dialog::accept);
      card.getByText("Eliminar").click();
      assertThat(page.locator("#webhooks .empty")).isVisible();
    } finally {
      receiver.stop(0);
    }
  }

  /** The card of the document that the form now asks for. */
  private Locator asked() {
    Response accepted =
        page.waitForResponse(
            response ->
                response.request().method().equals("POST")
                    && response.url().endsWith("/bul/documents"),
            () -> page.getByText("Pedir el documento").click());
    String job = Json.read(accepted.body(), JsonNode.class).path("id").asText();
    return page.locator("[data-job='" + job + "']");
  }

  private static Path picture() throws IOException {
    Path file = home.resolve("logo.png");
    ImageIO.write(new BufferedImage(160, 60, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }

  private static LocatorAssertions.ContainsTextOptions patience() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
  }

  private static LocatorAssertions.HasTextOptions textPatience() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);
  }

  private static LocatorAssertions.HasAttributeOptions attributePatience() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS);
  }

  @Test
  void signIn_wrongPassword_isSaidAndNothingIsShown() {
    page.getByLabel("Usuario").fill("admin");
    page.getByLabel("Contraseña").fill("no");
    page.getByText("Entrar").click();
    assertThat(page.locator("#sign-in-form .problem")).isVisible();
    assertThat(page.locator("#panel-documents")).isHidden();
  }

  @Test
  void ask_withNothing_saysWhatIsMissingBesideTheField() {
    signIn();
    page.getByText("Pedir el documento").click();
    assertThat(page.locator("#document-form .problem"))
        .hasText("Describa el documento o elija un tipo.");
    assertThat(page.getByLabel("Descríbalo con sus palabras")).hasAttribute("aria-invalid", "true");
    assertThat(page.getByLabel("Descríbalo con sus palabras")).isFocused();
  }

  @Test
  void types_comeFromTheApi_andShowWhichFieldsTheyHave() {
    signIn();
    page.getByLabel("Tipo", new Page.GetByLabelOptions().setExact(true)).selectOption("nda");
    assertThat(page.locator("#structured"))
        .hasAttribute("placeholder", java.util.regex.Pattern.compile("\"counterparty\": "));
  }

  @Test
  void language_switched_changesThePageAndIsKept() {
    page.locator("[data-language=en]").click();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.getByText("Sign in")).isVisible();
    page.reload();
    assertThat(page.getByText("Sign in")).isVisible();
  }

  @Test
  void tabs_arrowKeys_moveAsScreenReadersExpect() {
    signIn();
    page.locator("#tab-documents").focus();
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#tab-decks")).isFocused();
    assertThat(page.locator("#tab-decks")).hasAttribute("aria-selected", "true");
    assertThat(page.locator("#panel-decks")).isVisible();
    assertThat(page.locator("#panel-documents")).isHidden();
  }

  @Test
  void page_everyField_hasALabel() {
    Object unlabelled =
        page.evaluate(
            "() => [...document.querySelectorAll('input, select, textarea')]"
                + ".filter(el => el.labels.length === 0 || el.labels[0].textContent.trim() === '')"
                + ".map(el => el.id || el.name)");
    assertThat((List<?>) unlabelled).isEmpty();
  }

  @Test
  void page_onAPhone_doesNotScrollSideways() {
    page.setViewportSize(360, 740);
    signIn();
    for (String tab : List.of("documents", "decks", "company", "queue", "automation")) {
      page.locator("#tab-" + tab).click();
      Object overflow =
          page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
      assertThat(((Number) overflow).intValue()).as(tab).isLessThanOrEqualTo(0);
    }
  }

  private void signIn() {
    page.getByLabel("Usuario").fill("admin");
    page.getByLabel("Contraseña").fill(PASSWORD);
    page.getByText("Entrar").click();
    assertThat(page.locator("#panel-documents")).isVisible();
  }
}
