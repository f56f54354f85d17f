package io.tidemark.jinja.filter;

import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;

/** What {@code self} is: the template, whose blocks could be asked for; dbt's have none. */
enum SelfReference implements HasText, HasType {
  SELF;

  @Override
  public String text() {
    return "<TemplateReference None>";
  }

  @Override
  public String typeName() {
    return "TemplateReference";
  }
}
