package io.tidemark.jinja.value;

/** Hears of the calls of a macro, each on the thread that makes it. */
public interface CallListener {

  /** Hears nothing. */
  CallListener NOBODY =
      new CallListener() {
        @Override
        public void begins() {}

        @Override
        public void ends() {}
      };

  /** A call begins. */
  void begins();

  /** The call that began last is over, however it went. */
  void ends();
}
