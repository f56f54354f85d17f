package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;

/** Python's {@code str.encode} and {@code bytes.decode}. */
final class Encodings {
  private static final Set<String> CODING_ACTIONS = Set.of("strict", "ignore", "replace");

  private Encodings() {}

  static PythonBytes encode(String self, Arguments arguments) {
    BoundArguments bound = arguments.bind(0, "encoding", "errors");
    String encoding = bound.text(0, "utf-8");
    String errors = bound.text(1, "strict");
    Charset charset = charset(encoding);
    if (!CODING_ACTIONS.contains(errors)) {
      return PythonBytes.of(written(self, charset, errors).getBytes(charset));
    }
    CharsetEncoder encoder =
        charset.newEncoder().onMalformedInput(action(bound)).onUnmappableCharacter(action(bound));
    if (action(bound) == CodingErrorAction.REPLACE) {
      encoder.replaceWith(new byte[] {'?'});
    }
    try {
      ByteBuffer octets = encoder.encode(CharBuffer.wrap(self));
      byte[] copy = new byte[octets.remaining()];
      octets.get(copy);
      return PythonBytes.of(copy);
    } catch (CharacterCodingException unmappable) {
      throw PythonException.value(
          "'" + encoding + "' codec can't encode a character: " + unmappable.getMessage());
    }
  }

  static String decode(PythonBytes self, Arguments arguments) {
    BoundArguments bound = arguments.bind(0, "encoding", "errors");
    String encoding = bound.text(0, "utf-8");
    CharsetDecoder decoder =
        charset(encoding)
            .newDecoder()
            .onMalformedInput(action(bound))
            .onUnmappableCharacter(action(bound));
    try {
      return decoder.decode(ByteBuffer.wrap(self.octets())).toString();
    } catch (CharacterCodingException malformed) {
      throw PythonException.value(
          "'" + encoding + "' codec can't decode the bytes: " + malformed.getMessage());
    }
  }

  /** The text with other characters for those that the encoding has not. */
  private static String written(String text, Charset charset, String errors) {
    StringBuilder written = new StringBuilder();
    CharsetEncoder encoder = charset.newEncoder();
    text.codePoints()
        .forEach(
            c -> {
              String character = Character.toString(c);
              written.append(encoder.canEncode(character) ? character : escaped(c, errors));
            });
    return written.toString();
  }

  private static String escaped(int character, String errors) {
    return switch (errors) {
      case "xmlcharrefreplace" -> "&#" + character + ";";
      case "backslashreplace" -> backslashed(character);
      case "namereplace" -> {
        String name = Character.getName(character);
        yield name == null ? backslashed(character) : "\\N{" + name + "}";
      }
      // As in Python, a name that nobody knows is told of only where it is needed.
      default -> throw PythonException.value("unknown error handler name '" + errors + "'");
    };
  }

  private static String backslashed(int character) {
    String form = character < 0x100 ? "\\x%02x" : character < 0x10000 ? "\\u%04x" : "\\U%08x";
    return form.formatted(character);
  }

  private static CodingErrorAction action(BoundArguments bound) {
    String errors = bound.text(1, "strict");
    return switch (errors) {
      case "strict" -> CodingErrorAction.REPORT;
      case "ignore" -> CodingErrorAction.IGNORE;
      case "replace" -> CodingErrorAction.REPLACE;
      default ->
          throw PythonException.value(
              "unknown error handler name '" + errors + "': strict, ignore and replace are known");
    };
  }

  private static Charset charset(String encoding) {
    String name = encoding.toLowerCase(Locale.ROOT).replace('_', '-');
    switch (name) {
      case "utf8", "utf-8", "u8" -> {
        return StandardCharsets.UTF_8;
      }
      case "ascii", "us-ascii", "646" -> {
        return StandardCharsets.US_ASCII;
      }
      case "latin-1", "latin1", "iso-8859-1", "l1" -> {
        return StandardCharsets.ISO_8859_1;
      }
      default -> {
        try {
          return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
          throw PythonException.value("unknown encoding: " + encoding);
        }
      }
    }
  }
}
