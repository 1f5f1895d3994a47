package io.blatam.bul.calculator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.blatam.bul.locale.Bilingual;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of a question as it is described to callers.
 *
 * @param type number, integer, boolean, text, date, month, choice, list or object
 * @param values what a choice may be
 * @param fields the fields of an object, or of a list's objects
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Field(
    String name,
    String type,
    boolean required,
    Bilingual description,
    List<String> values,
    List<Field> fields) {

  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  /** The fields of a record, in its own order. */
  static List<Field> of(Class<?> question) {
    return Arrays.stream(question.getRecordComponents()).map(Field::of).toList();
  }

  private static Field of(RecordComponent component) {
    Type type = component.getGenericType();
    boolean optional = component.getType() == Optional.class;
    Type inner = optional ? argument(type) : type;
    boolean list = raw(inner) == List.class;
    Class<?> element = raw(list ? argument(inner) : inner);
    Says says = component.getAnnotation(Says.class);
    return new Field(
        NAMES.translate(component.getName()),
        list ? "list" : typeName(element),
        !optional,
        new Bilingual(says.es(), says.en()),
        element.isEnum()
            ? Arrays.stream(element.getEnumConstants())
                .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
                .toList()
            : List.of(),
        element.isRecord() ? of(element) : List.of());
  }

  private static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static String typeName(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "integer";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "number";
    }
    if (type == java.time.YearMonth.class) {
      return "month";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "date";
    }
    if (type.isEnum()) {
      return "choice";
    }
    return type.isRecord() ? "object" : "text";
  }
}
