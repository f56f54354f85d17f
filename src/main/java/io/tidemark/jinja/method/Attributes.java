package io.tidemark.jinja.method;

import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.operator.Subscript;
import io.tidemark.jinja.value.Adopted;
import io.tidemark.jinja.value.Casts;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import io.tidemark.jinja.value.UndefinedMode;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jinja2's look-up of attributes and items, each falling back to the other. */
public final class Attributes {
  /** What Python's undefined values have, so that Jinja2 finds it and calls it unsafe. */
  private static final Set<String> OF_EVERY_UNDEFINED =
      Set.of("__class__", "_undefined_hint", "_undefined_name", "_undefined_obj");

  private Attributes() {}

  /** What {@code owner.name} is: the attribute, else the item, else undefined. */
  public static @Nullable Object attribute(
      @Nullable Object owner, String name, UndefinedMode mode) {
    if (owner instanceof Undefined undefined) {
      return OF_EVERY_UNDEFINED.contains(name)
          ? undefined(owner, name, mode)
          : ofUndefined(undefined, name);
    }
    Object found = ownAttribute(owner, name);
    if (found == Missing.MISSING) {
      found = itemByName(owner, name);
    }
    return found == Missing.MISSING ? undefined(owner, name, mode) : found;
  }

  /** What {@code owner[key]} is: the item, else the attribute, else undefined. */
  public static @Nullable Object item(
      @Nullable Object owner, @Nullable Object key, UndefinedMode mode) {
    if (owner instanceof Undefined undefined) {
      return ofUndefined(undefined, null);
    }
    Object found = Subscript.item(owner, key);
    if (found == Missing.MISSING && key instanceof Slice) {
      throw PythonException.type(
          owner instanceof Map
              ? "unhashable type: 'slice'"
              : "'" + TypeName.of(owner) + "' object is not subscriptable");
    }
    if (found == Missing.MISSING && (key instanceof String || key instanceof Markup)) {
      found = ownAttribute(owner, key.toString());
    }
    return found == Missing.MISSING ? undefined(owner, key, mode) : found;
  }

  /** While dbt parses, an undefined value knows its own name, and is any of its attributes. */
  private static @Nullable Object ofUndefined(Undefined undefined, @Nullable String attribute) {
    if (undefined.mode() != UndefinedMode.CHAINABLE) {
      throw undefined.error();
    }
    if (attribute == null) {
      return undefined;
    }
    return attribute.equals("name") ? undefined.name() : undefined.named(attribute);
  }

  private static @Nullable Object itemByName(@Nullable Object owner, String name) {
    if (owner instanceof Map<?, ?> dict) {
      return DictKeys.get(dict, name);
    }
    return owner instanceof HasItems items ? Adopted.value(items.item(name)) : Missing.MISSING;
  }

  private static Undefined undefined(
      @Nullable Object owner, @Nullable Object member, UndefinedMode mode) {
    String name = member instanceof String text ? text : null;
    if (name != null && name.startsWith("_") && isUnsafe(owner, name)) {
      String message =
          "access to attribute "
              + PythonText.repr(name)
              + " of "
              + PythonText.repr(TypeName.of(owner))
              + " object is unsafe.";
      return new Undefined(message, null, mode, List::of);
    }
    return new Undefined(
        Undefined.missingMember(owner, member), name, mode, () -> knownNames(owner));
  }

  private static boolean isUnsafe(@Nullable Object owner, String name) {
    return owner instanceof HasAttributes || name.startsWith("__");
  }

  private static List<String> knownNames(@Nullable Object owner) {
    List<String> names = new ArrayList<>();
    if (owner instanceof HasAttributes host) {
      names.addAll(host.attributeNames());
    }
    if (owner instanceof Map<?, ?> dict) {
      for (Object key : dict.keySet()) {
        if (key instanceof String text) {
          names.add(text);
        }
      }
    }
    Map<String, ?> methods = methodsOf(owner);
    names.addAll(methods.keySet());
    return names;
  }

  private static Map<String, ?> methodsOf(@Nullable Object owner) {
    if (owner instanceof String) {
      return StringMethods.ALL;
    }
    if (owner instanceof List) {
      return owner instanceof Tuple ? TupleMethods.ALL : ListMethods.ALL;
    }
    if (owner instanceof Map) {
      return DictMethods.ALL;
    }
    if (owner instanceof PythonBytes) {
      return BytesMethods.ALL;
    }
    return owner instanceof Set ? SetMethods.ALL : Map.of();
  }

  private static @Nullable Object ownAttribute(@Nullable Object owner, String name) {
    if (owner == null || name.startsWith("_")) {
      return Missing.MISSING;
    }
    if (owner instanceof HasAttributes host) {
      Object value = Adopted.value(host.attribute(name));
      if (value != Missing.MISSING) {
        return value;
      }
    }
    if (owner instanceof String text) {
      return bound(StringMethods.ALL, name, text);
    }
    if (owner instanceof Map) {
      return bound(DictMethods.ALL, name, Casts.dict(owner));
    }
    if (owner instanceof Tuple tuple) {
      return bound(TupleMethods.ALL, name, tuple);
    }
    if (owner instanceof List) {
      return bound(ListMethods.ALL, name, Casts.list(owner));
    }
    if (owner instanceof Set) {
      return bound(SetMethods.ALL, name, Casts.set(owner));
    }
    if (owner instanceof Markup markup) {
      return StringMethods.ALL.containsKey(name)
          ? new BoundMethod<>(name, markup, MarkupMethods.named(name))
          : Missing.MISSING;
    }
    if (owner instanceof Number || owner instanceof Boolean) {
      return NumberMethods.attribute(owner, name);
    }
    if (owner instanceof PythonBytes octets) {
      return bound(BytesMethods.ALL, name, octets);
    }
    if (owner instanceof PythonRange range) {
      return RangeAttributes.attribute(range, name);
    }
    return owner instanceof TemporalAccessor time
        ? TimeAttributes.attribute(time, name)
        : Missing.MISSING;
  }

  private static <T> Object bound(Map<String, Method<T>> methods, String name, T self) {
    Method<T> method = methods.get(name);
    return method == null ? Missing.MISSING : new BoundMethod<>(name, self, method);
  }
}
