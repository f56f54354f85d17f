package io.tidemark.jinja.error;

/** The class of error as Python and Jinja2 name it. */
public enum ErrorKind {
  TYPE("TypeError"),
  VALUE("ValueError"),
  KEY("KeyError"),
  INDEX("IndexError"),
  NAME("NameError"),
  ATTRIBUTE("AttributeError"),
  ZERO_DIVISION("ZeroDivisionError"),
  OVERFLOW("OverflowError"),
  ASSERTION("AssertionError"),
  RECURSION("RecursionError"),
  UNDEFINED("UndefinedError"),
  FILTER_ARGUMENT("FilterArgumentError"),
  SECURITY("SecurityError"),
  RUNTIME("TemplateRuntimeError"),
  /** A limit of the environment was reached; Jinja2 has no such error. */
  LIMIT("LimitExceeded"),
  /** A function of the host refused. */
  HOST("HostError");

  private final String pythonName;

  ErrorKind(String pythonName) {
    this.pythonName = pythonName;
  }

  /** The name that a user of Jinja2 knows. */
  public String pythonName() {
    return pythonName;
  }
}
