package io.tidemark.template.module;

/** How many characters a part finds, at least and at most. */
record RegexWidth(long least, long most) {
  static final RegexWidth NONE = new RegexWidth(0, 0);
  static final RegexWidth ONE = new RegexWidth(1, 1);

  RegexWidth then(RegexWidth next) {
    return new RegexWidth(least + next.least, Math.min(most + next.most, Integer.MAX_VALUE));
  }

  RegexWidth or(RegexWidth other) {
    return new RegexWidth(Math.min(least, other.least), Math.max(most, other.most));
  }

  RegexWidth times(long from, long to) {
    long longest = most == 0 ? 0 : Math.min(most * to, Integer.MAX_VALUE);
    return new RegexWidth(Math.min(least * from, Integer.MAX_VALUE), longest);
  }
}
