package io.blatam.bul.profile;

import io.blatam.platform.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Whether an uploaded logo is what it says: a PNG of a size that is looked at before anything is
 * decoded, or an SVG that draws and does nothing else.
 */
public final class LogoCheck {
  public static final int MOST_BYTES = 512 * 1024;
  private static final int MOST_PIXELS = 4000;
  private static final int MOST_ELEMENTS = 5000;

  private static final Set<String> ACTIVE =
      Set.of("script", "foreignobject", "iframe", "object", "embed", "animate", "set", "handler");

  private LogoCheck() {}

  /**
   * The media type of a logo that can be used.
   *
   * @throws io.blatam.platform.http.ProblemException (400) that says what to change
   */
  public static String mediaType(byte[] bytes) {
    String mediaType = drawn(bytes);
    try {
      LogoPicture.of(bytes);
    } catch (IllegalArgumentException unprintable) {
      throw refused(unprintable.getMessage());
    }
    return mediaType;
  }

  private static String drawn(byte[] bytes) {
    if (bytes.length > 8 && (bytes[0] & 0xff) == 0x89 && bytes[1] == 'P' && bytes[2] == 'N') {
      png(bytes);
      return "image/png";
    }
    svg(bytes);
    return "image/svg+xml";
  }

  private static void png(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
      ImageReader reader = readers.next();
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS) {
        throw refused(
            "the picture has "
                + width
                + " × "
                + height
                + " pixels; give at most "
                + MOST_PIXELS
                + " a side");
      }
      reader.read(0);
    } catch (IOException | IndexOutOfBoundsException broken) {
      throw refused("the PNG can not be read; save it again");
    }
  }

  private static void svg(byte[] bytes) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      int elements = 0;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw refused("remove the document type declaration and entities from the SVG");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (elements++ == 0 && !reader.getLocalName().equals("svg")) {
            throw refused("send a PNG, or an SVG whose first element is svg");
          }
          if (elements > MOST_ELEMENTS) {
            throw refused("the SVG has more than " + MOST_ELEMENTS + " elements; simplify it");
          }
          element(reader);
        }
      }
    } catch (XMLStreamException broken) {
      throw refused("send a PNG or an SVG; this is neither, or it is broken");
    }
  }

  private static void element(XMLStreamReader reader) {
    String name = reader.getLocalName().toLowerCase(Locale.ROOT);
    if (ACTIVE.contains(name)) {
      throw refused("remove the element \"" + name + "\" from the SVG; a logo only draws");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String attribute = reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
      String value = reader.getAttributeValue(i).strip().toLowerCase(Locale.ROOT);
      if (attribute.equals("href") && value.startsWith("data:image/")) {
        throw refused("the SVG holds a photograph; send that picture as a PNG instead");
      }
      boolean elsewhere = attribute.equals("href") && !value.startsWith("#");
      if (attribute.startsWith("on") || elsewhere || value.contains("url(http")) {
        throw refused("remove the attribute \"" + attribute + "\" from the SVG; a logo only draws");
      }
    }
  }

  private static RuntimeException refused(String advice) {
    return Problem.validation("logo", advice).asException();
  }
}
