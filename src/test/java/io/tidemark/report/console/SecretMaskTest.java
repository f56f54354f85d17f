package io.tidemark.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No secret is told. */
class SecretMaskTest {

  @Test
  void theEnvironmentsSecretsAreMaskedLongestFirst() {
    SecretMask mask =
        new SecretMask(
            Map.of("DBT_ENV_SECRET_A", "tide", "DBT_ENV_SECRET_B", "tidemark", "HOME", "/root"),
            List.of("generated", " "));

    assertThat(mask.mask("tidemark, tide and generated in /root"))
        .isEqualTo("*****, ***** and ***** in /root");
  }

  @Test
  void whatLooksLikeAPasswordIsMasked() {
    SecretMask mask = SecretMask.ofLooks();

    assertThat(mask.mask("postgresql://me:hush@db:5432/shop"))
        .isEqualTo("postgresql://me:*****@db:5432/shop");
    assertThat(mask.mask("jdbc:postgresql://db/shop?user=me&password=hush&ssl=true"))
        .isEqualTo("jdbc:postgresql://db/shop?user=me&password=*****&ssl=true");
    assertThat(mask.mask("host=db password='hu sh' user=me"))
        .isEqualTo("host=db password=***** user=me");
  }

  @Test
  void aPasswordInAStatementIsMasked() {
    assertThat(SecretMask.ofLooks().mask("create role me login password 'hu sh' createdb"))
        .isEqualTo("create role me login password ***** createdb");
  }

  @Test
  void forMachinesOnlyKnownSecretsAreMasked() {
    SecretMask mask = new SecretMask(Map.of(), List.of("hush"));

    assertThat(mask.maskKnown("select 'hush' where a.password=b.password"))
        .isEqualTo("select '*****' where a.password=b.password");
  }

  @Test
  void otherTextStaysAsItIs() {
    String text = "a = b at https://example.org/x:y and where the password is missing";

    assertThat(SecretMask.ofLooks().mask(text)).isEqualTo(text);
  }

  @Test
  void aSecretThatATemplateHasChangedIsMasked() {
    SecretMask mask = new SecretMask(Map.of("DBT_ENV_SECRET_KEY", "hunter-2secret"), List.of());

    assertThat(mask.mask("HUNTER-2SECRET, h u n t e r - 2 s e c r e t, terces2-retnuh, Hunter"))
        .isEqualTo("*****, *****, *****, Hunter");
    assertThat(mask.maskKnown("select 'HUNTER-2SECRET'")).isEqualTo("select 'HUNTER-2SECRET'");
  }
}
