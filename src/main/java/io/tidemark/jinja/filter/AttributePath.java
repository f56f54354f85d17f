package io.tidemark.jinja.filter;

import io.tidemark.jinja.value.CallContext;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code attribute='a.b.0'} of many filters: finds a value inside each item. */
final class AttributePath implements Function<@Nullable Object, @Nullable Object> {
  private final List<Object> parts;
  private final CallContext context;
  private final @Nullable Object otherwise;
  private final boolean ignoreCase;

  private AttributePath(
      List<Object> parts, CallContext context, @Nullable Object otherwise, boolean ignoreCase) {
    this.parts = parts;
    this.context = context;
    this.otherwise = otherwise;
    this.ignoreCase = ignoreCase;
  }

  /** The path; None is the item itself. */
  static AttributePath of(@Nullable Object attribute, CallContext context) {
    return new AttributePath(parts(attribute), context, null, false);
  }

  /** With a value for what is undefined; None is no value. */
  AttributePath withDefault(@Nullable Object value) {
    return new AttributePath(parts, context, value, ignoreCase);
  }

  /** Gives strings in lower case, unless case matters. */
  AttributePath caseSensitive(boolean sensitive) {
    return new AttributePath(parts, context, otherwise, !sensitive);
  }

  private static List<Object> parts(@Nullable Object attribute) {
    if (attribute == null) {
      return List.of();
    }
    if (!(attribute instanceof String text)) {
      return List.of(attribute);
    }
    List<Object> parts = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      boolean isIndex = !part.isEmpty() && part.chars().allMatch(Character::isDigit);
      parts.add(isIndex ? (Object) Numbers.shrink(new BigInteger(part)) : part);
    }
    return parts;
  }

  @Override
  public @Nullable Object apply(@Nullable Object item) {
    Object value = item;
    for (Object part : parts) {
      value = context.item(value, part);
      if (otherwise != null && value instanceof Undefined) {
        value = otherwise;
      }
    }
    return ignoreCase ? lowered(value) : value;
  }

  static @Nullable Object lowered(@Nullable Object value) {
    return value instanceof String || value instanceof Markup
        ? value.toString().toLowerCase(Locale.ROOT)
        : value;
  }
}
