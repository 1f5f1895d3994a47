package io.blatam.bul.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.Multipart.FormData.BodyPart;
import akka.http.javadsl.unmarshalling.Unmarshaller;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A form with one file, as browsers and {@code curl -F file=@…} send it. Parts are read one after
 * the other as they come; the file goes where the caller says and is never held in memory here.
 *
 * @param fields the other parts by name
 * @param file what became of the file
 */
record Upload<T>(Map<String, String> fields, String fileName, T file) {

  private static final int FIELD_BYTES = 64 * 1024;

  /** Takes the file's bytes. */
  @FunctionalInterface
  interface Taker<T> {
    CompletionStage<T> take(String fileName, String mediaType, Source<ByteString, ?> bytes);
  }

  /** What has come so far. */
  private static final class Parts<T> {
    private final Map<String, String> fields = new LinkedHashMap<>();
    private Optional<String> fileName = Optional.empty();
    private Optional<T> file = Optional.empty();
  }

  static boolean isForm(HttpRequest request) {
    return request.entity().getContentType().mediaType().isMultipart();
  }

  /** Fails with a problem for anything but a form with one part {@code file} that has a name. */
  static <T> CompletionStage<Upload<T>> read(
      HttpRequest request, Materializer materializer, Taker<T> taker) {
    return Unmarshaller.entityToMultipartFormData()
        .unmarshal(request.entity(), materializer)
        .exceptionally(
            unreadable -> {
              throw new CompletionException(
                  Problem.badRequest("The form can not be read: " + unreadable.getMessage())
                      .asException());
            })
        .thenCompose(
            form ->
                form.getParts()
                    .runWith(
                        Sink.foldAsync(
                            new Parts<T>(),
                            (parts, part) -> taken(parts, part, materializer, taker)),
                        materializer))
        .thenApply(Upload::whole);
  }

  private static <T> CompletionStage<Parts<T>> taken(
      Parts<T> parts, BodyPart part, Materializer materializer, Taker<T> taker) {
    if (part.getName().equals("file") && part.getFilename().isPresent()) {
      if (parts.file.isPresent()) {
        return CompletableFuture.failedStage(
            Problem.validation("file", "send one file at a time").asException());
      }
      String name = baseName(part.getFilename().get());
      return taker
          .take(
              name,
              part.getEntity().getContentType().mediaType().toString(),
              part.getEntity().getDataBytes())
          .thenApply(
              file -> {
                parts.fileName = Optional.of(name);
                parts.file = Optional.of(file);
                return parts;
              });
    }
    return part.getEntity()
        .getDataBytes()
        .takeWhile(new Counting(part.getName()))
        .runFold(ByteString.emptyByteString(), ByteString::concat, materializer)
        .thenApply(
            bytes -> {
              parts.fields.put(part.getName(), bytes.decodeString(StandardCharsets.UTF_8));
              return parts;
            });
  }

  private static <T> Upload<T> whole(Parts<T> parts) {
    return new Upload<>(
        parts.fields,
        parts.fileName.orElse(""),
        parts.file.orElseThrow(
            () ->
                Problem.validation("file", "send the file as the form's part \"file\", with a name")
                    .asException()));
  }

  /** Browsers of old sent the whole path. */
  private static String baseName(String name) {
    String bare = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = bare.replaceAll("\\p{C}", "").strip();
    String cut = plain.length() <= 200 ? plain : plain.substring(plain.length() - 200);
    return cut.isEmpty() ? "file" : cut;
  }

  /** Refuses a field that is longer than any of ours. */
  private static final class Counting implements akka.japi.function.Predicate<ByteString> {
    private static final long serialVersionUID = 1L;
    private final String field;
    private long bytes;

    private Counting(String field) {
      this.field = field;
    }

    @Override
    public boolean test(ByteString chunk) {
      bytes += chunk.size();
      if (bytes > FIELD_BYTES) {
        throw Problem.validation(field, "is longer than " + FIELD_BYTES + " bytes").asException();
      }
      return true;
    }
  }
}
