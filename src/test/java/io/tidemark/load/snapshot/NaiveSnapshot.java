package io.tidemark.load.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as it is told to people, row by row and without SQL: what a row's version becomes when
 * the row changes, goes and comes back.
 *
 * @param kind how it is made
 * @param versions all of them
 */
record NaiveSnapshot(Kind kind, List<Version> versions) {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter();

  /** The configuration. */
  record Kind(
      boolean byTime,
      boolean timed,
      List<String> compared,
      HardDeletes hardDeletes,
      @Nullable LocalDateTime current,
      boolean twoKeys) {}

  /** One run at a time. */
  void run(Collection<SourceRow> source, LocalDateTime now) {
    Map<Object, Version> open = new HashMap<>();
    versions.stream()
        .filter(version -> version.validTo() == null || version.validTo().equals(kind.current()))
        .forEach(version -> open.put(key(version.row()), version));
    List<Version> begun = new ArrayList<>();
    for (SourceRow row : source) {
      LocalDateTime time = kind.timed() ? row.changed() : now;
      Version old = open.remove(key(row));
      if (old == null || old.deleted() || differs(old, row)) {
        if (old != null) {
          end(old, time);
        }
        begun.add(new Version(row, scdId(row, time), time, time, kind.current(), false));
      }
    }
    for (Version gone : open.values()) {
      if (kind.hardDeletes() == HardDeletes.IGNORE || gone.deleted()) {
        continue;
      }
      end(gone, now);
      if (kind.hardDeletes() == HardDeletes.NEW_RECORD) {
        String id = md5(gone.scdId() + "|" + TIME.format(now));
        begun.add(new Version(gone.row(), id, now, now, gone.validTo(), true));
      }
    }
    versions.addAll(begun);
  }

  private void end(Version version, LocalDateTime time) {
    versions.set(versions.indexOf(version), version.endedAt(time));
  }

  private boolean differs(Version old, SourceRow row) {
    if (kind.byTime()) {
      return old.validFrom().isBefore(row.changed());
    }
    return (kind.compared().contains("a") && !Objects.equals(old.row().a(), row.a()))
        || (kind.compared().contains("b") && !Objects.equals(old.row().b(), row.b()))
        || (kind.compared().contains("changed") && !old.row().changed().equals(row.changed()));
  }

  private Object key(SourceRow row) {
    return kind.twoKeys() ? row.key() : row.key().id();
  }

  private String scdId(SourceRow row, LocalDateTime time) {
    String key = row.key().id() + (kind.twoKeys() ? "|" + row.key().part() : "");
    return md5(key + "|" + TIME.format(time));
  }

  /** The rows as text, in an order of their own. */
  List<String> rows() {
    return versions.stream().map(this::text).sorted().toList();
  }

  private String text(Version version) {
    SourceRow row = version.row();
    List<String> values =
        new ArrayList<>(
            List.of(
                String.valueOf(row.key().id()),
                row.key().part(),
                String.valueOf(row.a()),
                String.valueOf(row.b()),
                TIME.format(row.changed()),
                version.scdId(),
                TIME.format(version.updatedAt()),
                TIME.format(version.validFrom()),
                version.validTo() == null ? "null" : TIME.format(version.validTo())));
    if (kind.hardDeletes() == HardDeletes.NEW_RECORD) {
      values.add(version.deleted() ? "True" : "False");
    }
    return String.join(", ", values);
  }

  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
