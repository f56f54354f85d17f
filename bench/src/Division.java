/** How an increment is divided into transactions, and what the planner may do. */
enum Division {
  /** One transaction. */
  WHOLE("whole", false),
  /** A range of pages each. */
  CHUNKS("chunks", false),
  /** A range of pages each, and each row is looked up in the index, as ON CONFLICT does. */
  LOOKUP("chunks, by index", true);

  private final String title;
  private final boolean nestedLoops;

  Division(String title, boolean nestedLoops) {
    this.title = title;
    this.nestedLoops = nestedLoops;
  }

  String title() {
    return title;
  }

  boolean nestedLoops() {
    return nestedLoops;
  }
}
