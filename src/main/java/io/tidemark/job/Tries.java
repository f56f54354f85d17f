package io.tidemark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tries of a step, as its execution context keeps them. For one thread at a time. */
final class Tries {

  private static final int KEPT = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Map<String, Object>> tries = new ArrayList<>();
  private int last;

  /**
   * None yet.
   *
   * @param before how many there were in earlier launches
   */
  Tries(int before) {
    last = before;
  }

  /** One begins; its number, from 1. */
  int begin(Instant now) {
    last++;
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("try", last);
    one.put("start", now.toString());
    tries.add(one);
    if (tries.size() > KEPT) {
      tries.remove(0);
    }
    return last;
  }

  /** The last one is over. */
  void end(Instant now, String state, String error) {
    Map<String, Object> one = tries.get(tries.size() - 1);
    one.put("end", now.toString());
    one.put("state", state);
    if (!error.isEmpty()) {
      one.put("error", error);
    }
  }

  /** The number of the last one. */
  int last() {
    return last;
  }

  /** As a JSON list. */
  String json() {
    try {
      return JSON.writeValueAsString(tries);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are JSON", e);
    }
  }
}
